// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 47, versions 0.
public struct OffsetDeleteResponse: KafkaResponse {
    public static let apiKey: Int16 = 47
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var throttleTimeMs: Int32 = 0
    public var topics: [OffsetDeleteResponseTopic] = []

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        throttleTimeMs: Int32 = 0,
        topics: [OffsetDeleteResponseTopic] = []
    ) {
        self.errorCode = errorCode
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: OffsetDeleteResponseTopic.self, compact: false, minimumBytes: 6, version: version)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetDeleteResponse", version: version)
        }
        writer.integer(self.errorCode.rawValue)
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.topics, compact: false, version: version)
    }

    /// Of versions 0.
    public struct OffsetDeleteResponseTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [OffsetDeleteResponsePartition] = []

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [OffsetDeleteResponsePartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: false))
            self.partitions = try reader.structures(of: OffsetDeleteResponsePartition.self, compact: false, minimumBytes: 6, version: version)
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: false)
            try writer.structures(self.partitions, compact: false, version: version)
        }
    }

    /// Of versions 0.
    public struct OffsetDeleteResponsePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
        }
    }
}
