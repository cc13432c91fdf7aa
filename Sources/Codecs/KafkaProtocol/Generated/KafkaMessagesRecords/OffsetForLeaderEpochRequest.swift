// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 23, versions 2-4.
public struct OffsetForLeaderEpochRequest: KafkaRequest {
    public typealias Response = OffsetForLeaderEpochResponse
    public static let apiKey: Int16 = 23
    public static let versions: ClosedRange<Int16> = 2...4
    public static let firstFlexibleVersion: Int16? = 4

    /// Versions 3+; left out of the others.
    public var replicaID: BrokerID = BrokerID(-2)
    public var topics: [OffsetForLeaderTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        replicaID: BrokerID = BrokerID(-2),
        topics: [OffsetForLeaderTopic] = []
    ) {
        self.replicaID = replicaID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        if version >= 3 {
            self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        self.topics = try reader.structures(of: OffsetForLeaderTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetForLeaderEpochRequest", version: version)
        }
        let flexible = version == 4
        if version >= 3 {
            writer.integer(self.replicaID.rawValue)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-4.
    public struct OffsetForLeaderTopic: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [OffsetForLeaderPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [OffsetForLeaderPartition] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: OffsetForLeaderPartition.self, compact: flexible, minimumBytes: 12, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            try writer.string(self.topic.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 2-4.
    public struct OffsetForLeaderPartition: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        ) {
            self.partition = partition
            self.currentLeaderEpoch = currentLeaderEpoch
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.currentLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            writer.integer(self.partition.rawValue)
            writer.integer(self.currentLeaderEpoch.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
