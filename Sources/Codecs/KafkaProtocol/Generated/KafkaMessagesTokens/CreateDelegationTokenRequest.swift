// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 38, versions 1-3.
public struct CreateDelegationTokenRequest: KafkaRequest {
    public typealias Response = CreateDelegationTokenResponse
    public static let apiKey: Int16 = 38
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    /// Versions 3+; an error in the others unless at its default.
    public var ownerPrincipalType: String? = ""
    /// Versions 3+; an error in the others unless at its default.
    public var ownerPrincipalName: String? = ""
    public var renewers: [CreatableRenewers] = []
    public var maxLifetimeMs: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        ownerPrincipalType: String? = "",
        ownerPrincipalName: String? = "",
        renewers: [CreatableRenewers] = [],
        maxLifetimeMs: Int64 = 0
    ) {
        self.ownerPrincipalType = ownerPrincipalType
        self.ownerPrincipalName = ownerPrincipalName
        self.renewers = renewers
        self.maxLifetimeMs = maxLifetimeMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        if version == 3 {
            self.ownerPrincipalType = try reader.nullableString(compact: flexible)
        }
        if version == 3 {
            self.ownerPrincipalName = try reader.nullableString(compact: flexible)
        }
        self.renewers = try reader.structures(of: CreatableRenewers.self, compact: flexible, minimumBytes: 3, version: version)
        self.maxLifetimeMs = try reader.integer(Int64.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "CreateDelegationTokenRequest", version: version)
        }
        let flexible = version >= 2
        if version != 3, self.ownerPrincipalType != "" { throw EncodeError(.fieldNotInVersion, field: "CreateDelegationTokenRequest.ownerPrincipalType", version: version) }
        if version == 3 {
            try writer.nullableString(self.ownerPrincipalType, compact: flexible)
        }
        if version != 3, self.ownerPrincipalName != "" { throw EncodeError(.fieldNotInVersion, field: "CreateDelegationTokenRequest.ownerPrincipalName", version: version) }
        if version == 3 {
            try writer.nullableString(self.ownerPrincipalName, compact: flexible)
        }
        try writer.structures(self.renewers, compact: flexible, version: version)
        writer.integer(self.maxLifetimeMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-3.
    public struct CreatableRenewers: KafkaStructure {
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
