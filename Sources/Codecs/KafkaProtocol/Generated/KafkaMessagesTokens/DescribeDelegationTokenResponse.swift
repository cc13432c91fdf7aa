// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 41, versions 1-3.
public struct DescribeDelegationTokenResponse: KafkaResponse {
    public static let apiKey: Int16 = 41
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var tokens: [DescribedDelegationToken] = []
    public var throttleTimeMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        tokens: [DescribedDelegationToken] = [],
        throttleTimeMs: Int32 = 0
    ) {
        self.errorCode = errorCode
        self.tokens = tokens
        self.throttleTimeMs = throttleTimeMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.tokens = try reader.structures(of: DescribedDelegationToken.self, compact: flexible, minimumBytes: 30, version: version)
        self.throttleTimeMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeDelegationTokenResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.tokens, compact: flexible, version: version)
        writer.integer(self.throttleTimeMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-3.
    public struct DescribedDelegationToken: KafkaStructure {
        public var principalType: String = ""
        public var principalName: String = ""
        /// Versions 3+; an error in the others unless at its default.
        public var tokenRequesterPrincipalType: String = ""
        /// Versions 3+; an error in the others unless at its default.
        public var tokenRequesterPrincipalName: String = ""
        public var issueTimestamp: Int64 = 0
        public var expiryTimestamp: Int64 = 0
        public var maxTimestamp: Int64 = 0
        public var tokenID: String = ""
        public var hmac: ByteSlice = ByteSlice()
        public var renewers: [DescribedDelegationTokenRenewer] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            principalType: String = "",
            principalName: String = "",
            tokenRequesterPrincipalType: String = "",
            tokenRequesterPrincipalName: String = "",
            issueTimestamp: Int64 = 0,
            expiryTimestamp: Int64 = 0,
            maxTimestamp: Int64 = 0,
            tokenID: String = "",
            hmac: ByteSlice = ByteSlice(),
            renewers: [DescribedDelegationTokenRenewer] = []
        ) {
            self.principalType = principalType
            self.principalName = principalName
            self.tokenRequesterPrincipalType = tokenRequesterPrincipalType
            self.tokenRequesterPrincipalName = tokenRequesterPrincipalName
            self.issueTimestamp = issueTimestamp
            self.expiryTimestamp = expiryTimestamp
            self.maxTimestamp = maxTimestamp
            self.tokenID = tokenID
            self.hmac = hmac
            self.renewers = renewers
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.principalType = try reader.string(compact: flexible)
            self.principalName = try reader.string(compact: flexible)
            if version == 3 {
                self.tokenRequesterPrincipalType = try reader.string(compact: flexible)
            }
            if version == 3 {
                self.tokenRequesterPrincipalName = try reader.string(compact: flexible)
            }
            self.issueTimestamp = try reader.integer(Int64.self)
            self.expiryTimestamp = try reader.integer(Int64.self)
            self.maxTimestamp = try reader.integer(Int64.self)
            self.tokenID = try reader.string(compact: flexible)
            self.hmac = try reader.nonNullBytes(compact: flexible)
            self.renewers = try reader.structures(of: DescribedDelegationTokenRenewer.self, compact: flexible, minimumBytes: 3, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.principalType, compact: flexible)
            try writer.string(self.principalName, compact: flexible)
            if version != 3, self.tokenRequesterPrincipalType != "" { throw EncodeError(.fieldNotInVersion, field: "DescribedDelegationToken.tokenRequesterPrincipalType", version: version) }
            if version == 3 {
                try writer.string(self.tokenRequesterPrincipalType, compact: flexible)
            }
            if version != 3, self.tokenRequesterPrincipalName != "" { throw EncodeError(.fieldNotInVersion, field: "DescribedDelegationToken.tokenRequesterPrincipalName", version: version) }
            if version == 3 {
                try writer.string(self.tokenRequesterPrincipalName, compact: flexible)
            }
            writer.integer(self.issueTimestamp)
            writer.integer(self.expiryTimestamp)
            writer.integer(self.maxTimestamp)
            try writer.string(self.tokenID, compact: flexible)
            try writer.nonNullBytes(self.hmac, compact: flexible)
            try writer.structures(self.renewers, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-3.
    public struct DescribedDelegationTokenRenewer: KafkaStructure {
        public var principalType: String = ""
        public var principalName: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            principalType: String = "",
            principalName: String = ""
        ) {
            self.principalType = principalType
            self.principalName = principalName
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.principalType = try reader.string(compact: flexible)
            self.principalName = try reader.string(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.principalType, compact: flexible)
            try writer.string(self.principalName, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
