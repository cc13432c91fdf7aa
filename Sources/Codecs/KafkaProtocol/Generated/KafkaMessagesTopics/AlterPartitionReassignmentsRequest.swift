// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 45, versions 0-1.
public struct AlterPartitionReassignmentsRequest: KafkaRequest {
    public typealias Response = AlterPartitionReassignmentsResponse
    public static let apiKey: Int16 = 45
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var timeoutMs: Int32 = 60000
    /// Versions 1+; an error in the others unless at its default.
    public var allowReplicationFactorChange: Bool = true
    public var topics: [ReassignableTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        timeoutMs: Int32 = 60000,
        allowReplicationFactorChange: Bool = true,
        topics: [ReassignableTopic] = []
    ) {
        self.timeoutMs = timeoutMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.timeoutMs = try reader.integer(Int32.self)
        if version == 1 {
            self.allowReplicationFactorChange = try reader.boolean()
        }
        self.topics = try reader.structures(of: ReassignableTopic.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "AlterPartitionReassignmentsRequest", version: version)
        }
        writer.integer(self.timeoutMs)
        if version != 1, !self.allowReplicationFactorChange { throw EncodeError(.fieldNotInVersion, field: "AlterPartitionReassignmentsRequest.allowReplicationFactorChange", version: version) }
        if version == 1 {
            writer.boolean(self.allowReplicationFactorChange)
        }
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct ReassignableTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [ReassignablePartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [ReassignablePartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: ReassignablePartition.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct ReassignablePartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var replicas: [BrokerID]? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            replicas: [BrokerID]? = nil
        ) {
            self.partitionIndex = partitionIndex
            self.replicas = replicas
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.replicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partitionIndex.rawValue)
            if let value = self.replicas {
                try writer.longLength(value.count, compact: true)
                for element in value {
                    writer.integer(element.rawValue)
                }
            }
            else {
                writer.longNull(compact: true)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
