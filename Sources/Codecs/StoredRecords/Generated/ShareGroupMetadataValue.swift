// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 11, versions 0.
public struct ShareGroupMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 11
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var epoch: Int32 = 0
    public var metadataHash: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        epoch: Int32 = 0,
        metadataHash: Int64 = 0
    ) {
        self.epoch = epoch
        self.metadataHash = metadataHash
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.epoch = try reader.integer(Int32.self)
        self.metadataHash = try reader.integer(Int64.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupMetadataValue", version: version)
        }
        writer.integer(self.epoch)
        writer.integer(self.metadataHash)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
