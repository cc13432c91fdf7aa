// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 27, versions 1-2.
public struct WriteTxnMarkersRequest: KafkaRequest {
    public typealias Response = WriteTxnMarkersResponse
    public static let apiKey: Int16 = 27
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 1

    public var markers: [WritableTxnMarker] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        markers: [WritableTxnMarker] = []
    ) {
        self.markers = markers
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.markers = try reader.structures(of: WritableTxnMarker.self, compact: true, minimumBytes: 17, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "WriteTxnMarkersRequest", version: version)
        }
        try writer.structures(self.markers, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 1-2.
    public struct WritableTxnMarker: KafkaStructure {
        public var producerID: ProducerID = ProducerID(0)
        public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
        public var transactionResult: Bool = false
        public var topics: [WritableTxnMarkerTopic] = []
        public var coordinatorEpoch: Int32 = 0
        /// Versions 2+; left out of the others.
        public var transactionVersion: Int8 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            producerID: ProducerID = ProducerID(0),
            producerEpoch: ProducerEpoch = ProducerEpoch(0),
            transactionResult: Bool = false,
            topics: [WritableTxnMarkerTopic] = [],
            coordinatorEpoch: Int32 = 0,
            transactionVersion: Int8 = 0
        ) {
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.transactionResult = transactionResult
            self.topics = topics
            self.coordinatorEpoch = coordinatorEpoch
            self.transactionVersion = transactionVersion
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
            self.transactionResult = try reader.boolean()
            self.topics = try reader.structures(of: WritableTxnMarkerTopic.self, compact: true, minimumBytes: 3, version: version)
            self.coordinatorEpoch = try reader.integer(Int32.self)
            if version == 2 {
                self.transactionVersion = try reader.integer(Int8.self)
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.producerID.rawValue)
            writer.integer(self.producerEpoch.rawValue)
            writer.boolean(self.transactionResult)
            try writer.structures(self.topics, compact: true, version: version)
            writer.integer(self.coordinatorEpoch)
            if version == 2 {
                writer.integer(self.transactionVersion)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct WritableTxnMarkerTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitionIndexes: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitionIndexes: [PartitionIndex] = []
        ) {
            self.name = name
            self.partitionIndexes = partitionIndexes
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try TopicName(rawValue: reader.string(compact: true))
            self.partitionIndexes = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name.rawValue, compact: true)
            try writer.longLength(self.partitionIndexes.count, compact: true)
            for element in self.partitionIndexes {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
