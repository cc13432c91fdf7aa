// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 0, versions 0.
public struct LegacyOffsetCommitValue: CoordinatorValue {
    public static let recordType: Int16 = 0
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var offset: Offset = Offset(0)
    public var metadata: String = ""
    public var commitTimestamp: Int64 = 0

    public init() {}

    public init(
        offset: Offset = Offset(0),
        metadata: String = "",
        commitTimestamp: Int64 = 0
    ) {
        self.offset = offset
        self.metadata = metadata
        self.commitTimestamp = commitTimestamp
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.offset = try Offset(rawValue: reader.integer(Int64.self))
        self.metadata = try reader.string(compact: false)
        self.commitTimestamp = try reader.integer(Int64.self)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "LegacyOffsetCommitValue", version: version)
        }
        writer.integer(self.offset.rawValue)
        try writer.string(self.metadata, compact: false)
        writer.integer(self.commitTimestamp)
    }
}
