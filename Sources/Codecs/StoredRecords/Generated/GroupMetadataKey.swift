// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 2, versions 0.
public struct GroupMetadataKey: CoordinatorKey {
    public static let recordType: Int16 = 2
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var group: GroupID = GroupID("")

    public init() {}

    public init(
        group: GroupID = GroupID("")
    ) {
        self.group = group
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.group = try GroupID(rawValue: reader.string(compact: false))
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "GroupMetadataKey", version: version)
        }
        try writer.string(self.group.rawValue, compact: false)
    }
}
