// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 13, versions 0-5.
public struct LeaveGroupRequest: KafkaRequest {
    public typealias Response = LeaveGroupResponse
    public static let apiKey: Int16 = 13
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 4

    public var groupID: GroupID = GroupID("")
    /// Versions 0-2; an error in the others unless at its default.
    public var memberID: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var members: [MemberIdentity] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        memberID: String = "",
        members: [MemberIdentity] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.members = members
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 4
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        if version <= 2 {
            self.memberID = try reader.string(compact: flexible)
        }
        if version >= 3 {
            self.members = try reader.structures(of: MemberIdentity.self, compact: flexible, minimumBytes: 3, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "LeaveGroupRequest", version: version)
        }
        let flexible = version >= 4
        try writer.string(self.groupID.rawValue, compact: flexible)
        if version > 2, self.memberID != "" { throw EncodeError(.fieldNotInVersion, field: "LeaveGroupRequest.memberID", version: version) }
        if version <= 2 {
            try writer.string(self.memberID, compact: flexible)
        }
        if version < 3, !self.members.isEmpty { throw EncodeError(.fieldNotInVersion, field: "LeaveGroupRequest.members", version: version) }
        if version >= 3 {
            try writer.structures(self.members, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 3-5.
    public struct MemberIdentity: KafkaStructure {
        public var memberID: String = ""
        public var groupInstanceID: String? = nil
        /// Versions 5+; left out of the others.
        public var reason: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            reason: String? = nil
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.reason = reason
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 4
            self.memberID = try reader.string(compact: flexible)
            self.groupInstanceID = try reader.nullableString(compact: flexible)
            if version == 5 {
                self.reason = try reader.nullableString(compact: flexible)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 4
            try writer.string(self.memberID, compact: flexible)
            try writer.nullableString(self.groupInstanceID, compact: flexible)
            if version == 5 {
                try writer.nullableString(self.reason, compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
