public import Bytes
internal import CLZ4

/// Raw LZ4 blocks, whose unpacked size is known from elsewhere: what CQL frames carry.
public enum LZ4Block {
    /// - Parameter size: the exact number of bytes the block unpacks to.
    /// - Throws: ``CompressionError`` `.corrupt`.
    public static func decompress(_ bytes: ByteSlice, size: Int) throws(CompressionError) -> ByteSlice {
        // LZ4 makes at most 255 bytes out of one; a size beyond that is a lie, and no memory is asked for it.
        guard let length = Int32(exactly: size), size >= 0, size / 255 <= bytes.count,
            let packed = Int32(exactly: bytes.count)
        else { throw CompressionError(.lz4, .corrupt, "\(bytes.count) bytes cannot make \(size)") }
        var writer = ByteWriter(capacity: size)
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            try writer.fill(size) { target throws(CompressionError) in
                let input = source.bindMemory(to: CChar.self).baseAddress
                let output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard LZ4_decompress_safe(input, output, packed, length) == length else {
                    throw CompressionError(.lz4, .corrupt, "a block of \(source.count) bytes")
                }
                return size
            }
        }
        return writer.finish()
    }

    /// - Throws: ``CompressionError`` `.libraryFailure` when `bytes` are more than LZ4 takes at once (about 2 GB).
    public static func compress(_ bytes: ByteSlice) throws(CompressionError) -> ByteSlice {
        guard let count = Int32(exactly: bytes.count), LZ4_compressBound(count) > 0 else {
            throw CompressionError(.lz4, .libraryFailure, "\(bytes.count) bytes in one block")
        }
        let bound = LZ4_compressBound(count)
        var writer = ByteWriter(capacity: Int(bound))
        bytes.withUnsafeBytes { source in
            writer.fill(Int(bound)) { target in
                let input = source.bindMemory(to: CChar.self).baseAddress
                let output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                return Int(LZ4_compress_default(input, output, count, bound))
            }
        }
        return writer.finish()
    }
}

/// LZ4 frames (magic `04 22 4D 18`) as Kafka reads them: independent blocks only.
public enum LZ4Frame {
    /// How the checksum byte of the frame header is judged.
    public enum HeaderChecksum: Sendable {
        /// Must be right.
        case checked
        /// Not looked at: clients of message format 0 computed it over the wrong bytes (KAFKA-3160).
        case ignored
    }

    private static let chunk = 64 * 1024
    static let magic: UInt32 = 0x184D_2204
    /// Frame descriptor flags (LZ4 frame format 1.6): bit 5 independent blocks, bit 3 content size, bit 0 dictionary id.
    private static let independentBlocks: UInt8 = 1 << 5

    /// - Throws: ``CompressionError`` `.corrupt`, `.limitExceeded`, or `.unsupported` for dependent blocks.
    public static func decompress(
        _ bytes: ByteSlice, limit: Int, headerChecksum: HeaderChecksum = .checked
    ) throws(CompressionError) -> ByteSlice {
        guard bytes.count >= 7, let found = try? littleEndian32(bytes, at: 0), found == magic else {
            throw CompressionError(.lz4, .corrupt, "no frame magic")
        }
        guard bytes[4] & independentBlocks != 0 else {
            throw CompressionError(.lz4, .unsupported, "dependent blocks")
        }
        let frame = headerChecksum == .ignored ? withRightHeaderChecksum(bytes) : bytes
        var context: OpaquePointer?
        let made = LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
        guard LZ4F_isError(made) == 0, let context else {
            throw CompressionError(.lz4, .libraryFailure, String(cString: LZ4F_getErrorName(made)))
        }
        defer { LZ4F_freeDecompressionContext(context) }
        var writer = ByteWriter(capacity: min(limit, max(bytes.count * 3, 256)) + 1)
        try frame.withUnsafeBytes { source throws(CompressionError) in
            var at = 0
            while true {
                let (hint, consumed, produced, room) = step(context, source, at: at, into: &writer, limit: limit)
                guard LZ4F_isError(hint) == 0 else {
                    throw CompressionError(.lz4, .corrupt, String(cString: LZ4F_getErrorName(hint)))
                }
                guard writer.count <= limit else {
                    throw CompressionError(.lz4, .limitExceeded(limit: limit), "more than \(limit) bytes")
                }
                at += consumed
                // Kafka reads one frame and leaves what follows it.
                if hint == 0 { return }
                if at == source.count, produced < room { throw CompressionError(.lz4, .corrupt, "the frame is cut") }
            }
        }
        return writer.finish()
    }

