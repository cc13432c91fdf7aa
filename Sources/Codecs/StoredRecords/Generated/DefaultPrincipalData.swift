// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Versions 0.
public struct DefaultPrincipalData: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var type: String = ""
    public var name: String = ""
    public var tokenAuthenticated: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        type: String = "",
        name: String = "",
        tokenAuthenticated: Bool = false
    ) {
        self.type = type
        self.name = name
        self.tokenAuthenticated = tokenAuthenticated
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.type = try reader.string(compact: true)
        self.name = try reader.string(compact: true)
        self.tokenAuthenticated = try reader.boolean()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DefaultPrincipalData", version: version)
        }
        try writer.string(self.type, compact: true)
        try writer.string(self.name, compact: true)
        writer.boolean(self.tokenAuthenticated)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
