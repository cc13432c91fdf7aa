// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 2, versions 0-4.
public struct GroupMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 2
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 4

    public var protocolType: String = ""
    public var generation: Int32 = 0
    public var `protocol`: String? = ""
    public var leader: String? = ""
    /// Versions 2+; left out of the others.
    public var currentStateTimestamp: Int64 = -1
    public var members: [MemberMetadata] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        protocolType: String = "",
        generation: Int32 = 0,
        `protocol`: String? = "",
        leader: String? = "",
        currentStateTimestamp: Int64 = -1,
        members: [MemberMetadata] = []
    ) {
        self.protocolType = protocolType
        self.generation = generation
        self.protocol = `protocol`
        self.leader = leader
        self.currentStateTimestamp = currentStateTimestamp
        self.members = members
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.protocolType = try reader.string(compact: flexible)
        self.generation = try reader.integer(Int32.self)
        self.protocol = try reader.nullableString(compact: flexible)
        self.leader = try reader.nullableString(compact: flexible)
        if version >= 2 {
            self.currentStateTimestamp = try reader.integer(Int64.self)
        }
        self.members = try reader.structures(of: MemberMetadata.self, compact: flexible, minimumBytes: 15, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "GroupMetadataValue", version: version)
        }
        let flexible = version == 4
        try writer.string(self.protocolType, compact: flexible)
        writer.integer(self.generation)
        try writer.nullableString(self.protocol, compact: flexible)
        try writer.nullableString(self.leader, compact: flexible)
        if version >= 2 {
            writer.integer(self.currentStateTimestamp)
        }
        try writer.structures(self.members, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-4.
    public struct MemberMetadata: KafkaStructure {
        public var memberID: String = ""
        /// Versions 3+; left out of the others.
        public var groupInstanceID: String? = nil
        public var clientID: String = ""
        public var clientHost: String = ""
        /// Versions 1+; left out of the others.
        public var rebalanceTimeout: Int32 = -1
        public var sessionTimeout: Int32 = 0
        public var subscription: ByteSlice = ByteSlice()
        public var assignment: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            clientID: String = "",
            clientHost: String = "",
            rebalanceTimeout: Int32 = -1,
            sessionTimeout: Int32 = 0,
            subscription: ByteSlice = ByteSlice(),
            assignment: ByteSlice = ByteSlice()
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.clientID = clientID
            self.clientHost = clientHost
            self.rebalanceTimeout = rebalanceTimeout
            self.sessionTimeout = sessionTimeout
            self.subscription = subscription
            self.assignment = assignment
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 4
            self.memberID = try reader.string(compact: flexible)
            if version >= 3 {
                self.groupInstanceID = try reader.nullableString(compact: flexible)
            }
            self.clientID = try reader.string(compact: flexible)
            self.clientHost = try reader.string(compact: flexible)
            if version >= 1 {
                self.rebalanceTimeout = try reader.integer(Int32.self)
            }
            self.sessionTimeout = try reader.integer(Int32.self)
            self.subscription = try reader.nonNullBytes(compact: flexible)
            self.assignment = try reader.nonNullBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 4
            try writer.string(self.memberID, compact: flexible)
            if version >= 3 {
                try writer.nullableString(self.groupInstanceID, compact: flexible)
            }
            try writer.string(self.clientID, compact: flexible)
            try writer.string(self.clientHost, compact: flexible)
            if version >= 1 {
                writer.integer(self.rebalanceTimeout)
            }
            writer.integer(self.sessionTimeout)
            try writer.nonNullBytes(self.subscription, compact: flexible)
            try writer.nonNullBytes(self.assignment, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
