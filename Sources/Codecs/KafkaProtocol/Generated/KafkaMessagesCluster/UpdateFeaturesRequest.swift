// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 57, versions 0-2.
public struct UpdateFeaturesRequest: KafkaRequest {
    public typealias Response = UpdateFeaturesResponse
    public static let apiKey: Int16 = 57
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var timeoutMs: Int32 = 60000
    public var featureUpdates: [FeatureUpdateKey] = []
    /// Versions 1+; an error in the others unless at its default.
    public var validateOnly: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        timeoutMs: Int32 = 60000,
        featureUpdates: [FeatureUpdateKey] = [],
        validateOnly: Bool = false
    ) {
        self.timeoutMs = timeoutMs
        self.featureUpdates = featureUpdates
        self.validateOnly = validateOnly
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.timeoutMs = try reader.integer(Int32.self)
        self.featureUpdates = try reader.structures(of: FeatureUpdateKey.self, compact: true, minimumBytes: 5, version: version)
        if version >= 1 {
            self.validateOnly = try reader.boolean()
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "UpdateFeaturesRequest", version: version)
        }
        writer.integer(self.timeoutMs)
        try writer.structures(self.featureUpdates, compact: true, version: version)
        if version < 1, self.validateOnly { throw EncodeError(.fieldNotInVersion, field: "UpdateFeaturesRequest.validateOnly", version: version) }
        if version >= 1 {
            writer.boolean(self.validateOnly)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-2.
    public struct FeatureUpdateKey: KafkaStructure {
        public var feature: String = ""
        public var maxVersionLevel: Int16 = 0
        /// Versions 0; an error in the others unless at its default.
        public var allowDowngrade: Bool = false
        /// Versions 1+; an error in the others unless at its default.
        public var upgradeType: Int8 = 1
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            feature: String = "",
            maxVersionLevel: Int16 = 0,
            allowDowngrade: Bool = false,
            upgradeType: Int8 = 1
        ) {
            self.feature = feature
            self.maxVersionLevel = maxVersionLevel
            self.allowDowngrade = allowDowngrade
            self.upgradeType = upgradeType
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.feature = try reader.string(compact: true)
            self.maxVersionLevel = try reader.integer(Int16.self)
            if version == 0 {
                self.allowDowngrade = try reader.boolean()
            }
            if version >= 1 {
                self.upgradeType = try reader.integer(Int8.self)
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.feature, compact: true)
            writer.integer(self.maxVersionLevel)
            if version != 0, self.allowDowngrade { throw EncodeError(.fieldNotInVersion, field: "FeatureUpdateKey.allowDowngrade", version: version) }
            if version == 0 {
                writer.boolean(self.allowDowngrade)
            }
            if version < 1, self.upgradeType != 1 { throw EncodeError(.fieldNotInVersion, field: "FeatureUpdateKey.upgradeType", version: version) }
            if version >= 1 {
                writer.integer(self.upgradeType)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
