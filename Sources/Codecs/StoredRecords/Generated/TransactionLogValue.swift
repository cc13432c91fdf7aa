// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 0, versions 0-1.
public struct TransactionLogValue: CoordinatorValue {
    public static let recordType: Int16 = 0
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var producerID: ProducerID = ProducerID(0)
    /// Versions 1+; an error in the others unless at its default.
    public var previousProducerID: ProducerID = ProducerID(-1)
    /// Versions 1+; an error in the others unless at its default.
    public var nextProducerID: ProducerID = ProducerID(-1)
    public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
    /// Versions 1+; an error in the others unless at its default.
    public var nextProducerEpoch: ProducerEpoch = ProducerEpoch(-1)
    public var transactionTimeoutMs: Int32 = 0
    public var transactionStatus: Int8 = 0
    public var transactionPartitions: [PartitionsSchema]? = []
    public var transactionLastUpdateTimestampMs: Int64 = 0
    public var transactionStartTimestampMs: Int64 = 0
    /// Versions 1+; an error in the others unless at its default.
    public var clientTransactionVersion: Int16 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        producerID: ProducerID = ProducerID(0),
        previousProducerID: ProducerID = ProducerID(-1),
        nextProducerID: ProducerID = ProducerID(-1),
        producerEpoch: ProducerEpoch = ProducerEpoch(0),
        nextProducerEpoch: ProducerEpoch = ProducerEpoch(-1),
        transactionTimeoutMs: Int32 = 0,
        transactionStatus: Int8 = 0,
        transactionPartitions: [PartitionsSchema]? = [],
        transactionLastUpdateTimestampMs: Int64 = 0,
        transactionStartTimestampMs: Int64 = 0,
        clientTransactionVersion: Int16 = 0
    ) {
        self.producerID = producerID
        self.previousProducerID = previousProducerID
        self.nextProducerID = nextProducerID
        self.producerEpoch = producerEpoch
        self.nextProducerEpoch = nextProducerEpoch
        self.transactionTimeoutMs = transactionTimeoutMs
        self.transactionStatus = transactionStatus
        self.transactionPartitions = transactionPartitions
        self.transactionLastUpdateTimestampMs = transactionLastUpdateTimestampMs
        self.transactionStartTimestampMs = transactionStartTimestampMs
        self.clientTransactionVersion = clientTransactionVersion
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        self.transactionTimeoutMs = try reader.integer(Int32.self)
        self.transactionStatus = try reader.integer(Int8.self)
        self.transactionPartitions = try reader.nullableStructures(of: PartitionsSchema.self, compact: flexible, minimumBytes: 3, version: version)
        self.transactionLastUpdateTimestampMs = try reader.integer(Int64.self)
        self.transactionStartTimestampMs = try reader.integer(Int64.self)
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.previousProducerID = try ProducerID(rawValue: reader.integer(Int64.self))
                    try reader.expectTaggedField(endsAt: end)
                case 1:
                    let end = try reader.taggedFieldEnd()
                    self.nextProducerID = try ProducerID(rawValue: reader.integer(Int64.self))
                    try reader.expectTaggedField(endsAt: end)
                case 2:
                    let end = try reader.taggedFieldEnd()
                    self.clientTransactionVersion = try reader.integer(Int16.self)
                    try reader.expectTaggedField(endsAt: end)
                case 3:
                    let end = try reader.taggedFieldEnd()
                    self.nextProducerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "TransactionLogValue", version: version)
        }
        let flexible = version == 1
        writer.integer(self.producerID.rawValue)
        if version != 1, self.previousProducerID != ProducerID(-1) { throw EncodeError(.fieldNotInVersion, field: "TransactionLogValue.previousProducerID", version: version) }
        if version != 1, self.nextProducerID != ProducerID(-1) { throw EncodeError(.fieldNotInVersion, field: "TransactionLogValue.nextProducerID", version: version) }
        writer.integer(self.producerEpoch.rawValue)
        if version != 1, self.nextProducerEpoch != ProducerEpoch(-1) { throw EncodeError(.fieldNotInVersion, field: "TransactionLogValue.nextProducerEpoch", version: version) }
        writer.integer(self.transactionTimeoutMs)
        writer.integer(self.transactionStatus)
        if let value = self.transactionPartitions {
            try writer.structures(value, compact: flexible, version: version)
        }
        else {
            writer.longNull(compact: flexible)
        }
        writer.integer(self.transactionLastUpdateTimestampMs)
        writer.integer(self.transactionStartTimestampMs)
        if version != 1, self.clientTransactionVersion != 0 { throw EncodeError(.fieldNotInVersion, field: "TransactionLogValue.clientTransactionVersion", version: version) }
        if flexible {
            var tagged = self.unknownTaggedFields
            if self.previousProducerID != ProducerID(-1) {
                var field = ByteWriter(capacity: 64)
                field.integer(self.previousProducerID.rawValue)
                tagged.set(0, field.finish())
            }
            if self.nextProducerID != ProducerID(-1) {
                var field = ByteWriter(capacity: 64)
                field.integer(self.nextProducerID.rawValue)
                tagged.set(1, field.finish())
            }
            if self.nextProducerEpoch != ProducerEpoch(-1) {
                var field = ByteWriter(capacity: 64)
                field.integer(self.nextProducerEpoch.rawValue)
                tagged.set(3, field.finish())
            }
            if self.clientTransactionVersion != 0 {
                var field = ByteWriter(capacity: 64)
                field.integer(self.clientTransactionVersion)
                tagged.set(2, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 0-1.
    public struct PartitionsSchema: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitionIDs: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitionIDs: [PartitionIndex] = []
        ) {
            self.topic = topic
            self.partitionIDs = partitionIDs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitionIDs = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.topic.rawValue, compact: flexible)
            try writer.longLength(self.partitionIDs.count, compact: flexible)
            for element in self.partitionIDs {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
