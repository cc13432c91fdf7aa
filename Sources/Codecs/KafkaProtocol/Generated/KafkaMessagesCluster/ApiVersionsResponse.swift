// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 18, versions 0-4.
public struct ApiVersionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 18
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 3

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var apiKeys: [ApiVersion] = []
    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    /// Versions 3+; left out of the others.
    public var supportedFeatures: [SupportedFeatureKey] = []
    /// Versions 3+; left out of the others.
    public var finalizedFeaturesEpoch: Int64 = -1
    /// Versions 3+; left out of the others.
    public var finalizedFeatures: [FinalizedFeatureKey] = []
    /// Versions 3+; left out of the others.
    public var zkMigrationReady: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        apiKeys: [ApiVersion] = [],
        throttleTimeMs: Int32 = 0,
        supportedFeatures: [SupportedFeatureKey] = [],
        finalizedFeaturesEpoch: Int64 = -1,
        finalizedFeatures: [FinalizedFeatureKey] = [],
        zkMigrationReady: Bool = false
    ) {
        self.errorCode = errorCode
        self.apiKeys = apiKeys
        self.throttleTimeMs = throttleTimeMs
        self.supportedFeatures = supportedFeatures
        self.finalizedFeaturesEpoch = finalizedFeaturesEpoch
        self.finalizedFeatures = finalizedFeatures
        self.zkMigrationReady = zkMigrationReady
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.apiKeys = try reader.structures(of: ApiVersion.self, compact: flexible, minimumBytes: 6, version: version)
        if version >= 1 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.supportedFeatures = try reader.structures(of: SupportedFeatureKey.self, compact: true, minimumBytes: 6, version: version)
                    try reader.expectTaggedField(endsAt: end)
                case 1:
                    let end = try reader.taggedFieldEnd()
                    self.finalizedFeaturesEpoch = try reader.integer(Int64.self)
                    try reader.expectTaggedField(endsAt: end)
                case 2:
                    let end = try reader.taggedFieldEnd()
                    self.finalizedFeatures = try reader.structures(of: FinalizedFeatureKey.self, compact: true, minimumBytes: 6, version: version)
                    try reader.expectTaggedField(endsAt: end)
                case 3:
                    let end = try reader.taggedFieldEnd()
                    self.zkMigrationReady = try reader.boolean()
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "ApiVersionsResponse", version: version)
        }
        let flexible = version >= 3
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.apiKeys, compact: flexible, version: version)
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        if flexible {
            var tagged = self.unknownTaggedFields
            if !self.supportedFeatures.isEmpty {
                var field = ByteWriter(capacity: 64)
                try field.structures(self.supportedFeatures, compact: true, version: version)
                tagged.set(0, field.finish())
            }
            if self.finalizedFeaturesEpoch != -1 {
                var field = ByteWriter(capacity: 64)
                field.integer(self.finalizedFeaturesEpoch)
                tagged.set(1, field.finish())
            }
            if !self.finalizedFeatures.isEmpty {
                var field = ByteWriter(capacity: 64)
                try field.structures(self.finalizedFeatures, compact: true, version: version)
                tagged.set(2, field.finish())
            }
            if self.zkMigrationReady {
                var field = ByteWriter(capacity: 64)
                field.boolean(self.zkMigrationReady)
                tagged.set(3, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 0-4.
    public struct ApiVersion: KafkaStructure {
        public var apiKey: Int16 = 0
        public var minVersion: Int16 = 0
        public var maxVersion: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            apiKey: Int16 = 0,
            minVersion: Int16 = 0,
            maxVersion: Int16 = 0
        ) {
            self.apiKey = apiKey
            self.minVersion = minVersion
            self.maxVersion = maxVersion
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.apiKey = try reader.integer(Int16.self)
            self.minVersion = try reader.integer(Int16.self)
            self.maxVersion = try reader.integer(Int16.self)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            writer.integer(self.apiKey)
            writer.integer(self.minVersion)
            writer.integer(self.maxVersion)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 3-4.
    public struct SupportedFeatureKey: KafkaStructure {
        public var name: String = ""
        public var minVersion: Int16 = 0
        public var maxVersion: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            minVersion: Int16 = 0,
            maxVersion: Int16 = 0
        ) {
            self.name = name
            self.minVersion = minVersion
            self.maxVersion = maxVersion
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.minVersion = try reader.integer(Int16.self)
            self.maxVersion = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.minVersion)
            writer.integer(self.maxVersion)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 3-4.
    public struct FinalizedFeatureKey: KafkaStructure {
        public var name: String = ""
        public var maxVersionLevel: Int16 = 0
        public var minVersionLevel: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            maxVersionLevel: Int16 = 0,
            minVersionLevel: Int16 = 0
        ) {
            self.name = name
            self.maxVersionLevel = maxVersionLevel
            self.minVersionLevel = minVersionLevel
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.maxVersionLevel = try reader.integer(Int16.self)
            self.minVersionLevel = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.maxVersionLevel)
            writer.integer(self.minVersionLevel)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
