// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 8, versions 2-10.
public struct OffsetCommitResponse: KafkaResponse {
    public static let apiKey: Int16 = 8
    public static let versions: ClosedRange<Int16> = 2...10
    public static let firstFlexibleVersion: Int16? = 8

    /// Versions 3+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var topics: [OffsetCommitResponseTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetCommitResponseTopic] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 10 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 8
        if version >= 3 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.topics = try reader.structures(of: OffsetCommitResponseTopic.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 10 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetCommitResponse", version: version)
        }
        let flexible = version >= 8
        if version >= 3 {
            writer.integer(self.throttleTimeMs)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-10.
    public struct OffsetCommitResponseTopic: KafkaStructure {
        /// Versions 2-9; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [OffsetCommitResponsePartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitions: [OffsetCommitResponsePartition] = []
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
            self.partitions = try reader.structures(of: OffsetCommitResponsePartition.self, compact: flexible, minimumBytes: 6, version: version)
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
    public struct OffsetCommitResponsePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 8
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 8
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
