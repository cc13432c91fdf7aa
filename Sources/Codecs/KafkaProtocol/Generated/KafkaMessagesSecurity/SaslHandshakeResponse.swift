// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 17, versions 0-1.
public struct SaslHandshakeResponse: KafkaResponse {
    public static let apiKey: Int16 = 17
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = nil

    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var mechanisms: [String] = []

    public init() {}

    public init(
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        mechanisms: [String] = []
    ) {
        self.errorCode = errorCode
        self.mechanisms = mechanisms
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.mechanisms = try reader.array(compact: false, minimumBytes: 2) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: false) }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "SaslHandshakeResponse", version: version)
        }
        writer.integer(self.errorCode.rawValue)
        try writer.longLength(self.mechanisms.count, compact: false)
        for element in self.mechanisms {
            try writer.string(element, compact: false)
        }
    }
}
