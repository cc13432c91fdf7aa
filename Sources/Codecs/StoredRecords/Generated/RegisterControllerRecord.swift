// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 27 of `__cluster_metadata`, versions 0.
public struct RegisterControllerRecord: MetadataRecord {
    public static let recordType: Int16 = 27
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var controllerID: Int32 = 0
    public var incarnationID: UniqueID = UniqueID.zero
    public var zkMigrationReady: Bool = false
    public var endPoints: [ControllerEndpoint] = []
    public var features: [ControllerFeature] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        controllerID: Int32 = 0,
        incarnationID: UniqueID = UniqueID.zero,
        zkMigrationReady: Bool = false,
        endPoints: [ControllerEndpoint] = [],
        features: [ControllerFeature] = []
    ) {
        self.controllerID = controllerID
        self.incarnationID = incarnationID
        self.zkMigrationReady = zkMigrationReady
        self.endPoints = endPoints
        self.features = features
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.controllerID = try reader.integer(Int32.self)
        self.incarnationID = try reader.uniqueID()
        self.zkMigrationReady = try reader.boolean()
        self.endPoints = try reader.structures(of: ControllerEndpoint.self, compact: true, minimumBytes: 7, version: version)
        self.features = try reader.structures(of: ControllerFeature.self, compact: true, minimumBytes: 6, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "RegisterControllerRecord", version: version)
        }
        writer.integer(self.controllerID)
        writer.uniqueID(self.incarnationID)
        writer.boolean(self.zkMigrationReady)
        try writer.structures(self.endPoints, compact: true, version: version)
        try writer.structures(self.features, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct ControllerEndpoint: KafkaStructure {
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

    /// Of versions 0.
    public struct ControllerFeature: KafkaStructure {
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
