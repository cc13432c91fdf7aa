// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 90, versions 0-1.
public struct DescribeShareGroupOffsetsResponse: KafkaResponse {
    public static let apiKey: Int16 = 90
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var groups: [DescribeShareGroupOffsetsResponseGroup] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribeShareGroupOffsetsResponseGroup] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.groups = try reader.structures(of: DescribeShareGroupOffsetsResponseGroup.self, compact: true, minimumBytes: 6, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeShareGroupOffsetsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.groups, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct DescribeShareGroupOffsetsResponseGroup: KafkaStructure {
        public var groupID: GroupID = GroupID("")
        public var topics: [DescribeShareGroupOffsetsResponseTopic] = []
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            groupID: GroupID = GroupID(""),
            topics: [DescribeShareGroupOffsetsResponseTopic] = [],
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil
        ) {
            self.groupID = groupID
            self.topics = topics
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.groupID = try GroupID(rawValue: reader.string(compact: true))
            self.topics = try reader.structures(of: DescribeShareGroupOffsetsResponseTopic.self, compact: true, minimumBytes: 19, version: version)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.groupID.rawValue, compact: true)
            try writer.structures(self.topics, compact: true, version: version)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct DescribeShareGroupOffsetsResponseTopic: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [DescribeShareGroupOffsetsResponsePartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [DescribeShareGroupOffsetsResponsePartition] = []
        ) {
            self.topicName = topicName
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: DescribeShareGroupOffsetsResponsePartition.self, compact: true, minimumBytes: 20, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topicName.rawValue, compact: true)
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct DescribeShareGroupOffsetsResponsePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var startOffset: Offset = Offset(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Versions 1+; left out of the others.
        public var lag: Int64 = -1
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            startOffset: Offset = Offset(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            lag: Int64 = -1,
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil
        ) {
            self.partitionIndex = partitionIndex
            self.startOffset = startOffset
            self.leaderEpoch = leaderEpoch
            self.lag = lag
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            if version == 1 {
                self.lag = try reader.integer(Int64.self)
            }
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.startOffset.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            if version == 1 {
                writer.integer(self.lag)
            }
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
