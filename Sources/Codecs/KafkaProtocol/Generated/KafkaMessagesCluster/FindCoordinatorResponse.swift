// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 10, versions 0-6.
public struct FindCoordinatorResponse: KafkaResponse {
    public static let apiKey: Int16 = 10
    public static let versions: ClosedRange<Int16> = 0...6
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 1+; left out of the others.
    public var throttleTimeMs: Int32 = 0
    /// Versions 0-3; an error in the others unless at its default.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    /// Versions 1-3; left out of the others.
    public var errorMessage: String? = ""
    /// Versions 0-3; an error in the others unless at its default.
    public var nodeID: BrokerID = BrokerID(0)
    /// Versions 0-3; an error in the others unless at its default.
    public var host: String = ""
    /// Versions 0-3; an error in the others unless at its default.
    public var port: Int32 = 0
    /// Versions 4+; an error in the others unless at its default.
    public var coordinators: [Coordinator] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        errorMessage: String? = "",
        nodeID: BrokerID = BrokerID(0),
        host: String = "",
        port: Int32 = 0,
        coordinators: [Coordinator] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.nodeID = nodeID
        self.host = host
        self.port = port
        self.coordinators = coordinators
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version >= 1 {
            self.throttleTimeMs = try reader.integer(Int32.self)
        }
        if version <= 3 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        if version >= 1 && version <= 3 {
            self.errorMessage = try reader.nullableString(compact: flexible)
        }
        if version <= 3 {
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
        }
        if version <= 3 {
            self.host = try reader.string(compact: flexible)
        }
        if version <= 3 {
            self.port = try reader.integer(Int32.self)
        }
        if version >= 4 {
            self.coordinators = try reader.structures(of: Coordinator.self, compact: flexible, minimumBytes: 14, version: version)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "FindCoordinatorResponse", version: version)
        }
        let flexible = version >= 3
        if version >= 1 {
            writer.integer(self.throttleTimeMs)
        }
        if version > 3, self.errorCode != KafkaErrorCode.none { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorResponse.errorCode", version: version) }
        if version <= 3 {
            writer.integer(self.errorCode.rawValue)
        }
        if version >= 1 && version <= 3 {
            try writer.nullableString(self.errorMessage, compact: flexible)
        }
        if version > 3, self.nodeID != BrokerID(0) { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorResponse.nodeID", version: version) }
        if version <= 3 {
            writer.integer(self.nodeID.rawValue)
        }
        if version > 3, self.host != "" { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorResponse.host", version: version) }
        if version <= 3 {
            try writer.string(self.host, compact: flexible)
        }
        if version > 3, self.port != 0 { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorResponse.port", version: version) }
        if version <= 3 {
            writer.integer(self.port)
        }
        if version < 4, !self.coordinators.isEmpty { throw EncodeError(.fieldNotInVersion, field: "FindCoordinatorResponse.coordinators", version: version) }
        if version >= 4 {
            try writer.structures(self.coordinators, compact: flexible, version: version)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 4-6.
    public struct Coordinator: KafkaStructure {
        public var key: String = ""
        public var nodeID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: Int32 = 0
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            key: String = "",
            nodeID: BrokerID = BrokerID(0),
            host: String = "",
            port: Int32 = 0,
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = ""
        ) {
            self.key = key
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.key = try reader.string(compact: true)
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(Int32.self)
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.key, compact: true)
            writer.integer(self.nodeID.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
