// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 52, versions 0-2.
public struct VoteRequest: KafkaRequest {
    public typealias Response = VoteResponse
    public static let apiKey: Int16 = 52
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var clusterID: String? = nil
    /// Versions 1+; left out of the others.
    public var voterID: BrokerID = BrokerID(-1)
    public var topics: [TopicData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = nil,
        voterID: BrokerID = BrokerID(-1),
        topics: [TopicData] = []
    ) {
        self.clusterID = clusterID
        self.voterID = voterID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.clusterID = try reader.nullableString(compact: true)
        if version >= 1 {
            self.voterID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "VoteRequest", version: version)
        }
        try writer.nullableString(self.clusterID, compact: true)
        if version >= 1 {
            writer.integer(self.voterID.rawValue)
        }
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-2.
    public struct TopicData: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        public var partitions: [PartitionData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName(""),
            partitions: [PartitionData] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 25, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topicName.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var replicaEpoch: Int32 = 0
        public var replicaID: BrokerID = BrokerID(0)
        /// Versions 1+; left out of the others.
        public var replicaDirectoryID: UniqueID = UniqueID.zero
        /// Versions 1+; left out of the others.
        public var voterDirectoryID: UniqueID = UniqueID.zero
        public var lastOffsetEpoch: LeaderEpoch = LeaderEpoch(0)
        public var lastOffset: Offset = Offset(0)
        /// Versions 2+; an error in the others unless at its default.
        public var preVote: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            replicaEpoch: Int32 = 0,
            replicaID: BrokerID = BrokerID(0),
            replicaDirectoryID: UniqueID = UniqueID.zero,
            voterDirectoryID: UniqueID = UniqueID.zero,
            lastOffsetEpoch: LeaderEpoch = LeaderEpoch(0),
            lastOffset: Offset = Offset(0),
            preVote: Bool = false
        ) {
            self.partitionIndex = partitionIndex
            self.replicaEpoch = replicaEpoch
            self.replicaID = replicaID
            self.replicaDirectoryID = replicaDirectoryID
            self.voterDirectoryID = voterDirectoryID
            self.lastOffsetEpoch = lastOffsetEpoch
            self.lastOffset = lastOffset
            self.preVote = preVote
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.replicaEpoch = try reader.integer(Int32.self)
            self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
            if version >= 1 {
                self.replicaDirectoryID = try reader.uniqueID()
            }
            if version >= 1 {
                self.voterDirectoryID = try reader.uniqueID()
            }
            self.lastOffsetEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version == 2 {
                self.preVote = try reader.boolean()
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.replicaEpoch)
            writer.integer(self.replicaID.rawValue)
            if version >= 1 {
                writer.uniqueID(self.replicaDirectoryID)
            }
            if version >= 1 {
                writer.uniqueID(self.voterDirectoryID)
            }
            writer.integer(self.lastOffsetEpoch.rawValue)
            writer.integer(self.lastOffset.rawValue)
            if version != 2, self.preVote { throw EncodeError(.fieldNotInVersion, field: "PartitionData.preVote", version: version) }
            if version == 2 {
                writer.boolean(self.preVote)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
