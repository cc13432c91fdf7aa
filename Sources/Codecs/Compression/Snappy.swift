public import Bytes
internal import CSnappy

/// Raw snappy blocks: what CQL frames carry, and what librdkafka and franz-go put into record batches.
public enum Snappy {
    /// - Throws: ``CompressionError`` `.corrupt` or `.limitExceeded`.
    public static func decompress(_ bytes: ByteSlice, limit: Int) throws(CompressionError) -> ByteSlice {
        var writer = ByteWriter(capacity: 16)
        try decompress(bytes, into: &writer, limit: limit)
        return writer.finish()
    }

    /// Appends one unpacked block to `writer`, which may not grow past `limit`.
    static func decompress(_ bytes: ByteSlice, into writer: inout ByteWriter, limit: Int) throws(CompressionError) {
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            let input = source.bindMemory(to: CChar.self).baseAddress
            var length = 0
            guard snappy_uncompressed_length(input, source.count, &length) == SNAPPY_OK else {
                throw CompressionError(.snappy, .corrupt, "no length at the start of a block")
            }
            guard length <= limit - writer.count else {
                throw CompressionError(.snappy, .limitExceeded(limit: limit), "a block says \(length) bytes")
            }
            // A snappy copy makes at most 64 bytes out of two; a length beyond what the input could make is a lie.
            guard length / 64 <= source.count else {
                throw CompressionError(.snappy, .corrupt, "\(source.count) bytes cannot make \(length)")
            }
            try writer.fill(length) { target throws(CompressionError) in
                var written = length
                let output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard snappy_uncompress(input, source.count, output, &written) == SNAPPY_OK else {
                    throw CompressionError(.snappy, .corrupt, "a block of \(source.count) bytes")
                }
                return written
            }
        }
    }

    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(_ bytes: ByteSlice) throws(CompressionError) -> ByteSlice {
        var writer = ByteWriter(capacity: snappy_max_compressed_length(bytes.count))
        try compress(bytes, into: &writer)
        return writer.finish()
    }

    static func compress(_ bytes: ByteSlice, into writer: inout ByteWriter) throws(CompressionError) {
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            let bound = snappy_max_compressed_length(source.count)
            try writer.fill(bound) { target throws(CompressionError) in
                var written = bound
                let input = source.bindMemory(to: CChar.self).baseAddress
                let output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard snappy_compress(input, source.count, output, &written) == SNAPPY_OK else {
                    throw CompressionError(.snappy, .libraryFailure, "snappy_compress")
                }
                return written
            }
        }
    }
}

/// The snappy-java ("xerial") stream that Java clients and sarama write around raw blocks.
///
/// | bytes | what |
/// |---|---|
/// | 8 | magic `82 53 4E 41 50 50 59 00` |
/// | 4 | version, big-endian 1 |
/// | 4 | lowest compatible version, big-endian 1 |
/// | 4 + n | length (big-endian) and a raw block, repeated |
public enum SnappyFraming {
    static let magic: ByteSlice = [0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0x00]
    private static let headerSize = 16
    /// snappy-java's block size, and Kafka's.
    private static let blockSize = 32 * 1024

    /// Unpacks either form: a stream with the header, or else one raw block.
    /// - Throws: ``CompressionError`` `.corrupt` or `.limitExceeded`.
    public static func decompress(_ bytes: ByteSlice, limit: Int) throws(CompressionError) -> ByteSlice {
        guard bytes.count >= headerSize, bytes[0..<magic.count] == magic else {
            return try Snappy.decompress(bytes, limit: limit)
        }
        var reader = ByteReader(bytes, offset: headerSize)
        var writer = ByteWriter(capacity: min(limit, bytes.count * 2))
        while !reader.isAtEnd {
            let block: ByteSlice
            do {
                let length = try reader.integer(Int32.self)
                block = try reader.bytes(Int(length))
            } catch {
                throw CompressionError(.snappy, .corrupt, "block length: \(error)")
            }
            // A header may come again where streams were joined: its first four bytes read as a negative length above.
            try Snappy.decompress(block, into: &writer, limit: limit)
        }
        return writer.finish()
    }

    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(_ bytes: ByteSlice) throws(CompressionError) -> ByteSlice {
        var writer = ByteWriter(capacity: bytes.count / 2 + 64)
        writer.bytes(magic)
        writer.integer(Int32(1))
        writer.integer(Int32(1))
        var start = 0
        while start < bytes.count {
            let end = min(start + blockSize, bytes.count)
            let lengthAt = writer.count
            writer.integer(Int32(0))
            try Snappy.compress(bytes[start..<end], into: &writer)
            writer.patch(Int32(clamping: writer.count - lengthAt - 4), at: lengthAt)
            start = end
        }
        return writer.finish()
    }
}
