// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 15 of `__cluster_metadata`, versions 0.
public struct ProducerIdsRecord: MetadataRecord {
    public static let recordType: Int16 = 15
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var brokerEpoch: Int64 = -1
    public var nextProducerID: ProducerID = ProducerID(0)
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        brokerEpoch: Int64 = -1,
        nextProducerID: ProducerID = ProducerID(0)
    ) {
        self.brokerID = brokerID
        self.brokerEpoch = brokerEpoch
        self.nextProducerID = nextProducerID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokerEpoch = try reader.integer(Int64.self)
        self.nextProducerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ProducerIdsRecord", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.integer(self.brokerEpoch)
        writer.integer(self.nextProducerID.rawValue)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
