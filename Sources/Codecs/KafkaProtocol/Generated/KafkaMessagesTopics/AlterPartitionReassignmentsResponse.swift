// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 45, versions 0-1.
public struct AlterPartitionReassignmentsResponse: KafkaResponse {
    public static let apiKey: Int16 = 45
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    /// Versions 1+; left out of the others.
    public var allowReplicationFactorChange: Bool = true
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = ""
    public var responses: [ReassignableTopicResponse] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        allowReplicationFactorChange: Bool = true,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        responses: [ReassignableTopicResponse] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.responses = responses
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        if version == 1 {
            self.allowReplicationFactorChange = try reader.boolean()
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        self.responses = try reader.structures(of: ReassignableTopicResponse.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "AlterPartitionReassignmentsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        if version == 1 {
            writer.boolean(self.allowReplicationFactorChange)
        }
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        try writer.structures(self.responses, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct ReassignableTopicResponse: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [ReassignablePartitionResponse] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [ReassignablePartitionResponse] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: ReassignablePartitionResponse.self, compact: true, minimumBytes: 8, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct ReassignablePartitionResponse: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = ""
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
