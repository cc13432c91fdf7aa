// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 21 of `__cluster_metadata`, versions 0.
public struct ZkMigrationStateRecord: MetadataRecord {
    public static let recordType: Int16 = 21
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var zkMigrationState: Int8 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        zkMigrationState: Int8 = 0
    ) {
        self.zkMigrationState = zkMigrationState
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.zkMigrationState = try reader.integer(Int8.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ZkMigrationStateRecord", version: version)
        }
        writer.integer(self.zkMigrationState)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
