// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 65, versions 0.
public struct DescribeTransactionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 65
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var transactionStates: [TransactionState] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        transactionStates: [TransactionState] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.transactionStates = transactionStates
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.transactionStates = try reader.structures(of: TransactionState.self, compact: true, minimumBytes: 28, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeTransactionsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.transactionStates, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TransactionState: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var transactionalID: TransactionalID = TransactionalID("")
        public var transactionState: String = ""
        public var transactionTimeoutMs: Int32 = 0
        public var transactionStartTimeMs: Int64 = 0
        public var producerID: ProducerID = ProducerID(0)
        public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
        public var topics: [TopicData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            transactionalID: TransactionalID = TransactionalID(""),
            transactionState: String = "",
            transactionTimeoutMs: Int32 = 0,
            transactionStartTimeMs: Int64 = 0,
            producerID: ProducerID = ProducerID(0),
            producerEpoch: ProducerEpoch = ProducerEpoch(0),
            topics: [TopicData] = []
        ) {
            self.errorCode = errorCode
            self.transactionalID = transactionalID
            self.transactionState = transactionState
            self.transactionTimeoutMs = transactionTimeoutMs
            self.transactionStartTimeMs = transactionStartTimeMs
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.transactionalID = try TransactionalID(rawValue: reader.string(compact: true))
            self.transactionState = try reader.string(compact: true)
            self.transactionTimeoutMs = try reader.integer(Int32.self)
            self.transactionStartTimeMs = try reader.integer(Int64.self)
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
            self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.errorCode.rawValue)
            try writer.string(self.transactionalID.rawValue, compact: true)
            try writer.string(self.transactionState, compact: true)
            writer.integer(self.transactionTimeoutMs)
            writer.integer(self.transactionStartTimeMs)
            writer.integer(self.producerID.rawValue)
            writer.integer(self.producerEpoch.rawValue)
            try writer.structures(self.topics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicData: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topic = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topic.rawValue, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
