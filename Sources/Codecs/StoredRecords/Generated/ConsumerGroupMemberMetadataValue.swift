// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 5, versions 0.
public struct ConsumerGroupMemberMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 5
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var instanceID: String? = ""
    public var rackID: String? = ""
    public var clientID: String = ""
    public var clientHost: String = ""
    public var subscribedTopicNames: [TopicName] = []
    public var subscribedTopicRegex: String? = ""
    public var rebalanceTimeoutMs: Int32 = -1
    public var serverAssignor: String? = ""
    public var classicMemberMetadata: ClassicMemberMetadata? = ClassicMemberMetadata()
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        instanceID: String? = "",
        rackID: String? = "",
        clientID: String = "",
        clientHost: String = "",
        subscribedTopicNames: [TopicName] = [],
        subscribedTopicRegex: String? = "",
        rebalanceTimeoutMs: Int32 = -1,
        serverAssignor: String? = "",
        classicMemberMetadata: ClassicMemberMetadata? = ClassicMemberMetadata()
    ) {
        self.instanceID = instanceID
        self.rackID = rackID
        self.clientID = clientID
        self.clientHost = clientHost
        self.subscribedTopicNames = subscribedTopicNames
        self.subscribedTopicRegex = subscribedTopicRegex
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.serverAssignor = serverAssignor
        self.classicMemberMetadata = classicMemberMetadata
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.instanceID = try reader.nullableString(compact: true)
        self.rackID = try reader.nullableString(compact: true)
        self.clientID = try reader.string(compact: true)
        self.clientHost = try reader.string(compact: true)
        self.subscribedTopicNames = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
        self.subscribedTopicRegex = try reader.nullableString(compact: true)
        self.rebalanceTimeoutMs = try reader.integer(Int32.self)
        self.serverAssignor = try reader.nullableString(compact: true)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.classicMemberMetadata = try reader.taggedStructureIsPresent() ? ClassicMemberMetadata(from: &reader, version: version) : nil
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ConsumerGroupMemberMetadataValue", version: version)
        }
        try writer.nullableString(self.instanceID, compact: true)
        try writer.nullableString(self.rackID, compact: true)
        try writer.string(self.clientID, compact: true)
        try writer.string(self.clientHost, compact: true)
        try writer.longLength(self.subscribedTopicNames.count, compact: true)
        for element in self.subscribedTopicNames {
            try writer.string(element.rawValue, compact: true)
        }
        try writer.nullableString(self.subscribedTopicRegex, compact: true)
        writer.integer(self.rebalanceTimeoutMs)
        try writer.nullableString(self.serverAssignor, compact: true)
        var tagged = self.unknownTaggedFields
        if self.classicMemberMetadata != ClassicMemberMetadata() {
            var field = ByteWriter(capacity: 64)
            if let value = self.classicMemberMetadata {
                field.unsignedVarint(1)
                try value.encode(into: &field, version: version)
            }
            else {
                field.unsignedVarint(0)
            }
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0.
    public struct ClassicMemberMetadata: KafkaStructure {
        public var sessionTimeoutMs: Int32 = 0
        public var supportedProtocols: [ClassicProtocol] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            sessionTimeoutMs: Int32 = 0,
            supportedProtocols: [ClassicProtocol] = []
        ) {
            self.sessionTimeoutMs = sessionTimeoutMs
            self.supportedProtocols = supportedProtocols
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.sessionTimeoutMs = try reader.integer(Int32.self)
            self.supportedProtocols = try reader.structures(of: ClassicProtocol.self, compact: true, minimumBytes: 3, version: version)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.sessionTimeoutMs)
            try writer.structures(self.supportedProtocols, compact: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct ClassicProtocol: KafkaStructure {
        public var name: String = ""
        public var metadata: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            metadata: ByteSlice = ByteSlice()
        ) {
            self.name = name
            self.metadata = metadata
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.metadata = try reader.nonNullBytes(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            try writer.nonNullBytes(self.metadata, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
