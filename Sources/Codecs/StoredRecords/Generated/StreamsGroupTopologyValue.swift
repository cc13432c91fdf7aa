// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 23, versions 0.
public struct StreamsGroupTopologyValue: CoordinatorValue {
    public static let recordType: Int16 = 23
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var epoch: Int32 = 0
    public var subtopologies: [Subtopology] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        epoch: Int32 = 0,
        subtopologies: [Subtopology] = []
    ) {
        self.epoch = epoch
        self.subtopologies = subtopologies
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.epoch = try reader.integer(Int32.self)
        self.subtopologies = try reader.structures(of: Subtopology.self, compact: true, minimumBytes: 8, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupTopologyValue", version: version)
        }
        writer.integer(self.epoch)
        try writer.structures(self.subtopologies, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TopicConfig: KafkaStructure {
        public var key: String = ""
        public var value: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            value: String = ""
        ) {
            self.key = key
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.key = try reader.string(compact: true)
            self.value = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.key, compact: true)
            try writer.string(self.value, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicInfo: KafkaStructure {
        public var name: String = ""
        public var partitions: Int32 = 0
        public var replicationFactor: Int16 = 0
        public var topicConfigs: [TopicConfig] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            partitions: Int32 = 0,
            replicationFactor: Int16 = 0,
            topicConfigs: [TopicConfig] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.replicationFactor = replicationFactor
            self.topicConfigs = topicConfigs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.partitions = try reader.integer(Int32.self)
            self.replicationFactor = try reader.integer(Int16.self)
            self.topicConfigs = try reader.structures(of: TopicConfig.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.partitions)
            writer.integer(self.replicationFactor)
            try writer.structures(self.topicConfigs, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Subtopology: KafkaStructure {
        public var subtopologyID: String = ""
        public var sourceTopics: [String] = []
        public var sourceTopicRegex: [String] = []
        public var stateChangelogTopics: [TopicInfo] = []
        public var repartitionSinkTopics: [String] = []
        public var repartitionSourceTopics: [TopicInfo] = []
        public var copartitionGroups: [CopartitionGroup] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            sourceTopics: [String] = [],
            sourceTopicRegex: [String] = [],
            stateChangelogTopics: [TopicInfo] = [],
            repartitionSinkTopics: [String] = [],
            repartitionSourceTopics: [TopicInfo] = [],
            copartitionGroups: [CopartitionGroup] = []
        ) {
            self.subtopologyID = subtopologyID
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.stateChangelogTopics = stateChangelogTopics
            self.repartitionSinkTopics = repartitionSinkTopics
            self.repartitionSourceTopics = repartitionSourceTopics
            self.copartitionGroups = copartitionGroups
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.sourceTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
            self.sourceTopicRegex = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
            self.stateChangelogTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.repartitionSinkTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
            self.repartitionSourceTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.copartitionGroups = try reader.structures(of: CopartitionGroup.self, compact: true, minimumBytes: 4, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            try writer.longLength(self.sourceTopics.count, compact: true)
            for element in self.sourceTopics {
                try writer.string(element, compact: true)
            }
            try writer.longLength(self.sourceTopicRegex.count, compact: true)
            for element in self.sourceTopicRegex {
                try writer.string(element, compact: true)
            }
            try writer.structures(self.stateChangelogTopics, compact: true, version: version)
            try writer.longLength(self.repartitionSinkTopics.count, compact: true)
            for element in self.repartitionSinkTopics {
                try writer.string(element, compact: true)
            }
            try writer.structures(self.repartitionSourceTopics, compact: true, version: version)
            try writer.structures(self.copartitionGroups, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct CopartitionGroup: KafkaStructure {
        public var sourceTopics: [Int16] = []
        public var sourceTopicRegex: [Int16] = []
        public var repartitionSourceTopics: [Int16] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            sourceTopics: [Int16] = [],
            sourceTopicRegex: [Int16] = [],
            repartitionSourceTopics: [Int16] = []
        ) {
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.repartitionSourceTopics = repartitionSourceTopics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.sourceTopics = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.sourceTopicRegex = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.repartitionSourceTopics = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.longLength(self.sourceTopics.count, compact: true)
            for element in self.sourceTopics {
                writer.integer(element)
            }
            try writer.longLength(self.sourceTopicRegex.count, compact: true)
            for element in self.sourceTopicRegex {
                writer.integer(element)
            }
            try writer.longLength(self.repartitionSourceTopics.count, compact: true)
            for element in self.repartitionSourceTopics {
                writer.integer(element)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
