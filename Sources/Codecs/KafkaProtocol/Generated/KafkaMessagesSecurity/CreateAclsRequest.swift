// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 30, versions 1-3.
public struct CreateAclsRequest: KafkaRequest {
    public typealias Response = CreateAclsResponse
    public static let apiKey: Int16 = 30
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var creations: [AclCreation] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        creations: [AclCreation] = []
    ) {
        self.creations = creations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.creations = try reader.structures(of: AclCreation.self, compact: flexible, minimumBytes: 8, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "CreateAclsRequest", version: version)
        }
        let flexible = version >= 2
        try writer.structures(self.creations, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-3.
    public struct AclCreation: KafkaStructure {
        public var resourceType: Int8 = 0
        public var resourceName: String = ""
        public var resourcePatternType: Int8 = 3
        public var principal: String = ""
        public var host: String = ""
        public var operation: Int8 = 0
        public var permissionType: Int8 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            resourcePatternType: Int8 = 3,
            principal: String = "",
            host: String = "",
            operation: Int8 = 0,
            permissionType: Int8 = 0
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.resourcePatternType = resourcePatternType
            self.principal = principal
            self.host = host
            self.operation = operation
            self.permissionType = permissionType
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.resourceType = try reader.integer(Int8.self)
            self.resourceName = try reader.string(compact: flexible)
            self.resourcePatternType = try reader.integer(Int8.self)
            self.principal = try reader.string(compact: flexible)
            self.host = try reader.string(compact: flexible)
            self.operation = try reader.integer(Int8.self)
            self.permissionType = try reader.integer(Int8.self)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            writer.integer(self.resourceType)
            try writer.string(self.resourceName, compact: flexible)
            writer.integer(self.resourcePatternType)
            try writer.string(self.principal, compact: flexible)
            try writer.string(self.host, compact: flexible)
            writer.integer(self.operation)
            writer.integer(self.permissionType)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
