import Bytes
import Identifiers
import RecordBatches

/// What walking a segment needs to know of a batch, of any message format.
struct BatchOutline: Hashable, Sendable {
    var baseOffset: Offset
    var lastOffset: Offset
    var bytes: Int
    var magic: Int8
    var maxTimestamp: Int64
    var leaderEpoch: LeaderEpoch

    var nextOffset: Offset { Offset(lastOffset.rawValue &+ 1) }
    /// Bytes from the start of a batch that an outline is read from.
    static let headerBytes = RecordBatchHeader.size

    /// Reads the outline at the reader's place, which it moves behind the batch's 12 or 61 first bytes.
    /// - Throws: ``DecodeError`` `.truncated`, `.badLength`, `.badMagic`.
    init(from reader: inout ByteReader) throws(DecodeError) {
        let start = reader.offset
        guard reader.remaining > RecordBatchHeader.magicOffset else { throw DecodeError(.truncated, at: start) }
        if reader.slice[start + RecordBatchHeader.magicOffset] == 2 {
            let header = try RecordBatchHeader(from: &reader)
            guard header.baseOffset.rawValue >= 0, header.lastOffsetDelta >= 0 else { throw DecodeError(.badValue, at: start) }
            (baseOffset, lastOffset, bytes) = (header.baseOffset, header.lastOffset, header.sizeInBytes)
            (magic, maxTimestamp, leaderEpoch) = (2, header.maxTimestamp, header.partitionLeaderEpoch)
            return
        }
        // Formats 0 and 1: offset, size, CRC-32, magic, attributes, and in format 1 the timestamp.
        let offset = Offset(try reader.integer())
        let length = try reader.integer(Int32.self)
        _ = try reader.integer(UInt32.self)
        let magic = try reader.integer(Int8.self)
        guard (0...1).contains(magic) else { throw DecodeError(.badMagic, at: start + RecordBatchHeader.magicOffset) }
        guard length >= 14, offset >= 0 else { throw DecodeError(.badLength, at: start + 8) }
        _ = try reader.integer(Int8.self)
        (baseOffset, lastOffset, bytes) = (offset, offset, RecordBatchHeader.lengthOverhead + Int(length))
        (self.magic, leaderEpoch) = (magic, .unknown)
        maxTimestamp = magic == 1 ? try reader.integer() : -1
    }
}

/// Steps from batch to batch through bytes in memory.
struct BatchWalker {
    private let bytes: ByteSlice
    /// Where the next batch begins; behind the bytes when the last one reaches past them.
    private(set) var position: Int

    init(_ bytes: ByteSlice, position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The next batch's outline, nil at the end or when its header is cut. The batch itself may reach past the bytes.
    /// - Throws: ``DecodeError`` as ``BatchOutline/init(from:)``, except `.truncated`.
    mutating func next() throws(DecodeError) -> BatchOutline? {
        guard position < bytes.count else { return nil }
        var reader = ByteReader(bytes, offset: position)
        do {
            let outline = try BatchOutline(from: &reader)
            position += outline.bytes
            return outline
        } catch {
            if error.code == .truncated { return nil }
            throw error
        }
    }
}
