// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Answer of API 35, versions 1-5.
public struct DescribeLogDirsResponse: KafkaResponse {
    public static let apiKey: Int16 = 35
    public static let versions: ClosedRange<Int16> = 1...5
    public static let firstFlexibleVersion: Int16? = 2

    public var throttleTimeMs: Int32 = 0
    /// Versions 3+; left out of the others.
    public var errorCode: KafkaErrorCode = KafkaErrorCode.none
    public var results: [DescribeLogDirsResult] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: KafkaErrorCode = KafkaErrorCode.none,
        results: [DescribeLogDirsResult] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.results = results
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 5 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.throttleTimeMs = try reader.integer(Int32.self)
        if version >= 3 {
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
        }
        self.results = try reader.structures(of: DescribeLogDirsResult.self, compact: flexible, minimumBytes: 5, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 5 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeLogDirsResponse", version: version)
        }
        let flexible = version >= 2
        writer.integer(self.throttleTimeMs)
        if version >= 3 {
            writer.integer(self.errorCode.rawValue)
        }
        try writer.structures(self.results, compact: flexible, version: version)
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-5.
    public struct DescribeLogDirsResult: KafkaStructure {
        public var errorCode: KafkaErrorCode = KafkaErrorCode.none
        public var logDir: String = ""
        public var topics: [DescribeLogDirsTopic] = []
        /// Versions 4+; left out of the others.
        public var totalBytes: Int64 = -1
        /// Versions 4+; left out of the others.
        public var usableBytes: Int64 = -1
        /// Versions 5+; left out of the others.
        public var isCordoned: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            errorCode: KafkaErrorCode = KafkaErrorCode.none,
            logDir: String = "",
            topics: [DescribeLogDirsTopic] = [],
            totalBytes: Int64 = -1,
            usableBytes: Int64 = -1,
            isCordoned: Bool = false
        ) {
            self.errorCode = errorCode
            self.logDir = logDir
            self.topics = topics
            self.totalBytes = totalBytes
            self.usableBytes = usableBytes
            self.isCordoned = isCordoned
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.errorCode = try KafkaErrorCode(rawValue: reader.integer(Int16.self))
            self.logDir = try reader.string(compact: flexible)
            self.topics = try reader.structures(of: DescribeLogDirsTopic.self, compact: flexible, minimumBytes: 3, version: version)
            if version >= 4 {
                self.totalBytes = try reader.integer(Int64.self)
            }
            if version >= 4 {
                self.usableBytes = try reader.integer(Int64.self)
            }
            if version == 5 {
                self.isCordoned = try reader.boolean()
            }
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            writer.integer(self.errorCode.rawValue)
            try writer.string(self.logDir, compact: flexible)
            try writer.structures(self.topics, compact: flexible, version: version)
            if version >= 4 {
                writer.integer(self.totalBytes)
            }
            if version >= 4 {
                writer.integer(self.usableBytes)
            }
            if version == 5 {
                writer.boolean(self.isCordoned)
            }
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-5.
    public struct DescribeLogDirsTopic: KafkaStructure {
        public var name: TopicName = TopicName("")
        public var partitions: [DescribeLogDirsPartition] = []
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: TopicName = TopicName(""),
            partitions: [DescribeLogDirsPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.name = try TopicName(rawValue: reader.string(compact: flexible))
            self.partitions = try reader.structures(of: DescribeLogDirsPartition.self, compact: flexible, minimumBytes: 21, version: version)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.name.rawValue, compact: flexible)
            try writer.structures(self.partitions, compact: flexible, version: version)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Of versions 1-5.
    public struct DescribeLogDirsPartition: KafkaStructure {
        public var partitionIndex: PartitionIndex = PartitionIndex(0)
        public var partitionSize: Int64 = 0
        public var offsetLag: Int64 = 0
        public var isFutureKey: Bool = false
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            partitionIndex: PartitionIndex = PartitionIndex(0),
            partitionSize: Int64 = 0,
            offsetLag: Int64 = 0,
            isFutureKey: Bool = false
        ) {
            self.partitionIndex = partitionIndex
            self.partitionSize = partitionSize
            self.offsetLag = offsetLag
            self.isFutureKey = isFutureKey
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.partitionIndex = try PartitionIndex(rawValue: reader.integer(Int32.self))
            self.partitionSize = try reader.integer(Int64.self)
            self.offsetLag = try reader.integer(Int64.self)
            self.isFutureKey = try reader.boolean()
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            writer.integer(self.partitionIndex.rawValue)
            writer.integer(self.partitionSize)
            writer.integer(self.offsetLag)
            writer.boolean(self.isFutureKey)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
