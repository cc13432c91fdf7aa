// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 14 of `__cluster_metadata`, versions 0.
public struct ClientQuotaRecord: MetadataRecord {
    public static let recordType: Int16 = 14
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var entity: [EntityData] = []
    public var key: String = ""
    public var value: Double = 0
    public var remove: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        entity: [EntityData] = [],
        key: String = "",
        value: Double = 0,
        remove: Bool = false
    ) {
        self.entity = entity
        self.key = key
        self.value = value
        self.remove = remove
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.entity = try reader.structures(of: EntityData.self, compact: true, minimumBytes: 3, version: version)
        self.key = try reader.string(compact: true)
        self.value = try reader.double()
        self.remove = try reader.boolean()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ClientQuotaRecord", version: version)
        }
        try writer.structures(self.entity, compact: true, version: version)
        try writer.string(self.key, compact: true)
        writer.double(self.value)
        writer.boolean(self.remove)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
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
            self.entityType = try reader.string(compact: true)
            self.entityName = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.entityType, compact: true)
            try writer.nullableString(self.entityName, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
