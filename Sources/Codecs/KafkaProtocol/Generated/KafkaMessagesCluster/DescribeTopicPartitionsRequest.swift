// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 75, versions 0.
public struct DescribeTopicPartitionsRequest: KafkaRequest {
    public typealias Response = DescribeTopicPartitionsResponse
    public static let apiKey: Int16 = 75
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var topics: [TopicRequest] = []
    public var responsePartitionLimit: Int32 = 2000
    public var cursor: Cursor? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [TopicRequest] = [],
        responsePartitionLimit: Int32 = 2000,
        cursor: Cursor? = nil
    ) {
        self.topics = topics
        self.responsePartitionLimit = responsePartitionLimit
        self.cursor = cursor
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.topics = try reader.structures(of: TopicRequest.self, compact: true, minimumBytes: 2, version: version)
        self.responsePartitionLimit = try reader.integer(Int32.self)
        self.cursor = try reader.structureIsPresent() ? Cursor(from: &reader, version: version) : nil
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeTopicPartitionsRequest", version: version)
        }
        try writer.structures(self.topics, compact: true, version: version)
        writer.integer(self.responsePartitionLimit)
        if let value = self.cursor {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TopicRequest: KafkaStructure {
        public var name: TopicName = TopicName("")
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName("")
        ) {
            self.name = name
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
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
