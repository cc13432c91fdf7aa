// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 47, versions 0.
public struct OffsetDeleteRequest: KafkaRequest {
    public typealias Response = OffsetDeleteResponse
    public static let apiKey: Int16 = 47
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var groupID: GroupID = GroupID("")
    public var topics: [OffsetDeleteRequestTopic] = []

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [OffsetDeleteRequestTopic] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: false))
        self.topics = try reader.structures(of: OffsetDeleteRequestTopic.self, compact: false, minimumBytes: 6, version: version)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetDeleteRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: false)
        try writer.structures(self.topics, compact: false, version: version)
    }

    /// Of versions 0.
    public struct OffsetDeleteRequestTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [OffsetDeleteRequestPartition] = []

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [OffsetDeleteRequestPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: false))
            self.partitions = try reader.structures(of: OffsetDeleteRequestPartition.self, compact: false, minimumBytes: 4, version: version)
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: false)
            try writer.structures(self.partitions, compact: false, version: version)
        }
    }

    /// Of versions 0.
    public struct OffsetDeleteRequestPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0)
        ) {
            self.partitionIndex = partitionIndex
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
        }
    }
}
