// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 26, versions 0-5.
public struct EndTxnRequest: KafkaRequest {
    public typealias Response = EndTxnResponse
    public static let apiKey: Int16 = 26
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    public var transactionalID: TransactionalID = TransactionalID("")
    public var producerID: ProducerID = ProducerID(0)
    public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
    public var committed: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalID: TransactionalID = TransactionalID(""),
        producerID: ProducerID = ProducerID(0),
        producerEpoch: ProducerEpoch = ProducerEpoch(0),
        committed: Bool = false
    ) {
        self.transactionalID = transactionalID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.committed = committed
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.transactionalID = try TransactionalID(rawValue: reader.string(compact: flexible))
        self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        self.committed = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "EndTxnRequest", version: version)
        }
        let flexible = version >= 3
        try writer.string(self.transactionalID.rawValue, compact: flexible)
        writer.integer(self.producerID.rawValue)
        writer.integer(self.producerEpoch.rawValue)
        writer.boolean(self.committed)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
