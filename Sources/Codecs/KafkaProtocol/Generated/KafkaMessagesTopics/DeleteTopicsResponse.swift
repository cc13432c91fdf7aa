// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 20, versions 1-6.
public struct DeleteTopicsResponse: KafkaResponse {
    public static let apiKey: Int16 = 20
    public static let versions: ClosedRange<Int16> = 1...6
    public static let firstFlexibleVersion: Int16? = 4

    public var throttleTimeMs: Int32 = 0
    public var responses: [DeletableTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        responses: [DeletableTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.responses = responses
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 4
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.responses = try reader.structures(of: DeletableTopicResult.self, compact: flexible, minimumBytes: 4, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteTopicsResponse", version: version)
        }
        let flexible = version >= 4
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.responses, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-6.
    public struct DeletableTopicResult: KafkaStructure {
        public var name: TopicName? = TopicName("")
        /// Versions 6+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Versions 5+; left out of the others.
        public var errorMessage: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName? = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil
        ) {
            self.name = name
            self.topicID = topicID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 4
            if version == 6 {
                self.name = try reader.nullableString(compact: flexible).map(TopicName.init(rawValue:))
            }
            else {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version == 6 {
                self.topicID = try reader.uniqueID()
            }
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if version >= 5 {
                self.errorMessage = try reader.nullableString(compact: flexible)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 4
            if version != 6, self.name == nil { throw EncodeError(.unexpectedNull, field: "DeletableTopicResult.name", version: version) }
            try writer.nullableString(self.name?.rawValue, compact: flexible)
            if version == 6 {
                writer.uniqueID(self.topicID)
            }
            writer.integer(self.errorCode.rawValue)
            if version >= 5 {
                try writer.nullableString(self.errorMessage, compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
