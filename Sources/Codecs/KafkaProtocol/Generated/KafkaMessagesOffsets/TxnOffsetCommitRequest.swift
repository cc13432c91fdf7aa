// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 28, versions 0-5.
public struct TxnOffsetCommitRequest: KafkaRequest {
    public typealias Response = TxnOffsetCommitResponse
    public static let apiKey: Int16 = 28
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    public var transactionalID: TransactionalID = TransactionalID("")
    public var groupID: GroupID = GroupID("")
    public var producerID: ProducerID = ProducerID(0)
    public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
    /// Versions 3+; an error in the others unless at its default.
    public var generationID: Int32 = -1
    /// Versions 3+; an error in the others unless at its default.
    public var memberID: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var groupInstanceID: String? = nil
    public var topics: [TxnOffsetCommitRequestTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalID: TransactionalID = TransactionalID(""),
        groupID: GroupID = GroupID(""),
        producerID: ProducerID = ProducerID(0),
        producerEpoch: ProducerEpoch = ProducerEpoch(0),
        generationID: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        topics: [TxnOffsetCommitRequestTopic] = []
    ) {
        self.transactionalID = transactionalID
        self.groupID = groupID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.transactionalID = try TransactionalID(rawValue: reader.string(compact: flexible))
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        if version >= 3 {
            self.generationID = try reader.integer(Int32.self)
        }
        if version >= 3 {
            self.memberID = try reader.string(compact: flexible)
        }
        if version >= 3 {
            self.groupInstanceID = try reader.nullableString(compact: flexible)
        }
        self.topics = try reader.structures(of: TxnOffsetCommitRequestTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "TxnOffsetCommitRequest", version: version)
        }
        let flexible = version >= 3
        try writer.string(self.transactionalID.rawValue, compact: flexible)
        try writer.string(self.groupID.rawValue, compact: flexible)
        writer.integer(self.producerID.rawValue)
        writer.integer(self.producerEpoch.rawValue)
        if version < 3, self.generationID != -1 { throw EncodeError(.fieldNotInVersion, field: "TxnOffsetCommitRequest.generationID", version: version) }
        if version >= 3 {
            writer.integer(self.generationID)
        }
        if version < 3, self.memberID != "" { throw EncodeError(.fieldNotInVersion, field: "TxnOffsetCommitRequest.memberID", version: version) }
        if version >= 3 {
            try writer.string(self.memberID, compact: flexible)
        }
        if version < 3, self.groupInstanceID != nil { throw EncodeError(.fieldNotInVersion, field: "TxnOffsetCommitRequest.groupInstanceID", version: version) }
        if version >= 3 {
            try writer.nullableString(self.groupInstanceID, compact: flexible)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-5.
    public struct TxnOffsetCommitRequestTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [TxnOffsetCommitRequestPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [TxnOffsetCommitRequestPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: TxnOffsetCommitRequestPartition.self, compact: flexible, minimumBytes: 14, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-5.
    public struct TxnOffsetCommitRequestPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var committedOffset: Offset = Offset(0)
        /// Versions 2+; left out of the others.
        public var committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var committedMetadata: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            committedOffset: Offset = Offset(0),
            committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            committedMetadata: String? = ""
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.committedMetadata = committedMetadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.committedOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 2 {
                self.committedLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.committedMetadata = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.committedOffset.rawValue)
            if version >= 2 {
                writer.integer(self.committedLeaderEpoch.rawValue)
            }
            try writer.nullableString(self.committedMetadata, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
