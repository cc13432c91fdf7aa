// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 51, versions 0.
public struct AlterUserScramCredentialsRequest: KafkaRequest {
    public typealias Response = AlterUserScramCredentialsResponse
    public static let apiKey: Int16 = 51
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var deletions: [ScramCredentialDeletion] = []
    public var upsertions: [ScramCredentialUpsertion] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        deletions: [ScramCredentialDeletion] = [],
        upsertions: [ScramCredentialUpsertion] = []
    ) {
        self.deletions = deletions
        self.upsertions = upsertions
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.deletions = try reader.structures(of: ScramCredentialDeletion.self, compact: true, minimumBytes: 3, version: version)
        self.upsertions = try reader.structures(of: ScramCredentialUpsertion.self, compact: true, minimumBytes: 9, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AlterUserScramCredentialsRequest", version: version)
        }
        try writer.structures(self.deletions, compact: true, version: version)
        try writer.structures(self.upsertions, compact: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct ScramCredentialDeletion: KafkaStructure {
        public var name: String = ""
        public var mechanism: Int8 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            mechanism: Int8 = 0
        ) {
            self.name = name
            self.mechanism = mechanism
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.mechanism = try reader.integer(Int8.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.mechanism)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 0.
    public struct ScramCredentialUpsertion: KafkaStructure {
        public var name: String = ""
        public var mechanism: Int8 = 0
        public var iterations: Int32 = 0
        public var salt: ByteSlice = ByteSlice()
        public var saltedPassword: ByteSlice = ByteSlice()
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = "",
            mechanism: Int8 = 0,
            iterations: Int32 = 0,
            salt: ByteSlice = ByteSlice(),
            saltedPassword: ByteSlice = ByteSlice()
        ) {
            self.name = name
            self.mechanism = mechanism
            self.iterations = iterations
            self.salt = salt
            self.saltedPassword = saltedPassword
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.mechanism = try reader.integer(Int8.self)
            self.iterations = try reader.integer(Int32.self)
            self.salt = try reader.nonNullBytes(compact: true)
            self.saltedPassword = try reader.nonNullBytes(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.integer(self.mechanism)
            writer.integer(self.iterations)
            try writer.nonNullBytes(self.salt, compact: true)
            try writer.nonNullBytes(self.saltedPassword, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
