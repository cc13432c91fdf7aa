// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 48, versions 0-1.
public struct DescribeClientQuotasRequest: KafkaRequest {
    public typealias Response = DescribeClientQuotasResponse
    public static let apiKey: Int16 = 48
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var components: [ComponentData] = []
    public var strict: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        components: [ComponentData] = [],
        strict: Bool = false
    ) {
        self.components = components
        self.strict = strict
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.components = try reader.structures(of: ComponentData.self, compact: flexible, minimumBytes: 4, version: version)
        self.strict = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeClientQuotasRequest", version: version)
        }
        let flexible = version == 1
        try writer.structures(self.components, compact: flexible, version: version)
        writer.boolean(self.strict)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct ComponentData: KafkaStructure {
        public var entityType: String = ""
        public var matchType: Int8 = 0
        public var match: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            entityType: String = "",
            matchType: Int8 = 0,
            match: String? = ""
        ) {
            self.entityType = entityType
            self.matchType = matchType
            self.match = match
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.entityType = try reader.string(compact: flexible)
            self.matchType = try reader.integer(Int8.self)
            self.match = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.entityType, compact: flexible)
            writer.integer(self.matchType)
            try writer.nullableString(self.match, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
