// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 1, versions 0-4.
public struct OffsetCommitValue: CoordinatorValue {
    public static let recordType: Int16 = 1
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 4

    public var offset: Offset = Offset(0)
    /// Versions 3+; left out of the others.
    public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
    public var metadata: String = ""
    public var commitTimestamp: Int64 = 0
    /// Versions 1; left out of the others.
    public var expireTimestamp: Int64 = -1
    /// Versions 4+; left out of the others.
    public var topicID: UniqueID = UniqueID.zero
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        offset: Offset = Offset(0),
        leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
        metadata: String = "",
        commitTimestamp: Int64 = 0,
        expireTimestamp: Int64 = -1,
        topicID: UniqueID = UniqueID.zero
    ) {
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.metadata = metadata
        self.commitTimestamp = commitTimestamp
        self.expireTimestamp = expireTimestamp
        self.topicID = topicID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 4
        self.offset = try Offset(rawValue: reader.integer(Int64.self))
        if version >= 3 {
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
        }
        self.metadata = try reader.string(compact: flexible)
        self.commitTimestamp = try reader.integer(Int64.self)
        if version == 1 {
            self.expireTimestamp = try reader.integer(Int64.self)
        }
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0:
                    let end = try reader.taggedFieldEnd()
                    self.topicID = try reader.uniqueID()
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "OffsetCommitValue", version: version)
        }
        let flexible = version == 4
        writer.integer(self.offset.rawValue)
        if version >= 3 {
            writer.integer(self.leaderEpoch.rawValue)
        }
        try writer.string(self.metadata, compact: flexible)
        writer.integer(self.commitTimestamp)
        if version == 1 {
            writer.integer(self.expireTimestamp)
        }
        if flexible {
            var tagged = self.unknownTaggedFields
            if self.topicID != UniqueID.zero {
                var field = ByteWriter(capacity: 64)
                field.uniqueID(self.topicID)
                tagged.set(0, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }
}
