// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 58, versions 0.
public struct EnvelopeResponse: KafkaResponse {
    public static let apiKey: Int16 = 58
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var responseData: ByteSlice? = nil
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        responseData: ByteSlice? = nil,
        errorCode: KafkaErrorCode = KafkaErrorCode.none
    ) {
        self.responseData = responseData
        self.errorCode = errorCode
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.responseData = try reader.nullableBytes(compact: true)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "EnvelopeResponse", version: version)
        }
        try writer.nullableBytes(self.responseData, compact: true)
        writer.integer(self.errorCode.rawValue)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
