// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 69, versions 0-1.
public struct ConsumerGroupDescribeRequest: KafkaRequest {
    public typealias Response = ConsumerGroupDescribeResponse
    public static let apiKey: Int16 = 69
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var groupIDs: [GroupID] = []
    public var includeAuthorizedOperations: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupIDs: [GroupID] = [],
        includeAuthorizedOperations: Bool = false
    ) {
        self.groupIDs = groupIDs
        self.includeAuthorizedOperations = includeAuthorizedOperations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupIDs = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> GroupID in try GroupID(rawValue: reader.string(compact: true)) }
        self.includeAuthorizedOperations = try reader.boolean()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupDescribeRequest", version: version)
        }
        try writer.longLength(self.groupIDs.count, compact: true)
        for element in self.groupIDs {
            try writer.string(element.rawValue, compact: true)
        }
        writer.boolean(self.includeAuthorizedOperations)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
