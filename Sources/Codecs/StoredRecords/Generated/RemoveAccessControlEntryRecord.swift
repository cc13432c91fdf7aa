// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 19 of `__cluster_metadata`, versions 0.
public struct RemoveAccessControlEntryRecord: MetadataRecord {
    public static let recordType: Int16 = 19
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var id: UniqueID = UniqueID.zero
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        id: UniqueID = UniqueID.zero
    ) {
        self.id = id
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.id = try reader.uniqueID()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "RemoveAccessControlEntryRecord", version: version)
        }
        writer.uniqueID(self.id)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
