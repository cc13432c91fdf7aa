// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 49, versions 0-1.
public struct AlterClientQuotasRequest: KafkaRequest {
    public typealias Response = AlterClientQuotasResponse
    public static let apiKey: Int16 = 49
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var entries: [EntryData] = []
    public var validateOnly: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        entries: [EntryData] = [],
        validateOnly: Bool = false
    ) {
        self.entries = entries
        self.validateOnly = validateOnly
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.entries = try reader.structures(of: EntryData.self, compact: flexible, minimumBytes: 3, version: version)
        self.validateOnly = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "AlterClientQuotasRequest", version: version)
        }
        let flexible = version == 1
        try writer.structures(self.entries, compact: flexible, version: version)
        writer.boolean(self.validateOnly)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct EntryData: KafkaStructure {
        public var entity: [EntityData] = []
        public var ops: [OpData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            entity: [EntityData] = [],
            ops: [OpData] = []
        ) {
            self.entity = entity
            self.ops = ops
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.entity = try reader.structures(of: EntityData.self, compact: flexible, minimumBytes: 3, version: version)
            self.ops = try reader.structures(of: OpData.self, compact: flexible, minimumBytes: 11, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.structures(self.entity, compact: flexible, version: version)
            try writer.structures(self.ops, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-1.
    public struct EntityData: KafkaStructure {
        public var entityType: String = ""
        public var entityName: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            entityType: String = "",
            entityName: String? = ""
        ) {
            self.entityType = entityType
            self.entityName = entityName
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.entityType = try reader.string(compact: flexible)
            self.entityName = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.entityType, compact: flexible)
            try writer.nullableString(self.entityName, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-1.
    public struct OpData: KafkaStructure {
        public var key: String = ""
        public var value: Double = 0
        public var remove: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            value: Double = 0,
            remove: Bool = false
        ) {
            self.key = key
            self.value = value
            self.remove = remove
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.key = try reader.string(compact: flexible)
            self.value = try reader.double()
            self.remove = try reader.boolean()
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            try writer.string(self.key, compact: flexible)
            writer.double(self.value)
            writer.boolean(self.remove)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
