// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 11, versions 0-9.
public struct JoinGroupRequest: KafkaRequest {
    public typealias Response = JoinGroupResponse
    public static let apiKey: Int16 = 11
    public static let versions: ClosedRange<Int16> = 0...9
    public static let firstFlexibleVersion: Int16? = 6

    public var groupID: GroupID = GroupID("")
    public var sessionTimeoutMs: Int32 = 0
    /// Versions 1+; left out of the others.
    public var rebalanceTimeoutMs: Int32 = -1
    public var memberID: String = ""
    /// Versions 5+; an error in the others unless at its default.
    public var groupInstanceID: String? = nil
    public var protocolType: String = ""
    public var protocols: [JoinGroupRequestProtocol] = []
    /// Versions 8+; left out of the others.
    public var reason: String? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        sessionTimeoutMs: Int32 = 0,
        rebalanceTimeoutMs: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        protocolType: String = "",
        protocols: [JoinGroupRequestProtocol] = [],
        reason: String? = nil
    ) {
        self.groupID = groupID
        self.sessionTimeoutMs = sessionTimeoutMs
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.protocolType = protocolType
        self.protocols = protocols
        self.reason = reason
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 9 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 6
        self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
        self.sessionTimeoutMs = try reader.integer(Int32.self)
        if version >= 1 {
            self.rebalanceTimeoutMs = try reader.integer(Int32.self)
        }
        self.memberID = try reader.string(compact: flexible)
        if version >= 5 {
            self.groupInstanceID = try reader.nullableString(compact: flexible)
        }
        self.protocolType = try reader.string(compact: flexible)
        self.protocols = try reader.structures(of: JoinGroupRequestProtocol.self, compact: flexible, minimumBytes: 3, version: version)
        if version >= 8 {
            self.reason = try reader.nullableString(compact: flexible)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 9 else {
            throw EncodeError(.unsupportedVersion, field: "JoinGroupRequest", version: version)
        }
        let flexible = version >= 6
        try writer.string(self.groupID.rawValue, compact: flexible)
        writer.integer(self.sessionTimeoutMs)
        if version >= 1 {
            writer.integer(self.rebalanceTimeoutMs)
        }
        try writer.string(self.memberID, compact: flexible)
        if version < 5, self.groupInstanceID != nil { throw EncodeError(.fieldNotInVersion, field: "JoinGroupRequest.groupInstanceID", version: version) }
        if version >= 5 {
            try writer.nullableString(self.groupInstanceID, compact: flexible)
        }
        try writer.string(self.protocolType, compact: flexible)
        try writer.structures(self.protocols, compact: flexible, version: version)
        if version >= 8 {
            try writer.nullableString(self.reason, compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-9.
    public struct JoinGroupRequestProtocol: KafkaStructure {
        public var name: String = ""
        public var metadata: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            metadata: ByteSlice = ByteSlice()
        ) {
            self.name = name
            self.metadata = metadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 6
            self.name = try reader.string(compact: flexible)
            self.metadata = try reader.nonNullBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 6
            try writer.string(self.name, compact: flexible)
            try writer.nonNullBytes(self.metadata, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
