// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 50, versions 0.
public struct DescribeUserScramCredentialsResponse: KafkaResponse {
    public static let apiKey: Int16 = 50
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = ""
    public var results: [DescribeUserScramCredentialsResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        results: [DescribeUserScramCredentialsResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        self.results = try reader.structures(of: DescribeUserScramCredentialsResult.self, compact: true, minimumBytes: 6, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeUserScramCredentialsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        try writer.structures(self.results, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct DescribeUserScramCredentialsResult: KafkaStructure {
        public var user: String = ""
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        public var credentialInfos: [CredentialInfo] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            user: String = "",
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = "",
            credentialInfos: [CredentialInfo] = []
        ) {
            self.user = user
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.credentialInfos = credentialInfos
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.user = try reader.string(compact: true)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.credentialInfos = try reader.structures(of: CredentialInfo.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.user, compact: true)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            try writer.structures(self.credentialInfos, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct CredentialInfo: KafkaStructure {
        public var mechanism: Int8 = 0
        public var iterations: Int32 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            mechanism: Int8 = 0,
            iterations: Int32 = 0
        ) {
            self.mechanism = mechanism
            self.iterations = iterations
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.mechanism = try reader.integer(Int8.self)
            self.iterations = try reader.integer(Int32.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.mechanism)
            writer.integer(self.iterations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
