// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 88, versions 0.
public struct StreamsGroupHeartbeatRequest: KafkaRequest {
    public typealias Response = StreamsGroupHeartbeatResponse
    public static let apiKey: Int16 = 88
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var memberID: String = ""
    public var memberEpoch: Int32 = 0
    public var endpointInformationEpoch: Int32 = 0
    public var instanceID: String? = nil
    public var rackID: String? = nil
    public var rebalanceTimeoutMs: Int32 = -1
    public var topology: Topology? = nil
    public var activeTasks: [TaskIds]? = nil
    public var standbyTasks: [TaskIds]? = nil
    public var warmupTasks: [TaskIds]? = nil
    public var processID: String? = nil
    public var userEndpoint: Endpoint? = nil
    public var clientTags: [KeyValue]? = nil
    public var taskOffsets: [TaskOffset]? = nil
    public var taskEndOffsets: [TaskOffset]? = nil
    public var shutdownApplication: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        memberID: String = "",
        memberEpoch: Int32 = 0,
        endpointInformationEpoch: Int32 = 0,
        instanceID: String? = nil,
        rackID: String? = nil,
        rebalanceTimeoutMs: Int32 = -1,
        topology: Topology? = nil,
        activeTasks: [TaskIds]? = nil,
        standbyTasks: [TaskIds]? = nil,
        warmupTasks: [TaskIds]? = nil,
        processID: String? = nil,
        userEndpoint: Endpoint? = nil,
        clientTags: [KeyValue]? = nil,
        taskOffsets: [TaskOffset]? = nil,
        taskEndOffsets: [TaskOffset]? = nil,
        shutdownApplication: Bool = false
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.endpointInformationEpoch = endpointInformationEpoch
        self.instanceID = instanceID
        self.rackID = rackID
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.topology = topology
        self.activeTasks = activeTasks
        self.standbyTasks = standbyTasks
        self.warmupTasks = warmupTasks
        self.processID = processID
        self.userEndpoint = userEndpoint
        self.clientTags = clientTags
        self.taskOffsets = taskOffsets
        self.taskEndOffsets = taskEndOffsets
        self.shutdownApplication = shutdownApplication
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.memberID = try reader.string(compact: true)
        self.memberEpoch = try reader.integer(Int32.self)
        self.endpointInformationEpoch = try reader.integer(Int32.self)
        self.instanceID = try reader.nullableString(compact: true)
        self.rackID = try reader.nullableString(compact: true)
        self.rebalanceTimeoutMs = try reader.integer(Int32.self)
        self.topology = try reader.structureIsPresent() ? Topology(from: &reader, version: version) : nil
        self.activeTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.standbyTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.warmupTasks = try reader.nullableStructures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.processID = try reader.nullableString(compact: true)
        self.userEndpoint = try reader.structureIsPresent() ? Endpoint(from: &reader, version: version) : nil
        self.clientTags = try reader.nullableStructures(of: KeyValue.self, compact: true, minimumBytes: 3, version: version)
        self.taskOffsets = try reader.nullableStructures(of: TaskOffset.self, compact: true, minimumBytes: 14, version: version)
        self.taskEndOffsets = try reader.nullableStructures(of: TaskOffset.self, compact: true, minimumBytes: 14, version: version)
        self.shutdownApplication = try reader.boolean()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupHeartbeatRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.string(self.memberID, compact: true)
        writer.integer(self.memberEpoch)
        writer.integer(self.endpointInformationEpoch)
        try writer.nullableString(self.instanceID, compact: true)
        try writer.nullableString(self.rackID, compact: true)
        writer.integer(self.rebalanceTimeoutMs)
        if let value = self.topology {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
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
        try writer.nullableString(self.processID, compact: true)
        if let value = self.userEndpoint {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
        }
        if let value = self.clientTags {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        if let value = self.taskOffsets {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        if let value = self.taskEndOffsets {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        writer.boolean(self.shutdownApplication)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct KeyValue: KafkaStructure {
        public var key: String = ""
        public var value: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            value: String = ""
        ) {
            self.key = key
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.key = try reader.string(compact: true)
            self.value = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.key, compact: true)
            try writer.string(self.value, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicInfo: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: Int32 = 0
        public var replicationFactor: Int16 = 0
        public var topicConfigs: [KeyValue] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: Int32 = 0,
            replicationFactor: Int16 = 0,
            topicConfigs: [KeyValue] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.replicationFactor = replicationFactor
            self.topicConfigs = topicConfigs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.integer(Int32.self)
            self.replicationFactor = try reader.integer(Int16.self)
            self.topicConfigs = try reader.structures(of: KeyValue.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            writer.integer(self.partitions)
            writer.integer(self.replicationFactor)
            try writer.structures(self.topicConfigs, compact: true, version: version)
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
    public struct TaskOffset: KafkaStructure {
        public var subtopologyID: String = ""
        public var partition: PartitionIndex = PartitionIndex(0)
        public var offset: Offset = Offset(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            partition: PartitionIndex = PartitionIndex(0),
            offset: Offset = Offset(0)
        ) {
            self.subtopologyID = subtopologyID
            self.partition = partition
            self.offset = offset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.offset = try Offset(rawValue: reader.integer(Int64.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            writer.integer(self.partition.rawValue)
            writer.integer(self.offset.rawValue)
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
    public struct Topology: KafkaStructure {
        public var epoch: Int32 = 0
        public var subtopologies: [Subtopology] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            epoch: Int32 = 0,
            subtopologies: [Subtopology] = []
        ) {
            self.epoch = epoch
            self.subtopologies = subtopologies
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.epoch = try reader.integer(Int32.self)
            self.subtopologies = try reader.structures(of: Subtopology.self, compact: true, minimumBytes: 8, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.epoch)
            try writer.structures(self.subtopologies, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Subtopology: KafkaStructure {
        public var subtopologyID: String = ""
        public var sourceTopics: [TopicName] = []
        public var sourceTopicRegex: [String] = []
        public var stateChangelogTopics: [TopicInfo] = []
        public var repartitionSinkTopics: [TopicName] = []
        public var repartitionSourceTopics: [TopicInfo] = []
        public var copartitionGroups: [CopartitionGroup] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            sourceTopics: [TopicName] = [],
            sourceTopicRegex: [String] = [],
            stateChangelogTopics: [TopicInfo] = [],
            repartitionSinkTopics: [TopicName] = [],
            repartitionSourceTopics: [TopicInfo] = [],
            copartitionGroups: [CopartitionGroup] = []
        ) {
            self.subtopologyID = subtopologyID
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.stateChangelogTopics = stateChangelogTopics
            self.repartitionSinkTopics = repartitionSinkTopics
            self.repartitionSourceTopics = repartitionSourceTopics
            self.copartitionGroups = copartitionGroups
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.sourceTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
            self.sourceTopicRegex = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
            self.stateChangelogTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.repartitionSinkTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
            self.repartitionSourceTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.copartitionGroups = try reader.structures(of: CopartitionGroup.self, compact: true, minimumBytes: 4, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            try writer.longLength(self.sourceTopics.count, compact: true)
            for element in self.sourceTopics {
                try writer.string(element.rawValue, compact: true)
            }
            try writer.longLength(self.sourceTopicRegex.count, compact: true)
            for element in self.sourceTopicRegex {
                try writer.string(element, compact: true)
            }
            try writer.structures(self.stateChangelogTopics, compact: true, version: version)
            try writer.longLength(self.repartitionSinkTopics.count, compact: true)
            for element in self.repartitionSinkTopics {
                try writer.string(element.rawValue, compact: true)
            }
            try writer.structures(self.repartitionSourceTopics, compact: true, version: version)
            try writer.structures(self.copartitionGroups, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct CopartitionGroup: KafkaStructure {
        public var sourceTopics: [Int16] = []
        public var sourceTopicRegex: [Int16] = []
        public var repartitionSourceTopics: [Int16] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            sourceTopics: [Int16] = [],
            sourceTopicRegex: [Int16] = [],
            repartitionSourceTopics: [Int16] = []
        ) {
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.repartitionSourceTopics = repartitionSourceTopics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.sourceTopics = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.sourceTopicRegex = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.repartitionSourceTopics = try reader.array(compact: true, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> Int16 in try reader.integer(Int16.self) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.longLength(self.sourceTopics.count, compact: true)
            for element in self.sourceTopics {
                writer.integer(element)
            }
            try writer.longLength(self.sourceTopicRegex.count, compact: true)
            for element in self.sourceTopicRegex {
                writer.integer(element)
            }
            try writer.longLength(self.repartitionSourceTopics.count, compact: true)
            for element in self.repartitionSourceTopics {
                writer.integer(element)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
