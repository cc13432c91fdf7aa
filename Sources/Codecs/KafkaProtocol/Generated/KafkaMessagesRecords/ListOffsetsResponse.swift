// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 2, versions 1-11.
public struct ListOffsetsResponse: KafkaResponse {
    public static let apiKey: Int16 = 2
    public static let versions: ClosedRange<Int16> = 1...11
    public static let firstFlexibleVersion: Int16? = 6

    /// Versions 2+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var topics: [ListOffsetsTopicResponse] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [ListOffsetsTopicResponse] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 11 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        if version >= 2 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.topics = try reader.structures(of: ListOffsetsTopicResponse.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 11 else {
            throw EncodeError(.unsupportedVersion, field: "ListOffsetsResponse", version: version)
        }
        let flexible = version >= 6
        if version >= 2 {
            writer.integer(self.throttleTimeMs)
        }
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-11.
    public struct ListOffsetsTopicResponse: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [ListOffsetsPartitionResponse] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [ListOffsetsPartitionResponse] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: ListOffsetsPartitionResponse.self, compact: flexible, minimumBytes: 22, version: version)
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

    /// Of versions 1-11.
    public struct ListOffsetsPartitionResponse: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var timestamp: Int64 = -1
        public var offset: Offset = Offset(-1)
        /// Versions 4+; an error in the others unless at its default.
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            timestamp: Int64 = -1,
            offset: Offset = Offset(-1),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.timestamp = timestamp
            self.offset = offset
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.timestamp = try reader.integer(Int64.self)
            self.offset = try Offset(rawValue: reader.integer(Int64.self))
            if version >= 4 {
                self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.timestamp)
            writer.integer(self.offset.rawValue)
            if version < 4, self.leaderEpoch != LeaderEpoch(-1) { throw EncodeError(.fieldNotInVersion, field: "ListOffsetsPartitionResponse.leaderEpoch", version: version) }
            if version >= 4 {
                writer.integer(self.leaderEpoch.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
