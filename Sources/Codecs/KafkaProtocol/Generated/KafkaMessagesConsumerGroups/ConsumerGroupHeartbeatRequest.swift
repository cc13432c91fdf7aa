// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 68, versions 0-1.
public struct ConsumerGroupHeartbeatRequest: KafkaRequest {
    public typealias Response = ConsumerGroupHeartbeatResponse
    public static let apiKey: Int16 = 68
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var memberID: String = ""
    public var memberEpoch: Int32 = 0
    public var instanceID: String? = nil
    public var rackID: String? = nil
    public var rebalanceTimeoutMs: Int32 = -1
    public var subscribedTopicNames: [TopicName]? = nil
    /// Versions 1+; an error in the others unless at its default.
    public var subscribedTopicRegex: String? = nil
    public var serverAssignor: String? = nil
    public var topicPartitions: [TopicPartitions]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        memberID: String = "",
        memberEpoch: Int32 = 0,
        instanceID: String? = nil,
        rackID: String? = nil,
        rebalanceTimeoutMs: Int32 = -1,
        subscribedTopicNames: [TopicName]? = nil,
        subscribedTopicRegex: String? = nil,
        serverAssignor: String? = nil,
        topicPartitions: [TopicPartitions]? = nil
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.instanceID = instanceID
        self.rackID = rackID
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.subscribedTopicNames = subscribedTopicNames
        self.subscribedTopicRegex = subscribedTopicRegex
        self.serverAssignor = serverAssignor
        self.topicPartitions = topicPartitions
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.memberID = try reader.string(compact: true)
        self.memberEpoch = try reader.integer(Int32.self)
        self.instanceID = try reader.nullableString(compact: true)
        self.rackID = try reader.nullableString(compact: true)
        self.rebalanceTimeoutMs = try reader.integer(Int32.self)
        self.subscribedTopicNames = try reader.nullableArray(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
        if version == 1 {
            self.subscribedTopicRegex = try reader.nullableString(compact: true)
        }
        self.serverAssignor = try reader.nullableString(compact: true)
        self.topicPartitions = try reader.nullableStructures(of: TopicPartitions.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupHeartbeatRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.string(self.memberID, compact: true)
        writer.integer(self.memberEpoch)
        try writer.nullableString(self.instanceID, compact: true)
        try writer.nullableString(self.rackID, compact: true)
        writer.integer(self.rebalanceTimeoutMs)
        if let value = self.subscribedTopicNames {
            try writer.longLength(value.count, compact: true)
            for element in value {
                try writer.string(element.rawValue, compact: true)
            }
        }
        else {
            writer.longNull(compact: true)
        }
        if version != 1, self.subscribedTopicRegex != nil { throw EncodeError(.fieldNotInVersion, field: "ConsumerGroupHeartbeatRequest.subscribedTopicRegex", version: version) }
        if version == 1 {
            try writer.nullableString(self.subscribedTopicRegex, compact: true)
        }
        try writer.nullableString(self.serverAssignor, compact: true)
        if let value = self.topicPartitions {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct TopicPartitions: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionIndex] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
