// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 23, versions 2-4.
public struct OffsetForLeaderEpochResponse: KafkaResponse {
    public static let apiKey: Int16 = 23
    public static let versions: ClosedRange<Int16> = 2...4
    public static let firstFlexibleVersion: Int16? = 4

    public var throttleTimeMs: Int32 = 0
    public var topics: [OffsetForLeaderTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetForLeaderTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: OffsetForLeaderTopicResult.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetForLeaderEpochResponse", version: version)
        }
        let flexible = version == 4
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-4.
    public struct OffsetForLeaderTopicResult: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [EpochEndOffset] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [EpochEndOffset] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: EpochEndOffset.self, compact: flexible, minimumBytes: 18, version: version)
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
    public struct EpochEndOffset: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var partition: PartitionIndex = PartitionIndex(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var endOffset: Offset = Offset(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            partition: PartitionIndex = PartitionIndex(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            endOffset: Offset = Offset(-1)
        ) {
            self.errorCode = errorCode
            self.partition = partition
            self.leaderEpoch = leaderEpoch
            self.endOffset = endOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.endOffset = try Offset(rawValue: reader.integer(Int64.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.partition.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            writer.integer(self.endOffset.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
