// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 27, versions 1-2.
public struct WriteTxnMarkersResponse: KafkaResponse {
    public static let apiKey: Int16 = 27
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 1

    public var markers: [WritableTxnMarkerResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        markers: [WritableTxnMarkerResult] = []
    ) {
        self.markers = markers
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.markers = try reader.structures(of: WritableTxnMarkerResult.self, compact: true, minimumBytes: 10, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "WriteTxnMarkersResponse", version: version)
        }
        try writer.structures(self.markers, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1-2.
    public struct WritableTxnMarkerResult: KafkaStructure {
        public var producerID: ProducerID = ProducerID(0)
        public var topics: [WritableTxnMarkerTopicResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            producerID: ProducerID = ProducerID(0),
            topics: [WritableTxnMarkerTopicResult] = []
        ) {
            self.producerID = producerID
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.topics = try reader.structures(of: WritableTxnMarkerTopicResult.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.producerID.rawValue)
            try writer.structures(self.topics, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct WritableTxnMarkerTopicResult: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [WritableTxnMarkerPartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [WritableTxnMarkerPartitionResult] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitions = try reader.structures(of: WritableTxnMarkerPartitionResult.self, compact: true, minimumBytes: 7, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct WritableTxnMarkerPartitionResult: KafkaStructure {
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
