// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 21, versions 0-2.
public struct DeleteRecordsRequest: KafkaRequest {
    public typealias Response = DeleteRecordsResponse
    public static let apiKey: Int16 = 21
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var topics: [DeleteRecordsTopic] = []
    public var timeoutMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [DeleteRecordsTopic] = [],
        timeoutMs: Int32 = 0
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.topics = try reader.structures(of: DeleteRecordsTopic.self, compact: flexible, minimumBytes: 3, version: version)
        self.timeoutMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteRecordsRequest", version: version)
        }
        let flexible = version == 2
        try writer.structures(self.topics, compact: flexible, version: version)
        writer.integer(self.timeoutMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct DeleteRecordsTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [DeleteRecordsPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [DeleteRecordsPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: DeleteRecordsPartition.self, compact: flexible, minimumBytes: 12, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-2.
    public struct DeleteRecordsPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var offset: Offset = Offset(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            offset: Offset = Offset(0)
        ) {
            self.partitionIndex = partitionIndex
            self.offset = offset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.offset = try Offset(rawValue: reader.integer(Int64.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.offset.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
