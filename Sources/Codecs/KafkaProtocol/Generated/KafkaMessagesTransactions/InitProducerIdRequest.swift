// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 22, versions 0-6.
public struct InitProducerIdRequest: KafkaRequest {
    public typealias Response = InitProducerIdResponse
    public static let apiKey: Int16 = 22
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 2

    public var transactionalID: TransactionalID? = TransactionalID("")
    public var transactionTimeoutMs: Int32 = 0
    /// Versions 3+; an error in the others unless at its default.
    public var producerID: ProducerID = ProducerID(-1)
    /// Versions 3+; an error in the others unless at its default.
    public var producerEpoch: ProducerEpoch = ProducerEpoch(-1)
    /// Versions 6+; an error in the others unless at its default.
    public var enable2Pc: Bool = false
    /// Versions 6+; an error in the others unless at its default.
    public var keepPreparedTxn: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalID: TransactionalID? = TransactionalID(""),
        transactionTimeoutMs: Int32 = 0,
        producerID: ProducerID = ProducerID(-1),
        producerEpoch: ProducerEpoch = ProducerEpoch(-1),
        enable2Pc: Bool = false,
        keepPreparedTxn: Bool = false
    ) {
        self.transactionalID = transactionalID
        self.transactionTimeoutMs = transactionTimeoutMs
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.enable2Pc = enable2Pc
        self.keepPreparedTxn = keepPreparedTxn
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.transactionalID = try reader.nullableString(compact: flexible).map(TransactionalID.init(rawValue:))
        self.transactionTimeoutMs = try reader.integer(Int32.self)
        if version >= 3 {
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        }
        if version >= 3 {
            self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        }
        if version == 6 {
            self.enable2Pc = try reader.boolean()
        }
        if version == 6 {
            self.keepPreparedTxn = try reader.boolean()
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "InitProducerIdRequest", version: version)
        }
        let flexible = version >= 2
        try writer.nullableString(self.transactionalID?.rawValue, compact: flexible)
        writer.integer(self.transactionTimeoutMs)
        if version < 3, self.producerID != ProducerID(-1) { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdRequest.producerID", version: version) }
        if version >= 3 {
            writer.integer(self.producerID.rawValue)
        }
        if version < 3, self.producerEpoch != ProducerEpoch(-1) { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdRequest.producerEpoch", version: version) }
        if version >= 3 {
            writer.integer(self.producerEpoch.rawValue)
        }
        if version != 6, self.enable2Pc { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdRequest.enable2Pc", version: version) }
        if version == 6 {
            writer.boolean(self.enable2Pc)
        }
        if version != 6, self.keepPreparedTxn { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdRequest.keepPreparedTxn", version: version) }
        if version == 6 {
            writer.boolean(self.keepPreparedTxn)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
