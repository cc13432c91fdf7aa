// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 89, versions 0.
public struct StreamsGroupDescribeResponse: KafkaResponse {
    public static let apiKey: Int16 = 89
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var groups: [DescribedGroup] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribedGroup] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.groups = try reader.structures(of: DescribedGroup.self, compact: true, minimumBytes: 20, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupDescribeResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.groups, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
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
    public struct Assignment: KafkaStructure {
        public var activeTasks: [TaskIds] = []
        public var standbyTasks: [TaskIds] = []
        public var warmupTasks: [TaskIds] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            activeTasks: [TaskIds] = [],
            standbyTasks: [TaskIds] = [],
            warmupTasks: [TaskIds] = []
        ) {
            self.activeTasks = activeTasks
            self.standbyTasks = standbyTasks
            self.warmupTasks = warmupTasks
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.activeTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
            self.standbyTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
            self.warmupTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.structures(self.activeTasks, compact: true, version: version)
            try writer.structures(self.standbyTasks, compact: true, version: version)
            try writer.structures(self.warmupTasks, compact: true, version: version)
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
    public struct DescribedGroup: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        public var groupID: GroupID = GroupID("")
        public var groupState: String = ""
        public var groupEpoch: Int32 = 0
        public var assignmentEpoch: Int32 = 0
        public var topology: Topology? = nil
        public var members: [Member] = []
        public var authorizedOperations: Int32 = -2147483648
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil,
            groupID: GroupID = GroupID(""),
            groupState: String = "",
            groupEpoch: Int32 = 0,
            assignmentEpoch: Int32 = 0,
            topology: Topology? = nil,
            members: [Member] = [],
            authorizedOperations: Int32 = -2147483648
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.groupEpoch = groupEpoch
            self.assignmentEpoch = assignmentEpoch
            self.topology = topology
            self.members = members
            self.authorizedOperations = authorizedOperations
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.groupID = try GroupID(rawValue: reader.string(compact: true))
            self.groupState = try reader.string(compact: true)
            self.groupEpoch = try reader.integer(Int32.self)
            self.assignmentEpoch = try reader.integer(Int32.self)
            self.topology = try reader.structureIsPresent() ? Topology(from: &reader, version: version) : nil
            self.members = try reader.structures(of: Member.self, compact: true, minimumBytes: 28, version: version)
            self.authorizedOperations = try reader.integer(Int32.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            try writer.string(self.groupID.rawValue, compact: true)
            try writer.string(self.groupState, compact: true)
            writer.integer(self.groupEpoch)
            writer.integer(self.assignmentEpoch)
            if let value = self.topology {
                writer.integer(1 as Int8)
                try value.encode(into: &writer, version: version)
            }
            else {
                writer.integer(-1 as Int8)
            }
            try writer.structures(self.members, compact: true, version: version)
            writer.integer(self.authorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Topology: KafkaStructure {
        public var epoch: Int32 = 0
        public var subtopologies: [Subtopology]? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            epoch: Int32 = 0,
            subtopologies: [Subtopology]? = nil
        ) {
            self.epoch = epoch
            self.subtopologies = subtopologies
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.epoch = try reader.integer(Int32.self)
            self.subtopologies = try reader.nullableStructures(of: Subtopology.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.epoch)
            if let value = self.subtopologies {
                try writer.structures(value, compact: true, version: version)
            }
            else {
                writer.longNull(compact: true)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Subtopology: KafkaStructure {
        public var subtopologyID: String = ""
        public var sourceTopics: [TopicName] = []
        public var repartitionSinkTopics: [TopicName] = []
        public var stateChangelogTopics: [TopicInfo] = []
        public var repartitionSourceTopics: [TopicInfo] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            sourceTopics: [TopicName] = [],
            repartitionSinkTopics: [TopicName] = [],
            stateChangelogTopics: [TopicInfo] = [],
            repartitionSourceTopics: [TopicInfo] = []
        ) {
            self.subtopologyID = subtopologyID
            self.sourceTopics = sourceTopics
            self.repartitionSinkTopics = repartitionSinkTopics
            self.stateChangelogTopics = stateChangelogTopics
            self.repartitionSourceTopics = repartitionSourceTopics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.sourceTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
            self.repartitionSinkTopics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
            self.stateChangelogTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.repartitionSourceTopics = try reader.structures(of: TopicInfo.self, compact: true, minimumBytes: 9, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            try writer.longLength(self.sourceTopics.count, compact: true)
            for element in self.sourceTopics {
                try writer.string(element.rawValue, compact: true)
            }
            try writer.longLength(self.repartitionSinkTopics.count, compact: true)
            for element in self.repartitionSinkTopics {
                try writer.string(element.rawValue, compact: true)
            }
            try writer.structures(self.stateChangelogTopics, compact: true, version: version)
            try writer.structures(self.repartitionSourceTopics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Member: KafkaStructure {
        public var memberID: String = ""
        public var memberEpoch: Int32 = 0
        public var instanceID: String? = nil
        public var rackID: String? = nil
        public var clientID: String = ""
        public var clientHost: String = ""
        public var topologyEpoch: Int32 = 0
        public var processID: String = ""
        public var userEndpoint: Endpoint? = nil
        public var clientTags: [KeyValue] = []
        public var taskOffsets: [TaskOffset] = []
        public var taskEndOffsets: [TaskOffset] = []
        public var assignment: Assignment = Assignment()
        public var targetAssignment: Assignment = Assignment()
        public var isClassic: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            memberEpoch: Int32 = 0,
            instanceID: String? = nil,
            rackID: String? = nil,
            clientID: String = "",
            clientHost: String = "",
            topologyEpoch: Int32 = 0,
            processID: String = "",
            userEndpoint: Endpoint? = nil,
            clientTags: [KeyValue] = [],
            taskOffsets: [TaskOffset] = [],
            taskEndOffsets: [TaskOffset] = [],
            assignment: Assignment = Assignment(),
            targetAssignment: Assignment = Assignment(),
            isClassic: Bool = false
        ) {
            self.memberID = memberID
            self.memberEpoch = memberEpoch
            self.instanceID = instanceID
            self.rackID = rackID
            self.clientID = clientID
            self.clientHost = clientHost
            self.topologyEpoch = topologyEpoch
            self.processID = processID
            self.userEndpoint = userEndpoint
            self.clientTags = clientTags
            self.taskOffsets = taskOffsets
            self.taskEndOffsets = taskEndOffsets
            self.assignment = assignment
            self.targetAssignment = targetAssignment
            self.isClassic = isClassic
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.memberID = try reader.string(compact: true)
            self.memberEpoch = try reader.integer(Int32.self)
            self.instanceID = try reader.nullableString(compact: true)
            self.rackID = try reader.nullableString(compact: true)
            self.clientID = try reader.string(compact: true)
            self.clientHost = try reader.string(compact: true)
            self.topologyEpoch = try reader.integer(Int32.self)
            self.processID = try reader.string(compact: true)
            self.userEndpoint = try reader.structureIsPresent() ? Endpoint(from: &reader, version: version) : nil
            self.clientTags = try reader.structures(of: KeyValue.self, compact: true, minimumBytes: 3, version: version)
            self.taskOffsets = try reader.structures(of: TaskOffset.self, compact: true, minimumBytes: 14, version: version)
            self.taskEndOffsets = try reader.structures(of: TaskOffset.self, compact: true, minimumBytes: 14, version: version)
            self.assignment = try Assignment(from: &reader, version: version)
            self.targetAssignment = try Assignment(from: &reader, version: version)
            self.isClassic = try reader.boolean()
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.memberID, compact: true)
            writer.integer(self.memberEpoch)
            try writer.nullableString(self.instanceID, compact: true)
            try writer.nullableString(self.rackID, compact: true)
            try writer.string(self.clientID, compact: true)
            try writer.string(self.clientHost, compact: true)
            writer.integer(self.topologyEpoch)
            try writer.string(self.processID, compact: true)
            if let value = self.userEndpoint {
                writer.integer(1 as Int8)
                try value.encode(into: &writer, version: version)
            }
            else {
                writer.integer(-1 as Int8)
            }
            try writer.structures(self.clientTags, compact: true, version: version)
            try writer.structures(self.taskOffsets, compact: true, version: version)
            try writer.structures(self.taskEndOffsets, compact: true, version: version)
            try self.assignment.encode(into: &writer, version: version)
            try self.targetAssignment.encode(into: &writer, version: version)
            writer.boolean(self.isClassic)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
