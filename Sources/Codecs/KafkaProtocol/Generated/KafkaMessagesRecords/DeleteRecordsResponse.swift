// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 21, versions 0-2.
public struct DeleteRecordsResponse: KafkaResponse {
    public static let apiKey: Int16 = 21
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var topics: [DeleteRecordsTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [DeleteRecordsTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: DeleteRecordsTopicResult.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteRecordsResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct DeleteRecordsTopicResult: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [DeleteRecordsPartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [DeleteRecordsPartitionResult] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: DeleteRecordsPartitionResult.self, compact: flexible, minimumBytes: 14, version: version)
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
    public struct DeleteRecordsPartitionResult: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var lowWatermark: Offset = Offset(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            lowWatermark: Offset = Offset(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.lowWatermark = lowWatermark
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.lowWatermark = try Offset(rawValue: reader.integer(Int64.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.lowWatermark.rawValue)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
