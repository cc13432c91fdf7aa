public import Bytes
internal import CZlib

/// gzip streams (RFC 1952) through zlib; several members one after the other are one text, as the RFC says.
public enum Gzip {
    /// 15 window bits, plus 16: zlib writes and expects a gzip header and trailer.
    private static let windowBits: Int32 = 15 + 16
    private static let chunk = 64 * 1024

    /// - Throws: ``CompressionError`` `.corrupt` or `.limitExceeded`.
    public static func decompress(_ bytes: ByteSlice, limit: Int) throws(CompressionError) -> ByteSlice {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw CompressionError(.gzip, .libraryFailure, "inflateInit2")
        }
        defer { inflateEnd(&stream) }
        var writer = ByteWriter(capacity: min(limit, max(bytes.count * 4, 256)))
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            // zlib declares its input pointer mutable but never writes through it.
            let first = source.baseAddress.map { UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: UInt8.self) }
            stream.next_in = first
            stream.avail_in = UInt32(clamping: source.count)
            while true {
                let status = try inflateChunk(&stream, into: &writer, limit: limit)
                if status == Z_STREAM_END {
                    if stream.avail_in == 0 { return }
                    guard inflateReset(&stream) == Z_OK else { throw corrupt(stream, "reset") }
                }
            }
        }
        return writer.finish()
    }

    private static func inflateChunk(
        _ stream: inout z_stream, into writer: inout ByteWriter, limit: Int
    ) throws(CompressionError) -> Int32 {
        // One byte more than is allowed, so that a stream of exactly `limit` bytes can reach its end.
        let room = min(chunk, limit - writer.count + 1)
        var status = Z_OK
        writer.fill(room) { target in
            stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(room)
            status = inflate(&stream, Z_NO_FLUSH)
            return room - Int(stream.avail_out)
        }
        guard writer.count <= limit else {
            throw CompressionError(.gzip, .limitExceeded(limit: limit), "more than \(limit) bytes")
        }
        guard status == Z_OK || status == Z_STREAM_END else { throw corrupt(stream, "status \(status)") }
        return status
    }

    private static func corrupt(_ stream: z_stream, _ what: String) -> CompressionError {
        let said = stream.msg.map { String(cString: $0) } ?? "the stream is cut"
        return CompressionError(.gzip, .corrupt, "\(what): \(said)")
    }

    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(_ bytes: ByteSlice, level: Int) throws(CompressionError) -> ByteSlice {
        var stream = z_stream()
        let opened = deflateInit2_(
            &stream, Int32(clamping: level), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK, bytes.count <= Int(UInt32.max) else {
            throw CompressionError(.gzip, .libraryFailure, "deflateInit2 level \(level): \(opened)")
        }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var writer = ByteWriter(capacity: bound)
        let status = bytes.withUnsafeBytes { source in
            stream.next_in = source.baseAddress.map {
                UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: UInt8.self)
            }
            stream.avail_in = UInt32(source.count)
            var status = Z_OK
            writer.fill(bound) { target in
                stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_out = UInt32(clamping: bound)
                status = deflate(&stream, Z_FINISH)
                return bound - Int(stream.avail_out)
            }
            return status
        }
        guard status == Z_STREAM_END else { throw CompressionError(.gzip, .libraryFailure, "deflate: \(status)") }
        return writer.finish()
    }
}
