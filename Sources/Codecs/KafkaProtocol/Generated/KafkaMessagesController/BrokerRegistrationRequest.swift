// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 62, versions 0-4.
public struct BrokerRegistrationRequest: KafkaRequest {
    public typealias Response = BrokerRegistrationResponse
    public static let apiKey: Int16 = 62
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var clusterID: String = ""
    public var incarnationID: UniqueID = UniqueID.zero
    public var listeners: [Listener] = []
    public var features: [Feature] = []
    public var rack: String? = ""
    /// Versions 1+; an error in the others unless at its default.
    public var isMigratingZkBroker: Bool = false
    /// Versions 2+; left out of the others.
    public var logDirs: [UniqueID] = []
    /// Versions 3+; left out of the others.
    public var previousBrokerEpoch: Int64 = -1
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        clusterID: String = "",
        incarnationID: UniqueID = UniqueID.zero,
        listeners: [Listener] = [],
        features: [Feature] = [],
        rack: String? = "",
        isMigratingZkBroker: Bool = false,
        logDirs: [UniqueID] = [],
        previousBrokerEpoch: Int64 = -1
    ) {
        self.brokerID = brokerID
        self.clusterID = clusterID
        self.incarnationID = incarnationID
        self.listeners = listeners
        self.features = features
        self.rack = rack
        self.isMigratingZkBroker = isMigratingZkBroker
        self.logDirs = logDirs
        self.previousBrokerEpoch = previousBrokerEpoch
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.clusterID = try reader.string(compact: true)
        self.incarnationID = try reader.uniqueID()
        self.listeners = try reader.structures(of: Listener.self, compact: true, minimumBytes: 7, version: version)
        self.features = try reader.structures(of: Feature.self, compact: true, minimumBytes: 6, version: version)
        self.rack = try reader.nullableString(compact: true)
        if version >= 1 {
            self.isMigratingZkBroker = try reader.boolean()
        }
        if version >= 2 {
            self.logDirs = try reader.array(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
        }
        if version >= 3 {
            self.previousBrokerEpoch = try reader.integer(Int64.self)
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "BrokerRegistrationRequest", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        try writer.string(self.clusterID, compact: true)
        writer.uniqueID(self.incarnationID)
        try writer.structures(self.listeners, compact: true, version: version)
        try writer.structures(self.features, compact: true, version: version)
        try writer.nullableString(self.rack, compact: true)
        if version < 1, self.isMigratingZkBroker { throw EncodeError(.fieldNotInVersion, field: "BrokerRegistrationRequest.isMigratingZkBroker", version: version) }
        if version >= 1 {
            writer.boolean(self.isMigratingZkBroker)
        }
        if version >= 2 {
            try writer.longLength(self.logDirs.count, compact: true)
            for element in self.logDirs {
                writer.uniqueID(element)
            }
        }
        if version >= 3 {
            writer.integer(self.previousBrokerEpoch)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-4.
    public struct Listener: KafkaStructure {
        public var name: String = ""
        public var host: String = ""
        public var port: UInt16 = 0
        public var securityProtocol: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            host: String = "",
            port: UInt16 = 0,
            securityProtocol: Int16 = 0
        ) {
            self.name = name
            self.host = host
            self.port = port
            self.securityProtocol = securityProtocol
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(UInt16.self)
            self.securityProtocol = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.integer(self.securityProtocol)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-4.
    public struct Feature: KafkaStructure {
        public var name: String = ""
        public var minSupportedVersion: Int16 = 0
        public var maxSupportedVersion: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            minSupportedVersion: Int16 = 0,
            maxSupportedVersion: Int16 = 0
        ) {
            self.name = name
            self.minSupportedVersion = minSupportedVersion
            self.maxSupportedVersion = maxSupportedVersion
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.minSupportedVersion = try reader.integer(Int16.self)
            self.maxSupportedVersion = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.minSupportedVersion)
            writer.integer(self.maxSupportedVersion)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
