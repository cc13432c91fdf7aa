// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Versions 0-1.
public struct LeaderChangeMessage: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var version: Int16 = 0
    public var leaderID: BrokerID = BrokerID(0)
    public var voters: [Voter] = []
    public var grantingVoters: [Voter] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        version: Int16 = 0,
        leaderID: BrokerID = BrokerID(0),
        voters: [Voter] = [],
        grantingVoters: [Voter] = []
    ) {
        self.version = version
        self.leaderID = leaderID
        self.voters = voters
        self.grantingVoters = grantingVoters
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.version = try reader.integer(Int16.self)
        self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.voters = try reader.structures(of: Voter.self, compact: true, minimumBytes: 5, version: version)
        self.grantingVoters = try reader.structures(of: Voter.self, compact: true, minimumBytes: 5, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "LeaderChangeMessage", version: version)
        }
        writer.integer(self.version)
        writer.integer(self.leaderID.rawValue)
        try writer.structures(self.voters, compact: true, version: version)
        try writer.structures(self.grantingVoters, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct Voter: KafkaStructure {
        public var voterID: Int32 = 0
        /// Versions 1+; an error in the others unless at its default.
        public var voterDirectoryID: UniqueID = UniqueID.zero
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            voterID: Int32 = 0,
            voterDirectoryID: UniqueID = UniqueID.zero
        ) {
            self.voterID = voterID
            self.voterDirectoryID = voterDirectoryID
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.voterID = try reader.integer(Int32.self)
            if version == 1 {
                self.voterDirectoryID = try reader.uniqueID()
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.voterID)
            if version != 1, self.voterDirectoryID != UniqueID.zero { throw EncodeError(.fieldNotInVersion, field: "Voter.voterDirectoryID", version: version) }
            if version == 1 {
                writer.uniqueID(self.voterDirectoryID)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
