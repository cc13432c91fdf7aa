// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 59, versions 0-1.
public struct FetchSnapshotRequest: KafkaRequest {
    public typealias Response = FetchSnapshotResponse
    public static let apiKey: Int16 = 59
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var clusterID: String? = nil
    public var replicaID: BrokerID = BrokerID(-1)
    public var maxBytes: Int32 = 2147483647
    public var topics: [TopicSnapshot] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = nil,
        replicaID: BrokerID = BrokerID(-1),
        maxBytes: Int32 = 2147483647,
        topics: [TopicSnapshot] = []
    ) {
        self.clusterID = clusterID
        self.replicaID = replicaID
        self.maxBytes = maxBytes
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.replicaID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.maxBytes = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: TopicSnapshot.self, compact: true, minimumBytes: 3, version: version)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.clusterID = try reader.nullableString(compact: true)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "FetchSnapshotRequest", version: version)
        }
        writer.integer(self.replicaID.rawValue)
        writer.integer(self.maxBytes)
        try writer.structures(self.topics, compact: true, version: version)
        var tagged = self.unknownTaggedFields
        if self.clusterID != nil {
            var field = ByteWriter(capacity: 64)
            try field.nullableString(self.clusterID, compact: true)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0-1.
    public struct TopicSnapshot: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [PartitionSnapshot] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [PartitionSnapshot] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: PartitionSnapshot.self, compact: true, minimumBytes: 30, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct PartitionSnapshot: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var currentLeaderEpoch: LeaderEpoch = LeaderEpoch(0)
        public var snapshotID: SnapshotId = SnapshotId()
        public var position: Int64 = 0
        /// Versions 1+; left out of the others.
        public var replicaDirectoryID: UniqueID = UniqueID.zero
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            currentLeaderEpoch: LeaderEpoch = LeaderEpoch(0),
            snapshotID: SnapshotId = SnapshotId(),
            position: Int64 = 0,
            replicaDirectoryID: UniqueID = UniqueID.zero
        ) {
            self.partition = partition
            self.currentLeaderEpoch = currentLeaderEpoch
            self.snapshotID = snapshotID
            self.position = position
            self.replicaDirectoryID = replicaDirectoryID
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.currentLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.snapshotID = try SnapshotId(from: &reader, version: version)
            self.position = try reader.integer(Int64.self)
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0 where version == 1:
                    let end = try reader.taggedFieldEnd()
                    self.replicaDirectoryID = try reader.uniqueID()
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            writer.integer(self.currentLeaderEpoch.rawValue)
            try self.snapshotID.encode(into: &writer, version: version)
            writer.integer(self.position)
            var tagged = self.unknownTaggedFields
            if version == 1, self.replicaDirectoryID != UniqueID.zero {
                var field = ByteWriter(capacity: 64)
                field.uniqueID(self.replicaDirectoryID)
                tagged.set(0, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 0-1.
    public struct SnapshotId: KafkaStructure {
        public var endOffset: Offset = Offset(0)
        public var epoch: LeaderEpoch = LeaderEpoch(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            endOffset: Offset = Offset(0),
            epoch: LeaderEpoch = LeaderEpoch(0)
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
}
