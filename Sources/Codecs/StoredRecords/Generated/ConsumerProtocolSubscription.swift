// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Versions 0-3.
public struct ConsumerProtocolSubscription: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...3
    public static let firstFlexibleVersion: Int16? = nil

    public var topics: [String] = []
    public var userData: ByteSlice? = nil
    /// Versions 1+; left out of the others.
    public var ownedPartitions: [TopicPartition] = []
    /// Versions 2+; left out of the others.
    public var generationID: Int32 = -1
    /// Versions 3+; left out of the others.
    public var rackID: String? = nil

    public init() {}

    public init(
        topics: [String] = [],
        userData: ByteSlice? = nil,
        ownedPartitions: [TopicPartition] = [],
        generationID: Int32 = -1,
        rackID: String? = nil
    ) {
        self.topics = topics
        self.userData = userData
        self.ownedPartitions = ownedPartitions
        self.generationID = generationID
        self.rackID = rackID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.topics = try reader.array(compact: false, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: false) }
        self.userData = try reader.nullableBytes(compact: false)
        if version >= 1 {
            self.ownedPartitions = try reader.structures(of: TopicPartition.self, compact: false, minimumBytes: 6, version: version)
        }
        if version >= 2 {
            self.generationID = try reader.integer(Int32.self)
        }
        if version == 3 {
            self.rackID = try reader.nullableString(compact: false)
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerProtocolSubscription", version: version)
        }
        try writer.longLength(self.topics.count, compact: false)
        for element in self.topics {
            try writer.string(element, compact: false)
        }
        try writer.nullableBytes(self.userData, compact: false)
        if version >= 1 {
            try writer.structures(self.ownedPartitions, compact: false, version: version)
        }
        if version >= 2 {
            writer.integer(self.generationID)
        }
        if version == 3 {
            try writer.nullableString(self.rackID, compact: false)
        }
    }

    /// Of versions 1-3.
    public struct TopicPartition: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topic = try TopicName(rawValue: reader.string(compact: false))
            self.partitions = try reader.array(compact: false, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topic.rawValue, compact: false)
            try writer.longLength(self.partitions.count, compact: false)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
        }
    }
}
