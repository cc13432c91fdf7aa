// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 39, versions 1-2.
public struct RenewDelegationTokenResponse: KafkaResponse {
    public static let apiKey: Int16 = 39
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 2

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var expiryTimestampMs: Int64 = 0
    public var throttleTimeMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        expiryTimestampMs: Int64 = 0,
        throttleTimeMs: Int32 = 0
    ) {
        self.errorCode = errorCode
        self.expiryTimestampMs = expiryTimestampMs
        self.throttleTimeMs = throttleTimeMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.expiryTimestampMs = try reader.integer(Int64.self)
        self.throttleTimeMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "RenewDelegationTokenResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.errorCode.rawValue)
        writer.integer(self.expiryTimestampMs)
        writer.integer(self.throttleTimeMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
