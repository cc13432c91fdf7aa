// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 32, versions 1-4.
public struct DescribeConfigsRequest: KafkaRequest {
    public typealias Response = DescribeConfigsResponse
    public static let apiKey: Int16 = 32
    public static let versions: ClosedRange<Int16> = 1...4
    public static let firstFlexibleVersion: Int16? = 4

    public var resources: [DescribeConfigsResource] = []
    public var includeSynonyms: Bool = false
    /// Versions 3+; an error in the others unless at its default.
    public var includeDocumentation: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        resources: [DescribeConfigsResource] = [],
        includeSynonyms: Bool = false,
        includeDocumentation: Bool = false
    ) {
        self.resources = resources
        self.includeSynonyms = includeSynonyms
        self.includeDocumentation = includeDocumentation
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.resources = try reader.structures(of: DescribeConfigsResource.self, compact: flexible, minimumBytes: 4, version: version)
        self.includeSynonyms = try reader.boolean()
        if version >= 3 {
            self.includeDocumentation = try reader.boolean()
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeConfigsRequest", version: version)
        }
        let flexible = version == 4
        try writer.structures(self.resources, compact: flexible, version: version)
        writer.boolean(self.includeSynonyms)
        if version < 3, self.includeDocumentation { throw EncodeError(.fieldNotInVersion, field: "DescribeConfigsRequest.includeDocumentation", version: version) }
        if version >= 3 {
            writer.boolean(self.includeDocumentation)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-4.
    public struct DescribeConfigsResource: KafkaStructure {
        public var resourceType: Int8 = 0
        public var resourceName: String = ""
        public var configurationKeys: [String]? = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            configurationKeys: [String]? = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configurationKeys = configurationKeys
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.resourceType = try reader.integer(Int8.self)
            self.resourceName = try reader.string(compact: flexible)
            self.configurationKeys = try reader.nullableArray(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: flexible) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            writer.integer(self.resourceType)
            try writer.string(self.resourceName, compact: flexible)
            if let value = self.configurationKeys {
                try writer.longLength(value.count, compact: flexible)
                for element in value {
                    try writer.string(element, compact: flexible)
                }
            }
            else {
                writer.longNull(compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
