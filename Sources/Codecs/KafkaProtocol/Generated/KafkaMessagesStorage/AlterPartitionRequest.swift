// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 56, versions 2-3.
public struct AlterPartitionRequest: KafkaRequest {
    public typealias Response = AlterPartitionResponse
    public static let apiKey: Int16 = 56
    public static let versions: ClosedRange<Int16> = 2...3
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var brokerEpoch: Int64 = -1
    public var topics: [TopicData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        brokerEpoch: Int64 = -1,
        topics: [TopicData] = []
    ) {
        self.brokerID = brokerID
        self.brokerEpoch = brokerEpoch
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokerEpoch = try reader.integer(Int64.self)
        self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "AlterPartitionRequest", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.integer(self.brokerEpoch)
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 2-3.
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
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 15, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-3.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Versions 2; an error in the others unless at its default.
        public var newIsr: [BrokerID] = []
        /// Versions 3+; an error in the others unless at its default.
        public var newIsrWithEpochs: [BrokerState] = []
        public var leaderRecoveryState: Int8 = 0
        public var partitionEpoch: Int32 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            newIsr: [BrokerID] = [],
            newIsrWithEpochs: [BrokerState] = [],
            leaderRecoveryState: Int8 = 0,
            partitionEpoch: Int32 = 0
        ) {
            self.partitionIndex = partitionIndex
            self.leaderEpoch = leaderEpoch
            self.newIsr = newIsr
            self.newIsrWithEpochs = newIsrWithEpochs
            self.leaderRecoveryState = leaderRecoveryState
            self.partitionEpoch = partitionEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            if version == 2 {
                self.newIsr = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            }
            if version == 3 {
                self.newIsrWithEpochs = try reader.structures(of: BrokerState.self, compact: true, minimumBytes: 13, version: version)
            }
            self.leaderRecoveryState = try reader.integer(Int8.self)
            self.partitionEpoch = try reader.integer(Int32.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            if version != 2, !self.newIsr.isEmpty { throw EncodeError(.fieldNotInVersion, field: "PartitionData.newIsr", version: version) }
            if version == 2 {
                try writer.longLength(self.newIsr.count, compact: true)
                for element in self.newIsr {
                    writer.integer(element.rawValue)
                }
            }
            if version != 3, !self.newIsrWithEpochs.isEmpty { throw EncodeError(.fieldNotInVersion, field: "PartitionData.newIsrWithEpochs", version: version) }
            if version == 3 {
                try writer.structures(self.newIsrWithEpochs, compact: true, version: version)
            }
            writer.integer(self.leaderRecoveryState)
            writer.integer(self.partitionEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 3.
    public struct BrokerState: KafkaStructure {
        public var brokerID: BrokerID = BrokerID(0)
        public var brokerEpoch: Int64 = -1
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            brokerID: BrokerID = BrokerID(0),
            brokerEpoch: Int64 = -1
        ) {
            self.brokerID = brokerID
            self.brokerEpoch = brokerEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.brokerEpoch = try reader.integer(Int64.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.brokerID.rawValue)
            writer.integer(self.brokerEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
