// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 57, versions 0-2.
public struct UpdateFeaturesResponse: KafkaResponse {
    public static let apiKey: Int16 = 57
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = ""
    /// Versions 0-1; left out of the others.
    public var results: [UpdatableFeatureResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        results: [UpdatableFeatureResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        if version <= 1 {
            self.results = try reader.structures(of: UpdatableFeatureResult.self, compact: true, minimumBytes: 5, version: version)
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "UpdateFeaturesResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        if version <= 1 {
            try writer.structures(self.results, compact: true, version: version)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct UpdatableFeatureResult: KafkaStructure {
        public var feature: String = ""
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            feature: String = "",
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = ""
        ) {
            self.feature = feature
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.feature = try reader.string(compact: true)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.feature, compact: true)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
