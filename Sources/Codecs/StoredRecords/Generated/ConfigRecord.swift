// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 4 of `__cluster_metadata`, versions 0.
public struct ConfigRecord: MetadataRecord {
    public static let recordType: Int16 = 4
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var resourceType: Int8 = 0
    public var resourceName: String = ""
    public var name: String = ""
    public var value: String? = ""
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        resourceType: Int8 = 0,
        resourceName: String = "",
        name: String = "",
        value: String? = ""
    ) {
        self.resourceType = resourceType
        self.resourceName = resourceName
        self.name = name
        self.value = value
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.resourceType = try reader.integer(Int8.self)
        self.resourceName = try reader.string(compact: true)
        self.name = try reader.string(compact: true)
        self.value = try reader.nullableString(compact: true)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ConfigRecord", version: version)
        }
        writer.integer(self.resourceType)
        try writer.string(self.resourceName, compact: true)
        try writer.string(self.name, compact: true)
        try writer.nullableString(self.value, compact: true)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
