// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 15, versions 0-6.
public struct DescribeGroupsResponse: KafkaResponse {
    public static let apiKey: Int16 = 15
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 5

    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var groups: [DescribedGroup] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribedGroup] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 5
        if version >= 1 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.groups = try reader.structures(of: DescribedGroup.self, compact: flexible, minimumBytes: 12, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeGroupsResponse", version: version)
        }
        let flexible = version >= 5
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        try writer.structures(self.groups, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-6.
    public struct DescribedGroup: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Versions 6+; an error in the others unless at its default.
        public var errorMessage: String? = nil
        public var groupID: GroupID = GroupID("")
        public var groupState: String = ""
        public var protocolType: String = ""
        public var protocolData: String = ""
        public var members: [DescribedGroupMember] = []
        /// Versions 3+; an error in the others unless at its default.
        public var authorizedOperations: Int32 = -2147483648
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = nil,
            groupID: GroupID = GroupID(""),
            groupState: String = "",
            protocolType: String = "",
            protocolData: String = "",
            members: [DescribedGroupMember] = [],
            authorizedOperations: Int32 = -2147483648
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.protocolType = protocolType
            self.protocolData = protocolData
            self.members = members
            self.authorizedOperations = authorizedOperations
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if version == 6 {
                self.errorMessage = try reader.nullableString(compact: flexible)
            }
            self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
            self.groupState = try reader.string(compact: flexible)
            self.protocolType = try reader.string(compact: flexible)
            self.protocolData = try reader.string(compact: flexible)
            self.members = try reader.structures(of: DescribedGroupMember.self, compact: flexible, minimumBytes: 7, version: version)
            if version >= 3 {
                self.authorizedOperations = try reader.integer(Int32.self)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            writer.integer(self.errorCode.rawValue)
            if version != 6, self.errorMessage != nil { throw EncodeError(.fieldNotInVersion, field: "DescribedGroup.errorMessage", version: version) }
            if version == 6 {
                try writer.nullableString(self.errorMessage, compact: flexible)
            }
            try writer.string(self.groupID.rawValue, compact: flexible)
            try writer.string(self.groupState, compact: flexible)
            try writer.string(self.protocolType, compact: flexible)
            try writer.string(self.protocolData, compact: flexible)
            try writer.structures(self.members, compact: flexible, version: version)
            if version < 3, self.authorizedOperations != -2147483648 { throw EncodeError(.fieldNotInVersion, field: "DescribedGroup.authorizedOperations", version: version) }
            if version >= 3 {
                writer.integer(self.authorizedOperations)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-6.
    public struct DescribedGroupMember: KafkaStructure {
        public var memberID: String = ""
        /// Versions 4+; left out of the others.
        public var groupInstanceID: String? = nil
        public var clientID: String = ""
        public var clientHost: String = ""
        public var memberMetadata: ByteSlice = ByteSlice()
        public var memberAssignment: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            clientID: String = "",
            clientHost: String = "",
            memberMetadata: ByteSlice = ByteSlice(),
            memberAssignment: ByteSlice = ByteSlice()
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.clientID = clientID
            self.clientHost = clientHost
            self.memberMetadata = memberMetadata
            self.memberAssignment = memberAssignment
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.memberID = try reader.string(compact: flexible)
            if version >= 4 {
                self.groupInstanceID = try reader.nullableString(compact: flexible)
            }
            self.clientID = try reader.string(compact: flexible)
            self.clientHost = try reader.string(compact: flexible)
            self.memberMetadata = try reader.nonNullBytes(compact: flexible)
            self.memberAssignment = try reader.nonNullBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            try writer.string(self.memberID, compact: flexible)
            if version >= 4 {
                try writer.nullableString(self.groupInstanceID, compact: flexible)
            }
            try writer.string(self.clientID, compact: flexible)
            try writer.string(self.clientHost, compact: flexible)
            try writer.nonNullBytes(self.memberMetadata, compact: flexible)
            try writer.nonNullBytes(self.memberAssignment, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
