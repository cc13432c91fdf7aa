public import Bytes

/// Compression as record batches use it: one blob, one codec, in the framing that Kafka's clients write.
public enum Compression {
    /// Unpacks `bytes`; `.none` hands them back as they are.
    ///
    /// - Parameters:
    ///   - limit: the most bytes the result may have. Memory beyond it is never asked for, whatever the input claims.
    ///   - lz4HeaderChecksum: how an LZ4 frame's header checksum is judged; old message sets carry a wrong one.
    /// - Throws: ``CompressionError`` with `.corrupt`, `.limitExceeded` or `.unsupported`.
    public static func decompress(
        _ bytes: ByteSlice, codec: CompressionCodec, limit: Int, lz4HeaderChecksum: LZ4Frame.HeaderChecksum = .checked
    ) throws(CompressionError) -> ByteSlice {
        precondition(limit >= 0, "negative limit")
        switch codec {
        case .none:
            guard bytes.count <= limit else {
                throw CompressionError(.none, .limitExceeded(limit: limit), "\(bytes.count) bytes")
            }
            return bytes
        case .gzip: return try Gzip.decompress(bytes, limit: limit)
        case .snappy: return try SnappyFraming.decompress(bytes, limit: limit)
        case .lz4: return try LZ4Frame.decompress(bytes, limit: limit, headerChecksum: lz4HeaderChecksum)
        case .zstd: return try Zstandard.decompress(bytes, limit: limit)
        }
    }

    /// Packs `bytes`: a gzip stream, a snappy-java stream, an LZ4 frame of independent blocks, or a zstd frame.
    ///
    /// - Parameter level: one of ``CompressionCodec/levels``; nil for Kafka's default.
    /// - Throws: ``CompressionError`` `.libraryFailure`.
    public static func compress(
        _ bytes: ByteSlice, codec: CompressionCodec, level: Int? = nil
    ) throws(CompressionError) -> ByteSlice {
        let level = level ?? codec.defaultLevel
        switch codec {
        case .none: return bytes
        case .gzip: return try Gzip.compress(bytes, level: level)
        case .snappy: return try SnappyFraming.compress(bytes)
        case .lz4: return try LZ4Frame.compress(bytes, level: level)
        case .zstd: return try Zstandard.compress(bytes, level: level)
        }
    }
}
