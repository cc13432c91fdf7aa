// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 21, versions 0.
public struct StreamsGroupTargetAssignmentMemberValue: CoordinatorValue {
    public static let recordType: Int16 = 21
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var activeTasks: [TaskIds] = []
    public var standbyTasks: [TaskIds] = []
    public var warmupTasks: [TaskIds] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        activeTasks: [TaskIds] = [],
        standbyTasks: [TaskIds] = [],
        warmupTasks: [TaskIds] = []
    ) {
        self.activeTasks = activeTasks
        self.standbyTasks = standbyTasks
        self.warmupTasks = warmupTasks
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.activeTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.standbyTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.warmupTasks = try reader.structures(of: TaskIds.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupTargetAssignmentMemberValue", version: version)
        }
        try writer.structures(self.activeTasks, compact: true, version: version)
        try writer.structures(self.standbyTasks, compact: true, version: version)
        try writer.structures(self.warmupTasks, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct TaskIds: KafkaStructure {
        public var subtopologyID: String = ""
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            subtopologyID: String = "",
            partitions: [PartitionIndex] = []
        ) {
            self.subtopologyID = subtopologyID
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.subtopologyID = try reader.string(compact: true)
            self.partitions = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.subtopologyID, compact: true)
            try writer.longLength(self.partitions.count, compact: true)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
