// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 75, versions 0.
public struct DescribeTopicPartitionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 75
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var topics: [DescribeTopicPartitionsResponseTopic] = []
    public var nextCursor: Cursor? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [DescribeTopicPartitionsResponseTopic] = [],
        nextCursor: Cursor? = nil
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.nextCursor = nextCursor
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: DescribeTopicPartitionsResponseTopic.self, compact: true, minimumBytes: 26, version: version)
        self.nextCursor = try reader.structureIsPresent() ? Cursor(from: &reader, version: version) : nil
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeTopicPartitionsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.topics, compact: true, version: version)
        if let value = self.nextCursor {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct DescribeTopicPartitionsResponseTopic: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var name: TopicName? = TopicName("")
        public var topicID: UniqueID = UniqueID.zero
        public var isInternal: Bool = false
        public var partitions: [DescribeTopicPartitionsResponsePartition] = []
        public var topicAuthorizedOperations: Int32 = -2147483648
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            name: TopicName? = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            isInternal: Bool = false,
            partitions: [DescribeTopicPartitionsResponsePartition] = [],
            topicAuthorizedOperations: Int32 = -2147483648
        ) {
            self.errorCode = errorCode
            self.name = name
            self.topicID = topicID
            self.isInternal = isInternal
            self.partitions = partitions
            self.topicAuthorizedOperations = topicAuthorizedOperations
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.name = try reader.nullableString(compact: true).map(TopicName.init(rawValue:))
            self.topicID = try reader.uniqueID()
            self.isInternal = try reader.boolean()
            self.partitions = try reader.structures(of: DescribeTopicPartitionsResponsePartition.self, compact: true, minimumBytes: 20, version: version)
            self.topicAuthorizedOperations = try reader.integer(Int32.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.name?.rawValue, compact: true)
            writer.uniqueID(self.topicID)
            writer.boolean(self.isInternal)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.integer(self.topicAuthorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct DescribeTopicPartitionsResponsePartition: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var replicaNodes: [BrokerID] = []
        public var isrNodes: [BrokerID] = []
        public var eligibleLeaderReplicas: [BrokerID]? = nil
        public var lastKnownElr: [BrokerID]? = nil
        public var offlineReplicas: [BrokerID] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            partitionIndex: PartitionIndex = PartitionIndex(0),
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            replicaNodes: [BrokerID] = [],
            isrNodes: [BrokerID] = [],
            eligibleLeaderReplicas: [BrokerID]? = nil,
            lastKnownElr: [BrokerID]? = nil,
            offlineReplicas: [BrokerID] = []
        ) {
            self.errorCode = errorCode
            self.partitionIndex = partitionIndex
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.replicaNodes = replicaNodes
            self.isrNodes = isrNodes
            self.eligibleLeaderReplicas = eligibleLeaderReplicas
            self.lastKnownElr = lastKnownElr
            self.offlineReplicas = offlineReplicas
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.replicaNodes = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.isrNodes = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.eligibleLeaderReplicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.lastKnownElr = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.offlineReplicas = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            try writer.longLength(self.replicaNodes.count, compact: true)
            for element in self.replicaNodes {
                writer.integer(element.rawValue)
            }
            try writer.longLength(self.isrNodes.count, compact: true)
            for element in self.isrNodes {
                writer.integer(element.rawValue)
            }
            if let value = self.eligibleLeaderReplicas {
                try writer.longLength(value.count, compact: true)
                for element in value {
                    writer.integer(element.rawValue)
                }
            }
            else {
                writer.longNull(compact: true)
            }
            if let value = self.lastKnownElr {
                try writer.longLength(value.count, compact: true)
                for element in value {
                    writer.integer(element.rawValue)
                }
            }
            else {
                writer.longNull(compact: true)
            }
            try writer.longLength(self.offlineReplicas.count, compact: true)
            for element in self.offlineReplicas {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Cursor: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName(""),
            partitionIndex: PartitionIndex = PartitionIndex(0)
        ) {
            self.topicName = topicName
            self.partitionIndex = partitionIndex
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topicName.rawValue, compact: true)
            writer.integer(self.partitionIndex.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
