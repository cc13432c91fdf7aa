// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 78, versions 1-2.
public struct ShareFetchResponse: KafkaResponse {
    public static let apiKey: Int16 = 78
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = nil
    public var acquisitionLockTimeoutMs: Int32 = 0
    public var responses: [ShareFetchableTopicResponse] = []
    public var nodeEndpoints: [NodeEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = nil,
        acquisitionLockTimeoutMs: Int32 = 0,
        responses: [ShareFetchableTopicResponse] = [],
        nodeEndpoints: [NodeEndpoint] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.acquisitionLockTimeoutMs = acquisitionLockTimeoutMs
        self.responses = responses
        self.nodeEndpoints = nodeEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        self.acquisitionLockTimeoutMs = try reader.integer(Int32.self)
        self.responses = try reader.structures(of: ShareFetchableTopicResponse.self, compact: true, minimumBytes: 18, version: version)
        self.nodeEndpoints = try reader.structures(of: NodeEndpoint.self, compact: true, minimumBytes: 11, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ShareFetchResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        writer.integer(self.acquisitionLockTimeoutMs)
        try writer.structures(self.responses, compact: true, version: version)
        try writer.structures(self.nodeEndpoints, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1-2.
    public struct ShareFetchableTopicResponse: KafkaStructure {
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
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 22, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct PartitionData: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        public var acknowledgeErrorCode: KafkaErrorCode = KafkaErrorCode.none
        public var acknowledgeErrorMessage: String? = nil
        public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
        public var records: ByteSlice = ByteSlice()
        public var acquiredRecords: [AcquiredRecords] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil,
            acknowledgeErrorCode: KafkaErrorCode = KafkaErrorCode.none,
            acknowledgeErrorMessage: String? = nil,
            currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch(),
            records: ByteSlice = ByteSlice(),
            acquiredRecords: [AcquiredRecords] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.acknowledgeErrorCode = acknowledgeErrorCode
            self.acknowledgeErrorMessage = acknowledgeErrorMessage
            self.currentLeader = currentLeader
            self.records = records
            self.acquiredRecords = acquiredRecords
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.acknowledgeErrorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.acknowledgeErrorMessage = try reader.nullableString(compact: true)
            self.currentLeader = try LeaderIdAndEpoch(from: &reader, version: version)
            self.records = try reader.nonNullBytes(compact: true)
            self.acquiredRecords = try reader.structures(of: AcquiredRecords.self, compact: true, minimumBytes: 19, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.integer(self.acknowledgeErrorCode.rawValue)
            try writer.nullableString(self.acknowledgeErrorMessage, compact: true)
            try self.currentLeader.encode(into: &writer, version: version)
            try writer.nonNullBytes(self.records, compact: true)
            try writer.structures(self.acquiredRecords, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct LeaderIdAndEpoch: KafkaStructure {
        public var leaderID: Int32 = 0
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            leaderID: Int32 = 0,
            leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.leaderID = try reader.integer(Int32.self)
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.leaderID)
            writer.integer(self.leaderEpoch.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct AcquiredRecords: KafkaStructure {
        public var firstOffset: Offset = Offset(0)
        public var lastOffset: Offset = Offset(0)
        public var deliveryCount: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            firstOffset: Offset = Offset(0),
            lastOffset: Offset = Offset(0),
            deliveryCount: Int16 = 0
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.deliveryCount = deliveryCount
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.deliveryCount = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.firstOffset.rawValue)
            writer.integer(self.lastOffset.rawValue)
            writer.integer(self.deliveryCount)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
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
