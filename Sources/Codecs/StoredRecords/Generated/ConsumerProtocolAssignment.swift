// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Versions 0-3.
public struct ConsumerProtocolAssignment: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...3
    public static let firstFlexibleVersion: Int16? = nil

    public var assignedPartitions: [TopicPartition] = []
    public var userData: ByteSlice? = nil

    public init() {}

    public init(
        assignedPartitions: [TopicPartition] = [],
        userData: ByteSlice? = nil
    ) {
        self.assignedPartitions = assignedPartitions
        self.userData = userData
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.assignedPartitions = try reader.structures(of: TopicPartition.self, compact: false, minimumBytes: 6, version: version)
        self.userData = try reader.nullableBytes(compact: false)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerProtocolAssignment", version: version)
        }
        try writer.structures(self.assignedPartitions, compact: false, version: version)
        try writer.nullableBytes(self.userData, compact: false)
    }

    /// Of versions 0-3.
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
