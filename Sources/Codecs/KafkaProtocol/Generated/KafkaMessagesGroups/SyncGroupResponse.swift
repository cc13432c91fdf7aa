// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 14, versions 0-5.
public struct SyncGroupResponse: KafkaResponse {
    public static let apiKey: Int16 = 14
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 4

    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 5+; left out of the others.
    public var protocolType: String? = nil
    /// Versions 5+; left out of the others.
    public var protocolName: String? = nil
    public var assignment: ByteSlice = ByteSlice()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        protocolType: String? = nil,
        protocolName: String? = nil,
        assignment: ByteSlice = ByteSlice()
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.assignment = assignment
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 4
        if version >= 1 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        if version == 5 {
            self.protocolType = try reader.nullableString(compact: flexible)
        }
        if version == 5 {
            self.protocolName = try reader.nullableString(compact: flexible)
        }
        self.assignment = try reader.nonNullBytes(compact: flexible)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "SyncGroupResponse", version: version)
        }
        let flexible = version >= 4
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        writer.integer(self.errorCode.rawValue)
        if version == 5 {
            try writer.nullableString(self.protocolType, compact: flexible)
        }
        if version == 5 {
            try writer.nullableString(self.protocolName, compact: flexible)
        }
        try writer.nonNullBytes(self.assignment, compact: flexible)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
