// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 34, versions 1-2.
public struct AlterReplicaLogDirsRequest: KafkaRequest {
    public typealias Response = AlterReplicaLogDirsResponse
    public static let apiKey: Int16 = 34
    public static let versions: ClosedRange<Int16> = 1...2
    public static let firstFlexibleVersion: Int16? = 2

    public var dirs: [AlterReplicaLogDir] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        dirs: [AlterReplicaLogDir] = []
    ) {
        self.dirs = dirs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version == 2
        self.dirs = try reader.structures(of: AlterReplicaLogDir.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "AlterReplicaLogDirsRequest", version: version)
        }
        let flexible = version == 2
        try writer.structures(self.dirs, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-2.
    public struct AlterReplicaLogDir: KafkaStructure {
        public var path: String = ""
        public var topics: [AlterReplicaLogDirTopic] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            path: String = "",
            topics: [AlterReplicaLogDirTopic] = []
        ) {
            self.path = path
            self.topics = topics
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.path = try reader.string(compact: flexible)
            self.topics = try reader.structures(of: AlterReplicaLogDirTopic.self, compact: flexible, minimumBytes: 3, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.path, compact: flexible)
            try writer.structures(self.topics, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-2.
    public struct AlterReplicaLogDirTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [PartitionIndex] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [PartitionIndex] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version == 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.array(compact: flexible, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> PartitionIndex in try PartitionIndex(rawValue: reader.integer(Int32.self)) }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version == 2
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.longLength(self.partitions.count, compact: flexible)
            for element in self.partitions {
                writer.integer(element.rawValue)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
