// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 82, versions 0.
public struct UpdateRaftVoterResponse: KafkaResponse {
    public static let apiKey: Int16 = 82
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var currentLeader: CurrentLeader = CurrentLeader()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        currentLeader: CurrentLeader = CurrentLeader()
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.currentLeader = currentLeader
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.currentLeader = try CurrentLeader(from: &reader, version: version)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "UpdateRaftVoterResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        var tagged = self.unknownTaggedFields
        if self.currentLeader != CurrentLeader() {
            var field = ByteWriter(capacity: 64)
            try self.currentLeader.encode(into: &field, version: version)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0.
    public struct CurrentLeader: KafkaStructure {
        public var leaderID: BrokerID = BrokerID(-1)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        public var host: String = ""
        public var port: Int32 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            leaderID: BrokerID = BrokerID(-1),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
            host: String = "",
            port: Int32 = 0
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(Int32.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
