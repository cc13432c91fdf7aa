// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 11 of `__cluster_metadata`, versions 0.
public struct UserScramCredentialRecord: MetadataRecord {
    public static let recordType: Int16 = 11
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var name: String = ""
    public var mechanism: Int8 = 0
    public var salt: ByteSlice = ByteSlice()
    public var storedKey: ByteSlice = ByteSlice()
    public var serverKey: ByteSlice = ByteSlice()
    public var iterations: Int32 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        name: String = "",
        mechanism: Int8 = 0,
        salt: ByteSlice = ByteSlice(),
        storedKey: ByteSlice = ByteSlice(),
        serverKey: ByteSlice = ByteSlice(),
        iterations: Int32 = 0
    ) {
        self.name = name
        self.mechanism = mechanism
        self.salt = salt
        self.storedKey = storedKey
        self.serverKey = serverKey
        self.iterations = iterations
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.name = try reader.string(compact: true)
        self.mechanism = try reader.integer(Int8.self)
        self.salt = try reader.nonNullBytes(compact: true)
        self.storedKey = try reader.nonNullBytes(compact: true)
        self.serverKey = try reader.nonNullBytes(compact: true)
        self.iterations = try reader.integer(Int32.self)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "UserScramCredentialRecord", version: version)
        }
        try writer.string(self.name, compact: true)
        writer.integer(self.mechanism)
        try writer.nonNullBytes(self.salt, compact: true)
        try writer.nonNullBytes(self.storedKey, compact: true)
        try writer.nonNullBytes(self.serverKey, compact: true)
        writer.integer(self.iterations)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
