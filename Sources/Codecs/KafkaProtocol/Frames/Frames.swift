public import Bytes
public import KafkaPrimitives

/// Whole frames: a big-endian int32 length, then header and body.
public enum KafkaFrame {
    /// Bytes of the length field.
    public static let prefixBytes = 4

    /// The frame of a request.
    public static func request<Body: KafkaRequest>(
        _ body: Body, version: Int16, correlationID: Int32, clientID: String?
    ) throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter()
        writer.integer(0 as Int32)
        let key = ApiKey(rawValue: Body.apiKey)
        try RequestHeader(apiKey: key, apiVersion: version, correlationID: correlationID, clientID: clientID)
            .encode(into: &writer)
        try body.encode(into: &writer, version: version)
        return try finish(writer)
    }

    /// The frame of an answer.
    /// - Parameter capacity: bytes to reserve at once, for answers whose size is known.
    public static func response<Body: KafkaResponse>(
        _ body: Body, version: Int16, correlationID: Int32, capacity: Int = 256
    ) throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter(capacity: capacity)
        writer.integer(0 as Int32)
        let headerVersion = ApiSchema.of(Body.apiKey)?.responseHeaderVersion(version) ?? 0
        ResponseHeader(correlationID: correlationID).encode(into: &writer, version: headerVersion)
        try body.encode(into: &writer, version: version)
        return try finish(writer)
    }

    private static func finish(_ writer: consuming ByteWriter) throws(EncodeError) -> ByteSlice {
        guard let length = Int32(exactly: writer.count - prefixBytes) else { throw EncodeError(.tooLong) }
        writer.patch(length, at: 0)
        return writer.finish()
    }

    /// Reads the length field at the start of `bytes`: nil while fewer than four are there.
    public static func length(_ bytes: ByteSlice) -> Int32? {
        guard bytes.count >= prefixBytes else { return nil }
        return bytes.withUnsafeBytes { Int32(bigEndian: $0.loadUnaligned(as: Int32.self)) }
    }
}
