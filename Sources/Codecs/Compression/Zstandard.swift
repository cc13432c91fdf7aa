public import Bytes
internal import CZstd

/// Zstandard frames (RFC 8878), with or without content size, one or several in a row.
public enum Zstandard {
    private static let chunk = 128 * 1024

    /// - Throws: ``CompressionError`` `.corrupt` or `.limitExceeded`.
    public static func decompress(_ bytes: ByteSlice, limit: Int) throws(CompressionError) -> ByteSlice {
        guard let context = ZSTD_createDStream() else {
            throw CompressionError(.zstd, .libraryFailure, "ZSTD_createDStream")
        }
        defer { ZSTD_freeDStream(context) }
        var writer = ByteWriter(capacity: firstCapacity(bytes, limit: limit))
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
            var hint = 1
            while true {
                // One byte more than is allowed, so that a frame of exactly `limit` bytes can reach its end.
                let room = min(chunk, limit - writer.count + 1)
                var offered = 0
                writer.fill(room) { target in
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: room, pos: 0)
                    hint = ZSTD_decompressStream(context, &output, &input)
                    offered = output.pos
                    return output.pos
                }
                guard ZSTD_isError(hint) == 0 else {
                    throw CompressionError(.zstd, .corrupt, String(cString: ZSTD_getErrorName(hint)))
                }
                guard writer.count <= limit else {
                    throw CompressionError(.zstd, .limitExceeded(limit: limit), "more than \(limit) bytes")
                }
                if input.pos == input.size, offered < room {
                    // A hint of 0 says that a frame ended with its last byte.
                    guard hint == 0 else { throw CompressionError(.zstd, .corrupt, "the frame is cut") }
                    return
                }
            }
        }
        return writer.finish()
    }

    /// The frame's own content size when it is believable, else a guess.
    private static func firstCapacity(_ bytes: ByteSlice, limit: Int) -> Int {
        let claimed = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        let guess = bytes.count * 4
        guard let size = Int(exactly: claimed), size <= bytes.count * 64 else { return min(limit, guess) }
        return min(limit, size) + 1
    }

    /// - Parameter level: -131072 (fast) to 22 (small).
    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(_ bytes: ByteSlice, level: Int) throws(CompressionError) -> ByteSlice {
        let bound = ZSTD_compressBound(bytes.count)
        var writer = ByteWriter(capacity: bound)
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            try writer.fill(bound) { target throws(CompressionError) in
                let written = ZSTD_compress(
                    target.baseAddress, bound, source.baseAddress, source.count, Int32(clamping: level))
                guard ZSTD_isError(written) == 0 else {
                    throw CompressionError(.zstd, .libraryFailure, String(cString: ZSTD_getErrorName(written)))
                }
                return written
            }
        }
        return writer.finish()
    }
}
