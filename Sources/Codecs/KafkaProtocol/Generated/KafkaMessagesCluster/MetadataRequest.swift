// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 3, versions 0-13.
public struct MetadataRequest: KafkaRequest {
    public typealias Response = MetadataResponse
    public static let apiKey: Int16 = 3
    public static let versions: ClosedRange<Int16> = 0...13
    public static let firstFlexibleVersion: Int16? = 9

    public var topics: [MetadataRequestTopic]? = []
    /// Versions 4+; an error in the others unless at its default.
    public var allowAutoTopicCreation: Bool = true
    /// Versions 8-10; an error in the others unless at its default.
    public var includeClusterAuthorizedOperations: Bool = false
    /// Versions 8+; an error in the others unless at its default.
    public var includeTopicAuthorizedOperations: Bool = false
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        topics: [MetadataRequestTopic]? = [],
        allowAutoTopicCreation: Bool = true,
        includeClusterAuthorizedOperations: Bool = false,
        includeTopicAuthorizedOperations: Bool = false
    ) {
        self.topics = topics
        self.allowAutoTopicCreation = allowAutoTopicCreation
        self.includeClusterAuthorizedOperations = includeClusterAuthorizedOperations
        self.includeTopicAuthorizedOperations = includeTopicAuthorizedOperations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 13 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 9
        if version >= 1 {
            self.topics = try reader.nullableStructures(of: MetadataRequestTopic.self, compact: flexible, minimumBytes: 2, version: version)
        }
        else {
            self.topics = try reader.structures(of: MetadataRequestTopic.self, compact: flexible, minimumBytes: 2, version: version)
        }
        if version >= 4 {
            self.allowAutoTopicCreation = try reader.boolean()
        }
        if version >= 8 && version <= 10 {
            self.includeClusterAuthorizedOperations = try reader.boolean()
        }
        if version >= 8 {
            self.includeTopicAuthorizedOperations = try reader.boolean()
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 13 else {
            throw EncodeError(.unsupportedVersion, field: "MetadataRequest", version: version)
        }
        let flexible = version >= 9
        if version < 1, self.topics == nil { throw EncodeError(.unexpectedNull, field: "MetadataRequest.topics", version: version) }
        if let value = self.topics {
            try writer.structures(value, compact: flexible, version: version)
        }
        else {
            writer.longNull(compact: flexible)
        }
        if version < 4, !self.allowAutoTopicCreation { throw EncodeError(.fieldNotInVersion, field: "MetadataRequest.allowAutoTopicCreation", version: version) }
        if version >= 4 {
            writer.boolean(self.allowAutoTopicCreation)
        }
        if version < 8 || version > 10, self.includeClusterAuthorizedOperations { throw EncodeError(.fieldNotInVersion, field: "MetadataRequest.includeClusterAuthorizedOperations", version: version) }
        if version >= 8 && version <= 10 {
            writer.boolean(self.includeClusterAuthorizedOperations)
        }
        if version < 8, self.includeTopicAuthorizedOperations { throw EncodeError(.fieldNotInVersion, field: "MetadataRequest.includeTopicAuthorizedOperations", version: version) }
        if version >= 8 {
            writer.boolean(self.includeTopicAuthorizedOperations)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0-13.
    public struct MetadataRequestTopic: KafkaStructure {
        /// Versions 10+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var name: TopicName? = TopicName("")
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            topicID: UniqueID = UniqueID.zero,
            name: TopicName? = TopicName("")
        ) {
            self.topicID = topicID
            self.name = name
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 9
            if version >= 10 {
                self.topicID = try reader.uniqueID()
            }
            if version >= 10 {
                self.name = try reader.nullableString(compact: flexible).map(TopicName.init(rawValue:))
            }
            else {
                self.name = try TopicName(rawValue: reader.string(compact: flexible))
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 9
            if version >= 10 {
                writer.uniqueID(self.topicID)
            }
            if version < 10, self.name == nil { throw EncodeError(.unexpectedNull, field: "MetadataRequestTopic.name", version: version) }
            try writer.nullableString(self.name?.rawValue, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
