// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 66, versions 0-2.
public struct ListTransactionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 66
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var unknownStateFilters: [String] = []
    public var transactionStates: [TransactionState] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        unknownStateFilters: [String] = [],
        transactionStates: [TransactionState] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.unknownStateFilters = unknownStateFilters
        self.transactionStates = transactionStates
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.unknownStateFilters = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
        self.transactionStates = try reader.structures(of: TransactionState.self, compact: true, minimumBytes: 11, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ListTransactionsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.longLength(self.unknownStateFilters.count, compact: true)
        for element in self.unknownStateFilters {
            try writer.string(element, compact: true)
        }
        try writer.structures(self.transactionStates, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-2.
    public struct TransactionState: KafkaStructure {
        public var transactionalID: TransactionalID = TransactionalID("")
        public var producerID: ProducerID = ProducerID(0)
        public var transactionState: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            transactionalID: TransactionalID = TransactionalID(""),
            producerID: ProducerID = ProducerID(0),
            transactionState: String = ""
        ) {
            self.transactionalID = transactionalID
            self.producerID = producerID
            self.transactionState = transactionState
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.transactionalID = try TransactionalID(rawValue: reader.string(compact: true))
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.transactionState = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.transactionalID.rawValue, compact: true)
            writer.integer(self.producerID.rawValue)
            try writer.string(self.transactionState, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
