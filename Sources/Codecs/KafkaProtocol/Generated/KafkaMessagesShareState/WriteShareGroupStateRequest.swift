// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 85, versions 0-1.
public struct WriteShareGroupStateRequest: KafkaRequest {
    public typealias Response = WriteShareGroupStateResponse
    public static let apiKey: Int16 = 85
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var topics: [WriteStateData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [WriteStateData] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.topics = try reader.structures(of: WriteStateData.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "WriteShareGroupStateRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct WriteStateData: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionData] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 22, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct PartitionData: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var stateEpoch: Int32 = 0
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        public var startOffset: Offset = Offset(0)
        /// Versions 1+; left out of the others.
        public var deliveryCompleteCount: Int32 = -1
        public var stateBatches: [StateBatch] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            stateEpoch: Int32 = 0,
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            startOffset: Offset = Offset(0),
            deliveryCompleteCount: Int32 = -1,
            stateBatches: [StateBatch] = []
        ) {
            self.partition = partition
            self.stateEpoch = stateEpoch
            self.leaderEpoch = leaderEpoch
            self.startOffset = startOffset
            self.deliveryCompleteCount = deliveryCompleteCount
            self.stateBatches = stateBatches
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.stateEpoch = try reader.integer(Int32.self)
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version == 1 {
                self.deliveryCompleteCount = try reader.integer(Int32.self)
            }
            self.stateBatches = try reader.structures(of: StateBatch.self, compact: true, minimumBytes: 20, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            writer.integer(self.stateEpoch)
            writer.integer(self.leaderEpoch.rawValue)
            writer.integer(self.startOffset.rawValue)
            if version == 1 {
                writer.integer(self.deliveryCompleteCount)
            }
            try writer.structures(self.stateBatches, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct StateBatch: KafkaStructure {
        public var firstOffset: Offset = Offset(0)
        public var lastOffset: Offset = Offset(0)
        public var deliveryState: Int8 = 0
        public var deliveryCount: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            firstOffset: Offset = Offset(0),
            lastOffset: Offset = Offset(0),
            deliveryState: Int8 = 0,
            deliveryCount: Int16 = 0
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.deliveryState = deliveryState
            self.deliveryCount = deliveryCount
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.deliveryState = try reader.integer(Int8.self)
            self.deliveryCount = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.firstOffset.rawValue)
            writer.integer(self.lastOffset.rawValue)
            writer.integer(self.deliveryState)
            writer.integer(self.deliveryCount)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
