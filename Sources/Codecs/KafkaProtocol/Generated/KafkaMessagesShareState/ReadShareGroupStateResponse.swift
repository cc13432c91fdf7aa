// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 84, versions 0.
public struct ReadShareGroupStateResponse: KafkaResponse {
    public static let apiKey: Int16 = 84
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var results: [ReadStateResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        results: [ReadStateResult] = []
    ) {
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.results = try reader.structures(of: ReadStateResult.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ReadShareGroupStateResponse", version: version)
        }
        try writer.structures(self.results, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct ReadStateResult: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionResult] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: PartitionResult.self, compact: true, minimumBytes: 21, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct PartitionResult: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        public var stateEpoch: Int32 = 0
        public var startOffset: Offset = Offset(0)
        public var stateBatches: [StateBatch] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil,
            stateEpoch: Int32 = 0,
            startOffset: Offset = Offset(0),
            stateBatches: [StateBatch] = []
        ) {
            self.partition = partition
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.stateEpoch = stateEpoch
            self.startOffset = startOffset
            self.stateBatches = stateBatches
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.stateEpoch = try reader.integer(Int32.self)
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.stateBatches = try reader.structures(of: StateBatch.self, compact: true, minimumBytes: 20, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.integer(self.stateEpoch)
            writer.integer(self.startOffset.rawValue)
            try writer.structures(self.stateBatches, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct StateBatch: KafkaStructure {
        public var firstOffset: Offset = Offset(0)
        public var lastOffset: Offset = Offset(0)
        public var deliveryState: Int8 = 0
        public var deliveryCount: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            firstOffset: Offset = Offset(0),
            lastOffset: Offset = Offset(0),
            deliveryState: Int8 = 0,
            deliveryCount: Int16 = 0
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.deliveryState = deliveryState
            self.deliveryCount = deliveryCount
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.deliveryState = try reader.integer(Int8.self)
            self.deliveryCount = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.firstOffset.rawValue)
            writer.integer(self.lastOffset.rawValue)
            writer.integer(self.deliveryState)
            writer.integer(self.deliveryCount)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
