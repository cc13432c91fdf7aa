// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 39, versions 1-2.
public struct RenewDelegationTokenRequest: KafkaRequest {
    public typealias Response = RenewDelegationTokenResponse
    public static let apiKey: Int16 = 39
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 2

    public var hmac: ByteSlice = ByteSlice()
    public var renewPeriodMs: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        hmac: ByteSlice = ByteSlice(),
        renewPeriodMs: Int64 = 0
    ) {
        self.hmac = hmac
        self.renewPeriodMs = renewPeriodMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.hmac = try reader.nonNullBytes(compact: flexible)
        self.renewPeriodMs = try reader.integer(Int64.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "RenewDelegationTokenRequest", version: version)
        }
        let flexible = version == 2
        try writer.nonNullBytes(self.hmac, compact: flexible)
        writer.integer(self.renewPeriodMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
