// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 29, versions 1-3.
public struct DescribeAclsResponse: KafkaResponse {
    public static let apiKey: Int16 = 29
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = ""
    public var resources: [DescribeAclsResource] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        resources: [DescribeAclsResource] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.resources = resources
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: flexible)
        self.resources = try reader.structures(of: DescribeAclsResource.self, compact: flexible, minimumBytes: 5, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeAclsResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: flexible)
        try writer.structures(self.resources, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-3.
    public struct DescribeAclsResource: KafkaStructure {
        public var resourceType: Int8 = 0
        public var resourceName: String = ""
        public var patternType: Int8 = 3
        public var acls: [AclDescription] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            patternType: Int8 = 3,
            acls: [AclDescription] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.patternType = patternType
            self.acls = acls
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.resourceType = try reader.integer(Int8.self)
            self.resourceName = try reader.string(compact: flexible)
            self.patternType = try reader.integer(Int8.self)
            self.acls = try reader.structures(of: AclDescription.self, compact: flexible, minimumBytes: 5, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            writer.integer(self.resourceType)
            try writer.string(self.resourceName, compact: flexible)
            writer.integer(self.patternType)
            try writer.structures(self.acls, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-3.
    public struct AclDescription: KafkaStructure {
        public var principal: String = ""
        public var host: String = ""
        public var operation: Int8 = 0
        public var permissionType: Int8 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            principal: String = "",
            host: String = "",
            operation: Int8 = 0,
            permissionType: Int8 = 0
        ) {
            self.principal = principal
            self.host = host
            self.operation = operation
            self.permissionType = permissionType
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
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
