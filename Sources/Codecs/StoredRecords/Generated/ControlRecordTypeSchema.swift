// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Versions 0.
public struct ControlRecordTypeSchema: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var type: Int16 = 0

    public init() {}

    public init(
        type: Int16 = 0
    ) {
        self.type = type
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.type = try reader.integer(Int16.self)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ControlRecordTypeSchema", version: version)
        }
        writer.integer(self.type)
    }
}
