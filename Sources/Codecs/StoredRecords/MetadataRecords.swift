public import Bytes
public import KafkaPrimitives

/// A record of `__cluster_metadata`. Its value is a frame:
///
///     unsigned varint frame version (1) | unsigned varint record type | unsigned varint version | the record's fields
public protocol MetadataRecord: KafkaMessage {
    static var recordType: Int16 { get }
}

/// The frame version that Kafka writes.
private let metadataFrameVersion: UInt32 = 1

extension MetadataRecord {
    /// The bytes of the record's value.
    /// - Parameter version: the one to write, by default the newest.
    public func encodedValue(version: Int16 = Self.versions.upperBound) throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter(capacity: 128)
        writer.unsignedVarint(UInt64(metadataFrameVersion))
        writer.unsignedVarint(UInt64(Self.recordType))
        writer.unsignedVarint(UInt64(version))
        try encode(into: &writer, version: version)
        return writer.finish()
    }
}

extension AnyMetadataRecord {
    /// Reads a record's value.
    /// - Throws: `.unsupportedVersion` for a frame or record that a newer release wrote.
    public init(fromValue slice: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(slice)
        guard try reader.unsignedVarint() == metadataFrameVersion else { throw DecodeError(.unsupportedVersion, at: 0) }
        let type = try reader.unsignedVarint()
        let at = reader.offset
        guard let recordType = Int16(exactly: type), let version = Int16(exactly: try reader.unsignedVarint()) else {
            throw DecodeError(.badValue, at: at)
        }
        try self.init(recordType: recordType, version: version, from: &reader)
    }
}
