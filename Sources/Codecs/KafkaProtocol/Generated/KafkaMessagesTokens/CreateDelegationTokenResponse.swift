// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 38, versions 1-3.
public struct CreateDelegationTokenResponse: KafkaResponse {
    public static let apiKey: Int16 = 38
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var principalType: String = ""
    public var principalName: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var tokenRequesterPrincipalType: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var tokenRequesterPrincipalName: String = ""
    public var issueTimestampMs: Int64 = 0
    public var expiryTimestampMs: Int64 = 0
    public var maxTimestampMs: Int64 = 0
    public var tokenID: String = ""
    public var hmac: ByteSlice = ByteSlice()
    public var throttleTimeMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        principalType: String = "",
        principalName: String = "",
        tokenRequesterPrincipalType: String = "",
        tokenRequesterPrincipalName: String = "",
        issueTimestampMs: Int64 = 0,
        expiryTimestampMs: Int64 = 0,
        maxTimestampMs: Int64 = 0,
        tokenID: String = "",
        hmac: ByteSlice = ByteSlice(),
        throttleTimeMs: Int32 = 0
    ) {
        self.errorCode = errorCode
        self.principalType = principalType
        self.principalName = principalName
        self.tokenRequesterPrincipalType = tokenRequesterPrincipalType
        self.tokenRequesterPrincipalName = tokenRequesterPrincipalName
        self.issueTimestampMs = issueTimestampMs
        self.expiryTimestampMs = expiryTimestampMs
        self.maxTimestampMs = maxTimestampMs
        self.tokenID = tokenID
        self.hmac = hmac
        self.throttleTimeMs = throttleTimeMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.principalType = try reader.string(compact: flexible)
        self.principalName = try reader.string(compact: flexible)
        if version == 3 {
            self.tokenRequesterPrincipalType = try reader.string(compact: flexible)
        }
        if version == 3 {
            self.tokenRequesterPrincipalName = try reader.string(compact: flexible)
        }
        self.issueTimestampMs = try reader.integer(Int64.self)
        self.expiryTimestampMs = try reader.integer(Int64.self)
        self.maxTimestampMs = try reader.integer(Int64.self)
        self.tokenID = try reader.string(compact: flexible)
        self.hmac = try reader.nonNullBytes(compact: flexible)
        self.throttleTimeMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "CreateDelegationTokenResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.errorCode.rawValue)
        try writer.string(self.principalType, compact: flexible)
        try writer.string(self.principalName, compact: flexible)
        if version != 3, self.tokenRequesterPrincipalType != "" { throw EncodeError(.fieldNotInVersion, field: "CreateDelegationTokenResponse.tokenRequesterPrincipalType", version: version) }
        if version == 3 {
            try writer.string(self.tokenRequesterPrincipalType, compact: flexible)
        }
        if version != 3, self.tokenRequesterPrincipalName != "" { throw EncodeError(.fieldNotInVersion, field: "CreateDelegationTokenResponse.tokenRequesterPrincipalName", version: version) }
        if version == 3 {
            try writer.string(self.tokenRequesterPrincipalName, compact: flexible)
        }
        writer.integer(self.issueTimestampMs)
        writer.integer(self.expiryTimestampMs)
        writer.integer(self.maxTimestampMs)
        try writer.string(self.tokenID, compact: flexible)
        try writer.nonNullBytes(self.hmac, compact: flexible)
        writer.integer(self.throttleTimeMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
