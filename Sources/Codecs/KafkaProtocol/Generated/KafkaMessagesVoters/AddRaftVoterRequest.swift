// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 80, versions 0-1.
public struct AddRaftVoterRequest: KafkaRequest {
    public typealias Response = AddRaftVoterResponse
    public static let apiKey: Int16 = 80
    public static let versions: ClosedRange<Int16> = 0...1
    public static let firstFlexibleVersion: Int16? = 0

    public var clusterID: String? = ""
    public var timeoutMs: Int32 = 0
    public var voterID: Int32 = 0
    public var voterDirectoryID: UniqueID = UniqueID.zero
    public var listeners: [Listener] = []
    /// Versions 1+; an error in the others unless at its default.
    public var ackWhenCommitted: Bool = true
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = "",
        timeoutMs: Int32 = 0,
        voterID: Int32 = 0,
        voterDirectoryID: UniqueID = UniqueID.zero,
        listeners: [Listener] = [],
        ackWhenCommitted: Bool = true
    ) {
        self.clusterID = clusterID
        self.timeoutMs = timeoutMs
        self.voterID = voterID
        self.voterDirectoryID = voterDirectoryID
        self.listeners = listeners
        self.ackWhenCommitted = ackWhenCommitted
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.clusterID = try reader.nullableString(compact: true)
        self.timeoutMs = try reader.integer(Int32.self)
        self.voterID = try reader.integer(Int32.self)
        self.voterDirectoryID = try reader.uniqueID()
        self.listeners = try reader.structures(of: Listener.self, compact: true, minimumBytes: 5, version: version)
        if version == 1 {
            self.ackWhenCommitted = try reader.boolean()
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "AddRaftVoterRequest", version: version)
        }
        try writer.nullableString(self.clusterID, compact: true)
        writer.integer(self.timeoutMs)
        writer.integer(self.voterID)
        writer.uniqueID(self.voterDirectoryID)
        try writer.structures(self.listeners, compact: true, version: version)
        if version != 1, !self.ackWhenCommitted { throw EncodeError(.fieldNotInVersion, field: "AddRaftVoterRequest.ackWhenCommitted", version: version) }
        if version == 1 {
            writer.boolean(self.ackWhenCommitted)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-1.
    public struct Listener: KafkaStructure {
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
}
