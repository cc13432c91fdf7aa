// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 25, versions 0-4.
public struct AddOffsetsToTxnRequest: KafkaRequest {
    public typealias Response = AddOffsetsToTxnResponse
    public static let apiKey: Int16 = 25
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 3

    public var transactionalID: TransactionalID = TransactionalID("")
    public var producerID: ProducerID = ProducerID(0)
    public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
    public var groupID: GroupID = GroupID("")
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalID: TransactionalID = TransactionalID(""),
        producerID: ProducerID = ProducerID(0),
        producerEpoch: ProducerEpoch = ProducerEpoch(0),
        groupID: GroupID = GroupID("")
    ) {
        self.transactionalID = transactionalID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.groupID = groupID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.transactionalID = try TransactionalID(rawValue: reader.string(compact: flexible))
        self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "AddOffsetsToTxnRequest", version: version)
        }
        let flexible = version >= 3
        try writer.string(self.transactionalID.rawValue, compact: flexible)
        writer.integer(self.producerID.rawValue)
        writer.integer(self.producerEpoch.rawValue)
        try writer.string(self.groupID.rawValue, compact: flexible)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
