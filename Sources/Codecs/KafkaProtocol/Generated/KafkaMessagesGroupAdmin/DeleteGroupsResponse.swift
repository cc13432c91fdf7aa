// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 42, versions 0-2.
public struct DeleteGroupsResponse: KafkaResponse {
    public static let apiKey: Int16 = 42
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    public var results: [DeletableGroupResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        results: [DeletableGroupResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.results = try reader.structures(of: DeletableGroupResult.self, compact: flexible, minimumBytes: 4, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteGroupsResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.results, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct DeletableGroupResult: KafkaStructure {
        public var groupID: GroupID = GroupID("")
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            groupID: GroupID = GroupID(""),
            errorCode: KafkaErrorCode = KafkaErrorCode.none
        ) {
            self.groupID = groupID
            self.errorCode = errorCode
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.groupID = try GroupID(rawValue: reader.string(compact: flexible))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.groupID.rawValue, compact: flexible)
            writer.integer(self.errorCode.rawValue)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
