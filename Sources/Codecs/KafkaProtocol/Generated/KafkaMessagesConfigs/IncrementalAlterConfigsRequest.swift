// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 44, versions 0-1.
public struct IncrementalAlterConfigsRequest: KafkaRequest {
    public typealias Response = IncrementalAlterConfigsResponse
    public static let apiKey: Int16 = 44
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var resources: [AlterConfigsResource] = []
    public var validateOnly: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        resources: [AlterConfigsResource] = [],
        validateOnly: Bool = false
    ) {
        self.resources = resources
        self.validateOnly = validateOnly
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.resources = try reader.structures(of: AlterConfigsResource.self, compact: flexible, minimumBytes: 4, version: version)
        self.validateOnly = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "IncrementalAlterConfigsRequest", version: version)
        }
        let flexible = version == 1
        try writer.structures(self.resources, compact: flexible, version: version)
        writer.boolean(self.validateOnly)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct AlterConfigsResource: KafkaStructure {
        public var resourceType: Int8 = 0
        public var resourceName: String = ""
        public var configs: [AlterableConfig] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            configs: [AlterableConfig] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configs = configs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.resourceType = try reader.integer(Int8.self)
            self.resourceName = try reader.string(compact: flexible)
            self.configs = try reader.structures(of: AlterableConfig.self, compact: flexible, minimumBytes: 4, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            writer.integer(self.resourceType)
            try writer.string(self.resourceName, compact: flexible)
            try writer.structures(self.configs, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-1.
    public struct AlterableConfig: KafkaStructure {
        public var name: String = ""
        public var configOperation: Int8 = 0
        public var value: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            configOperation: Int8 = 0,
            value: String? = ""
        ) {
            self.name = name
            self.configOperation = configOperation
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.name = try reader.string(compact: flexible)
            self.configOperation = try reader.integer(Int8.self)
            self.value = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.name, compact: flexible)
            writer.integer(self.configOperation)
            try writer.nullableString(self.value, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
