// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 9, versions 1-10.
public struct OffsetFetchRequest: KafkaRequest {
    public typealias Response = OffsetFetchResponse
    public static let apiKey: Int16 = 9
    public static let versions: ClosedRange<Int16> = 1...10
    public static let firstFlexibleVersion: Int16? = 6

    /// Versions 1-7; an error in the others unless at its default.
    public var groupID: GroupID = GroupID("")
    /// Versions 1-7; an error in the others unless at its default.
    public var topics: [OffsetFetchRequestTopic]? = []
    /// Versions 8+; an error in the others unless at its default.
    public var groups: [OffsetFetchRequestGroup] = []
    /// Versions 7+; an error in the others unless at its default.
    public var requireStable: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [OffsetFetchRequestTopic]? = [],
        groups: [OffsetFetchRequestGroup] = [],
        requireStable: Bool = false
    ) {
        self.groupID = groupID
        self.topics = topics
        self.groups = groups
        self.requireStable = requireStable
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 10 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        if version <= 7 {
            self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        }
        if version <= 7 {
            if version >= 2 && version <= 7 {
                self.topics = try reader.nullableStructures(of: OffsetFetchRequestTopic.self, compact: flexible, minimumBytes: 3, version: version)
            }
            else {
                self.topics = try reader.structures(of: OffsetFetchRequestTopic.self, compact: flexible, minimumBytes: 3, version: version)
            }
        }
        if version >= 8 {
            self.groups = try reader.structures(of: OffsetFetchRequestGroup.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if version >= 7 {
            self.requireStable = try reader.boolean()
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 10 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetFetchRequest", version: version)
        }
        let flexible = version >= 6
        if version > 7, self.groupID != GroupID("") { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchRequest.groupID", version: version) }
        if version <= 7 {
            try writer.string(self.groupID.rawValue, compact: flexible)
        }
        if version > 7, self.topics != [] { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchRequest.topics", version: version) }
        if version <= 7 {
            if version < 2 || version > 7, self.topics == nil { throw EncodeError(.unexpectedNull, field: "OffsetFetchRequest.topics", version: version) }
            if let value = self.topics {
                try writer.structures(value, compact: flexible, version: version)
            }
            else {
                writer.longNull(compact: flexible)
            }
        }
        if version < 8, !self.groups.isEmpty { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchRequest.groups", version: version) }
        if version >= 8 {
            try writer.structures(self.groups, compact: flexible, version: version)
        }
        if version < 7, self.requireStable { throw EncodeError(.fieldNotInVersion, field: "OffsetFetchRequest.requireStable", version: version) }
        if version >= 7 {
            writer.boolean(self.requireStable)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-7.
    public struct OffsetFetchRequestTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitionIndexes: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitionIndexes: [PartitionIndex] = []
        ) {
            self.name = name
            self.partitionIndexes = partitionIndexes
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitionIndexes = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.longLength(self.partitionIndexes.count, compact: flexible)
            for element in self.partitionIndexes {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 8-10.
    public struct OffsetFetchRequestGroup: KafkaStructure {
        public var groupID: GroupID = GroupID("")
        /// Versions 9+; left out of the others.
        public var memberID: String? = nil
        /// Versions 9+; left out of the others.
        public var memberEpoch: Int32 = -1
        public var topics: [OffsetFetchRequestTopics]? = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            groupID: GroupID = GroupID(""),
            memberID: String? = nil,
            memberEpoch: Int32 = -1,
            topics: [OffsetFetchRequestTopics]? = []
        ) {
            self.groupID = groupID
            self.memberID = memberID
            self.memberEpoch = memberEpoch
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.groupID = try GroupID(rawValue: reader.string(compact: true))
            if version >= 9 {
                self.memberID = try reader.nullableString(compact: true)
            }
            if version >= 9 {
                self.memberEpoch = try reader.integer(Int32.self)
            }
            self.topics = try reader.nullableStructures(of: OffsetFetchRequestTopics.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.groupID.rawValue, compact: true)
            if version >= 9 {
                try writer.nullableString(self.memberID, compact: true)
            }
            if version >= 9 {
                writer.integer(self.memberEpoch)
            }
            if let value = self.topics {
                try writer.structures(value, compact: true, version: version)
            }
            else {
                writer.longNull(compact: true)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 8-10.
    public struct OffsetFetchRequestTopics: KafkaStructure {
        /// Versions 8-9; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitionIndexes: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitionIndexes: [PartitionIndex] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionIndexes = partitionIndexes
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            if version <= 9 {
                self.name = try TopicName(rawValue: reader.string(compact: true))
            }
            if version == 10 {
                self.topicID = try reader.uniqueID()
            }
            self.partitionIndexes = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            if version <= 9 {
                try writer.string(self.name.rawValue, compact: true)
            }
            if version == 10 {
                writer.uniqueID(self.topicID)
            }
            try writer.longLength(self.partitionIndexes.count, compact: true)
            for element in self.partitionIndexes {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
