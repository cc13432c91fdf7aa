// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 16, versions 0.
public struct ConsumerGroupRegularExpressionValue: CoordinatorValue {
    public static let recordType: Int16 = 16
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var topics: [String] = []
    public var version: Int64 = 0
    public var timestamp: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [String] = [],
        version: Int64 = 0,
        timestamp: Int64 = 0
    ) {
        self.topics = topics
        self.version = version
        self.timestamp = timestamp
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.topics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
        self.version = try reader.integer(Int64.self)
        self.timestamp = try reader.integer(Int64.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupRegularExpressionValue", version: version)
        }
        try writer.longLength(self.topics.count, compact: true)
        for element in self.topics {
            try writer.string(element, compact: true)
        }
        writer.integer(self.version)
        writer.integer(self.timestamp)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
