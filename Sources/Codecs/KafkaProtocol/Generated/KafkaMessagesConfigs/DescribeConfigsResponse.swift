// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 32, versions 1-4.
public struct DescribeConfigsResponse: KafkaResponse {
    public static let apiKey: Int16 = 32
    public static let versions: ClosedRange<Int16> = 1...4
    public static let firstFlexibleVersion: Int16? = 4

    public var throttleTimeMs: Int32 = 0
    public var results: [DescribeConfigsResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        results: [DescribeConfigsResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.results = try reader.structures(of: DescribeConfigsResult.self, compact: flexible, minimumBytes: 7, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeConfigsResponse", version: version)
        }
        let flexible = version == 4
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.results, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-4.
    public struct DescribeConfigsResult: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        public var resourceType: Int8 = 0
        public var resourceName: String = ""
        public var configs: [DescribeConfigsResourceResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = "",
            resourceType: Int8 = 0,
            resourceName: String = "",
            configs: [DescribeConfigsResourceResult] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configs = configs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: flexible)
            self.resourceType = try reader.integer(Int8.self)
            self.resourceName = try reader.string(compact: flexible)
            self.configs = try reader.structures(of: DescribeConfigsResourceResult.self, compact: flexible, minimumBytes: 9, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: flexible)
            writer.integer(self.resourceType)
            try writer.string(self.resourceName, compact: flexible)
            try writer.structures(self.configs, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-4.
    public struct DescribeConfigsResourceResult: KafkaStructure {
        public var name: String = ""
        public var value: String? = ""
        public var readOnly: Bool = false
        public var configSource: Int8 = -1
        public var isSensitive: Bool = false
        public var synonyms: [DescribeConfigsSynonym] = []
        /// Versions 3+; left out of the others.
        public var configType: Int8 = 0
        /// Versions 3+; left out of the others.
        public var documentation: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            value: String? = "",
            readOnly: Bool = false,
            configSource: Int8 = -1,
            isSensitive: Bool = false,
            synonyms: [DescribeConfigsSynonym] = [],
            configType: Int8 = 0,
            documentation: String? = ""
        ) {
            self.name = name
            self.value = value
            self.readOnly = readOnly
            self.configSource = configSource
            self.isSensitive = isSensitive
            self.synonyms = synonyms
            self.configType = configType
            self.documentation = documentation
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.name = try reader.string(compact: flexible)
            self.value = try reader.nullableString(compact: flexible)
            self.readOnly = try reader.boolean()
            self.configSource = try reader.integer(Int8.self)
            self.isSensitive = try reader.boolean()
            self.synonyms = try reader.structures(of: DescribeConfigsSynonym.self, compact: flexible, minimumBytes: 4, version: version)
            if version >= 3 {
                self.configType = try reader.integer(Int8.self)
            }
            if version >= 3 {
                self.documentation = try reader.nullableString(compact: flexible)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            try writer.string(self.name, compact: flexible)
            try writer.nullableString(self.value, compact: flexible)
            writer.boolean(self.readOnly)
            writer.integer(self.configSource)
            writer.boolean(self.isSensitive)
            try writer.structures(self.synonyms, compact: flexible, version: version)
            if version >= 3 {
                writer.integer(self.configType)
            }
            if version >= 3 {
                try writer.nullableString(self.documentation, compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-4.
    public struct DescribeConfigsSynonym: KafkaStructure {
        public var name: String = ""
        public var value: String? = ""
        public var source: Int8 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            value: String? = "",
            source: Int8 = 0
        ) {
            self.name = name
            self.value = value
            self.source = source
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.name = try reader.string(compact: flexible)
            self.value = try reader.nullableString(compact: flexible)
            self.source = try reader.integer(Int8.self)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            try writer.string(self.name, compact: flexible)
            try writer.nullableString(self.value, compact: flexible)
            writer.integer(self.source)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
