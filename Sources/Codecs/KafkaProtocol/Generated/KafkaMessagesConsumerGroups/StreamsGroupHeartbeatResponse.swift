// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 88, versions 0.
public struct StreamsGroupHeartbeatResponse: KafkaResponse {
    public static let apiKey: Int16 = 88
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = nil
    public var memberID: String = ""
    public var memberEpoch: Int32 = 0
    public var heartbeatIntervalMs: Int32 = 0
    public var acceptableRecoveryLag: Int32 = 0
    public var taskOffsetIntervalMs: Int32 = 0
    public var status: [Status]? = []
    public var activeTasks: [TaskIds]? = nil
    public var standbyTasks: [TaskIds]? = nil
    public var warmupTasks: [TaskIds]? = nil
    public var endpointInformationEpoch: Int32 = 0
    public var partitionsByUserEndpoint: [EndpointToPartitions]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = nil,
        memberID: String = "",
        memberEpoch: Int32 = 0,
        heartbeatIntervalMs: Int32 = 0,
        acceptableRecoveryLag: Int32 = 0,
        taskOffsetIntervalMs: Int32 = 0,
        status: [Status]? = [],
        activeTasks: [TaskIds]? = nil,
        standbyTasks: [TaskIds]? = nil,
        warmupTasks: [TaskIds]? = nil,
        endpointInformationEpoch: Int32 = 0,
        partitionsByUserEndpoint: [EndpointToPartitions]? = nil
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.heartbeatIntervalMs = heartbeatIntervalMs
        self.acceptableRecoveryLag = acceptableRecoveryLag
        self.taskOffsetIntervalMs = taskOffsetIntervalMs
        self.status = status
        self.activeTasks = activeTasks
        self.standbyTasks = standbyTasks
        self.warmupTasks = warmupTasks
        self.endpointInformationEpoch = endpointInformationEpoch
        self.partitionsByUserEndpoint = partitionsByUserEndpoint
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        self.memberID = try reader.string(compact: true)
        self.memberEpoch = try reader.integer(Int32.self)
        self.heartbeatIntervalMs = try reader.integer(Int32.self)
        self.acceptableRecoveryLag = try reader.integer(Int32.self)
        self.taskOffsetIntervalMs = try reader.integer(Int32.self)
        self.status = try reader.nullableStructures(of: Status.self, compact: true, minimumBytes: 3, version: version)
        self.activeTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.standbyTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.warmupTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.endpointInformationEpoch = try reader.integer(Int32.self)
        self.partitionsByUserEndpoint = try reader.nullableStructures(of: EndpointToPartitions.self, compact: true, minimumBytes: 7, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupHeartbeatResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        try writer.string(self.memberID, compact: true)
        writer.integer(self.memberEpoch)
        writer.integer(self.heartbeatIntervalMs)
        writer.integer(self.acceptableRecoveryLag)
        writer.integer(self.taskOffsetIntervalMs)
        if let value = self.status {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        if let value = self.activeTasks {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        if let value = self.standbyTasks {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        if let value = self.warmupTasks {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        writer.integer(self.endpointInformationEpoch)
        if let value = self.partitionsByUserEndpoint {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct Status: KafkaStructure {
        public var statusCode: Int8 = 0
        public var statusDetail: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            statusCode: Int8 = 0,
            statusDetail: String = ""
        ) {
            self.statusCode = statusCode
            self.statusDetail = statusDetail
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.statusCode = try reader.integer(Int8.self)
            self.statusDetail = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.statusCode)
            try writer.string(self.statusDetail, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicPartition: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topic = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topic.rawValue, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TaskIds: KafkaStructure {
        public var subtopologyID: String = ""
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            partitions: [PartitionIndex] = []
        ) {
            self.subtopologyID = subtopologyID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Endpoint: KafkaStructure {
        public var host: String = ""
        public var port: UInt16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            host: String = "",
            port: UInt16 = 0
        ) {
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct EndpointToPartitions: KafkaStructure {
        public var userEndpoint: Endpoint = Endpoint()
        public var activePartitions: [TopicPartition] = []
        public var standbyPartitions: [TopicPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            userEndpoint: Endpoint = Endpoint(),
            activePartitions: [TopicPartition] = [],
            standbyPartitions: [TopicPartition] = []
        ) {
            self.userEndpoint = userEndpoint
            self.activePartitions = activePartitions
            self.standbyPartitions = standbyPartitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.userEndpoint = try Endpoint(from: &reader, version: version)
            self.activePartitions = try reader.structures(of: TopicPartition.self, compact: true, minimumBytes: 3, version: version)
            self.standbyPartitions = try reader.structures(of: TopicPartition.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try self.userEndpoint.encode(into: &writer, version: version)
            try writer.structures(self.activePartitions, compact: true, version: version)
            try writer.structures(self.standbyPartitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
