// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 9, versions 1-10.
public struct OffsetFetchResponse: KafkaResponse {
    public static let apiKey: Int16 = 9
    public static let versions: ClosedRange<Int16> = 1...10
    public static let firstFlexibleVersion: Int16? = 6

    /// Versions 3+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    /// Versions 1-7; an error in the others unless at its default.
    public var topics: [OffsetFetchResponseTopic] = []
    /// Versions 2-7; left out of the others.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 8+; an error in the others unless at its default.
    public var groups: [OffsetFetchResponseGroup] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetFetchResponseTopic] = [],
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        groups: [OffsetFetchResponseGroup] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.errorCode = errorCode
        self.groups = groups
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 10 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        if version >= 3 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        if version <= 7 {
            self.topics = try reader.structures(of: OffsetFetchResponseTopic.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if version >= 2 && version <= 7 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        if version >= 8 {
            self.groups = try reader.structures(of: OffsetFetchResponseGroup.self, compact: flexible, minimumBytes: 5, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 10 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetFetchResponse", version: version)
        }
        let flexible = version >= 6
        if version >= 3 {
            writer.integer(self.throttleTimeMs)
        }
        if version > 7, !self.topics.isEmpty { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchResponse.topics", version: version) }
        if version <= 7 {
            try writer.structures(self.topics, compact: flexible, version: version)
        }
        if version >= 2 && version <= 7 {
            writer.integer(self.errorCode.rawValue)
        }
        if version < 8, !self.groups.isEmpty { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchResponse.groups", version: version) }
        if version >= 8 {
            try writer.structures(self.groups, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-7.
    public struct OffsetFetchResponseTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [OffsetFetchResponsePartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [OffsetFetchResponsePartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: OffsetFetchResponsePartition.self, compact: flexible, minimumBytes: 16, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-7.
    public struct OffsetFetchResponsePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var committedOffset: Offset = Offset(0)
        /// Versions 5-7; left out of the others.
        public var committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var metadata: String? = ""
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            committedOffset: Offset = Offset(0),
            committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            metadata: String? = "",
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.metadata = metadata
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.committedOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 5 {
                self.committedLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.metadata = try reader.nullableString(compact: flexible)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.committedOffset.rawValue)
            if version >= 5 {
                writer.integer(self.committedLeaderEpoch.rawValue)
            }
            try writer.nullableString(self.metadata, compact: flexible)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 8-10.
    public struct OffsetFetchResponseGroup: KafkaStructure {
        public var groupID: GroupID = GroupID("")
        public var topics: [OffsetFetchResponseTopics] = []
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            groupID: GroupID = GroupID(""),
            topics: [OffsetFetchResponseTopics] = [],
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.groupID = groupID
            self.topics = topics
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.groupID = try GroupID(rawValue: reader.string(compact: true))
            self.topics = try reader.structures(of: OffsetFetchResponseTopics.self, compact: true, minimumBytes: 3, version: version)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.groupID.rawValue, compact: true)
            try writer.structures(self.topics, compact: true, version: version)
            writer.integer(self.errorCode.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 8-10.
    public struct OffsetFetchResponseTopics: KafkaStructure {
        /// Versions 8-9; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [OffsetFetchResponsePartitions] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [OffsetFetchResponsePartitions] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            if version <= 9 {
                self.name = try TopicName(rawValue: reader.string(compact: true))
            }
            if version == 10 {
                self.topicID = try reader.uniqueID()
            }
            self.partitions = try reader.structures(of: OffsetFetchResponsePartitions.self, compact: true, minimumBytes: 20, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            if version <= 9 {
                try writer.string(self.name.rawValue, compact: true)
            }
            if version == 10 {
                writer.uniqueID(self.topicID)
            }
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 8-10.
    public struct OffsetFetchResponsePartitions: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var committedOffset: Offset = Offset(0)
        public var committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var metadata: String? = ""
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            committedOffset: Offset = Offset(0),
            committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            metadata: String? = "",
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.metadata = metadata
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.committedOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.committedLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.metadata = try reader.nullableString(compact: true)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.committedOffset.rawValue)
            writer.integer(self.committedLeaderEpoch.rawValue)
            try writer.nullableString(self.metadata, compact: true)
            writer.integer(self.errorCode.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
