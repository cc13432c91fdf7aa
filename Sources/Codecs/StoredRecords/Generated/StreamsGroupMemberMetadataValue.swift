// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 19, versions 0.
public struct StreamsGroupMemberMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 19
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var instanceID: String? = ""
    public var rackID: String? = ""
    public var clientID: String = ""
    public var clientHost: String = ""
    public var rebalanceTimeoutMs: Int32 = -1
    public var topologyEpoch: Int32 = 0
    public var processID: String = ""
    public var userEndpoint: Endpoint? = nil
    public var clientTags: [KeyValue] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        instanceID: String? = "",
        rackID: String? = "",
        clientID: String = "",
        clientHost: String = "",
        rebalanceTimeoutMs: Int32 = -1,
        topologyEpoch: Int32 = 0,
        processID: String = "",
        userEndpoint: Endpoint? = nil,
        clientTags: [KeyValue] = []
    ) {
        self.instanceID = instanceID
        self.rackID = rackID
        self.clientID = clientID
        self.clientHost = clientHost
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.topologyEpoch = topologyEpoch
        self.processID = processID
        self.userEndpoint = userEndpoint
        self.clientTags = clientTags
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.instanceID = try reader.nullableString(compact: true)
        self.rackID = try reader.nullableString(compact: true)
        self.clientID = try reader.string(compact: true)
        self.clientHost = try reader.string(compact: true)
        self.rebalanceTimeoutMs = try reader.integer(Int32.self)
        self.topologyEpoch = try reader.integer(Int32.self)
        self.processID = try reader.string(compact: true)
        self.userEndpoint = try reader.structureIsPresent() ? Endpoint(from: &reader, version: version) : nil
        self.clientTags = try reader.structures(of: KeyValue.self, compact: true, minimumBytes: 3, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "StreamsGroupMemberMetadataValue", version: version)
        }
        try writer.nullableString(self.instanceID, compact: true)
        try writer.nullableString(self.rackID, compact: true)
        try writer.string(self.clientID, compact: true)
        try writer.string(self.clientHost, compact: true)
        writer.integer(self.rebalanceTimeoutMs)
        writer.integer(self.topologyEpoch)
        try writer.string(self.processID, compact: true)
        if let value = self.userEndpoint {
            writer.integer(1 as Int8)
            try value.encode(into: &writer, version: version)
        }
        else {
            writer.integer(-1 as Int8)
        }
        try writer.structures(self.clientTags, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct Endpoint: KafkaStructure {
        public var host: String = ""
        public var port: UInt16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            host: String = "",
            port: UInt16 = 0
        ) {
            self.host = host
            self.port = port
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct KeyValue: KafkaStructure {
        public var key: String = ""
        public var value: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            value: String = ""
        ) {
            self.key = key
            self.value = value
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.key = try reader.string(compact: true)
            self.value = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.key, compact: true)
            try writer.string(self.value, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
