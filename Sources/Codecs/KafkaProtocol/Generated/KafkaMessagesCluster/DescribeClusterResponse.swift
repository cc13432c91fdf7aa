// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 60, versions 0-2.
public struct DescribeClusterResponse: KafkaResponse {
    public static let apiKey: Int16 = 60
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var throttleTimeMs: Int32 = 0
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var errorMessage: String? = nil
    /// Versions 1+; an error in the others unless at its default.
    public var endpointType: Int8 = 1
    public var clusterID: String = ""
    public var controllerID: BrokerID = BrokerID(-1)
    public var brokers: [DescribeClusterBroker] = []
    public var clusterAuthorizedOperations: Int32 = -2147483648
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = nil,
        endpointType: Int8 = 1,
        clusterID: String = "",
        controllerID: BrokerID = BrokerID(-1),
        brokers: [DescribeClusterBroker] = [],
        clusterAuthorizedOperations: Int32 = -2147483648
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.endpointType = endpointType
        self.clusterID = clusterID
        self.controllerID = controllerID
        self.brokers = brokers
        self.clusterAuthorizedOperations = clusterAuthorizedOperations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        self.errorMessage = try reader.nullableString(compact: true)
        if version >= 1 {
            self.endpointType = try reader.integer(Int8.self)
        }
        self.clusterID = try reader.string(compact: true)
        self.controllerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokers = try reader.structures(of: DescribeClusterBroker.self, compact: true, minimumBytes: 11, version: version)
        self.clusterAuthorizedOperations = try reader.integer(Int32.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeClusterResponse", version: version)
        }
        writer.integer(self.throttleTimeMs)
        writer.integer(self.errorCode.rawValue)
        try writer.nullableString(self.errorMessage, compact: true)
        if version < 1, self.endpointType != 1 { throw EncodeError(.fieldNotInVersion, field: "DescribeClusterResponse.endpointType", version: version) }
        if version >= 1 {
            writer.integer(self.endpointType)
        }
        try writer.string(self.clusterID, compact: true)
        writer.integer(self.controllerID.rawValue)
        try writer.structures(self.brokers, compact: true, version: version)
        writer.integer(self.clusterAuthorizedOperations)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0-2.
    public struct DescribeClusterBroker: KafkaStructure {
        public var brokerID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: Int32 = 0
        public var rack: String? = nil
        /// Versions 2+; an error in the others unless at its default.
        public var isFenced: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            brokerID: BrokerID = BrokerID(0),
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil,
            isFenced: Bool = false
        ) {
            self.brokerID = brokerID
            self.host = host
            self.port = port
            self.rack = rack
            self.isFenced = isFenced
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(Int32.self)
            self.rack = try reader.nullableString(compact: true)
            if version == 2 {
                self.isFenced = try reader.boolean()
            }
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.brokerID.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            try writer.nullableString(self.rack, compact: true)
            if version != 2, self.isFenced { throw EncodeError(.fieldNotInVersion, field: "DescribeClusterBroker.isFenced", version: version) }
            if version == 2 {
                writer.boolean(self.isFenced)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
