// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 12, versions 0-4.
public struct HeartbeatRequest: KafkaRequest {
    public typealias Response = HeartbeatResponse
    public static let apiKey: Int16 = 12
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 4

    public var groupID: GroupID = GroupID("")
    public var generationID: Int32 = 0
    public var memberID: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var groupInstanceID: String? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        generationID: Int32 = 0,
        memberID: String = "",
        groupInstanceID: String? = nil
    ) {
        self.groupID = groupID
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        self.generationID = try reader.integer(Int32.self)
        self.memberID = try reader.string(compact: flexible)
        if version >= 3 {
            self.groupInstanceID = try reader.nullableString(compact: flexible)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "HeartbeatRequest", version: version)
        }
        let flexible = version == 4
        try writer.string(self.groupID.rawValue, compact: flexible)
        writer.integer(self.generationID)
        try writer.string(self.memberID, compact: flexible)
        if version < 3, self.groupInstanceID != nil { throw EncodeError(.fieldNotInVersion, field: "HeartbeatRequest.groupInstanceID", version: version) }
        if version >= 3 {
            try writer.nullableString(self.groupInstanceID, compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
