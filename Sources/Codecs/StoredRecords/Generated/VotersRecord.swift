// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Versions 0.
public struct VotersRecord: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var version: Int16 = 0
    public var voters: [Voter] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        version: Int16 = 0,
        voters: [Voter] = []
    ) {
        self.version = version
        self.voters = voters
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.version = try reader.integer(Int16.self)
        self.voters = try reader.structures(of: Voter.self, compact: true, minimumBytes: 27, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "VotersRecord", version: version)
        }
        writer.integer(self.version)
        try writer.structures(self.voters, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct Voter: KafkaStructure {
        public var voterID: BrokerID = BrokerID(0)
        public var voterDirectoryID: UniqueID = UniqueID.zero
        public var endpoints: [Endpoint] = []
        public var kRaftVersionFeature: KRaftVersionFeature = KRaftVersionFeature()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            voterID: BrokerID = BrokerID(0),
            voterDirectoryID: UniqueID = UniqueID.zero,
            endpoints: [Endpoint] = [],
            kRaftVersionFeature: KRaftVersionFeature = KRaftVersionFeature()
        ) {
            self.voterID = voterID
            self.voterDirectoryID = voterDirectoryID
            self.endpoints = endpoints
            self.kRaftVersionFeature = kRaftVersionFeature
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.voterID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.voterDirectoryID = try reader.uniqueID()
            self.endpoints = try reader.structures(of: Endpoint.self, compact: true, minimumBytes: 5, version: version)
            self.kRaftVersionFeature = try KRaftVersionFeature(from: &reader, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.voterID.rawValue)
            writer.uniqueID(self.voterDirectoryID)
            try writer.structures(self.endpoints, compact: true, version: version)
            try self.kRaftVersionFeature.encode(into: &writer, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct Endpoint: KafkaStructure {
        public var name: String = ""
        public var host: String = ""
        public var port: UInt16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            host: String = "",
            port: UInt16 = 0
        ) {
            self.name = name
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct KRaftVersionFeature: KafkaStructure {
        public var minSupportedVersion: Int16 = 0
        public var maxSupportedVersion: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            minSupportedVersion: Int16 = 0,
            maxSupportedVersion: Int16 = 0
        ) {
            self.minSupportedVersion = minSupportedVersion
            self.maxSupportedVersion = maxSupportedVersion
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.minSupportedVersion = try reader.integer(Int16.self)
            self.maxSupportedVersion = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.minSupportedVersion)
            writer.integer(self.maxSupportedVersion)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
