// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 1, versions 0.
public struct OffsetCommitKey: CoordinatorKey {
    public static let recordType: Int16 = 1
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var group: GroupID = GroupID("")
    public var topic: TopicName = TopicName("")
    public var partition: PartitionIndex = PartitionIndex(0)

    public init() {}

    public init(
        group: GroupID = GroupID(""),
        topic: TopicName = TopicName(""),
        partition: PartitionIndex = PartitionIndex(0)
    ) {
        self.group = group
        self.topic = topic
        self.partition = partition
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.group = try GroupID(rawValue: reader.string(compact: false))
        self.topic = try TopicName(rawValue: reader.string(compact: false))
        self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetCommitKey", version: version)
        }
        try writer.string(self.group.rawValue, compact: false)
        try writer.string(self.topic.rawValue, compact: false)
        writer.integer(self.partition.rawValue)
    }
}
