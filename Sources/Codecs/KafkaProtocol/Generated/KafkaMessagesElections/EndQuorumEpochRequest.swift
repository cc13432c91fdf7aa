// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 54, versions 0-1.
public struct EndQuorumEpochRequest: KafkaRequest {
    public typealias Response = EndQuorumEpochResponse
    public static let apiKey: Int16 = 54
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var clusterID: String? = nil
    public var topics: [TopicData] = []
    /// Versions 1+; left out of the others.
    public var leaderEndpoints: [LeaderEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = nil,
        topics: [TopicData] = [],
        leaderEndpoints: [LeaderEndpoint] = []
    ) {
        self.clusterID = clusterID
        self.topics = topics
        self.leaderEndpoints = leaderEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.clusterID = try reader.nullableString(compact: flexible)
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
            throw EncodeError(.unsupportedVersion, field: "EndQuorumEpochRequest", version: version)
        }
        let flexible = version == 1
        try writer.nullableString(self.clusterID, compact: flexible)
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
            self.partitions = try reader.structures(of: PartitionData.self, compact: flexible, minimumBytes: 14, version: version)
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
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Versions 0; left out of the others.
        public var preferredSuccessors: [Int32] = []
        /// Versions 1+; left out of the others.
        public var preferredCandidates: [ReplicaInfo] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            preferredSuccessors: [Int32] = [],
            preferredCandidates: [ReplicaInfo] = []
        ) {
            self.partitionIndex = partitionIndex
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.preferredSuccessors = preferredSuccessors
            self.preferredCandidates = preferredCandidates
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            if version == 0 {
                self.preferredSuccessors = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> Int32 in try reader.integer(Int32.self) }
            }
            if version == 1 {
                self.preferredCandidates = try reader.structures(of: ReplicaInfo.self, compact: flexible, minimumBytes: 21, version: version)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            if version == 0 {
                try writer.longLength(self.preferredSuccessors.count, compact: flexible)
                for element in self.preferredSuccessors {
                    writer.integer(element)
                }
            }
            if version == 1 {
                try writer.structures(self.preferredCandidates, compact: flexible, version: version)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1.
    public struct ReplicaInfo: KafkaStructure {
        public var candidateID: BrokerID = BrokerID(0)
        public var candidateDirectoryID: UniqueID = UniqueID.zero
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            candidateID: BrokerID = BrokerID(0),
            candidateDirectoryID: UniqueID = UniqueID.zero
        ) {
            self.candidateID = candidateID
            self.candidateDirectoryID = candidateDirectoryID
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.candidateID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.candidateDirectoryID = try reader.uniqueID()
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.candidateID.rawValue)
            writer.uniqueID(self.candidateDirectoryID)
            writer.taggedFields(self.unknownTaggedFields)
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
