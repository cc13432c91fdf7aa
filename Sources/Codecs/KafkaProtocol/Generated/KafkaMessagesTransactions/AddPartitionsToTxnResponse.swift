// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 24, versions 0-5.
public struct AddPartitionsToTxnResponse: KafkaResponse {
    public static let apiKey: Int16 = 24
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    public var throttleTimeMs: Int32 = 0
    /// Versions 4+; left out of the others.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 4+; an error in the others unless at its default.
    public var resultsByTransaction: [AddPartitionsToTxnResult] = []
    /// Versions 0-3; an error in the others unless at its default.
    public var resultsByTopicV3AndBelow: [AddPartitionsToTxnTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        resultsByTransaction: [AddPartitionsToTxnResult] = [],
        resultsByTopicV3AndBelow: [AddPartitionsToTxnTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.resultsByTransaction = resultsByTransaction
        self.resultsByTopicV3AndBelow = resultsByTopicV3AndBelow
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.throttleTimeMs = try reader.integer(Int32.self)
        if version >= 4 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        if version >= 4 {
            self.resultsByTransaction = try reader.structures(of: AddPartitionsToTxnResult.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if version <= 3 {
            self.resultsByTopicV3AndBelow = try reader.structures(of: AddPartitionsToTxnTopicResult.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "AddPartitionsToTxnResponse", version: version)
        }
        let flexible = version >= 3
        writer.integer(self.throttleTimeMs)
        if version >= 4 {
            writer.integer(self.errorCode.rawValue)
        }
        if version < 4, !self.resultsByTransaction.isEmpty { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnResponse.resultsByTransaction", version: version) }
        if version >= 4 {
            try writer.structures(self.resultsByTransaction, compact: flexible, version: version)
        }
        if version > 3, !self.resultsByTopicV3AndBelow.isEmpty { throw EncodeError(.fieldNotInVersion, field: "AddPartitionsToTxnResponse.resultsByTopicV3AndBelow", version: version) }
        if version <= 3 {
            try writer.structures(self.resultsByTopicV3AndBelow, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-5.
    public struct AddPartitionsToTxnTopicResult: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var resultsByPartition: [AddPartitionsToTxnPartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            resultsByPartition: [AddPartitionsToTxnPartitionResult] = []
        ) {
            self.name = name
            self.resultsByPartition = resultsByPartition
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.resultsByPartition = try reader.structures(of: AddPartitionsToTxnPartitionResult.self, compact: flexible, minimumBytes: 6, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.resultsByPartition, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-5.
    public struct AddPartitionsToTxnPartitionResult: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var partitionErrorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            partitionErrorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.partitionErrorCode = partitionErrorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.partitionErrorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.partitionErrorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 4-5.
    public struct AddPartitionsToTxnResult: KafkaStructure {
        public var transactionalID: TransactionalID = TransactionalID("")
        public var topicResults: [AddPartitionsToTxnTopicResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            transactionalID: TransactionalID = TransactionalID(""),
            topicResults: [AddPartitionsToTxnTopicResult] = []
        ) {
            self.transactionalID = transactionalID
            self.topicResults = topicResults
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.transactionalID = try TransactionalID(rawValue: reader.string(compact: true))
            self.topicResults = try reader.structures(of: AddPartitionsToTxnTopicResult.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.transactionalID.rawValue, compact: true)
            try writer.structures(self.topicResults, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
