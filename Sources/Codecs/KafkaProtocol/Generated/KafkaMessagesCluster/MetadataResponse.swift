// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 3, versions 0-13.
public struct MetadataResponse: KafkaResponse {
    public static let apiKey: Int16 = 3
    public static let versions: ClosedRange<Int16> = 0...13
    public static let firstFlexibleVersion: Int16? = 9

    /// Versions 3+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var brokers: [MetadataResponseBroker] = []
    /// Versions 2+; left out of the others.
    public var clusterID: String? = nil
    /// Versions 1+; left out of the others.
    public var controllerID: BrokerID = BrokerID(-1)
    public var topics: [MetadataResponseTopic] = []
    /// Versions 8-10; an error in the others unless at its default.
    public var clusterAuthorizedOperations: Int32 = -2147483648
    /// Versions 13+; left out of the others.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        brokers: [MetadataResponseBroker] = [],
        clusterID: String? = nil,
        controllerID: BrokerID = BrokerID(-1),
        topics: [MetadataResponseTopic] = [],
        clusterAuthorizedOperations: Int32 = -2147483648,
        errorCode: KafkaErrorCode = KafkaErrorCode.none
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.brokers = brokers
        self.clusterID = clusterID
        self.controllerID = controllerID
        self.topics = topics
        self.clusterAuthorizedOperations = clusterAuthorizedOperations
        self.errorCode = errorCode
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 13 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 9
        if version >= 3 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.brokers = try reader.structures(of: MetadataResponseBroker.self, compact: flexible, minimumBytes: 10, version: version)
        if version >= 2 {
            self.clusterID = try reader.nullableString(compact: flexible)
        }
        if version >= 1 {
            self.controllerID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        self.topics = try reader.structures(of: MetadataResponseTopic.self, compact: flexible, minimumBytes: 8, version: version)
        if version >= 8 && version <= 10 {
            self.clusterAuthorizedOperations = try reader.integer(Int32.self)
        }
        if version == 13 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 13 else {
            throw EncodeError(.unsupportedVersion, field: "MetadataResponse", version: version)
        }
        let flexible = version >= 9
        if version >= 3 {
            writer.integer(self.throttleTimeMs)
        }
        try writer.structures(self.brokers, compact: flexible, version: version)
        if version >= 2 {
            try writer.nullableString(self.clusterID, compact: flexible)
        }
        if version >= 1 {
            writer.integer(self.controllerID.rawValue)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if version < 8 || version > 10, self.clusterAuthorizedOperations != -2147483648 { throw EncodeError(.fieldNotInVersion, field: "MetadataResponse.clusterAuthorizedOperations", version: version) }
        if version >= 8 && version <= 10 {
            writer.integer(self.clusterAuthorizedOperations)
        }
        if version == 13 {
            writer.integer(self.errorCode.rawValue)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-13.
    public struct MetadataResponseBroker: KafkaStructure {
        public var nodeID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: Int32 = 0
        /// Versions 1+; left out of the others.
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
            let flexible = version >= 9
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: flexible)
            self.port = try reader.integer(Int32.self)
            if version >= 1 {
                self.rack = try reader.nullableString(compact: flexible)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.nodeID.rawValue)
            try writer.string(self.host, compact: flexible)
            writer.integer(self.port)
            if version >= 1 {
                try writer.nullableString(self.rack, compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-13.
    public struct MetadataResponseTopic: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var name: TopicName? = TopicName("")
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        /// Versions 1+; left out of the others.
        public var isInternal: Bool = false
        public var partitions: [MetadataResponsePartition] = []
        /// Versions 8+; an error in the others unless at its default.
        public var topicAuthorizedOperations: Int32 = -2147483648
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            name: TopicName? = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            isInternal: Bool = false,
            partitions: [MetadataResponsePartition] = [],
            topicAuthorizedOperations: Int32 = -2147483648
        ) {
            self.errorCode = errorCode
            self.name = name
            self.topicID = topicID
            self.isInternal = isInternal
            self.partitions = partitions
            self.topicAuthorizedOperations = topicAuthorizedOperations
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if version >= 12 {
                self.name = try reader.nullableString(compact: flexible).map(TopicName.init(rawValue:))
            }
            else {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version >= 10 {
                self.topicID = try reader.uniqueID()
            }
            if version >= 1 {
                self.isInternal = try reader.boolean()
            }
            self.partitions = try reader.structures(of: MetadataResponsePartition.self, compact: flexible, minimumBytes: 18, version: version)
            if version >= 8 {
                self.topicAuthorizedOperations = try reader.integer(Int32.self)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.errorCode.rawValue)
            if version < 12, self.name == nil { throw EncodeError(.unexpectedNull, field: "MetadataResponseTopic.name", version: version) }
            try writer.nullableString(self.name?.rawValue, compact: flexible)
            if version >= 10 {
                writer.uniqueID(self.topicID)
            }
            if version >= 1 {
                writer.boolean(self.isInternal)
            }
            try writer.structures(self.partitions, compact: flexible, version: version)
            if version < 8, self.topicAuthorizedOperations != -2147483648 { throw EncodeError(.fieldNotInVersion, field: "MetadataResponseTopic.topicAuthorizedOperations", version: version) }
            if version >= 8 {
                writer.integer(self.topicAuthorizedOperations)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-13.
    public struct MetadataResponsePartition: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var leaderID: BrokerID = BrokerID(0)
        /// Versions 7+; left out of the others.
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var replicaNodes: [BrokerID] = []
        public var isrNodes: [BrokerID] = []
        /// Versions 5+; left out of the others.
        public var offlineReplicas: [BrokerID] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            partitionIndex: PartitionIndex = PartitionIndex(0),
            leaderID: BrokerID = BrokerID(0),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            replicaNodes: [BrokerID] = [],
            isrNodes: [BrokerID] = [],
            offlineReplicas: [BrokerID] = []
        ) {
            self.errorCode = errorCode
            self.partitionIndex = partitionIndex
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.replicaNodes = replicaNodes
            self.isrNodes = isrNodes
            self.offlineReplicas = offlineReplicas
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            if version >= 7 {
                self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.replicaNodes = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.isrNodes = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            if version >= 5 {
                self.offlineReplicas = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.leaderID.rawValue)
            if version >= 7 {
                writer.integer(self.leaderEpoch.rawValue)
            }
            try writer.longLength(self.replicaNodes.count, compact: flexible)
            for element in self.replicaNodes {
                writer.integer(element.rawValue)
            }
            try writer.longLength(self.isrNodes.count, compact: flexible)
            for element in self.isrNodes {
                writer.integer(element.rawValue)
            }
            if version >= 5 {
                try writer.longLength(self.offlineReplicas.count, compact: flexible)
                for element in self.offlineReplicas {
                    writer.integer(element.rawValue)
                }
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
