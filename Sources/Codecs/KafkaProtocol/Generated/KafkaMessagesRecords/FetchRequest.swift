// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 1, versions 4-18.
public struct FetchRequest: KafkaRequest {
    public typealias Response = FetchResponse
    public static let apiKey: Int16 = 1
    public static let versions: ClosedRange<Int16> = 4...18
    public static let firstFlexibleVersion: Int16? = 12

    /// Versions 12+; left out of the others.
    public var clusterID: String? = nil
    /// Versions 4-14; an error in the others unless at its default.
    public var replicaID: BrokerID = BrokerID(-1)
    /// Versions 15+; an error in the others unless at its default.
    public var replicaState: ReplicaState = ReplicaState()
    public var maxWaitMs: Int32 = 0
    public var minBytes: Int32 = 0
    public var maxBytes: Int32 = 2147483647
    public var isolationLevel: Int8 = 0
    /// Versions 7+; left out of the others.
    public var sessionID: Int32 = 0
    /// Versions 7+; left out of the others.
    public var sessionEpoch: Int32 = -1
    public var topics: [FetchTopic] = []
    /// Versions 7+; an error in the others unless at its default.
    public var forgottenTopicsData: [ForgottenTopic] = []
    /// Versions 11+; left out of the others.
    public var rackID: String = ""
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = nil,
        replicaID: BrokerID = BrokerID(-1),
        replicaState: ReplicaState = ReplicaState(),
        maxWaitMs: Int32 = 0,
        minBytes: Int32 = 0,
        maxBytes: Int32 = 2147483647,
        isolationLevel: Int8 = 0,
        sessionID: Int32 = 0,
        sessionEpoch: Int32 = -1,
        topics: [FetchTopic] = [],
        forgottenTopicsData: [ForgottenTopic] = [],
        rackID: String = ""
    ) {
        self.clusterID = clusterID
        self.replicaID = replicaID
        self.replicaState = replicaState
        self.maxWaitMs = maxWaitMs
        self.minBytes = minBytes
        self.maxBytes = maxBytes
        self.isolationLevel = isolationLevel
        self.sessionID = sessionID
        self.sessionEpoch = sessionEpoch
        self.topics = topics
        self.forgottenTopicsData = forgottenTopicsData
        self.rackID = rackID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 4 && version <= 18 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 12
        if version <= 14 {
            self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        self.maxWaitMs = try reader.integer(Int32.self)
        self.minBytes = try reader.integer(Int32.self)
        self.maxBytes = try reader.integer(Int32.self)
        self.isolationLevel = try reader.integer(Int8.self)
        if version >= 7 {
            self.sessionID = try reader.integer(Int32.self)
        }
        if version >= 7 {
            self.sessionEpoch = try reader.integer(Int32.self)
        }
        self.topics = try reader.structures(of: FetchTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if version >= 7 {
            self.forgottenTopicsData = try reader.structures(of: ForgottenTopic.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if version >= 11 {
            self.rackID = try reader.string(compact: flexible)
        }
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.clusterID = try reader.nullableString(compact: true)
                    try reader.expectTaggedField(endsAt: end)
                case 1 where version >= 15:
                    let end = try reader.taggedFieldEnd()
                    self.replicaState = try ReplicaState(from: &reader, version: version)
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 4 && version <= 18 else {
            throw EncodeError(.unsupportedVersion, field: "FetchRequest", version: version)
        }
        let flexible = version >= 12
        if version > 14, self.replicaID != BrokerID(-1) { throw EncodeError(.fieldNotInVersion, field: "FetchRequest.replicaID", version: version) }
        if version <= 14 {
            writer.integer(self.replicaID.rawValue)
        }
        if version < 15, self.replicaState != ReplicaState() { throw EncodeError(.fieldNotInVersion, field: "FetchRequest.replicaState", version: version) }
        writer.integer(self.maxWaitMs)
        writer.integer(self.minBytes)
        writer.integer(self.maxBytes)
        writer.integer(self.isolationLevel)
        if version >= 7 {
            writer.integer(self.sessionID)
        }
        if version >= 7 {
            writer.integer(self.sessionEpoch)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if version < 7, !self.forgottenTopicsData.isEmpty { throw EncodeError(.fieldNotInVersion, field: "FetchRequest.forgottenTopicsData", version: version) }
        if version >= 7 {
            try writer.structures(self.forgottenTopicsData, compact: flexible, version: version)
        }
        if version >= 11 {
            try writer.string(self.rackID, compact: flexible)
        }
        if flexible {
            var tagged = self.unknownTaggedFields
            if self.clusterID != nil {
                var field = ByteWriter(capacity: 64)
                try field.nullableString(self.clusterID, compact: true)
                tagged.set(0, field.finish())
            }
            if version >= 15, self.replicaState != ReplicaState() {
                var field = ByteWriter(capacity: 64)
                try self.replicaState.encode(into: &field, version: version)
                tagged.set(1, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 15-18.
    public struct ReplicaState: KafkaStructure {
        public var replicaID: BrokerID = BrokerID(-1)
        public var replicaEpoch: Int64 = -1
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            replicaID: BrokerID = BrokerID(-1),
            replicaEpoch: Int64 = -1
        ) {
            self.replicaID = replicaID
            self.replicaEpoch = replicaEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.replicaEpoch = try reader.integer(Int64.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.replicaID.rawValue)
            writer.integer(self.replicaEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 4-18.
    public struct FetchTopic: KafkaStructure {
        /// Versions 4-12; left out of the others.
        public var topic: TopicName = TopicName("")
        /// Versions 13+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [FetchPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [FetchPartition] = []
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
            self.partitions = try reader.structures(of: FetchPartition.self, compact: flexible, minimumBytes: 16, version: version)
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
    public struct FetchPartition: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        /// Versions 9+; left out of the others.
        public var currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var fetchOffset: Offset = Offset(0)
        /// Versions 12+; an error in the others unless at its default.
        public var lastFetchedEpoch: LeaderEpoch = LeaderEpoch(-1)
        /// Versions 5+; left out of the others.
        public var logStartOffset: Offset = Offset(-1)
        public var partitionMaxBytes: Int32 = 0
        /// Versions 17+; left out of the others.
        public var replicaDirectoryID: UniqueID = UniqueID.zero
        /// Versions 18+; left out of the others.
        public var highWatermark: Offset = Offset(9223372036854775807)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            currentLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            fetchOffset: Offset = Offset(0),
            lastFetchedEpoch: LeaderEpoch = LeaderEpoch(-1),
            logStartOffset: Offset = Offset(-1),
            partitionMaxBytes: Int32 = 0,
            replicaDirectoryID: UniqueID = UniqueID.zero,
            highWatermark: Offset = Offset(9223372036854775807)
        ) {
            self.partition = partition
            self.currentLeaderEpoch = currentLeaderEpoch
            self.fetchOffset = fetchOffset
            self.lastFetchedEpoch = lastFetchedEpoch
            self.logStartOffset = logStartOffset
            self.partitionMaxBytes = partitionMaxBytes
            self.replicaDirectoryID = replicaDirectoryID
            self.highWatermark = highWatermark
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 12
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            if version >= 9 {
                self.currentLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.fetchOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 12 {
                self.lastFetchedEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            if version >= 5 {
                self.logStartOffset = try Offset(rawValue: reader.integer(Int64.self))
            }
            self.partitionMaxBytes = try reader.integer(Int32.self)
            if flexible {
                let tagCount = try reader.taggedFieldCount()
                for _ in 0..<tagCount {
                    let tag = try reader.unsignedVarint()
                    switch tag {
                    case 0 where version >= 17:
                        let end = try reader.taggedFieldEnd()
                        self.replicaDirectoryID = try reader.uniqueID()
                        try reader.expectTaggedField(endsAt: end)
                    case 1 where version == 18:
                        let end = try reader.taggedFieldEnd()
                        self.highWatermark = try Offset(rawValue: reader.integer(Int64.self))
                        try reader.expectTaggedField(endsAt: end)
                    default:
                        try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                    }
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 12
            writer.integer(self.partition.rawValue)
            if version >= 9 {
                writer.integer(self.currentLeaderEpoch.rawValue)
            }
            writer.integer(self.fetchOffset.rawValue)
            if version < 12, self.lastFetchedEpoch != LeaderEpoch(-1) { throw EncodeError(.fieldNotInVersion, field: "FetchPartition.lastFetchedEpoch", version: version) }
            if version >= 12 {
                writer.integer(self.lastFetchedEpoch.rawValue)
            }
            if version >= 5 {
                writer.integer(self.logStartOffset.rawValue)
            }
            writer.integer(self.partitionMaxBytes)
            if flexible {
                var tagged = self.unknownTaggedFields
                if version >= 17, self.replicaDirectoryID != UniqueID.zero {
                    var field = ByteWriter(capacity: 64)
                    field.uniqueID(self.replicaDirectoryID)
                    tagged.set(0, field.finish())
                }
                if version == 18, self.highWatermark != Offset(9223372036854775807) {
                    var field = ByteWriter(capacity: 64)
                    field.integer(self.highWatermark.rawValue)
                    tagged.set(1, field.finish())
                }
                writer.taggedFields(tagged)
            }
        }
    }

    /// Of versions 7-18.
    public struct ForgottenTopic: KafkaStructure {
        /// Versions 7-12; left out of the others.
        public var topic: TopicName = TopicName("")
        /// Versions 13+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionIndex] = []
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
            self.partitions = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
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
            try writer.longLength(self.partitions.count, compact: flexible)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
