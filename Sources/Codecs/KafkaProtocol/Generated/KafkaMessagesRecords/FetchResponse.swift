// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 1, versions 4-18.
public struct FetchResponse: KafkaResponse {
    public static let apiKey: Int16 = 1
    public static let versions: ClosedRange<Int16> = 4...18
    public static let firstFlexibleVersion: Int16? = 12

    public var throttleTimeMs: Int32 = 0
    /// Versions 7+; left out of the others.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 7+; an error in the others unless at its default.
    public var sessionID: Int32 = 0
    public var responses: [FetchableTopicResponse] = []
    /// Versions 16+; an error in the others unless at its default.
    public var nodeEndpoints: [NodeEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        sessionID: Int32 = 0,
        responses: [FetchableTopicResponse] = [],
        nodeEndpoints: [NodeEndpoint] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.sessionID = sessionID
        self.responses = responses
        self.nodeEndpoints = nodeEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 4 && version <= 18 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 12
        self.throttleTimeMs = try reader.integer(Int32.self)
        if version >= 7 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        if version >= 7 {
            self.sessionID = try reader.integer(Int32.self)
        }
        self.responses = try reader.structures(of: FetchableTopicResponse.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0 where version >= 16:
                    let end = try reader.taggedFieldEnd()
                    self.nodeEndpoints = try reader.structures(of: NodeEndpoint.self, compact: true, minimumBytes: 11, version: version)
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 4 && version <= 18 else {
            throw EncodeError(.unsupportedVersion, field: "FetchResponse", version: version)
        }
        let flexible = version >= 12
        writer.integer(self.throttleTimeMs)
        if version >= 7 {
            writer.integer(self.errorCode.rawValue)
        }
        if version < 7, self.sessionID != 0 { throw EncodeError(.fieldNotInVersion, field: "FetchResponse.sessionID", version: version) }
        if version >= 7 {
            writer.integer(self.sessionID)
        }
        try writer.structures(self.responses, compact: flexible, version: version)
        if version < 16, !self.nodeEndpoints.isEmpty { throw EncodeError(.fieldNotInVersion, field: "FetchResponse.nodeEndpoints", version: version) }
        if flexible {
            var tagged = self.unknownTaggedFields
            if version >= 16, !self.nodeEndpoints.isEmpty {
                var field = ByteWriter(capacity: 64)
                try field.structures(self.nodeEndpoints, compact: true, version: version)
                tagged.set(0, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 4-18.
    public struct FetchableTopicResponse: KafkaStructure {
        /// Versions 4-12; left out of the others.
        public var topic: TopicName = TopicName("")
        /// Versions 13+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionData] = []
        ) {
            self.topic = topic
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 12
            if version <= 12 {
                self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version >= 13 {
                self.topicID = try reader.uniqueID()
            }
            self.partitions = try reader.structures(of: PartitionData.self, compact: flexible, minimumBytes: 30, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 12
            if version <= 12 {
                try writer.string(self.topic.rawValue, compact: flexible)
            }
            if version >= 13 {
                writer.uniqueID(self.topicID)
            }
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 4-18.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var highWatermark: Offset = Offset(0)
        public var lastStableOffset: Offset = Offset(-1)
        /// Versions 5+; left out of the others.
        public var logStartOffset: Offset = Offset(-1)
        /// Versions 12+; an error in the others unless at its default.
        public var divergingEpoch: EpochEndOffset = EpochEndOffset()
        /// Versions 12+; an error in the others unless at its default.
        public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
        /// Versions 12+; an error in the others unless at its default.
        public var snapshotID: SnapshotId = SnapshotId()
        public var abortedTransactions: [AbortedTransaction]? = []
        /// Versions 11+; an error in the others unless at its default.
        public var preferredReadReplica: BrokerID = BrokerID(-1)
        public var records: ByteSlice? = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            highWatermark: Offset = Offset(0),
            lastStableOffset: Offset = Offset(-1),
            logStartOffset: Offset = Offset(-1),
            divergingEpoch: EpochEndOffset = EpochEndOffset(),
            currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch(),
            snapshotID: SnapshotId = SnapshotId(),
            abortedTransactions: [AbortedTransaction]? = [],
            preferredReadReplica: BrokerID = BrokerID(-1),
            records: ByteSlice? = ByteSlice()
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.highWatermark = highWatermark
            self.lastStableOffset = lastStableOffset
            self.logStartOffset = logStartOffset
            self.divergingEpoch = divergingEpoch
            self.currentLeader = currentLeader
            self.snapshotID = snapshotID
            self.abortedTransactions = abortedTransactions
            self.preferredReadReplica = preferredReadReplica
            self.records = records
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 12
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.highWatermark = try Offset(rawValue: reader.integer(Int64.self))
            self.lastStableOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 5 {
                self.logStartOffset = try Offset(rawValue: reader.integer(Int64.self))
            }
            self.abortedTransactions = try reader.nullableStructures(of: AbortedTransaction.self, compact: flexible, minimumBytes: 16, version: version)
            if version >= 11 {
                self.preferredReadReplica = try BrokerID(rawValue: reader.integer(Int32.self))
            }
            self.records = try reader.nullableBytes(compact: flexible)
            if flexible {
                let tagCount = try reader.taggedFieldCount()
                for _ in 0..<tagCount {
                    let tag = try reader.unsignedVarint()
                    switch tag {
                    case 0:
                        let end = try reader.taggedFieldEnd()
                        self.divergingEpoch = try EpochEndOffset(from: &reader, version: version)
                        try reader.expectTaggedField(endsAt: end)
                    case 1:
                        let end = try reader.taggedFieldEnd()
                        self.currentLeader = try LeaderIdAndEpoch(from: &reader, version: version)
                        try reader.expectTaggedField(endsAt: end)
                    case 2:
                        let end = try reader.taggedFieldEnd()
                        self.snapshotID = try SnapshotId(from: &reader, version: version)
                        try reader.expectTaggedField(endsAt: end)
                    default:
                        try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                    }
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 12
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.highWatermark.rawValue)
            writer.integer(self.lastStableOffset.rawValue)
            if version >= 5 {
                writer.integer(self.logStartOffset.rawValue)
            }
            if version < 12, self.divergingEpoch != EpochEndOffset() { throw EncodeError(.fieldNotInVersion, field: "PartitionData.divergingEpoch", version: version) }
            if version < 12, self.currentLeader != LeaderIdAndEpoch() { throw EncodeError(.fieldNotInVersion, field: "PartitionData.currentLeader", version: version) }
            if version < 12, self.snapshotID != SnapshotId() { throw EncodeError(.fieldNotInVersion, field: "PartitionData.snapshotID", version: version) }
            if let value = self.abortedTransactions {
                try writer.structures(value, compact: flexible, version: version)
            }
            else {
                writer.longNull(compact: flexible)
            }
            if version < 11, self.preferredReadReplica != BrokerID(-1) { throw EncodeError(.fieldNotInVersion, field: "PartitionData.preferredReadReplica", version: version) }
            if version >= 11 {
                writer.integer(self.preferredReadReplica.rawValue)
            }
            try writer.nullableBytes(self.records, compact: flexible)
            if flexible {
                var tagged = self.unknownTaggedFields
                if self.divergingEpoch != EpochEndOffset() {
                    var field = ByteWriter(capacity: 64)
                    try self.divergingEpoch.encode(into: &field, version: version)
                    tagged.set(0, field.finish())
                }
                if self.currentLeader != LeaderIdAndEpoch() {
                    var field = ByteWriter(capacity: 64)
                    try self.currentLeader.encode(into: &field, version: version)
                    tagged.set(1, field.finish())
                }
                if self.snapshotID != SnapshotId() {
                    var field = ByteWriter(capacity: 64)
                    try self.snapshotID.encode(into: &field, version: version)
                    tagged.set(2, field.finish())
                }
                writer.taggedFields(tagged)
            }
        }
    }

    /// Of versions 12-18.
    public struct EpochEndOffset: KafkaStructure {
        public var epoch: LeaderEpoch = LeaderEpoch(-1)
        public var endOffset: Offset = Offset(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            epoch: LeaderEpoch = LeaderEpoch(-1),
            endOffset: Offset = Offset(-1)
        ) {
            self.epoch = epoch
            self.endOffset = endOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.epoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.endOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.epoch.rawValue)
            writer.integer(self.endOffset.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 12-18.
    public struct LeaderIdAndEpoch: KafkaStructure {
        public var leaderID: BrokerID = BrokerID(-1)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            leaderID: BrokerID = BrokerID(-1),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 12-18.
    public struct SnapshotId: KafkaStructure {
        public var endOffset: Offset = Offset(-1)
        public var epoch: LeaderEpoch = LeaderEpoch(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            endOffset: Offset = Offset(-1),
            epoch: LeaderEpoch = LeaderEpoch(-1)
        ) {
            self.endOffset = endOffset
            self.epoch = epoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.endOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.epoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.endOffset.rawValue)
            writer.integer(self.epoch.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 4-18.
    public struct AbortedTransaction: KafkaStructure {
        public var producerID: ProducerID = ProducerID(0)
        public var firstOffset: Offset = Offset(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            producerID: ProducerID = ProducerID(0),
            firstOffset: Offset = Offset(0)
        ) {
            self.producerID = producerID
            self.firstOffset = firstOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 12
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 12
            writer.integer(self.producerID.rawValue)
            writer.integer(self.firstOffset.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 16-18.
    public struct NodeEndpoint: KafkaStructure {
        public var nodeID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: Int32 = 0
        public var rack: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            nodeID: BrokerID = BrokerID(0),
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.rack = rack
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(Int32.self)
            self.rack = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.nodeID.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            try writer.nullableString(self.rack, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
