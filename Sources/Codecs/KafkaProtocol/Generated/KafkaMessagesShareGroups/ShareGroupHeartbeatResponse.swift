// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 76, versions 1.
public struct ShareGroupHeartbeatResponse: KafkaResponse {
    public static let apiKey: Int16 = 76
    public static let versions: ClosedRange<Int16> = 1...1
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = nil
    public var memberID: String? = nil
    public var memberEpoch: Int32 = 0
    public var heartbeatIntervalMs: Int32 = 0
    public var assignment: Assignment? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = nil,
        memberID: String? = nil,
        memberEpoch: Int32 = 0,
        heartbeatIntervalMs: Int32 = 0,
        assignment: Assignment? = nil
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.heartbeatIntervalMs = heartbeatIntervalMs
        self.assignment = assignment
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        self.memberID = try reader.nullableString(compact: true)
        self.memberEpoch = try reader.integer(Int32.self)
        self.heartbeatIntervalMs = try reader.integer(Int32.self)
        self.assignment = try reader.structureIsPresent() ? Assignment(from: &reader, version: version) : nil
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupHeartbeatResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        try writer.nullableString(self.memberID, compact: true)
        writer.integer(self.memberEpoch)
        writer.integer(self.heartbeatIntervalMs)
        if let value = self.assignment {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1.
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
            self.topicPartitions = try reader.structures(of: TopicPartitions.self, compact: true, minimumBytes: 18, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.structures(self.topicPartitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
