// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 16, versions 0-5.
public struct ListGroupsRequest: KafkaRequest {
    public typealias Response = ListGroupsResponse
    public static let apiKey: Int16 = 16
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 4+; an error in the others unless at its default.
    public var statesFilter: [String] = []
    /// Versions 5+; an error in the others unless at its default.
    public var typesFilter: [String] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        statesFilter: [String] = [],
        typesFilter: [String] = []
    ) {
        self.statesFilter = statesFilter
        self.typesFilter = typesFilter
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version >= 4 {
            self.statesFilter = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: flexible) }
        }
        if version == 5 {
            self.typesFilter = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: flexible) }
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "ListGroupsRequest", version: version)
        }
        let flexible = version >= 3
        if version < 4, !self.statesFilter.isEmpty { throw EncodeError(.fieldNotInVersion, field: "ListGroupsRequest.statesFilter", version: version) }
        if version >= 4 {
            try writer.longLength(self.statesFilter.count, compact: flexible)
            for element in self.statesFilter {
                try writer.string(element, compact: flexible)
            }
        }
        if version != 5, !self.typesFilter.isEmpty { throw EncodeError(.fieldNotInVersion, field: "ListGroupsRequest.typesFilter", version: version) }
        if version == 5 {
            try writer.longLength(self.typesFilter.count, compact: flexible)
            for element in self.typesFilter {
                try writer.string(element, compact: flexible)
            }
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
