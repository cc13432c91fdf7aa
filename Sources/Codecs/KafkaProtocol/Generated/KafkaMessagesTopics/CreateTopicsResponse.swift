// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 19, versions 2-7.
public struct CreateTopicsResponse: KafkaResponse {
    public static let apiKey: Int16 = 19
    public static let versions: ClosedRange<Int16> = 2...7
    public static let firstFlexibleVersion: Int16? = 5

    public var throttleTimeMs: Int32 = 0
    public var topics: [CreatableTopicResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        topics: [CreatableTopicResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 2 && version <= 7 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 5
        self.throttleTimeMs = try reader.integer(Int32.self)
        self.topics = try reader.structures(of: CreatableTopicResult.self, compact: flexible, minimumBytes: 6, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 2 && version <= 7 else {
            throw EncodeError(.unsupportedVersion, field: "CreateTopicsResponse", version: version)
        }
        let flexible = version >= 5
        writer.integer(self.throttleTimeMs)
        try writer.structures(self.topics, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 2-7.
    public struct CreatableTopicResult: KafkaStructure {
        public var name: TopicName = TopicName("")
        /// Versions 7+; left out of the others.
        public var topicID: UniqueID = UniqueID.zero
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var errorMessage: String? = ""
        /// Versions 5+; left out of the others.
        public var topicConfigErrorCode: KafkaErrorCode = KafkaErrorCode.none
        /// Versions 5+; left out of the others.
        public var numPartitions: Int32 = -1
        /// Versions 5+; left out of the others.
        public var replicationFactor: Int16 = -1
        /// Versions 5+; left out of the others.
        public var configs: [CreatableTopicConfigs]? = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            topicID: UniqueID = UniqueID.zero,
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            errorMessage: String? = "",
            topicConfigErrorCode: KafkaErrorCode = KafkaErrorCode.none,
            numPartitions: Int32 = -1,
            replicationFactor: Int16 = -1,
            configs: [CreatableTopicConfigs]? = []
        ) {
            self.name = name
            self.topicID = topicID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.topicConfigErrorCode = topicConfigErrorCode
            self.numPartitions = numPartitions
            self.replicationFactor = replicationFactor
            self.configs = configs
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 5
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            if version == 7 {
                self.topicID = try reader.uniqueID()
            }
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.errorMessage = try reader.nullableString(compact: flexible)
            if version >= 5 {
                self.numPartitions = try reader.integer(Int32.self)
            }
            if version >= 5 {
                self.replicationFactor = try reader.integer(Int16.self)
            }
            if version >= 5 {
                self.configs = try reader.nullableStructures(of: CreatableTopicConfigs.self, compact: flexible, minimumBytes: 6, version: version)
            }
            if flexible {
                let tagCount = try reader.taggedFieldCount()
                for _ in 0..<tagCount {
                    let tag = try reader.unsignedVarint()
                    switch tag {
                    case 0:
                        let end = try reader.taggedFieldEnd()
                        self.topicConfigErrorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
                        try reader.expectTaggedField(endsAt: end)
                    default:
                        try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
                    }
                }
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 5
            try writer.string(self.name.rawValue, compact: flexible)
            if version == 7 {
                writer.uniqueID(self.topicID)
            }
            writer.integer(self.errorCode.rawValue)
            try writer.nullableString(self.errorMessage, compact: flexible)
            if version >= 5 {
                writer.integer(self.numPartitions)
            }
            if version >= 5 {
                writer.integer(self.replicationFactor)
            }
            if version >= 5 {
                if let value = self.configs {
                    try writer.structures(value, compact: flexible, version: version)
                }
                else {
                    writer.longNull(compact: flexible)
                }
            }
            if flexible {
                var tagged = self.unknownTaggedFields
                if self.topicConfigErrorCode != KafkaErrorCode.none {
                    var field = ByteWriter(capacity: 64)
                    field.integer(self.topicConfigErrorCode.rawValue)
                    tagged.set(0, field.finish())
                }
                writer.taggedFields(tagged)
            }
        }
    }

    /// Of versions 5-7.
    public struct CreatableTopicConfigs: KafkaStructure {
        public var name: String = ""
        public var value: String? = ""
        public var readOnly: Bool = false
        public var configSource: Int8 = -1
        public var isSensitive: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            value: String? = "",
            readOnly: Bool = false,
            configSource: Int8 = -1,
            isSensitive: Bool = false
        ) {
            self.name = name
            self.value = value
            self.readOnly = readOnly
            self.configSource = configSource
            self.isSensitive = isSensitive
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.value = try reader.nullableString(compact: true)
            self.readOnly = try reader.boolean()
            self.configSource = try reader.integer(Int8.self)
            self.isSensitive = try reader.boolean()
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            try writer.nullableString(self.value, compact: true)
            writer.boolean(self.readOnly)
            writer.integer(self.configSource)
            writer.boolean(self.isSensitive)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
