// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 64, versions 0.
public struct UnregisterBrokerRequest: KafkaRequest {
    public typealias Response = UnregisterBrokerResponse
    public static let apiKey: Int16 = 64
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0)
    ) {
        self.brokerID = brokerID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "UnregisterBrokerRequest", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
