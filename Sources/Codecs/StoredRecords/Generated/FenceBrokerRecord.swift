// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 7 of `__cluster_metadata`, versions 0.
public struct FenceBrokerRecord: MetadataRecord {
    public static let recordType: Int16 = 7
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var id: BrokerID = BrokerID(0)
    public var epoch: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        id: BrokerID = BrokerID(0),
        epoch: Int64 = 0
    ) {
        self.id = id
        self.epoch = epoch
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.id = try BrokerID(rawValue: reader.integer(Int32.self))
        self.epoch = try reader.integer(Int64.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "FenceBrokerRecord", version: version)
        }
        writer.integer(self.id.rawValue)
        writer.integer(self.epoch)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
