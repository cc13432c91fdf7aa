// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 19, versions 2-7.
public struct CreateTopicsRequest: KafkaRequest {
    public typealias Response = CreateTopicsResponse
    public static let apiKey: Int16 = 19
    public static let versions: ClosedRange<Int16> = 2...7
    public static let firstFlexibleVersion: Int16? = 5

    public var topics: [CreatableTopic] = []
    public var timeoutMs: Int32 = 60000
    public var validateOnly: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [CreatableTopic] = [],
        timeoutMs: Int32 = 60000,
        validateOnly: Bool = false
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.validateOnly = validateOnly
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 7 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 5
        self.topics = try reader.structures(of: CreatableTopic.self, compact: flexible, minimumBytes: 10, version: version)
        self.timeoutMs = try reader.integer(Int32.self)
        self.validateOnly = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 7 else {
            throw EncodeError(.unsupportedVersion, field: "CreateTopicsRequest", version: version)
        }
        let flexible = version >= 5
        try writer.structures(self.topics, compact: flexible, version: version)
        writer.integer(self.timeoutMs)
        writer.boolean(self.validateOnly)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-7.
    public struct CreatableTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var numPartitions: Int32 = 0
        public var replicationFactor: Int16 = 0
        public var assignments: [CreatableReplicaAssignment] = []
        public var configs: [CreatableTopicConfig] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            numPartitions: Int32 = 0,
            replicationFactor: Int16 = 0,
            assignments: [CreatableReplicaAssignment] = [],
            configs: [CreatableTopicConfig] = []
        ) {
            self.name = name
            self.numPartitions = numPartitions
            self.replicationFactor = replicationFactor
            self.assignments = assignments
            self.configs = configs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.numPartitions = try reader.integer(Int32.self)
            self.replicationFactor = try reader.integer(Int16.self)
            self.assignments = try reader.structures(of: CreatableReplicaAssignment.self, compact: flexible, minimumBytes: 6, version: version)
            self.configs = try reader.structures(of: CreatableTopicConfig.self, compact: flexible, minimumBytes: 3, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            try writer.string(self.name.rawValue, compact: flexible)
            writer.integer(self.numPartitions)
            writer.integer(self.replicationFactor)
            try writer.structures(self.assignments, compact: flexible, version: version)
            try writer.structures(self.configs, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 2-7.
    public struct CreatableReplicaAssignment: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var brokerIDs: [BrokerID] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            brokerIDs: [BrokerID] = []
        ) {
            self.partitionIndex = partitionIndex
            self.brokerIDs = brokerIDs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.brokerIDs = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            writer.integer(self.partitionIndex.rawValue)
            try writer.longLength(self.brokerIDs.count, compact: flexible)
            for element in self.brokerIDs {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 2-7.
    public struct CreatableTopicConfig: KafkaStructure {
        public var name: String = ""
        public var value: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            value: String? = ""
        ) {
            self.name = name
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.name = try reader.string(compact: flexible)
            self.value = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            try writer.string(self.name, compact: flexible)
            try writer.nullableString(self.value, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
