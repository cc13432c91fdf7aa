// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 0, versions 0.
public struct ShareSnapshotKey: CoordinatorKey {
    public static let recordType: Int16 = 0
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var groupID: GroupID = GroupID("")
    public var topicID: UniqueID = UniqueID.zero
    public var partition: PartitionIndex = PartitionIndex(0)

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topicID: UniqueID = UniqueID.zero,
        partition: PartitionIndex = PartitionIndex(0)
    ) {
        self.groupID = groupID
        self.topicID = topicID
        self.partition = partition
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: false))
        self.topicID = try reader.uniqueID()
        self.partition = try PartitionIndex(rawValue: reader.integer(Int32.self))
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareSnapshotKey", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: false)
        writer.uniqueID(self.topicID)
        writer.integer(self.partition.rawValue)
    }
}
