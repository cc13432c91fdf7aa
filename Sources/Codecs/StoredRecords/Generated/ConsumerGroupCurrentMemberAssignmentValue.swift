// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 8, versions 0.
public struct ConsumerGroupCurrentMemberAssignmentValue: CoordinatorValue {
    public static let recordType: Int16 = 8
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var memberEpoch: Int32 = 0
    public var previousMemberEpoch: Int32 = 0
    public var state: Int8 = 0
    public var assignedPartitions: [TopicPartitions] = []
    public var partitionsPendingRevocation: [TopicPartitions] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        memberEpoch: Int32 = 0,
        previousMemberEpoch: Int32 = 0,
        state: Int8 = 0,
        assignedPartitions: [TopicPartitions] = [],
        partitionsPendingRevocation: [TopicPartitions] = []
    ) {
        self.memberEpoch = memberEpoch
        self.previousMemberEpoch = previousMemberEpoch
        self.state = state
        self.assignedPartitions = assignedPartitions
        self.partitionsPendingRevocation = partitionsPendingRevocation
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.memberEpoch = try reader.integer(Int32.self)
        self.previousMemberEpoch = try reader.integer(Int32.self)
        self.state = try reader.integer(Int8.self)
        self.assignedPartitions = try reader.structures(of: TopicPartitions.self, compact: true, minimumBytes: 18, version: version)
        self.partitionsPendingRevocation = try reader.structures(of: TopicPartitions.self, compact: true, minimumBytes: 18, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupCurrentMemberAssignmentValue", version: version)
        }
        writer.integer(self.memberEpoch)
        writer.integer(self.previousMemberEpoch)
        writer.integer(self.state)
        try writer.structures(self.assignedPartitions, compact: true, version: version)
        try writer.structures(self.partitionsPendingRevocation, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TopicPartitions: KafkaStructure {
        public var topicID: UniqueID = UniqueID.zero
        public var partitions: [PartitionIndex] = []
        public var assignmentEpochs: [Int32]? = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            partitions: [PartitionIndex] = [],
            assignmentEpochs: [Int32]? = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
            self.assignmentEpochs = assignmentEpochs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicID = try reader.uniqueID()
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.assignmentEpochs = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> Int32 in try reader.integer(Int32.self) }
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.uniqueID(self.topicID)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            var tagged = self.unknownTaggedFields
            if self.assignmentEpochs != [] {
                var field = ByteWriter(capacity: 64)
                if let value = self.assignmentEpochs {
                    try field.longLength(value.count, compact: true)
                    for element in value {
                        field.integer(element)
                    }
                }
                else {
                    field.longNull(compact: true)
                }
                tagged.set(0, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }
}
