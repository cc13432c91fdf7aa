// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 0, versions 3-13.
public struct ProduceResponse: KafkaResponse {
    public static let apiKey: Int16 = 0
    public static let versions: ClosedRange<Int16> = 3...13
    public static let firstFlexibleVersion: Int16? = 9

    public var responses: [TopicProduceResponse] = []
    public var throttleTimeMs: Int32 = 0
    /// Versions 10+; an error in the others unless at its default.
    public var nodeEndpoints: [NodeEndpoint] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        responses: [TopicProduceResponse] = [],
        throttleTimeMs: Int32 = 0,
        nodeEndpoints: [NodeEndpoint] = []
    ) {
        self.responses = responses
        self.throttleTimeMs = throttleTimeMs
        self.nodeEndpoints = nodeEndpoints
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 3 && version <= 13 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 9
        self.responses = try reader.structures(of: TopicProduceResponse.self, compact: flexible, minimumBytes: 3, version: version)
        self.throttleTimeMs = try reader.integer(Int32.self)
        if flexible {
            let tagCount = try reader.taggedFieldCount()
            for _ in 0..<tagCount {
                let tag = try reader.unsignedVarint()
                switch tag {
                case 0 where version >= 10:
                    let end = try reader.taggedFieldEnd()
                    self.nodeEndpoints = try reader.structures(of: NodeEndpoint.self, compact: true, minimumBytes: 11, version: version)
                    try reader.expectTaggedField(endsAt: end)
                default:
                    try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                }
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 3 && version <= 13 else {
            throw EncodeError(.unsupportedVersion, field: "ProduceResponse", version: version)
        }
        let flexible = version >= 9
        try writer.structures(self.responses, compact: flexible, version: version)
        writer.integer(self.throttleTimeMs)
        if version < 10, !self.nodeEndpoints.isEmpty { throw EncodeError(.fieldNotInVersion, field: "ProduceResponse.nodeEndpoints", version: version) }
        if flexible {
            var tagged = self.unknownTaggedFields
            if version >= 10, !self.nodeEndpoints.isEmpty {
                var field = ByteWriter(capacity: 64)
                try field.structures(self.nodeEndpoints, compact: true, version: version)
                tagged.set(0, field.finish())
            }
            writer.taggedFields(tagged)
        }
    }

    /// Of versions 3-13.
    public struct TopicProduceResponse: KafkaStructure {
        /// Versions 3-12; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 13+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitionResponses: [PartitionProduceResponse] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitionResponses: [PartitionProduceResponse] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionResponses = partitionResponses
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            if version <= 12 {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version == 13 {
                self.topicID = try reader.uniqueID()
            }
            self.partitionResponses = try reader.structures(of: PartitionProduceResponse.self, compact: flexible, minimumBytes: 22, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            if version <= 12 {
                try writer.string(self.name.rawValue, compact: flexible)
            }
            if version == 13 {
                writer.uniqueID(self.topicID)
            }
            try writer.structures(self.partitionResponses, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 3-13.
    public struct PartitionProduceResponse: KafkaStructure {
        public var index: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var baseOffset: Offset = Offset(0)
        public var logAppendTimeMs: Int64 = -1
        /// Versions 5+; left out of the others.
        public var logStartOffset: Offset = Offset(-1)
        /// Versions 8+; left out of the others.
        public var recordErrors: [BatchIndexAndErrorMessage] = []
        /// Versions 8+; left out of the others.
        public var errorMessage: String? = nil
        /// Versions 10+; an error in the others unless at its default.
        public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            index: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            baseOffset: Offset = Offset(0),
            logAppendTimeMs: Int64 = -1,
            logStartOffset: Offset = Offset(-1),
            recordErrors: [BatchIndexAndErrorMessage] = [],
            errorMessage: String? = nil,
            currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
        ) {
            self.index = index
            self.errorCode = errorCode
            self.baseOffset = baseOffset
            self.logAppendTimeMs = logAppendTimeMs
            self.logStartOffset = logStartOffset
            self.recordErrors = recordErrors
            self.errorMessage = errorMessage
            self.currentLeader = currentLeader
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            self.index = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.baseOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.logAppendTimeMs = try reader.integer(Int64.self)
            if version >= 5 {
                self.logStartOffset = try Offset(rawValue: reader.integer(Int64.self))
            }
            if version >= 8 {
                self.recordErrors = try reader.structures(of: BatchIndexAndErrorMessage.self, compact: flexible, minimumBytes: 6, version: version)
            }
            if version >= 8 {
                self.errorMessage = try reader.nullableString(compact: flexible)
            }
            if flexible {
                let tagCount = try reader.taggedFieldCount()
                for _ in 0..<tagCount {
                    let tag = try reader.unsignedVarint()
                    switch tag {
                    case 0 where version >= 10:
                        let end = try reader.taggedFieldEnd()
                        self.currentLeader = try LeaderIdAndEpoch(from: &reader, version: version)
                        try reader.expectTaggedField(endsAt: end)
                    default:
                        try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                    }
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.index.rawValue)
            writer.integer(self.errorCode.rawValue)
            writer.integer(self.baseOffset.rawValue)
            writer.integer(self.logAppendTimeMs)
            if version >= 5 {
                writer.integer(self.logStartOffset.rawValue)
            }
            if version >= 8 {
                try writer.structures(self.recordErrors, compact: flexible, version: version)
            }
            if version >= 8 {
                try writer.nullableString(self.errorMessage, compact: flexible)
            }
            if version < 10, self.currentLeader != LeaderIdAndEpoch() { throw EncodeError(.fieldNotInVersion, field: "PartitionProduceResponse.currentLeader", version: version) }
            if flexible {
                var tagged = self.unknownTaggedFields
                if version >= 10, self.currentLeader != LeaderIdAndEpoch() {
                    var field = ByteWriter(capacity: 64)
                    try self.currentLeader.encode(into: &field, version: version)
                    tagged.set(0, field.finish())
                }
                writer.taggedFields(tagged)
            }
        }
    }

    /// Of versions 8-13.
    public struct BatchIndexAndErrorMessage: KafkaStructure {
        public var batchIndex: Int32 = 0
        public var batchIndexErrorMessage: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            batchIndex: Int32 = 0,
            batchIndexErrorMessage: String? = nil
        ) {
            self.batchIndex = batchIndex
            self.batchIndexErrorMessage = batchIndexErrorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            self.batchIndex = try reader.integer(Int32.self)
            self.batchIndexErrorMessage = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.batchIndex)
            try writer.nullableString(self.batchIndexErrorMessage, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 10-13.
    public struct LeaderIdAndEpoch: KafkaStructure {
        public var leaderID: BrokerID = BrokerID(-1)
        public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            leaderID: BrokerID = BrokerID(-1),
            leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.leaderID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.leaderID.rawValue)
            writer.integer(self.leaderEpoch.rawValue)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 10-13.
    public struct NodeEndpoint: KafkaStructure {
        public var nodeID: BrokerID = BrokerID(0)
        public var host: String = ""
        public var port: Int32 = 0
        public var rack: String? = nil
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            nodeID: BrokerID = BrokerID(0),
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.rack = rack
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.nodeID = try BrokerID(rawValue: reader.integer(Int32.self))
            self.host = try reader.string(compact: true)
            self.port = try reader.integer(Int32.self)
            self.rack = try reader.nullableString(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.nodeID.rawValue)
            try writer.string(self.host, compact: true)
            writer.integer(self.port)
            try writer.nullableString(self.rack, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
