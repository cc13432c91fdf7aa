// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 26, versions 0-5.
public struct EndTxnResponse: KafkaResponse {
    public static let apiKey: Int16 = 26
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 5+; left out of the others.
    public var producerID: ProducerID = ProducerID(-1)
    /// Versions 5+; left out of the others.
    public var producerEpoch: ProducerEpoch = ProducerEpoch(-1)
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        producerID: ProducerID = ProducerID(-1),
        producerEpoch: ProducerEpoch = ProducerEpoch(-1)
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.producerID = producerID
        self.producerEpoch = producerEpoch
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        if version == 5 {
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        }
        if version == 5 {
            self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "EndTxnResponse", version: version)
        }
        let flexible = version >= 3
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        if version == 5 {
            writer.integer(self.producerID.rawValue)
        }
        if version == 5 {
            writer.integer(self.producerEpoch.rawValue)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
