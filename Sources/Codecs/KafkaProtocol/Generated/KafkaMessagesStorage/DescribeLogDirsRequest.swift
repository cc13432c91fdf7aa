// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 35, versions 1-5.
public struct DescribeLogDirsRequest: KafkaRequest {
    public typealias Response = DescribeLogDirsResponse
    public static let apiKey: Int16 = 35
    public static let versions: ClosedRange<Int16> = 1...5
    public static let firstFlexibleVersion: Int16? = 2

    public var topics: [DescribableLogDirTopic]? = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [DescribableLogDirTopic]? = []
    ) {
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.topics = try reader.nullableStructures(of: DescribableLogDirTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeLogDirsRequest", version: version)
        }
        let flexible = version >= 2
        if let value = self.topics {
            try writer.structures(value, compact: flexible, version: version)
        }
        else {
            writer.longNull(compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-5.
    public struct DescribableLogDirTopic: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.topic.rawValue, compact: flexible)
            try writer.longLength(self.partitions.count, compact: flexible)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
