// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 58, versions 0.
public struct EnvelopeRequest: KafkaRequest {
    public typealias Response = EnvelopeResponse
    public static let apiKey: Int16 = 58
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var requestData: ByteSlice = ByteSlice()
    public var requestPrincipal: ByteSlice? = ByteSlice()
    public var clientHostAddress: ByteSlice = ByteSlice()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        requestData: ByteSlice = ByteSlice(),
        requestPrincipal: ByteSlice? = ByteSlice(),
        clientHostAddress: ByteSlice = ByteSlice()
    ) {
        self.requestData = requestData
        self.requestPrincipal = requestPrincipal
        self.clientHostAddress = clientHostAddress
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.requestData = try reader.nonNullBytes(compact: true)
        self.requestPrincipal = try reader.nullableBytes(compact: true)
        self.clientHostAddress = try reader.nonNullBytes(compact: true)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "EnvelopeRequest", version: version)
        }
        try writer.nonNullBytes(self.requestData, compact: true)
        try writer.nullableBytes(self.requestPrincipal, compact: true)
        try writer.nonNullBytes(self.clientHostAddress, compact: true)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
