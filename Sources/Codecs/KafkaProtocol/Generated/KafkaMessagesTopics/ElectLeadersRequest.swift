// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 43, versions 0-2.
public struct ElectLeadersRequest: KafkaRequest {
    public typealias Response = ElectLeadersResponse
    public static let apiKey: Int16 = 43
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    /// Versions 1+; an error in the others unless at its default.
    public var electionType: Int8 = 0
    public var topicPartitions: [TopicPartitions]? = []
    public var timeoutMs: Int32 = 60000
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        electionType: Int8 = 0,
        topicPartitions: [TopicPartitions]? = [],
        timeoutMs: Int32 = 60000
    ) {
        self.electionType = electionType
        self.topicPartitions = topicPartitions
        self.timeoutMs = timeoutMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        if version >= 1 {
            self.electionType = try reader.integer(Int8.self)
        }
        self.topicPartitions = try reader.nullableStructures(of: TopicPartitions.self, compact: flexible, minimumBytes: 3, version: version)
        self.timeoutMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ElectLeadersRequest", version: version)
        }
        let flexible = version == 2
        if version < 1, self.electionType != 0 { throw EncodeError(.fieldNotInVersion, field: "ElectLeadersRequest.electionType", version: version) }
        if version >= 1 {
            writer.integer(self.electionType)
        }
        if let value = self.topicPartitions {
            try writer.structures(value, compact: flexible, version: version)
        }
        else {
            writer.longNull(compact: flexible)
        }
        writer.integer(self.timeoutMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct TopicPartitions: KafkaStructure {
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
            let flexible = version == 2
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
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
