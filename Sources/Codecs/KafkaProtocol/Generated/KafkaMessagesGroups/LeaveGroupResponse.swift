// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 13, versions 0-5.
public struct LeaveGroupResponse: KafkaResponse {
    public static let apiKey: Int16 = 13
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 4

    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 3+; an error in the others unless at its default.
    public var members: [MemberResponse] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        members: [MemberResponse] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.members = members
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
        if version >= 3 {
            self.members = try reader.structures(of: MemberResponse.self, compact: flexible, minimumBytes: 5, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "LeaveGroupResponse", version: version)
        }
        let flexible = version >= 4
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        writer.integer(self.errorCode.rawValue)
        if version < 3, !self.members.isEmpty { throw EncodeError(.fieldNotInVersion, field: "LeaveGroupResponse.members", version: version) }
        if version >= 3 {
            try writer.structures(self.members, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 3-5.
    public struct MemberResponse: KafkaStructure {
        public var memberID: String = ""
        public var groupInstanceID: String? = ""
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            groupInstanceID: String? = "",
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 4
            self.memberID = try reader.string(compact: flexible)
            self.groupInstanceID = try reader.nullableString(compact: flexible)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 4
            try writer.string(self.memberID, compact: flexible)
            try writer.nullableString(self.groupInstanceID, compact: flexible)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
