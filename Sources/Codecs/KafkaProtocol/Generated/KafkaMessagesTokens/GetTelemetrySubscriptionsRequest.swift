// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 71, versions 0.
public struct GetTelemetrySubscriptionsRequest: KafkaRequest {
    public typealias Response = GetTelemetrySubscriptionsResponse
    public static let apiKey: Int16 = 71
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var clientInstanceID: UniqueID = UniqueID.zero
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clientInstanceID: UniqueID = UniqueID.zero
    ) {
        self.clientInstanceID = clientInstanceID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.clientInstanceID = try reader.uniqueID()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "GetTelemetrySubscriptionsRequest", version: version)
        }
        writer.uniqueID(self.clientInstanceID)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
