// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 73, versions 0.
public struct AssignReplicasToDirsResponse: KafkaResponse {
    public static let apiKey: Int16 = 73
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var directories: [DirectoryData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        directories: [DirectoryData] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.directories = directories
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.directories = try reader.structures(of: DirectoryData.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AssignReplicasToDirsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.directories, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct DirectoryData: KafkaStructure {
        public var id: UniqueID = UniqueID.zero
        public var topics: [TopicData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            id: UniqueID = UniqueID.zero,
            topics: [TopicData] = []
        ) {
            self.id = id
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.id = try reader.uniqueID()
            self.topics = try reader.structures(of: TopicData.self, compact: true, minimumBytes: 18, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.id)
            try writer.structures(self.topics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct TopicData: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionData] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 7, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct PartitionData: KafkaStructure {
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
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
