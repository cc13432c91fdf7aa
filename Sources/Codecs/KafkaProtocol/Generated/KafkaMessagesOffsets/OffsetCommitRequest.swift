// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 8, versions 2-10.
public struct OffsetCommitRequest: KafkaRequest {
    public typealias Response = OffsetCommitResponse
    public static let apiKey: Int16 = 8
    public static let versions: ClosedRange<Int16> = 2...10
    public static let firstFlexibleVersion: Int16? = 8

    public var groupID: GroupID = GroupID("")
    public var generationIDOrMemberEpoch: Int32 = -1
    public var memberID: String = ""
    /// Versions 7+; an error in the others unless at its default.
    public var groupInstanceID: String? = nil
    /// Versions 2-4; left out of the others.
    public var retentionTimeMs: Int64 = -1
    public var topics: [OffsetCommitRequestTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        generationIDOrMemberEpoch: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        retentionTimeMs: Int64 = -1,
        topics: [OffsetCommitRequestTopic] = []
    ) {
        self.groupID = groupID
        self.generationIDOrMemberEpoch = generationIDOrMemberEpoch
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.retentionTimeMs = retentionTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 10 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 8
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        self.generationIDOrMemberEpoch = try reader.integer(Int32.self)
        self.memberID = try reader.string(compact: flexible)
        if version >= 7 {
            self.groupInstanceID = try reader.nullableString(compact: flexible)
        }
        if version <= 4 {
            self.retentionTimeMs = try reader.integer(Int64.self)
        }
        self.topics = try reader.structures(of: OffsetCommitRequestTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 10 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetCommitRequest", version: version)
        }
        let flexible = version >= 8
        try writer.string(self.groupID.rawValue, compact: flexible)
        writer.integer(self.generationIDOrMemberEpoch)
        try writer.string(self.memberID, compact: flexible)
        if version < 7, self.groupInstanceID != nil { throw EncodeError(.fieldNotInVersion, field: "OffsetCommitRequest.groupInstanceID", version: version) }
        if version >= 7 {
            try writer.nullableString(self.groupInstanceID, compact: flexible)
        }
        if version <= 4 {
            writer.integer(self.retentionTimeMs)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-10.
    public struct OffsetCommitRequestTopic: KafkaStructure {
        /// Versions 2-9; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [OffsetCommitRequestPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [OffsetCommitRequestPartition] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 8
            if version <= 9 {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version == 10 {
                self.topicID = try reader.uniqueID()
            }
            self.partitions = try reader.structures(of: OffsetCommitRequestPartition.self, compact: flexible, minimumBytes: 14, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 8
            if version <= 9 {
                try writer.string(self.name.rawValue, compact: flexible)
            }
            if version == 10 {
                writer.uniqueID(self.topicID)
            }
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 2-10.
    public struct OffsetCommitRequestPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var committedOffset: Offset = Offset(0)
        /// Versions 6+; left out of the others.
        public var committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var committedMetadata: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            committedOffset: Offset = Offset(0),
            committedLeaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            committedMetadata: String? = ""
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.committedMetadata = committedMetadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 8
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.committedOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 6 {
                self.committedLeaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            self.committedMetadata = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 8
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.committedOffset.rawValue)
            if version >= 6 {
                writer.integer(self.committedLeaderEpoch.rawValue)
            }
            try writer.nullableString(self.committedMetadata, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
