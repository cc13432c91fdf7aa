public import Bytes
public import KafkaPrimitives

/// The key of a record in an internal topic of a coordinator: int16 record type, then the key's fields.
public protocol CoordinatorKey: KafkaMessage {
    static var recordType: Int16 { get }
}

extension CoordinatorKey {
    /// The bytes of the record's key.
    public func encodedKey() throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter(capacity: 64)
        writer.integer(Self.recordType)
        try encode(into: &writer, version: Self.versions.lowerBound)
        return writer.finish()
    }
}

/// The value of a record in an internal topic of a coordinator: int16 version, then the value's fields. A record
/// without a value is a tombstone of its key.
public protocol CoordinatorValue: KafkaMessage {
    static var recordType: Int16 { get }
}

extension CoordinatorValue {
    /// The bytes of the record's value.
    /// - Parameter version: the one to write, by default the newest.
    public func encodedValue(version: Int16 = Self.versions.upperBound) throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter(capacity: 128)
        writer.integer(version)
        try encode(into: &writer, version: version)
        return writer.finish()
    }

    /// Reads a record's value.
    /// - Throws: `.unsupportedVersion` for a value that a newer release wrote.
    public init(fromValue slice: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(slice)
        let version = try reader.integer(Int16.self)
        self = try Self(from: &reader, version: version)
    }
}
