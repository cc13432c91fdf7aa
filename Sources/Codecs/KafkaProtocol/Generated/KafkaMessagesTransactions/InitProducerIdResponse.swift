// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 22, versions 0-6.
public struct InitProducerIdResponse: KafkaResponse {
    public static let apiKey: Int16 = 22
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var producerID: ProducerID = ProducerID(-1)
    public var producerEpoch: ProducerEpoch = ProducerEpoch(0)
    /// Versions 6+; an error in the others unless at its default.
    public var ongoingTxnProducerID: ProducerID = ProducerID(-1)
    /// Versions 6+; an error in the others unless at its default.
    public var ongoingTxnProducerEpoch: ProducerEpoch = ProducerEpoch(-1)
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        producerID: ProducerID = ProducerID(-1),
        producerEpoch: ProducerEpoch = ProducerEpoch(0),
        ongoingTxnProducerID: ProducerID = ProducerID(-1),
        ongoingTxnProducerEpoch: ProducerEpoch = ProducerEpoch(-1)
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.ongoingTxnProducerID = ongoingTxnProducerID
        self.ongoingTxnProducerEpoch = ongoingTxnProducerEpoch
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
        self.producerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        if version == 6 {
            self.ongoingTxnProducerID = try ProducerID(rawValue: reader.integer(Int64.self))
        }
        if version == 6 {
            self.ongoingTxnProducerEpoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "InitProducerIdResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        writer.integer(self.producerID.rawValue)
        writer.integer(self.producerEpoch.rawValue)
        if version != 6, self.ongoingTxnProducerID != ProducerID(-1) { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdResponse.ongoingTxnProducerID", version: version) }
        if version == 6 {
            writer.integer(self.ongoingTxnProducerID.rawValue)
        }
        if version != 6, self.ongoingTxnProducerEpoch != ProducerEpoch(-1) { throw EncodeError(.fieldNotInVersion, field: "InitProducerIdResponse.ongoingTxnProducerEpoch", version: version) }
        if version == 6 {
            writer.integer(self.ongoingTxnProducerEpoch.rawValue)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
