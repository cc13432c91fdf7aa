// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 59, versions 0-1.
public struct FetchSnapshotResponse: KafkaResponse {
    public static let apiKey: Int16 = 59
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var topics: [TopicSnapshot] = []
    /// Versions 1+; an error in the others unless at its default.
    public var nodeEndpoints: [NodeEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        topics: [TopicSnapshot] = [],
        nodeEndpoints: [NodeEndpoint] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.topics = topics
        self.nodeEndpoints = nodeEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.topics = try reader.structures(of: TopicSnapshot.self, compact: true, minimumBytes: 3, version: version)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0 where version == 1:
                let end = try reader.taggedFieldEnd()
                self.nodeEndpoints = try reader.structures(of: NodeEndpoint.self, compact: true, minimumBytes: 8, version: version)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "FetchSnapshotResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.topics, compact: true, version: version)
        if version != 1, !self.nodeEndpoints.isEmpty { throw EncodeError(.fieldNotInVersion, field: "FetchSnapshotResponse.nodeEndpoints", version: version) }
        var tagged = self.unknownTaggedFields
        if version == 1, !self.nodeEndpoints.isEmpty {
            var field = ByteWriter(capacity: 64)
            try field.structures(self.nodeEndpoints, compact: true, version: version)
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
            self.partitions = try reader.structures(of: PartitionSnapshot.self, compact: true, minimumBytes: 37, version: version)
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
        public var index: Int32 = 0
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var snapshotID: SnapshotId = SnapshotId()
        public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
        public var size: Int64 = 0
        public var position: Int64 = 0
        public var unalignedRecords: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            index: Int32 = 0,
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            snapshotID: SnapshotId = SnapshotId(),
            currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch(),
            size: Int64 = 0,
            position: Int64 = 0,
            unalignedRecords: ByteSlice = ByteSlice()
        ) {
            self.index = index
            self.errorCode = errorCode
            self.snapshotID = snapshotID
            self.currentLeader = currentLeader
            self.size = size
            self.position = position
            self.unalignedRecords = unalignedRecords
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.index = try reader.integer(Int32.self)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.snapshotID = try SnapshotId(from: &reader, version: version)
            self.size = try reader.integer(Int64.self)
            self.position = try reader.integer(Int64.self)
            self.unalignedRecords = try reader.nonNullBytes(compact: true)
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.currentLeader = try LeaderIdAndEpoch(from: &reader, version: version)
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.index)
            writer.integer(self.errorCode.rawValue)
            try self.snapshotID.encode(into: &writer, version: version)
            writer.integer(self.size)
            writer.integer(self.position)
            try writer.nonNullBytes(self.unalignedRecords, compact: true)
            var tagged = self.unknownTaggedFields
            if self.currentLeader != LeaderIdAndEpoch() {
                var field = ByteWriter(capacity: 64)
                try self.currentLeader.encode(into: &field, version: version)
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

    /// Of versions 0-1.
    public struct LeaderIdAndEpoch: KafkaStructure {
        public var leaderID: BrokerID = BrokerID(0)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(0)
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

    /// Of versions 1.
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
