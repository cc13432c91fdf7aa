// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 14, versions 0-5.
public struct SyncGroupRequest: KafkaRequest {
    public typealias Response = SyncGroupResponse
    public static let apiKey: Int16 = 14
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 4

    public var groupID: GroupID = GroupID("")
    public var generationID: Int32 = 0
    public var memberID: String = ""
    /// Versions 3+; an error in the others unless at its default.
    public var groupInstanceID: String? = nil
    /// Versions 5+; left out of the others.
    public var protocolType: String? = nil
    /// Versions 5+; left out of the others.
    public var protocolName: String? = nil
    public var assignments: [SyncGroupRequestAssignment] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        generationID: Int32 = 0,
        memberID: String = "",
        groupInstanceID: String? = nil,
        protocolType: String? = nil,
        protocolName: String? = nil,
        assignments: [SyncGroupRequestAssignment] = []
    ) {
        self.groupID = groupID
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.assignments = assignments
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 4
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        self.generationID = try reader.integer(Int32.self)
        self.memberID = try reader.string(compact: flexible)
        if version >= 3 {
            self.groupInstanceID = try reader.nullableString(compact: flexible)
        }
        if version == 5 {
            self.protocolType = try reader.nullableString(compact: flexible)
        }
        if version == 5 {
            self.protocolName = try reader.nullableString(compact: flexible)
        }
        self.assignments = try reader.structures(of: SyncGroupRequestAssignment.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "SyncGroupRequest", version: version)
        }
        let flexible = version >= 4
        try writer.string(self.groupID.rawValue, compact: flexible)
        writer.integer(self.generationID)
        try writer.string(self.memberID, compact: flexible)
        if version < 3, self.groupInstanceID != nil { throw EncodeError(.fieldNotInVersion, field: "SyncGroupRequest.groupInstanceID", version: version) }
        if version >= 3 {
            try writer.nullableString(self.groupInstanceID, compact: flexible)
        }
        if version == 5 {
            try writer.nullableString(self.protocolType, compact: flexible)
        }
        if version == 5 {
            try writer.nullableString(self.protocolName, compact: flexible)
        }
        try writer.structures(self.assignments, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-5.
    public struct SyncGroupRequestAssignment: KafkaStructure {
        public var memberID: String = ""
        public var assignment: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            assignment: ByteSlice = ByteSlice()
        ) {
            self.memberID = memberID
            self.assignment = assignment
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 4
            self.memberID = try reader.string(compact: flexible)
            self.assignment = try reader.nonNullBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 4
            try writer.string(self.memberID, compact: flexible)
            try writer.nonNullBytes(self.assignment, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
