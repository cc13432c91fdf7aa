// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 29, versions 1-3.
public struct DescribeAclsRequest: KafkaRequest {
    public typealias Response = DescribeAclsResponse
    public static let apiKey: Int16 = 29
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var resourceTypeFilter: Int8 = 0
    public var resourceNameFilter: String? = ""
    public var patternTypeFilter: Int8 = 3
    public var principalFilter: String? = ""
    public var hostFilter: String? = ""
    public var operation: Int8 = 0
    public var permissionType: Int8 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        resourceTypeFilter: Int8 = 0,
        resourceNameFilter: String? = "",
        patternTypeFilter: Int8 = 3,
        principalFilter: String? = "",
        hostFilter: String? = "",
        operation: Int8 = 0,
        permissionType: Int8 = 0
    ) {
        self.resourceTypeFilter = resourceTypeFilter
        self.resourceNameFilter = resourceNameFilter
        self.patternTypeFilter = patternTypeFilter
        self.principalFilter = principalFilter
        self.hostFilter = hostFilter
        self.operation = operation
        self.permissionType = permissionType
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.resourceTypeFilter = try reader.integer(Int8.self)
        self.resourceNameFilter = try reader.nullableString(compact: flexible)
        self.patternTypeFilter = try reader.integer(Int8.self)
        self.principalFilter = try reader.nullableString(compact: flexible)
        self.hostFilter = try reader.nullableString(compact: flexible)
        self.operation = try reader.integer(Int8.self)
        self.permissionType = try reader.integer(Int8.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeAclsRequest", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.resourceTypeFilter)
        try writer.nullableString(self.resourceNameFilter, compact: flexible)
        writer.integer(self.patternTypeFilter)
        try writer.nullableString(self.principalFilter, compact: flexible)
        try writer.nullableString(self.hostFilter, compact: flexible)
        writer.integer(self.operation)
        writer.integer(self.permissionType)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
