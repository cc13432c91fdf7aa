// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 16, versions 0-5.
public struct ListGroupsResponse: KafkaResponse {
    public static let apiKey: Int16 = 16
    public static let versions: ClosedRange<Int16> = 0...5
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var groups: [ListedGroup] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        groups: [ListedGroup] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.groups = groups
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version >= 1 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.groups = try reader.structures(of: ListedGroup.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "ListGroupsResponse", version: version)
        }
        let flexible = version >= 3
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        writer.integer(self.errorCode.rawValue)
        try writer.structures(self.groups, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-5.
    public struct ListedGroup: KafkaStructure {
        public var groupID: GroupID = GroupID("")
        public var protocolType: String = ""
        /// Versions 4+; left out of the others.
        public var groupState: String = ""
        /// Versions 5+; left out of the others.
        public var groupType: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            groupID: GroupID = GroupID(""),
            protocolType: String = "",
            groupState: String = "",
            groupType: String = ""
        ) {
            self.groupID = groupID
            self.protocolType = protocolType
            self.groupState = groupState
            self.groupType = groupType
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 3
            self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
            self.protocolType = try reader.string(compact: flexible)
            if version >= 4 {
                self.groupState = try reader.string(compact: flexible)
            }
            if version == 5 {
                self.groupType = try reader.string(compact: flexible)
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 3
            try writer.string(self.groupID.rawValue, compact: flexible)
            try writer.string(self.protocolType, compact: flexible)
            if version >= 4 {
                try writer.string(self.groupState, compact: flexible)
            }
            if version == 5 {
                try writer.string(self.groupType, compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
