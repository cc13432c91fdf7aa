// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 60, versions 0-2.
public struct DescribeClusterRequest: KafkaRequest {
    public typealias Response = DescribeClusterResponse
    public static let apiKey: Int16 = 60
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var includeClusterAuthorizedOperations: Bool = false
    /// Versions 1+; an error in the others unless at its default.
    public var endpointType: Int8 = 1
    /// Versions 2+; an error in the others unless at its default.
    public var includeFencedBrokers: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        includeClusterAuthorizedOperations: Bool = false,
        endpointType: Int8 = 1,
        includeFencedBrokers: Bool = false
    ) {
        self.includeClusterAuthorizedOperations = includeClusterAuthorizedOperations
        self.endpointType = endpointType
        self.includeFencedBrokers = includeFencedBrokers
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.includeClusterAuthorizedOperations = try reader.boolean()
        if version >= 1 {
            self.endpointType = try reader.integer(Int8.self)
        }
        if version == 2 {
            self.includeFencedBrokers = try reader.boolean()
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeClusterRequest", version: version)
        }
        writer.boolean(self.includeClusterAuthorizedOperations)
        if version < 1, self.endpointType != 1 { throw EncodeError(.fieldNotInVersion, field: "DescribeClusterRequest.endpointType", version: version) }
        if version >= 1 {
            writer.integer(self.endpointType)
        }
        if version != 2, self.includeFencedBrokers { throw EncodeError(.fieldNotInVersion, field: "DescribeClusterRequest.includeFencedBrokers", version: version) }
        if version == 2 {
            writer.boolean(self.includeFencedBrokers)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
