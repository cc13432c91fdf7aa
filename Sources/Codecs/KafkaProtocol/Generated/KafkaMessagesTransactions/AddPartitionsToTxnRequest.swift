// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 24, versions 0-5.
public struct AddPartitionsToTxnRequest: KafkaRequest {
    public typealias Response = AddPartitionsToTxnResponse
    public static let apiKey: Int16 = 24
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 4+; an error in the others unless at its default.
    public var transactions: [AddPartitionsToTxnTransaction] = []
    /// Versions 0-3; an error in the others unless at its default.
    public var v3AndBelowTransactionalID: TransactionalID = TransactionalID("")
    /// Versions 0-3; an error in the others unless at its default.
    public var v3AndBelowProducerID: ProducerID = ProducerID(0)
    /// Versions 0-3; an error in the others unless at its default.
    public var v3AndBelowProducerEpoch: ProducerEpoch = ProducerEpoch(0)
    /// Versions 0-3; an error in the others unless at its default.
    public var v3AndBelowTopics: [AddPartitionsToTxnTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactions: [AddPartitionsToTxnTransaction] = [],
        v3AndBelowTransactionalID: TransactionalID = TransactionalID(""),
        v3AndBelowProducerID: ProducerID = ProducerID(0),
        v3AndBelowProducerEpoch: ProducerEpoch = ProducerEpoch(0),
        v3AndBelowTopics: [AddPartitionsToTxnTopic] = []
    ) {
        self.transactions = transactions
        self.v3AndBelowTransactionalID = v3AndBelowTransactionalID
        self.v3AndBelowProducerID = v3AndBelowProducerID
        self.v3AndBelowProducerEpoch = v3AndBelowProducerEpoch
        self.v3AndBelowTopics = v3AndBelowTopics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version >= 4 {
            self.transactions = try reader.structures(of: AddPartitionsToTxnTransaction.self, compact: flexible, minimumBytes: 14, version: version)
        }
        if version <= 3 {
            self.v3AndBelowTransactionalID = try TransactionalID(rawValue: reader.string(compact: flexible))
        }
        if version <= 3 {
            self.v3AndBelowProducerID = try ProducerID(rawValue: reader.integer(Int64.self))
        }
        if version <= 3 {
            self.v3AndBelowProducerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        }
        if version <= 3 {
            self.v3AndBelowTopics = try reader.structures(of: AddPartitionsToTxnTopic.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "AddPartitionsToTxnRequest", version: version)
        }
        let flexible = version >= 3
        if version < 4, !self.transactions.isEmpty { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnRequest.transactions", version: version) }
        if version >= 4 {
            try writer.structures(self.transactions, compact: flexible, version: version)
        }
        if version > 3, self.v3AndBelowTransactionalID != TransactionalID("") { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnRequest.v3AndBelowTransactionalID", version: version) }
        if version <= 3 {
            try writer.string(self.v3AndBelowTransactionalID.rawValue, compact: flexible)
        }
        if version > 3, self.v3AndBelowProducerID != ProducerID(0) { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnRequest.v3AndBelowProducerID", version: version) }
        if version <= 3 {
            writer.integer(self.v3AndBelowProducerID.rawValue)
        }
        if version > 3, self.v3AndBelowProducerEpoch != ProducerEpoch(0) { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnRequest.v3AndBelowProducerEpoch", version: version) }
        if version <= 3 {
            writer.integer(self.v3AndBelowProducerEpoch.rawValue)
        }
        if version > 3, !self.v3AndBelowTopics.isEmpty { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnRequest.v3AndBelowTopics", version: version) }
        if version <= 3 {
            try writer.structures(self.v3AndBelowTopics, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-5.
    public struct AddPartitionsToTxnTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.longLength(self.partitions.count, compact: flexible)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 4-5.
    public struct AddPartitionsToTxnTransaction: KafkaStructure {
        public var transactionalID: TransactionalID = TransactionalID("")
        public var producerID: ProducerID = ProducerID(0)
        public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
        public var verifyOnly: Bool = false
        public var topics: [AddPartitionsToTxnTopic] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            transactionalID: TransactionalID = TransactionalID(""),
            producerID: ProducerID = ProducerID(0),
            producerEpoch: ProducerEpoch = ProducerEpoch(0),
            verifyOnly: Bool = false,
            topics: [AddPartitionsToTxnTopic] = []
        ) {
            self.transactionalID = transactionalID
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.verifyOnly = verifyOnly
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.transactionalID = try TransactionalID(rawValue: reader.string(compact: true))
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
            self.verifyOnly = try reader.boolean()
            self.topics = try reader.structures(of: AddPartitionsToTxnTopic.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.transactionalID.rawValue, compact: true)
            writer.integer(self.producerID.rawValue)
            writer.integer(self.producerEpoch.rawValue)
            writer.boolean(self.verifyOnly)
            try writer.structures(self.topics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
