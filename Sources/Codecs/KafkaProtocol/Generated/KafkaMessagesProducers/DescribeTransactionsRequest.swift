// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 65, versions 0.
public struct DescribeTransactionsRequest: KafkaRequest {
    public typealias Response = DescribeTransactionsResponse
    public static let apiKey: Int16 = 65
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var transactionalIDs: [TransactionalID] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalIDs: [TransactionalID] = []
    ) {
        self.transactionalIDs = transactionalIDs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.transactionalIDs = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TransactionalID in try TransactionalID(rawValue: reader.string(compact: true)) }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeTransactionsRequest", version: version)
        }
        try writer.longLength(self.transactionalIDs.count, compact: true)
        for element in self.transactionalIDs {
            try writer.string(element.rawValue, compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
