internal import Bytes
internal import CLZ4
internal import CSnappy

/// A compression that a connection agreed on at STARTUP.
public enum BlockCompression: String, Sendable {
    case lz4
    case snappy

    /// Why a block could not be unpacked.
    struct Failure: Error {
        let message: String
    }

    /// The body of a v3 or v4 envelope: LZ4 with a 4-byte length in front, or a Snappy block.
    func packBody(_ body: ByteSlice) -> ByteSlice {
        var writer = ByteWriter(capacity: body.count + body.count / 200 + 64)
        switch self {
        case .lz4:
            writer.integer(UInt32(truncatingIfNeeded: body.count))
            if body.isEmpty { writer.integer(UInt8(0)) } else { Self.lz4Block(body, into: &writer) }
        case .snappy:
            writer.fill(snappy_max_compressed_length(body.count)) { target in
                var length = target.count
                let status = body.withUnsafeBytes { source in
                    snappy_compress(
                        source.bindMemory(to: CChar.self).baseAddress, source.count,
                        target.bindMemory(to: CChar.self).baseAddress,
                        &length)
                }
                return status == SNAPPY_OK ? length : 0
            }
        }
        return writer.finish()
    }

    /// Appends a raw LZ4 block.
    static func lz4Block(_ bytes: ByteSlice, into writer: inout ByteWriter) {
        let bound = Int(LZ4_compressBound(Int32(truncatingIfNeeded: bytes.count)))
        writer.fill(bound) { target in
            bytes.withUnsafeBytes { source in
                let written = LZ4_compress_default(
                    source.bindMemory(to: CChar.self).baseAddress, target.bindMemory(to: CChar.self).baseAddress,
                    Int32(truncatingIfNeeded: source.count), Int32(truncatingIfNeeded: bound))
                return max(0, Int(written))
            }
        }
    }

    /// Unpacks the body of a v3 or v4 envelope.
    /// - Parameter bytesMax: the most that may come out.
    func unpackBody(_ body: ByteSlice, bytesMax: Int) throws(Failure) -> ByteSlice {
        switch self {
        case .lz4:
            var reader = ByteReader(body)
            guard let length = try? reader.integer(Int32.self), length >= 0, Int(length) <= bytesMax else {
                throw Failure(message: "Invalid LZ4 length")
            }
            return try Self.unpackLZ4(reader.rest(), length: Int(length))
        case .snappy: return try Self.unpackSnappy(body, bytesMax: bytesMax)
        }
    }

    /// Unpacks a raw LZ4 block that holds exactly `length` bytes.
    static func unpackLZ4(_ block: ByteSlice, length: Int) throws(Failure) -> ByteSlice {
        var writer = ByteWriter(capacity: max(length, 1))
        var failed = false
        writer.fill(length) { target in
            let written = block.withUnsafeBytes { source in
                LZ4_decompress_safe(
                    source.bindMemory(to: CChar.self).baseAddress, target.bindMemory(to: CChar.self).baseAddress,
                    Int32(truncatingIfNeeded: source.count), Int32(truncatingIfNeeded: length))
            }
            failed = Int(written) != length
            return failed ? 0 : length
        }
        guard !failed else { throw Failure(message: "LZ4 block is damaged") }
        return writer.finish()
    }

    private static func unpackSnappy(_ block: ByteSlice, bytesMax: Int) throws(Failure) -> ByteSlice {
        let refusal = Failure(message: "Provided frame does not appear to be Snappy compressed")
        var length = 0
        let known = block.withUnsafeBytes {
            snappy_uncompressed_length($0.bindMemory(to: CChar.self).baseAddress, $0.count, &length)
        }
        guard known == SNAPPY_OK, length <= bytesMax else { throw refusal }
        var writer = ByteWriter(capacity: max(length, 1))
        var failed = false
        writer.fill(length) { target in
            var written = target.count
            let status = block.withUnsafeBytes { source in
                snappy_uncompress(
                    source.bindMemory(to: CChar.self).baseAddress, source.count, target.bindMemory(to: CChar.self).baseAddress,
                    &written)
            }
            failed = status != SNAPPY_OK || written != length
            return failed ? 0 : length
        }
        guard !failed else { throw refusal }
        return writer.finish()
    }
}
