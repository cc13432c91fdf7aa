// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 87, versions 0-1.
public struct ReadShareGroupStateSummaryResponse: KafkaResponse {
    public static let apiKey: Int16 = 87
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var results: [ReadStateSummaryResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        results: [ReadStateSummaryResult] = []
    ) {
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.results = try reader.structures(of: ReadStateSummaryResult.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ReadShareGroupStateSummaryResponse", version: version)
        }
        try writer.structures(self.results, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct ReadStateSummaryResult: KafkaStructure {
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
            self.partitions = try reader.structures(of: PartitionResult.self, compact: true, minimumBytes: 24, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct PartitionResult: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = nil
        public var stateEpoch: Int32 = 0
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
        public var startOffset: Offset = Offset(0)
        /// Versions 1+; left out of the others.
        public var deliveryCompleteCount: Int32 = -1
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil,
            stateEpoch: Int32 = 0,
            leaderEpoch: LeaderEpoch = LeaderEpoch(0),
            startOffset: Offset = Offset(0),
            deliveryCompleteCount: Int32 = -1
        ) {
            self.partition = partition
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.stateEpoch = stateEpoch
            self.leaderEpoch = leaderEpoch
            self.startOffset = startOffset
            self.deliveryCompleteCount = deliveryCompleteCount
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.stateEpoch = try reader.integer(Int32.self)
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            if version == 1 {
                self.deliveryCompleteCount = try reader.integer(Int32.self)
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.integer(self.stateEpoch)
            writer.integer(self.leaderEpoch.rawValue)
            writer.integer(self.startOffset.rawValue)
            if version == 1 {
                writer.integer(self.deliveryCompleteCount)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
