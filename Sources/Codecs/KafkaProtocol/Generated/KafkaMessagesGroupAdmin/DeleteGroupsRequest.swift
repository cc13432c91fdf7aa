// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 42, versions 0-2.
public struct DeleteGroupsRequest: KafkaRequest {
    public typealias Response = DeleteGroupsResponse
    public static let apiKey: Int16 = 42
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var groupsNames: [GroupID] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupsNames: [GroupID] = []
    ) {
        self.groupsNames = groupsNames
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.groupsNames = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> GroupID in try GroupID(rawValue: reader.string(compact: flexible)) }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteGroupsRequest", version: version)
        }
        let flexible = version == 2
        try writer.longLength(self.groupsNames.count, compact: flexible)
        for element in self.groupsNames {
            try writer.string(element.rawValue, compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
