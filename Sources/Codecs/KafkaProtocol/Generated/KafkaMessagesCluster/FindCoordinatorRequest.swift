// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 10, versions 0-6.
public struct FindCoordinatorRequest: KafkaRequest {
    public typealias Response = FindCoordinatorResponse
    public static let apiKey: Int16 = 10
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 0-3; an error in the others unless at its default.
    public var key: String = ""
    /// Versions 1+; an error in the others unless at its default.
    public var keyType: Int8 = 0
    /// Versions 4+; an error in the others unless at its default.
    public var coordinatorKeys: [String] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        key: String = "",
        keyType: Int8 = 0,
        coordinatorKeys: [String] = []
    ) {
        self.key = key
        self.keyType = keyType
        self.coordinatorKeys = coordinatorKeys
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version <= 3 {
            self.key = try reader.string(compact: flexible)
        }
        if version >= 1 {
            self.keyType = try reader.integer(Int8.self)
        }
        if version >= 4 {
            self.coordinatorKeys = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: flexible) }
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "FindCoordinatorRequest", version: version)
        }
        let flexible = version >= 3
        if version > 3, self.key != "" { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorRequest.key", version: version) }
        if version <= 3 {
            try writer.string(self.key, compact: flexible)
        }
        if version < 1, self.keyType != 0 { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorRequest.keyType", version: version) }
        if version >= 1 {
            writer.integer(self.keyType)
        }
        if version < 4, !self.coordinatorKeys.isEmpty { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorRequest.coordinatorKeys", version: version) }
        if version >= 4 {
            try writer.longLength(self.coordinatorKeys.count, compact: flexible)
            for element in self.coordinatorKeys {
                try writer.string(element, compact: flexible)
            }
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
