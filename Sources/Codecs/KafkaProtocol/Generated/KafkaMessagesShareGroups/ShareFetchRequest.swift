// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 78, versions 1-2.
public struct ShareFetchRequest: KafkaRequest {
    public typealias Response = ShareFetchResponse
    public static let apiKey: Int16 = 78
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID? = nil
    public var memberID: String? = ""
    public var shareSessionEpoch: Int32 = 0
    public var maxWaitMs: Int32 = 0
    public var minBytes: Int32 = 0
    public var maxBytes: Int32 = 2147483647
    public var maxRecords: Int32 = 0
    public var batchSize: Int32 = 0
    /// Versions 2+; left out of the others.
    public var shareAcquireMode: Int8 = 0
    /// Versions 2+; an error in the others unless at its default.
    public var isRenewAck: Bool = false
    public var topics: [FetchTopic] = []
    public var forgottenTopicsData: [ForgottenTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID? = nil,
        memberID: String? = "",
        shareSessionEpoch: Int32 = 0,
        maxWaitMs: Int32 = 0,
        minBytes: Int32 = 0,
        maxBytes: Int32 = 2147483647,
        maxRecords: Int32 = 0,
        batchSize: Int32 = 0,
        shareAcquireMode: Int8 = 0,
        isRenewAck: Bool = false,
        topics: [FetchTopic] = [],
        forgottenTopicsData: [ForgottenTopic] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.shareSessionEpoch = shareSessionEpoch
        self.maxWaitMs = maxWaitMs
        self.minBytes = minBytes
        self.maxBytes = maxBytes
        self.maxRecords = maxRecords
        self.batchSize = batchSize
        self.shareAcquireMode = shareAcquireMode
        self.isRenewAck = isRenewAck
        self.topics = topics
        self.forgottenTopicsData = forgottenTopicsData
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try reader.nullableString(compact: true).map(GroupID.init(rawValue:))
        self.memberID = try reader.nullableString(compact: true)
        self.shareSessionEpoch = try reader.integer(Int32.self)
        self.maxWaitMs = try reader.integer(Int32.self)
        self.minBytes = try reader.integer(Int32.self)
        self.maxBytes = try reader.integer(Int32.self)
        self.maxRecords = try reader.integer(Int32.self)
        self.batchSize = try reader.integer(Int32.self)
        if version == 2 {
            self.shareAcquireMode = try reader.integer(Int8.self)
        }
        if version == 2 {
            self.isRenewAck = try reader.boolean()
        }
        self.topics = try reader.structures(of: FetchTopic.self, compact: true, minimumBytes: 18, version: version)
        self.forgottenTopicsData = try reader.structures(of: ForgottenTopic.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ShareFetchRequest", version: version)
        }
        try writer.nullableString(self.groupID?.rawValue, compact: true)
        try writer.nullableString(self.memberID, compact: true)
        writer.integer(self.shareSessionEpoch)
        writer.integer(self.maxWaitMs)
        writer.integer(self.minBytes)
        writer.integer(self.maxBytes)
        writer.integer(self.maxRecords)
        writer.integer(self.batchSize)
        if version == 2 {
            writer.integer(self.shareAcquireMode)
        }
        if version != 2, self.isRenewAck { throw EncodeError(.fieldNotInVersion, field: "ShareFetchRequest.isRenewAck", version: version) }
        if version == 2 {
            writer.boolean(self.isRenewAck)
        }
        try writer.structures(self.topics, compact: true, version: version)
        try writer.structures(self.forgottenTopicsData, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1-2.
    public struct FetchTopic: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [FetchPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [FetchPartition] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: FetchPartition.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct FetchPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        /// Versions none; an error in the others unless at its default.
        public var partitionMaxBytes: Int32 = 0
        public var acknowledgementBatches: [AcknowledgementBatch] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            partitionMaxBytes: Int32 = 0,
            acknowledgementBatches: [AcknowledgementBatch] = []
        ) {
            self.partitionIndex = partitionIndex
            self.partitionMaxBytes = partitionMaxBytes
            self.acknowledgementBatches = acknowledgementBatches
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.acknowledgementBatches = try reader.structures(of: AcknowledgementBatch.self, compact: true, minimumBytes: 18, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            if true, self.partitionMaxBytes != 0 { throw EncodeError(.fieldNotInVersion, field: "FetchPartition.partitionMaxBytes", version: version) }
            try writer.structures(self.acknowledgementBatches, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct AcknowledgementBatch: KafkaStructure {
        public var firstOffset: Offset = Offset(0)
        public var lastOffset: Offset = Offset(0)
        public var acknowledgeTypes: [Int8] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            firstOffset: Offset = Offset(0),
            lastOffset: Offset = Offset(0),
            acknowledgeTypes: [Int8] = []
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.acknowledgeTypes = acknowledgeTypes
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.acknowledgeTypes = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> Int8 in try reader.integer(Int8.self) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.firstOffset.rawValue)
            writer.integer(self.lastOffset.rawValue)
            try writer.longLength(self.acknowledgeTypes.count, compact: true)
            for element in self.acknowledgeTypes {
                writer.integer(element)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct ForgottenTopic: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionIndex] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
