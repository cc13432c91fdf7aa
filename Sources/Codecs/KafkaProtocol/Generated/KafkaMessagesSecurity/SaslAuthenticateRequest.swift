// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 36, versions 0-2.
public struct SaslAuthenticateRequest: KafkaRequest {
    public typealias Response = SaslAuthenticateResponse
    public static let apiKey: Int16 = 36
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var authBytes: ByteSlice = ByteSlice()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        authBytes: ByteSlice = ByteSlice()
    ) {
        self.authBytes = authBytes
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.authBytes = try reader.nonNullBytes(compact: flexible)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "SaslAuthenticateRequest", version: version)
        }
        let flexible = version == 2
        try writer.nonNullBytes(self.authBytes, compact: flexible)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
