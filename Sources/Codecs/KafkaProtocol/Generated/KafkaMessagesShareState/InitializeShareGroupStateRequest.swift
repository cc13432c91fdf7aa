// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 83, versions 0.
public struct InitializeShareGroupStateRequest: KafkaRequest {
    public typealias Response = InitializeShareGroupStateResponse
    public static let apiKey: Int16 = 83
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var topics: [InitializeStateData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [InitializeStateData] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.topics = try reader.structures(of: InitializeStateData.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "InitializeShareGroupStateRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct InitializeStateData: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionData] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.structures(of: PartitionData.self, compact: true, minimumBytes: 17, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.structures(self.partitions, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct PartitionData: KafkaStructure {
        public var partition: PartitionIndex = PartitionIndex(0)
        public var stateEpoch: Int32 = 0
        public var startOffset: Offset = Offset(0)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partition: PartitionIndex = PartitionIndex(0),
            stateEpoch: Int32 = 0,
            startOffset: Offset = Offset(0)
        ) {
            self.partition = partition
            self.stateEpoch = stateEpoch
            self.startOffset = startOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.stateEpoch = try reader.integer(Int32.self)
            self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.partition.rawValue)
            writer.integer(self.stateEpoch)
            writer.integer(self.startOffset.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
