// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 37, versions 0-3.
public struct CreatePartitionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 37
    public static let versions: ClosedRange<Int16> = 0...3
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var results: [CreatePartitionsTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        results: [CreatePartitionsTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.results = try reader.structures(of: CreatePartitionsTopicResult.self, compact: flexible, minimumBytes: 5, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "CreatePartitionsResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.results, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-3.
    public struct CreatePartitionsTopicResult: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil
        ) {
            self.name = name
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.name.rawValue, compact: flexible)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
