// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 15, versions 0-6.
public struct DescribeGroupsRequest: KafkaRequest {
    public typealias Response = DescribeGroupsResponse
    public static let apiKey: Int16 = 15
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 5

    public var groups: [GroupID] = []
    /// Versions 3+; an error in the others unless at its default.
    public var includeAuthorizedOperations: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groups: [GroupID] = [],
        includeAuthorizedOperations: Bool = false
    ) {
        self.groups = groups
        self.includeAuthorizedOperations = includeAuthorizedOperations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 5
        self.groups = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> GroupID in try GroupID(rawValue: reader.string(compact: flexible)) }
        if version >= 3 {
            self.includeAuthorizedOperations = try reader.boolean()
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeGroupsRequest", version: version)
        }
        let flexible = version >= 5
        try writer.longLength(self.groups.count, compact: flexible)
        for element in self.groups {
            try writer.string(element.rawValue, compact: flexible)
        }
        if version < 3, self.includeAuthorizedOperations { throw EncodeError(.fieldNotInVersion, field: "DescribeGroupsRequest.includeAuthorizedOperations", version: version) }
        if version >= 3 {
            writer.boolean(self.includeAuthorizedOperations)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
