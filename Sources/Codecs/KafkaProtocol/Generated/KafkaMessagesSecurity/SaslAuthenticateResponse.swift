// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 36, versions 0-2.
public struct SaslAuthenticateResponse: KafkaResponse {
    public static let apiKey: Int16 = 36
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = ""
    public var authBytes: ByteSlice = ByteSlice()
    /// Versions 1+; left out of the others.
    public var sessionLifetimeMs: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        authBytes: ByteSlice = ByteSlice(),
        sessionLifetimeMs: Int64 = 0
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.authBytes = authBytes
        self.sessionLifetimeMs = sessionLifetimeMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: flexible)
        self.authBytes = try reader.nonNullBytes(compact: flexible)
        if version >= 1 {
            self.sessionLifetimeMs = try reader.integer(Int64.self)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "SaslAuthenticateResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: flexible)
        try writer.nonNullBytes(self.authBytes, compact: flexible)
        if version >= 1 {
            writer.integer(self.sessionLifetimeMs)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
