// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 91, versions 0.
public struct AlterShareGroupOffsetsRequest: KafkaRequest {
    public typealias Response = AlterShareGroupOffsetsResponse
    public static let apiKey: Int16 = 91
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var topics: [AlterShareGroupOffsetsRequestTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [AlterShareGroupOffsetsRequestTopic] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.topics = try reader.structures(of: AlterShareGroupOffsetsRequestTopic.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AlterShareGroupOffsetsRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct AlterShareGroupOffsetsRequestTopic: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        public var partitions: [AlterShareGroupOffsetsRequestPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName(""),
            partitions: [AlterShareGroupOffsetsRequestPartition] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: AlterShareGroupOffsetsRequestPartition.self, compact: true, minimumBytes: 13, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topicName.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct AlterShareGroupOffsetsRequestPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var startOffset: Offset = Offset(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            startOffset: Offset = Offset(0)
        ) {
            self.partitionIndex = partitionIndex
            self.startOffset = startOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.startOffset.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
