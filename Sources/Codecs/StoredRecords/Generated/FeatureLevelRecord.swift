// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 12 of `__cluster_metadata`, versions 0.
public struct FeatureLevelRecord: MetadataRecord {
    public static let recordType: Int16 = 12
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var name: String = ""
    public var featureLevel: Int16 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        name: String = "",
        featureLevel: Int16 = 0
    ) {
        self.name = name
        self.featureLevel = featureLevel
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.name = try reader.string(compact: true)
        self.featureLevel = try reader.integer(Int16.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "FeatureLevelRecord", version: version)
        }
        try writer.string(self.name, compact: true)
        writer.integer(self.featureLevel)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
