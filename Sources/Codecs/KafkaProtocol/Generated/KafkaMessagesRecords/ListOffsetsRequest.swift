// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 2, versions 1-11.
public struct ListOffsetsRequest: KafkaRequest {
    public typealias Response = ListOffsetsResponse
    public static let apiKey: Int16 = 2
    public static let versions: ClosedRange<Int16> = 1...11
    public static let firstFlexibleVersion: Int16? = 6

    public var replicaID: BrokerID = BrokerID(0)
    /// Versions 2+; an error in the others unless at its default.
    public var isolationLevel: Int8 = 0
    public var topics: [ListOffsetsTopic] = []
    /// Versions 10+; left out of the others.
    public var timeoutMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        replicaID: BrokerID = BrokerID(0),
        isolationLevel: Int8 = 0,
        topics: [ListOffsetsTopic] = [],
        timeoutMs: Int32 = 0
    ) {
        self.replicaID = replicaID
        self.isolationLevel = isolationLevel
        self.topics = topics
        self.timeoutMs = timeoutMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 11 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
        if version >= 2 {
            self.isolationLevel = try reader.integer(Int8.self)
        }
        self.topics = try reader.structures(of: ListOffsetsTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if version >= 10 {
            self.timeoutMs = try reader.integer(Int32.self)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 11 else {
            throw EncodeError(.unsupportedVersion, field: "ListOffsetsRequest", version: version)
        }
        let flexible = version >= 6
        writer.integer(self.replicaID.rawValue)
        if version < 2, self.isolationLevel != 0 { throw EncodeError(.fieldNotInVersion, field: "ListOffsetsRequest.isolationLevel", version: version) }
        if version >= 2 {
            writer.integer(self.isolationLevel)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if version >= 10 {
            writer.integer(self.timeoutMs)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-11.
    public struct ListOffsetsTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [ListOffsetsPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [ListOffsetsPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: ListOffsetsPartition.self, compact: flexible, minimumBytes: 12, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-11.
    public struct ListOffsetsPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        /// Versions 4+; left out of the others.
        public var currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var timestamp: Int64 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            timestamp: Int64 = 0
        ) {
            self.partitionIndex = partitionIndex
            self.currentLeaderEpoch = currentLeaderEpoch
            self.timestamp = timestamp
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            if version >= 4 {
                self.currentLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.timestamp = try reader.integer(Int64.self)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            writer.integer(self.partitionIndex.rawValue)
            if version >= 4 {
                writer.integer(self.currentLeaderEpoch.rawValue)
            }
            writer.integer(self.timestamp)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
