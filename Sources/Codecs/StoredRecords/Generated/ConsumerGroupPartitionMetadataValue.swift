// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 4, versions 0.
public struct ConsumerGroupPartitionMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 4
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var topics: [TopicMetadata] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [TopicMetadata] = []
    ) {
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.topics = try reader.structures(of: TopicMetadata.self, compact: true, minimumBytes: 23, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupPartitionMetadataValue", version: version)
        }
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TopicMetadata: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var topicName: TopicName = TopicName("")
        public var numPartitions: Int32 = 0
        public var partitionMetadata: [PartitionMetadata] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            topicName: TopicName = TopicName(""),
            numPartitions: Int32 = 0,
            partitionMetadata: [PartitionMetadata] = []
        ) {
            self.topicID = topicID
            self.topicName = topicName
            self.numPartitions = numPartitions
            self.partitionMetadata = partitionMetadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.numPartitions = try reader.integer(Int32.self)
            self.partitionMetadata = try reader.structures(of: PartitionMetadata.self, compact: true, minimumBytes: 6, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.string(self.topicName.rawValue, compact: true)
            writer.integer(self.numPartitions)
            try writer.structures(self.partitionMetadata, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct PartitionMetadata: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var racks: [String] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            racks: [String] = []
        ) {
            self.partition = partition
            self.racks = racks
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.racks = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            try writer.longLength(self.racks.count, compact: true)
            for element in self.racks {
                try writer.string(element, compact: true)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
