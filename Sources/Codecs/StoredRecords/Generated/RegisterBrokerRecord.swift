// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 0 of `__cluster_metadata`, versions 0-4.
public struct RegisterBrokerRecord: MetadataRecord {
    public static let recordType: Int16 = 0
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    /// Versions 2+; an error in the others unless at its default.
    public var isMigratingZkBroker: Bool = false
    public var incarnationID: UniqueID = UniqueID.zero
    public var brokerEpoch: Int64 = 0
    public var endPoints: [BrokerEndpoint] = []
    public var features: [BrokerFeature] = []
    public var rack: String? = ""
    public var fenced: Bool = true
    /// Versions 1+; an error in the others unless at its default.
    public var inControlledShutdown: Bool = false
    /// Versions 3+; an error in the others unless at its default.
    public var logDirs: [UniqueID] = []
    /// Versions 4+; an error in the others unless at its default.
    public var cordonedLogDirs: [UniqueID]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        isMigratingZkBroker: Bool = false,
        incarnationID: UniqueID = UniqueID.zero,
        brokerEpoch: Int64 = 0,
        endPoints: [BrokerEndpoint] = [],
        features: [BrokerFeature] = [],
        rack: String? = "",
        fenced: Bool = true,
        inControlledShutdown: Bool = false,
        logDirs: [UniqueID] = [],
        cordonedLogDirs: [UniqueID]? = nil
    ) {
        self.brokerID = brokerID
        self.isMigratingZkBroker = isMigratingZkBroker
        self.incarnationID = incarnationID
        self.brokerEpoch = brokerEpoch
        self.endPoints = endPoints
        self.features = features
        self.rack = rack
        self.fenced = fenced
        self.inControlledShutdown = inControlledShutdown
        self.logDirs = logDirs
        self.cordonedLogDirs = cordonedLogDirs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        if version >= 2 {
            self.isMigratingZkBroker = try reader.boolean()
        }
        self.incarnationID = try reader.uniqueID()
        self.brokerEpoch = try reader.integer(Int64.self)
        self.endPoints = try reader.structures(of: BrokerEndpoint.self, compact: true, minimumBytes: 7, version: version)
        self.features = try reader.structures(of: BrokerFeature.self, compact: true, minimumBytes: 6, version: version)
        self.rack = try reader.nullableString(compact: true)
        self.fenced = try reader.boolean()
        if version >= 1 {
            self.inControlledShutdown = try reader.boolean()
        }
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0 where version >= 3:
                let end = try reader.taggedFieldEnd()
                self.logDirs = try reader.array(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            case 1 where version == 4:
                let end = try reader.taggedFieldEnd()
                self.cordonedLogDirs = try reader.nullableArray(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "RegisterBrokerRecord", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        if version < 2, self.isMigratingZkBroker { throw EncodeError(.fieldNotInVersion, field: "RegisterBrokerRecord.isMigratingZkBroker", version: version) }
        if version >= 2 {
            writer.boolean(self.isMigratingZkBroker)
        }
        writer.uniqueID(self.incarnationID)
        writer.integer(self.brokerEpoch)
        try writer.structures(self.endPoints, compact: true, version: version)
        try writer.structures(self.features, compact: true, version: version)
        try writer.nullableString(self.rack, compact: true)
        writer.boolean(self.fenced)
        if version < 1, self.inControlledShutdown { throw EncodeError(.fieldNotInVersion, field: "RegisterBrokerRecord.inControlledShutdown", version: version) }
        if version >= 1 {
            writer.boolean(self.inControlledShutdown)
        }
        if version < 3, !self.logDirs.isEmpty { throw EncodeError(.fieldNotInVersion, field: "RegisterBrokerRecord.logDirs", version: version) }
        if version != 4, self.cordonedLogDirs != nil { throw EncodeError(.fieldNotInVersion, field: "RegisterBrokerRecord.cordonedLogDirs", version: version) }
        var tagged = self.unknownTaggedFields
        if version >= 3, !self.logDirs.isEmpty {
            var field = ByteWriter(capacity: 64)
            try field.longLength(self.logDirs.count, compact: true)
            for element in self.logDirs {
                field.uniqueID(element)
            }
            tagged.set(0, field.finish())
        }
        if version == 4, self.cordonedLogDirs != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.cordonedLogDirs {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.uniqueID(element)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(1, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0-4.
    public struct BrokerEndpoint: KafkaStructure {
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
    public struct BrokerFeature: KafkaStructure {
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
