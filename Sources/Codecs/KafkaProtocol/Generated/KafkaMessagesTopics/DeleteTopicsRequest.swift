// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 20, versions 1-6.
public struct DeleteTopicsRequest: KafkaRequest {
    public typealias Response = DeleteTopicsResponse
    public static let apiKey: Int16 = 20
    public static let versions: ClosedRange<Int16> = 1...6
    public static let firstFlexibleVersion: Int16? = 4

    /// Versions 6+; an error in the others unless at its default.
    public var topics: [DeleteTopicState] = []
    /// Versions 1-5; left out of the others.
    public var topicNames: [TopicName] = []
    public var timeoutMs: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [DeleteTopicState] = [],
        topicNames: [TopicName] = [],
        timeoutMs: Int32 = 0
    ) {
        self.topics = topics
        self.topicNames = topicNames
        self.timeoutMs = timeoutMs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 6 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 4
        if version == 6 {
            self.topics = try reader.structures(of: DeleteTopicState.self, compact: flexible, minimumBytes: 18, version: version)
        }
        if version <= 5 {
            self.topicNames = try reader.array(compact: flexible, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: flexible)) }
        }
        self.timeoutMs = try reader.integer(Int32.self)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 6 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteTopicsRequest", version: version)
        }
        let flexible = version >= 4
        if version != 6, !self.topics.isEmpty { throw EncodeError(.fieldNotInVersion, field: "DeleteTopicsRequest.topics", version: version) }
        if version == 6 {
            try writer.structures(self.topics, compact: flexible, version: version)
        }
        if version <= 5 {
            try writer.longLength(self.topicNames.count, compact: flexible)
            for element in self.topicNames {
                try writer.string(element.rawValue, compact: flexible)
            }
        }
        writer.integer(self.timeoutMs)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 6.
    public struct DeleteTopicState: KafkaStructure {
        public var name: TopicName? = nil
        public var topicID: UniqueID = UniqueID.zero
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName? = nil,
            topicID: UniqueID = UniqueID.zero
        ) {
            self.name = name
            self.topicID = topicID
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.nullableString(compact: true).map(TopicName.init(rawValue:))
            self.topicID = try reader.uniqueID()
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.nullableString(self.name?.rawValue, compact: true)
            writer.uniqueID(self.topicID)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
