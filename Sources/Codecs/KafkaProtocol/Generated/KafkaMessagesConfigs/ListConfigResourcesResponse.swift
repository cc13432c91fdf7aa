// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 74, versions 0-1.
public struct ListConfigResourcesResponse: KafkaResponse {
    public static let apiKey: Int16 = 74
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var configResources: [ConfigResource] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        configResources: [ConfigResource] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.configResources = configResources
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.configResources = try reader.structures(of: ConfigResource.self, compact: true, minimumBytes: 2, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ListConfigResourcesResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.configResources, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct ConfigResource: KafkaStructure {
        public var resourceName: String = ""
        /// Versions 1+; left out of the others.
        public var resourceType: Int8 = 16
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            resourceName: String = "",
            resourceType: Int8 = 16
        ) {
            self.resourceName = resourceName
            self.resourceType = resourceType
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.resourceName = try reader.string(compact: true)
            if version == 1 {
                self.resourceType = try reader.integer(Int8.self)
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.resourceName, compact: true)
            if version == 1 {
                writer.integer(self.resourceType)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
