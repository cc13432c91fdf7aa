// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 79, versions 1-2.
public struct ShareAcknowledgeRequest: KafkaRequest {
    public typealias Response = ShareAcknowledgeResponse
    public static let apiKey: Int16 = 79
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID? = nil
    public var memberID: String? = ""
    public var shareSessionEpoch: Int32 = 0
    /// Versions 2+; an error in the others unless at its default.
    public var isRenewAck: Bool = false
    public var topics: [AcknowledgeTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID? = nil,
        memberID: String? = "",
        shareSessionEpoch: Int32 = 0,
        isRenewAck: Bool = false,
        topics: [AcknowledgeTopic] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.shareSessionEpoch = shareSessionEpoch
        self.isRenewAck = isRenewAck
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try reader.nullableString(compact: true).map(GroupID.init(rawValue:))
        self.memberID = try reader.nullableString(compact: true)
        self.shareSessionEpoch = try reader.integer(Int32.self)
        if version == 2 {
            self.isRenewAck = try reader.boolean()
        }
        self.topics = try reader.structures(of: AcknowledgeTopic.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ShareAcknowledgeRequest", version: version)
        }
        try writer.nullableString(self.groupID?.rawValue, compact: true)
        try writer.nullableString(self.memberID, compact: true)
        writer.integer(self.shareSessionEpoch)
        if version != 2, self.isRenewAck { throw EncodeError(.fieldNotInVersion, field: "ShareAcknowledgeRequest.isRenewAck", version: version) }
        if version == 2 {
            writer.boolean(self.isRenewAck)
        }
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1-2.
    public struct AcknowledgeTopic: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [AcknowledgePartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [AcknowledgePartition] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: AcknowledgePartition.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct AcknowledgePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var acknowledgementBatches: [AcknowledgementBatch] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            acknowledgementBatches: [AcknowledgementBatch] = []
        ) {
            self.partitionIndex = partitionIndex
            self.acknowledgementBatches = acknowledgementBatches
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.acknowledgementBatches = try reader.structures(of: AcknowledgementBatch.self, compact: true, minimumBytes: 18, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
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
}
