// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 72, versions 0.
public struct PushTelemetryRequest: KafkaRequest {
    public typealias Response = PushTelemetryResponse
    public static let apiKey: Int16 = 72
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var clientInstanceID: UniqueID = UniqueID.zero
    public var subscriptionID: Int32 = 0
    public var terminating: Bool = false
    public var compressionType: Int8 = 0
    public var metrics: ByteSlice = ByteSlice()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clientInstanceID: UniqueID = UniqueID.zero,
        subscriptionID: Int32 = 0,
        terminating: Bool = false,
        compressionType: Int8 = 0,
        metrics: ByteSlice = ByteSlice()
    ) {
        self.clientInstanceID = clientInstanceID
        self.subscriptionID = subscriptionID
        self.terminating = terminating
        self.compressionType = compressionType
        self.metrics = metrics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.clientInstanceID = try reader.uniqueID()
        self.subscriptionID = try reader.integer(Int32.self)
        self.terminating = try reader.boolean()
        self.compressionType = try reader.integer(Int8.self)
        self.metrics = try reader.nonNullBytes(compact: true)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "PushTelemetryRequest", version: version)
        }
        writer.uniqueID(self.clientInstanceID)
        writer.integer(self.subscriptionID)
        writer.boolean(self.terminating)
        writer.integer(self.compressionType)
        try writer.nonNullBytes(self.metrics, compact: true)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
