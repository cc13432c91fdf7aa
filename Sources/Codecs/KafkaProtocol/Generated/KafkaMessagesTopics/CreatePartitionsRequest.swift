// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 37, versions 0-3.
public struct CreatePartitionsRequest: KafkaRequest {
    public typealias Response = CreatePartitionsResponse
    public static let apiKey: Int16 = 37
    public static let versions: ClosedRange<Int16> = 0...3
    public static let firstFlexibleVersion: Int16? = 2

    public var topics: [CreatePartitionsTopic] = []
    public var timeoutMs: Int32 = 0
    public var validateOnly: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [CreatePartitionsTopic] = [],
        timeoutMs: Int32 = 0,
        validateOnly: Bool = false
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.validateOnly = validateOnly
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.topics = try reader.structures(of: CreatePartitionsTopic.self, compact: flexible, minimumBytes: 7, version: version)
        self.timeoutMs = try reader.integer(Int32.self)
        self.validateOnly = try reader.boolean()
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "CreatePartitionsRequest", version: version)
        }
        let flexible = version >= 2
        try writer.structures(self.topics, compact: flexible, version: version)
        writer.integer(self.timeoutMs)
        writer.boolean(self.validateOnly)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-3.
    public struct CreatePartitionsTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var count: Int32 = 0
        public var assignments: [CreatePartitionsAssignment]? = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            count: Int32 = 0,
            assignments: [CreatePartitionsAssignment]? = []
        ) {
            self.name = name
            self.count = count
            self.assignments = assignments
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.count = try reader.integer(Int32.self)
            self.assignments = try reader.nullableStructures(of: CreatePartitionsAssignment.self, compact: flexible, minimumBytes: 2, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.name.rawValue, compact: flexible)
            writer.integer(self.count)
            if let value = self.assignments {
                try writer.structures(value, compact: flexible, version: version)
            }
            else {
                writer.longNull(compact: flexible)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 0-3.
    public struct CreatePartitionsAssignment: KafkaStructure {
        public var brokerIDs: [BrokerID] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            brokerIDs: [BrokerID] = []
        ) {
            self.brokerIDs = brokerIDs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.brokerIDs = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.longLength(self.brokerIDs.count, compact: flexible)
            for element in self.brokerIDs {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
