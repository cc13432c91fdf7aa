// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 18 of `__cluster_metadata`, versions 0.
public struct AccessControlEntryRecord: MetadataRecord {
    public static let recordType: Int16 = 18
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var id: UniqueID = UniqueID.zero
    public var resourceType: Int8 = 0
    public var resourceName: String = ""
    public var patternType: Int8 = 0
    public var principal: String = ""
    public var host: String = ""
    public var operation: Int8 = 0
    public var permissionType: Int8 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        id: UniqueID = UniqueID.zero,
        resourceType: Int8 = 0,
        resourceName: String = "",
        patternType: Int8 = 0,
        principal: String = "",
        host: String = "",
        operation: Int8 = 0,
        permissionType: Int8 = 0
    ) {
        self.id = id
        self.resourceType = resourceType
        self.resourceName = resourceName
        self.patternType = patternType
        self.principal = principal
        self.host = host
        self.operation = operation
        self.permissionType = permissionType
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.id = try reader.uniqueID()
        self.resourceType = try reader.integer(Int8.self)
        self.resourceName = try reader.string(compact: true)
        self.patternType = try reader.integer(Int8.self)
        self.principal = try reader.string(compact: true)
        self.host = try reader.string(compact: true)
        self.operation = try reader.integer(Int8.self)
        self.permissionType = try reader.integer(Int8.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AccessControlEntryRecord", version: version)
        }
        writer.uniqueID(self.id)
        writer.integer(self.resourceType)
        try writer.string(self.resourceName, compact: true)
        writer.integer(self.patternType)
        try writer.string(self.principal, compact: true)
        try writer.string(self.host, compact: true)
        writer.integer(self.operation)
        writer.integer(self.permissionType)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
