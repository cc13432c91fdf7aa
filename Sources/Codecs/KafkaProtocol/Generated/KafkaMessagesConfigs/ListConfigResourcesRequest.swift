// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 74, versions 0-1.
public struct ListConfigResourcesRequest: KafkaRequest {
    public typealias Response = ListConfigResourcesResponse
    public static let apiKey: Int16 = 74
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    /// Versions 1+; an error in the others unless at its default.
    public var resourceTypes: [Int8] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        resourceTypes: [Int8] = []
    ) {
        self.resourceTypes = resourceTypes
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        if version == 1 {
            self.resourceTypes = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> Int8 in try reader.integer(Int8.self) }
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ListConfigResourcesRequest", version: version)
        }
        if version != 1, !self.resourceTypes.isEmpty { throw EncodeError(.fieldNotInVersion, field: "ListConfigResourcesRequest.resourceTypes", version: version) }
        if version == 1 {
            try writer.longLength(self.resourceTypes.count, compact: true)
            for element in self.resourceTypes {
                writer.integer(element)
            }
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
