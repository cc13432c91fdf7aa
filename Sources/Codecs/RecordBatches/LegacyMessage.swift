public import Bytes
import Compression
public import Identifiers

/// A message of format 0 or 1, from the time before record batches: read where old logs hold it, never written.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 8 | offset; of a compressed set: that of its last message |
/// | 8 | 4 | bytes that follow |
/// | 12 | 4 | CRC-32 of all that follows it |
/// | 16 | 1 | magic: 0 or 1 |
/// | 17 | 1 | attributes: bits 0-2 codec, bit 3 (format 1) timestamp is the broker's |
/// | 18 | 8 | timestamp, format 1 only |
/// | | 4 + n | key, length -1: null |
/// | | 4 + n | value, length -1: null; of a compressed set: the messages |
public struct LegacyMessage: Sendable {
    public let offset: Offset
    public let magic: Int8
    public let attributes: UInt8
    /// Milliseconds since 1970; -1 in format 0.
    public let timestamp: Int64
    public let key: ByteSlice?
    public let value: ByteSlice?

    /// Compressed sets inside compressed sets: no client ever wrote one, and depth must have a limit.
    private static let depthMax = 1
    private static let appendTimeBit: UInt8 = 1 << 3

    /// Reads the message at the reader's place and checks its checksum.
    ///
    /// - Throws: ``DecodeError`` `.truncated`, `.badLength`, ``DecodeError/Code/badMagic``, ``DecodeError/Code/badChecksum``.
    public init(from reader: inout ByteReader) throws(DecodeError) {
        let start = reader.offset
        offset = Offset(try reader.integer())
        let length = Int(try reader.integer(Int32.self))
        let body = try reader.bytes(length)
        var fields = ByteReader(body)
        do throws(DecodeError) {
            let crc = try fields.integer(UInt32.self)
            guard CRC32.checksum(body[4..<body.count]) == crc else { throw DecodeError(.badChecksum, at: 0) }
            magic = try fields.integer()
            guard magic == 0 || magic == 1 else { throw DecodeError(.badMagic, at: 4) }
            attributes = try fields.integer()
            timestamp = magic == 1 ? try fields.integer() : -1
            key = try fields.legacyBytes()
            value = try fields.legacyBytes()
            try fields.expectEnd()
        } catch {
            throw DecodeError(error.code, at: start + RecordBatchHeader.lengthOverhead + error.offset)
        }
    }

    /// All records of a message set, compressed ones unpacked. A message cut at the end is left out, as fetches cut them.
    ///
    /// - Parameter limit: the most bytes that unpacking may make, over the whole set.
    /// - Throws: ``DecodeError``.
    public static func records(in set: ByteSlice, limit: Int) throws(DecodeError) -> [Record] {
        var records: [Record] = []
        var left = limit
        try collect(set, into: &records, limit: &left, depth: 0)
        return records
    }

    private static func collect(
        _ set: ByteSlice, into records: inout [Record], limit: inout Int, depth: Int
    ) throws(DecodeError) {
        var reader = ByteReader(set)
        while !reader.isAtEnd {
            let start = reader.offset
            let message: LegacyMessage
            do {
                message = try LegacyMessage(from: &reader)
            } catch {
                if error.code == .truncated, depth == 0 { return }
                throw error
            }
            guard let codec = CompressionCodec(rawValue: message.attributes & 7), codec != .zstd else {
                throw DecodeError(.badCodec, at: start + 17)
            }
            if codec == .none {
                records.append(message.record)
            } else {
                guard depth < depthMax else { throw DecodeError(.badValue, at: start) }
                try message.unpack(codec, into: &records, limit: &limit, at: start)
            }
        }
    }

    private var record: Record { Record(offset: offset, timestamp: timestamp, key: key, value: value) }

    /// The messages inside a compressed one. Format 1 numbers them from 0 and the wrapper has the last one's offset;
    /// format 0 keeps true offsets inside.
    private func unpack(
        _ codec: CompressionCodec, into records: inout [Record], limit: inout Int, at place: Int
    ) throws(DecodeError) {
        guard let value else { throw DecodeError(.unexpectedNull, at: place) }
        let inner: ByteSlice
        do {
            // Clients of format 0 computed the LZ4 header checksum over the wrong bytes (KAFKA-3160).
            inner = try Compression.decompress(
                value, codec: codec, limit: limit, lz4HeaderChecksum: magic == 0 ? .ignored : .checked)
        } catch {
            if case .limitExceeded = error.code { throw DecodeError(.overLimit, at: place) }
            throw DecodeError(.badCompression, at: place)
        }
        limit -= inner.count
        let first = records.count
        try Self.collect(inner, into: &records, limit: &limit, depth: 1)
        guard magic == 1, let last = records.last, records.count > first else { return }
        let shift = offset.rawValue &- last.offset.rawValue
        for index in first..<records.count {
            records[index].offset = Offset(records[index].offset.rawValue &+ shift)
            if attributes & Self.appendTimeBit != 0 { records[index].timestamp = timestamp }
        }
    }
}

extension ByteReader {
    fileprivate mutating func legacyBytes() throws(DecodeError) -> ByteSlice? {
        let start = offset
        let length = try integer(Int32.self)
        guard length >= -1 else { throw DecodeError(.badLength, at: start) }
        return length < 0 ? nil : try bytes(Int(length))
    }
}
