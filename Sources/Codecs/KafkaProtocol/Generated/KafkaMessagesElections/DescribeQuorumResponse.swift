// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 55, versions 0-2.
public struct DescribeQuorumResponse: KafkaResponse {
    public static let apiKey: Int16 = 55
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 2+; left out of the others.
    public var errorMessage: String? = ""
    public var topics: [TopicData] = []
    /// Versions 2+; an error in the others unless at its default.
    public var nodes: [Node] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        topics: [TopicData] = [],
        nodes: [Node] = []
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.topics = topics
        self.nodes = nodes
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        if version == 2 {
            self.errorMessage = try reader.nullableString(compact: true)
        }
        self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 3, version: version)
        if version == 2 {
            self.nodes = try reader.structures(of: Node.self, compact: true, minimumBytes: 6, version: version)
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeQuorumResponse", version: version)
        }
        writer.integer(self.errorCode.rawValue)
        if version == 2 {
            try writer.nullableString(self.errorMessage, compact: true)
        }
        try writer.structures(self.topics, compact: true, version: version)
        if version != 2, !self.nodes.isEmpty { throw EncodeError(.fieldNotInVersion, field: "DescribeQuorumResponse.nodes", version: version) }
        if version == 2 {
            try writer.structures(self.nodes, compact: true, version: version)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-2.
    public struct ReplicaState: KafkaStructure {
        public var replicaID: BrokerID = BrokerID(0)
        /// Versions 2+; an error in the others unless at its default.
        public var replicaDirectoryID: UniqueID = UniqueID.zero
        public var logEndOffset: Offset = Offset(0)
        /// Versions 1+; left out of the others.
        public var lastFetchTimestamp: Int64 = -1
        /// Versions 1+; left out of the others.
        public var lastCaughtUpTimestamp: Int64 = -1
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            replicaID: BrokerID = BrokerID(0),
            replicaDirectoryID: UniqueID = UniqueID.zero,
            logEndOffset: Offset = Offset(0),
            lastFetchTimestamp: Int64 = -1,
            lastCaughtUpTimestamp: Int64 = -1
        ) {
            self.replicaID = replicaID
            self.replicaDirectoryID = replicaDirectoryID
            self.logEndOffset = logEndOffset
            self.lastFetchTimestamp = lastFetchTimestamp
            self.lastCaughtUpTimestamp = lastCaughtUpTimestamp
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
            if version == 2 {
                self.replicaDirectoryID = try reader.uniqueID()
            }
            self.logEndOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 1 {
                self.lastFetchTimestamp = try reader.integer(Int64.self)
            }
            if version >= 1 {
                self.lastCaughtUpTimestamp = try reader.integer(Int64.self)
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.replicaID.rawValue)
            if version != 2, self.replicaDirectoryID != UniqueID.zero { throw EncodeError(.fieldNotInVersion, field: "ReplicaState.replicaDirectoryID", version: version) }
            if version == 2 {
                writer.uniqueID(self.replicaDirectoryID)
            }
            writer.integer(self.logEndOffset.rawValue)
            if version >= 1 {
                writer.integer(self.lastFetchTimestamp)
            }
            if version >= 1 {
                writer.integer(self.lastCaughtUpTimestamp)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
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
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Versions 2+; left out of the others.
        public var errorMessage: String? = ""
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        public var highWatermark: Offset = Offset(0)
        public var currentVoters: [ReplicaState] = []
        public var observers: [ReplicaState] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = "",
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            highWatermark: Offset = Offset(0),
            currentVoters: [ReplicaState] = [],
            observers: [ReplicaState] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.highWatermark = highWatermark
            self.currentVoters = currentVoters
            self.observers = observers
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if version == 2 {
                self.errorMessage = try reader.nullableString(compact: true)
            }
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.highWatermark = try Offset(rawValue: reader.integer(Int64.self))
            self.currentVoters = try reader.structures(of: ReplicaState.self, compact: true, minimumBytes: 13, version: version)
            self.observers = try reader.structures(of: ReplicaState.self, compact: true, minimumBytes: 13, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            if version == 2 {
                try writer.nullableString(self.errorMessage, compact: true)
            }
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            writer.integer(self.highWatermark.rawValue)
            try writer.structures(self.currentVoters, compact: true, version: version)
            try writer.structures(self.observers, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2.
    public struct Node: KafkaStructure {
        public var nodeID: BrokerID = BrokerID(0)
        public var listeners: [Listener] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            nodeID: BrokerID = BrokerID(0),
            listeners: [Listener] = []
        ) {
            self.nodeID = nodeID
            self.listeners = listeners
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.listeners = try reader.structures(of: Listener.self, compact: true, minimumBytes: 5, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.nodeID.rawValue)
            try writer.structures(self.listeners, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2.
    public struct Listener: KafkaStructure {
        public var name: String = ""
        public var host: String = ""
        public var port: UInt16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            host: String = "",
            port: UInt16 = 0
        ) {
            self.name = name
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
