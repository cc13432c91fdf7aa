// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 43, versions 0-2.
public struct ElectLeadersResponse: KafkaResponse {
    public static let apiKey: Int16 = 43
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    /// Versions 1+; an error in the others unless at its default.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var replicaElectionResults: [ReplicaElectionResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        replicaElectionResults: [ReplicaElectionResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.replicaElectionResults = replicaElectionResults
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        if version >= 1 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        self.replicaElectionResults = try reader.structures(of: ReplicaElectionResult.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ElectLeadersResponse", version: version)
        }
        let flexible = version == 2
        writer.integer(self.throttleTimeMs)
        if version < 1, self.errorCode != KafkaErrorCode.none { throw EncodeError(.fieldNotInVersion, field: "ElectLeadersResponse.errorCode", version: version) }
        if version >= 1 {
            writer.integer(self.errorCode.rawValue)
        }
        try writer.structures(self.replicaElectionResults, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-2.
    public struct ReplicaElectionResult: KafkaStructure {
        public var topic: TopicName = TopicName("")
        public var partitionResult: [PartitionResult] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topic: TopicName = TopicName(""),
            partitionResult: [PartitionResult] = []
        ) {
            self.topic = topic
            self.partitionResult = partitionResult
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.topic = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitionResult = try reader.structures(of: PartitionResult.self, compact: flexible, minimumBytes: 8, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.topic.rawValue, compact: flexible)
            try writer.structures(self.partitionResult, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-2.
    public struct PartitionResult: KafkaStructure {
        public var partitionID: PartitionIndex = PartitionIndex(0)
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionID: PartitionIndex = PartitionIndex(0),
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = ""
        ) {
            self.partitionID = partitionID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.partitionID = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            writer.integer(self.partitionID.rawValue)
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
