// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 52, versions 0-2.
public struct VoteResponse: KafkaResponse {
    public static let apiKey: Int16 = 52
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var topics: [TopicData] = []
    /// Versions 1+; an error in the others unless at its default.
    public var nodeEndpoints: [NodeEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        topics: [TopicData] = [],
        nodeEndpoints: [NodeEndpoint] = []
    ) {
        self.errorCode = errorCode
        self.topics = topics
        self.nodeEndpoints = nodeEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 3, version: version)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0 where version >= 1:
                let end = try reader.taggedFieldEnd()
                self.nodeEndpoints = try reader.structures(of: NodeEndpoint.self, compact: true, minimumBytes: 8, version: version)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "VoteResponse", version: version)
        }
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.topics, compact: true, version: version)
        if version < 1, !self.nodeEndpoints.isEmpty { throw EncodeError(.fieldNotInVersion, field: "VoteResponse.nodeEndpoints", version: version) }
        var tagged = self.unknownTaggedFields
        if version >= 1, !self.nodeEndpoints.isEmpty {
            var field = ByteWriter(capacity: 64)
            try field.structures(self.nodeEndpoints, compact: true, version: version)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
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
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 16, version: version)
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
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        public var voteGranted: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            voteGranted: Bool = false
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.voteGranted = voteGranted
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.voteGranted = try reader.boolean()
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            writer.boolean(self.voteGranted)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct NodeEndpoint: KafkaStructure {
        public var nodeID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: UInt16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            nodeID: BrokerID = BrokerID(0),
            host: String = "",
            port: UInt16 = 0
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.nodeID.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
