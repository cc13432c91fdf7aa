// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 11, versions 0-9.
public struct JoinGroupResponse: KafkaResponse {
    public static let apiKey: Int16 = 11
    public static let versions: ClosedRange<Int16> = 0...9
    public static let firstFlexibleVersion: Int16? = 6

    /// Versions 2+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var generationID: Int32 = -1
    /// Versions 7+; left out of the others.
    public var protocolType: String? = nil
    public var protocolName: String? = ""
    public var leader: String = ""
    /// Versions 9+; an error in the others unless at its default.
    public var skipAssignment: Bool = false
    public var memberID: String = ""
    public var members: [JoinGroupResponseMember] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        generationID: Int32 = -1,
        protocolType: String? = nil,
        protocolName: String? = "",
        leader: String = "",
        skipAssignment: Bool = false,
        memberID: String = "",
        members: [JoinGroupResponseMember] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.generationID = generationID
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.leader = leader
        self.skipAssignment = skipAssignment
        self.memberID = memberID
        self.members = members
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 9 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        if version >= 2 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.generationID = try reader.integer(Int32.self)
        if version >= 7 {
            self.protocolType = try reader.nullableString(compact: flexible)
        }
        if version >= 7 {
            self.protocolName = try reader.nullableString(compact: flexible)
        }
        else {
            self.protocolName = try reader.string(compact: flexible)
        }
        self.leader = try reader.string(compact: flexible)
        if version == 9 {
            self.skipAssignment = try reader.boolean()
        }
        self.memberID = try reader.string(compact: flexible)
        self.members = try reader.structures(of: JoinGroupResponseMember.self, compact: flexible, minimumBytes: 4, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 9 else {
            throw EncodeError(.unsupportedVersion, field: "JoinGroupResponse", version: version)
        }
        let flexible = version >= 6
        if version >= 2 {
            writer.integer(self.throttleTimeMs)
        }
        writer.integer(self.errorCode.rawValue)
        writer.integer(self.generationID)
        if version >= 7 {
            try writer.nullableString(self.protocolType, compact: flexible)
        }
        if version < 7, self.protocolName == nil { throw EncodeError(.unexpectedNull, field: "JoinGroupResponse.protocolName", version: version) }
        try writer.nullableString(self.protocolName, compact: flexible)
        try writer.string(self.leader, compact: flexible)
        if version != 9, self.skipAssignment { throw EncodeError(.fieldNotInVersion, field: "JoinGroupResponse.skipAssignment", version: version) }
        if version == 9 {
            writer.boolean(self.skipAssignment)
        }
        try writer.string(self.memberID, compact: flexible)
        try writer.structures(self.members, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-9.
    public struct JoinGroupResponseMember: KafkaStructure {
        public var memberID: String = ""
        /// Versions 5+; left out of the others.
        public var groupInstanceID: String? = nil
        public var metadata: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            metadata: ByteSlice = ByteSlice()
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.metadata = metadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.memberID = try reader.string(compact: flexible)
            if version >= 5 {
                self.groupInstanceID = try reader.nullableString(compact: flexible)
            }
            self.metadata = try reader.nonNullBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            try writer.string(self.memberID, compact: flexible)
            if version >= 5 {
                try writer.nullableString(self.groupInstanceID, compact: flexible)
            }
            try writer.nonNullBytes(self.metadata, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
