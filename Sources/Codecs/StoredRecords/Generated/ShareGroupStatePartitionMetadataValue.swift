// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 15, versions 0.
public struct ShareGroupStatePartitionMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 15
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var initializingTopics: [TopicPartitionsInfo] = []
    public var initializedTopics: [TopicPartitionsInfo] = []
    public var deletingTopics: [TopicInfo] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        initializingTopics: [TopicPartitionsInfo] = [],
        initializedTopics: [TopicPartitionsInfo] = [],
        deletingTopics: [TopicInfo] = []
    ) {
        self.initializingTopics = initializingTopics
        self.initializedTopics = initializedTopics
        self.deletingTopics = deletingTopics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.initializingTopics = try reader.structures(of: TopicPartitionsInfo.self, compact: true, minimumBytes: 19, version: version)
        self.initializedTopics = try reader.structures(of: TopicPartitionsInfo.self, compact: true, minimumBytes: 19, version: version)
        self.deletingTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupStatePartitionMetadataValue", version: version)
        }
        try writer.structures(self.initializingTopics, compact: true, version: version)
        try writer.structures(self.initializedTopics, compact: true, version: version)
        try writer.structures(self.deletingTopics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TopicPartitionsInfo: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var topicName: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            topicName: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topicID = topicID
            self.topicName = topicName
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.string(self.topicName.rawValue, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicInfo: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var topicName: TopicName = TopicName("")
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            topicName: TopicName = TopicName("")
        ) {
            self.topicID = topicID
            self.topicName = topicName
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.string(self.topicName.rawValue, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
