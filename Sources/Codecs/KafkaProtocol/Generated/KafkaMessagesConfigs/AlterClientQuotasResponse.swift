// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 49, versions 0-1.
public struct AlterClientQuotasResponse: KafkaResponse {
    public static let apiKey: Int16 = 49
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 1

    public var throttleTimeMs: Int32 = 0
    public var entries: [EntryData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        entries: [EntryData] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.entries = entries
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 1
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.entries = try reader.structures(of: EntryData.self, compact: flexible, minimumBytes: 5, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "AlterClientQuotasResponse", version: version)
        }
        let flexible = version == 1
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.entries, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-1.
    public struct EntryData: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        public var entity: [EntityData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = "",
            entity: [EntityData] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.entity = entity
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 1
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: flexible)
            self.entity = try reader.structures(of: EntityData.self, compact: flexible, minimumBytes: 3, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 1
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: flexible)
            try writer.structures(self.entity, compact: flexible, version: version)
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
}
