// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 17, versions 0.
public struct StreamsGroupMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 17
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var epoch: Int32 = 0
    public var metadataHash: Int64 = 0
    public var validatedTopologyEpoch: Int32 = -1
    public var lastAssignmentConfigs: [LastAssignmentConfig]? = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        epoch: Int32 = 0,
        metadataHash: Int64 = 0,
        validatedTopologyEpoch: Int32 = -1,
        lastAssignmentConfigs: [LastAssignmentConfig]? = []
    ) {
        self.epoch = epoch
        self.metadataHash = metadataHash
        self.validatedTopologyEpoch = validatedTopologyEpoch
        self.lastAssignmentConfigs = lastAssignmentConfigs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.epoch = try reader.integer(Int32.self)
        self.metadataHash = try reader.integer(Int64.self)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.validatedTopologyEpoch = try reader.integer(Int32.self)
                try reader.expectTaggedField(endsAt: end)
            case 1:
                let end = try reader.taggedFieldEnd()
                self.lastAssignmentConfigs = try reader.nullableStructures(of: LastAssignmentConfig.self, compact: true, minimumBytes: 3, version: version)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupMetadataValue", version: version)
        }
        writer.integer(self.epoch)
        writer.integer(self.metadataHash)
        var tagged = self.unknownTaggedFields
        if self.validatedTopologyEpoch != -1 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.validatedTopologyEpoch)
            tagged.set(0, field.finish())
        }
        if self.lastAssignmentConfigs != [] {
            var field = ByteWriter(capacity: 64)
            if let value = self.lastAssignmentConfigs {
                try field.structures(value, compact: true, version: version)
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(1, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0.
    public struct LastAssignmentConfig: KafkaStructure {
        public var key: String = ""
        public var value: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            value: String = ""
        ) {
            self.key = key
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.key = try reader.string(compact: true)
            self.value = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.key, compact: true)
            try writer.string(self.value, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
