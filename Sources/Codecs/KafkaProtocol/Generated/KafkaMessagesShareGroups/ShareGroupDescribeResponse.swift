// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 77, versions 1.
public struct ShareGroupDescribeResponse: KafkaResponse {
    public static let apiKey: Int16 = 77
    public static let versions: ClosedRange<Int16> = 1...1
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
        guard version >= 1 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.groups = try reader.structures(of: DescribedGroup.self, compact: true, minimumBytes: 20, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupDescribeResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.groups, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1.
    public struct TopicPartitions: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var topicName: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            topicName: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topicID = topicID
            self.topicName = topicName
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.string(self.topicName.rawValue, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1.
    public struct Assignment: KafkaStructure {
        public var topicPartitions: [TopicPartitions] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicPartitions: [TopicPartitions] = []
        ) {
            self.topicPartitions = topicPartitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicPartitions = try reader.structures(of: TopicPartitions.self, compact: true, minimumBytes: 19, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.structures(self.topicPartitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1.
    public struct DescribedGroup: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        public var groupID: GroupID = GroupID("")
        public var groupState: String = ""
        public var groupEpoch: Int32 = 0
        public var assignmentEpoch: Int32 = 0
        public var assignorName: String = ""
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
            assignorName: String = "",
            members: [Member] = [],
            authorizedOperations: Int32 = -2147483648
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.groupEpoch = groupEpoch
            self.assignmentEpoch = assignmentEpoch
            self.assignorName = assignorName
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
            self.assignorName = try reader.string(compact: true)
            self.members = try reader.structures(of: Member.self, compact: true, minimumBytes: 12, version: version)
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
            try writer.string(self.assignorName, compact: true)
            try writer.structures(self.members, compact: true, version: version)
            writer.integer(self.authorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1.
    public struct Member: KafkaStructure {
        public var memberID: String = ""
        public var rackID: String? = nil
        public var memberEpoch: Int32 = 0
        public var clientID: String = ""
        public var clientHost: String = ""
        public var subscribedTopicNames: [TopicName] = []
        public var assignment: Assignment = Assignment()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            rackID: String? = nil,
            memberEpoch: Int32 = 0,
            clientID: String = "",
            clientHost: String = "",
            subscribedTopicNames: [TopicName] = [],
            assignment: Assignment = Assignment()
        ) {
            self.memberID = memberID
            self.rackID = rackID
            self.memberEpoch = memberEpoch
            self.clientID = clientID
            self.clientHost = clientHost
            self.subscribedTopicNames = subscribedTopicNames
            self.assignment = assignment
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.memberID = try reader.string(compact: true)
            self.rackID = try reader.nullableString(compact: true)
            self.memberEpoch = try reader.integer(Int32.self)
            self.clientID = try reader.string(compact: true)
            self.clientHost = try reader.string(compact: true)
            self.subscribedTopicNames = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
            self.assignment = try Assignment(from: &reader, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.memberID, compact: true)
            try writer.nullableString(self.rackID, compact: true)
            writer.integer(self.memberEpoch)
            try writer.string(self.clientID, compact: true)
            try writer.string(self.clientHost, compact: true)
            try writer.longLength(self.subscribedTopicNames.count, compact: true)
            for element in self.subscribedTopicNames {
                try writer.string(element.rawValue, compact: true)
            }
            try self.assignment.encode(into: &writer, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
