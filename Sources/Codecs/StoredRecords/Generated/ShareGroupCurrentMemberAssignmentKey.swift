// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 14, versions 0.
public struct ShareGroupCurrentMemberAssignmentKey: CoordinatorKey {
    public static let recordType: Int16 = 14
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var groupID: GroupID = GroupID("")
    public var memberID: String = ""

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        memberID: String = ""
    ) {
        self.groupID = groupID
        self.memberID = memberID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: false))
        self.memberID = try reader.string(compact: false)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupCurrentMemberAssignmentKey", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: false)
        try writer.string(self.memberID, compact: false)
    }
}
