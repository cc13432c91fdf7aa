// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 73, versions 0.
public struct AssignReplicasToDirsRequest: KafkaRequest {
    public typealias Response = AssignReplicasToDirsResponse
    public static let apiKey: Int16 = 73
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var brokerEpoch: Int64 = -1
    public var directories: [DirectoryData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        brokerEpoch: Int64 = -1,
        directories: [DirectoryData] = []
    ) {
        self.brokerID = brokerID
        self.brokerEpoch = brokerEpoch
        self.directories = directories
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokerEpoch = try reader.integer(Int64.self)
        self.directories = try reader.structures(of: DirectoryData.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AssignReplicasToDirsRequest", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.integer(self.brokerEpoch)
        try writer.structures(self.directories, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct DirectoryData: KafkaStructure {
        public var id: UniqueID = UniqueID.zero
        public var topics: [TopicData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            id: UniqueID = UniqueID.zero,
            topics: [TopicData] = []
        ) {
            self.id = id
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.id = try reader.uniqueID()
            self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 18, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.id)
            try writer.structures(self.topics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicData: KafkaStructure {
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
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 5, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0)
        ) {
            self.partitionIndex = partitionIndex
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
