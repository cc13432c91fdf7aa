// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 92, versions 0.
public struct DeleteShareGroupOffsetsRequest: KafkaRequest {
    public typealias Response = DeleteShareGroupOffsetsResponse
    public static let apiKey: Int16 = 92
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var topics: [DeleteShareGroupOffsetsRequestTopic] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        topics: [DeleteShareGroupOffsetsRequestTopic] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.topics = try reader.structures(of: DeleteShareGroupOffsetsRequestTopic.self, compact: true, minimumBytes: 2, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DeleteShareGroupOffsetsRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.structures(self.topics, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct DeleteShareGroupOffsetsRequestTopic: KafkaStructure {
        public var topicName: TopicName = TopicName("")
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicName: TopicName = TopicName("")
        ) {
            self.topicName = topicName
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.topicName = try TopicName(rawValue: reader.string(compact: true))
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.topicName.rawValue, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
