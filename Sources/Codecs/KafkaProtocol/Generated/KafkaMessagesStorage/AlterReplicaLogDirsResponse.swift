// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 34, versions 1-2.
public struct AlterReplicaLogDirsResponse: KafkaResponse {
    public static let apiKey: Int16 = 34
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var results: [AlterReplicaLogDirTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        results: [AlterReplicaLogDirTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.results = try reader.structures(of: AlterReplicaLogDirTopicResult.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "AlterReplicaLogDirsResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.results, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct AlterReplicaLogDirTopicResult: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        public var partitions: [AlterReplicaLogDirPartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName(""),
            partitions: [AlterReplicaLogDirPartitionResult] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.topicName = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: AlterReplicaLogDirPartitionResult.self, compact: flexible, minimumBytes: 6, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.topicName.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-2.
    public struct AlterReplicaLogDirPartitionResult: KafkaStructure {
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
            let flexible = version == 2
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
