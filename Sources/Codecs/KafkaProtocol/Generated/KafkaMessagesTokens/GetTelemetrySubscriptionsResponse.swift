// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 71, versions 0.
public struct GetTelemetrySubscriptionsResponse: KafkaResponse {
    public static let apiKey: Int16 = 71
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var clientInstanceID: UniqueID = UniqueID.zero
    public var subscriptionID: Int32 = 0
    public var acceptedCompressionTypes: [Int8] = []
    public var pushIntervalMs: Int32 = 0
    public var telemetryMaxBytes: Int32 = 0
    public var deltaTemporality: Bool = false
    public var requestedMetrics: [String] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        clientInstanceID: UniqueID = UniqueID.zero,
        subscriptionID: Int32 = 0,
        acceptedCompressionTypes: [Int8] = [],
        pushIntervalMs: Int32 = 0,
        telemetryMaxBytes: Int32 = 0,
        deltaTemporality: Bool = false,
        requestedMetrics: [String] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.clientInstanceID = clientInstanceID
        self.subscriptionID = subscriptionID
        self.acceptedCompressionTypes = acceptedCompressionTypes
        self.pushIntervalMs = pushIntervalMs
        self.telemetryMaxBytes = telemetryMaxBytes
        self.deltaTemporality = deltaTemporality
        self.requestedMetrics = requestedMetrics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.clientInstanceID = try reader.uniqueID()
        self.subscriptionID = try reader.integer(Int32.self)
        self.acceptedCompressionTypes = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> Int8 in try reader.integer(Int8.self) }
        self.pushIntervalMs = try reader.integer(Int32.self)
        self.telemetryMaxBytes = try reader.integer(Int32.self)
        self.deltaTemporality = try reader.boolean()
        self.requestedMetrics = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "GetTelemetrySubscriptionsResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        writer.uniqueID(self.clientInstanceID)
        writer.integer(self.subscriptionID)
        try writer.longLength(self.acceptedCompressionTypes.count, compact: true)
        for element in self.acceptedCompressionTypes {
            writer.integer(element)
        }
        writer.integer(self.pushIntervalMs)
        writer.integer(self.telemetryMaxBytes)
        writer.boolean(self.deltaTemporality)
        try writer.longLength(self.requestedMetrics.count, compact: true)
        for element in self.requestedMetrics {
            try writer.string(element, compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
