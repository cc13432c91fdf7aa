// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 53, versions 0-1.
public struct BeginQuorumEpochRequest: KafkaRequest {
    public typealias Response = BeginQuorumEpochResponse
    public static let apiKey: Int16 = 53
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var clusterID: String? = nil
    /// Versions 1+; left out of the others.
    public var voterID: BrokerID = BrokerID(-1)
    public var topics: [TopicData] = []
    /// Versions 1+; left out of the others.
    public var leaderEndpoints: [LeaderEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = nil,
        voterID: BrokerID = BrokerID(-1),
        topics: [TopicData] = [],
        leaderEndpoints: [LeaderEndpoint] = []
    ) {
        self.clusterID = clusterID
        self.voterID = voterID
        self.topics = topics
        self.leaderEndpoints = leaderEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.clusterID = try reader.nullableString(compact: flexible)
        if version == 1 {
            self.voterID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        self.topics = try reader.structures(of: TopicData.self, compact: flexible, minimumBytes: 3, version: version)
        if version == 1 {
            self.leaderEndpoints = try reader.structures(of: LeaderEndpoint.self, compact: flexible, minimumBytes: 5, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "BeginQuorumEpochRequest", version: version)
        }
        let flexible = version == 1
        try writer.nullableString(self.clusterID, compact: flexible)
        if version == 1 {
            writer.integer(self.voterID.rawValue)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if version == 1 {
            try writer.structures(self.leaderEndpoints, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
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
            let flexible = version == 1
            self.topicName = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: PartitionData.self, compact: flexible, minimumBytes: 12, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.topicName.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-1.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        /// Versions 1+; left out of the others.
        public var voterDirectoryID: UniqueID = UniqueID.zero
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            voterDirectoryID: UniqueID = UniqueID.zero,
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        ) {
            self.partitionIndex = partitionIndex
            self.voterDirectoryID = voterDirectoryID
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            if version == 1 {
                self.voterDirectoryID = try reader.uniqueID()
            }
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            writer.integer(self.partitionIndex.rawValue)
            if version == 1 {
                writer.uniqueID(self.voterDirectoryID)
            }
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1.
    public struct LeaderEndpoint: KafkaStructure {
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
