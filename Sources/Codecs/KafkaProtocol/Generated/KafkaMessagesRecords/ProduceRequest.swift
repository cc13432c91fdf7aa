// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 0, versions 3-13.
public struct ProduceRequest: KafkaRequest {
    public typealias Response = ProduceResponse
    public static let apiKey: Int16 = 0
    public static let versions: ClosedRange<Int16> = 3...13
    public static let firstFlexibleVersion: Int16? = 9

    public var transactionalID: TransactionalID? = nil
    public var acks: Int16 = 0
    public var timeoutMs: Int32 = 0
    public var topicData: [TopicProduceData] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        transactionalID: TransactionalID? = nil,
        acks: Int16 = 0,
        timeoutMs: Int32 = 0,
        topicData: [TopicProduceData] = []
    ) {
        self.transactionalID = transactionalID
        self.acks = acks
        self.timeoutMs = timeoutMs
        self.topicData = topicData
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 3 && version <= 13 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 9
        self.transactionalID = try reader.nullableString(compact: flexible).map(TransactionalID.init(rawValue:))
        self.acks = try reader.integer(Int16.self)
        self.timeoutMs = try reader.integer(Int32.self)
        self.topicData = try reader.structures(of: TopicProduceData.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 3 && version <= 13 else {
            throw EncodeError(.unsupportedVersion, field: "ProduceRequest", version: version)
        }
        let flexible = version >= 9
        try writer.nullableString(self.transactionalID?.rawValue, compact: flexible)
        writer.integer(self.acks)
        writer.integer(self.timeoutMs)
        try writer.structures(self.topicData, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 3-13.
    public struct TopicProduceData: KafkaStructure {
        /// Versions 3-12; left out of the others.
        public var name: TopicName = TopicName("")
        /// Versions 13+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var partitionData: [PartitionProduceData] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            partitionData: [PartitionProduceData] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionData = partitionData
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            if version <= 12 {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if version == 13 {
                self.topicID = try reader.uniqueID()
            }
            self.partitionData = try reader.structures(of: PartitionProduceData.self, compact: flexible, minimumBytes: 6, version: version)
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
            try writer.structures(self.partitionData, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 3-13.
    public struct PartitionProduceData: KafkaStructure {
        public var index: PartitionIndex = PartitionIndex(0)
        public var records: ByteSlice? = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            index: PartitionIndex = PartitionIndex(0),
            records: ByteSlice? = ByteSlice()
        ) {
            self.index = index
            self.records = records
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            self.index = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.records = try reader.nullableBytes(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            writer.integer(self.index.rawValue)
            try writer.nullableBytes(self.records, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