    private static func step(
        _ context: OpaquePointer, _ source: UnsafeRawBufferPointer, at: Int, into writer: inout ByteWriter, limit: Int
    ) -> (hint: Int, consumed: Int, produced: Int, room: Int) {
        // One byte more than is allowed, so that a frame of exactly `limit` bytes can reach its end.
        let room = min(chunk, limit - writer.count + 1)
        var consumed = source.count - at
        var produced = room
        var hint = 0
        writer.fill(room) { target in
            hint = LZ4F_decompress(
                context, target.baseAddress, &produced, source.baseAddress.map { $0 + at }, &consumed, nil)
            return LZ4F_isError(hint) == 0 ? produced : 0
        }
        return (hint, consumed, produced, room)
    }

    /// A copy with the header checksum that the frame format asks for: the second byte of XXH32 over the descriptor.
    private static func withRightHeaderChecksum(_ bytes: ByteSlice) -> ByteSlice {
        let flags = bytes[4]
        let descriptorSize = 2 + (flags & 1 << 3 != 0 ? 8 : 0) + (flags & 1 != 0 ? 4 : 0)
        guard bytes.count > 4 + descriptorSize else { return bytes }
        var copy = bytes.array
        copy[4 + descriptorSize] = UInt8(truncatingIfNeeded: XXHash32.hash(copy[4..<4 + descriptorSize]) >> 8)
        return ByteSlice(copy)
    }

    private static func littleEndian32(_ bytes: ByteSlice, at offset: Int) throws(DecodeError) -> UInt32 {
        var reader = ByteReader(bytes, offset: offset)
        return try reader.littleEndian(UInt32.self)
    }

    /// - Parameter level: 1 to 17 as Kafka counts; up to 2 is LZ4's fast compressor, above its high-compression one.
    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(_ bytes: ByteSlice, level: Int) throws(CompressionError) -> ByteSlice {
        var preferences = LZ4F_preferences_t()
        preferences.frameInfo.blockMode = LZ4F_blockIndependent
        preferences.frameInfo.blockSizeID = LZ4F_max64KB
        preferences.compressionLevel = Int32(clamping: level)
        let bound = LZ4F_compressFrameBound(bytes.count, &preferences)
        var writer = ByteWriter(capacity: bound)
        try bytes.withUnsafeBytes { source throws(CompressionError) in
            try writer.fill(bound) { target throws(CompressionError) in
                let written = LZ4F_compressFrame(
                    target.baseAddress, bound, source.baseAddress, source.count, &preferences)
                guard LZ4F_isError(written) == 0 else {
                    throw CompressionError(.lz4, .libraryFailure, String(cString: LZ4F_getErrorName(written)))
                }
                return written
            }
        }
        return writer.finish()
    }
}

/// xxHash32 with seed 0, of runs below 16 bytes: LZ4's frame header checksum needs no more.
enum XXHash32 {
    private static let prime1: UInt32 = 2_654_435_761
    private static let prime2: UInt32 = 2_246_822_519
    private static let prime3: UInt32 = 3_266_489_917
    private static let prime4: UInt32 = 668_265_263
    private static let prime5: UInt32 = 374_761_393

    static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        precondition(bytes.count < 16, "longer runs are hashed in four lanes")
        var hash = prime5 &+ UInt32(bytes.count)
        var rest = bytes
        while rest.count >= 4 {
            let word = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            rest = rest.dropFirst(4)
            hash = rotate(hash &+ word &* prime3, 17) &* prime4
        }
        for byte in rest { hash = rotate(hash &+ UInt32(byte) &* prime5, 11) &* prime1 }
        hash = (hash ^ hash >> 15) &* prime2
        hash = (hash ^ hash >> 13) &* prime3
        return hash ^ hash >> 16
    }

    private static func rotate(_ value: UInt32, _ bits: UInt32) -> UInt32 { value << bits | value >> (32 - bits) }
}
