public import Bytes
public import Compression
public import Identifiers

/// Whose clock a batch's timestamps are.
public enum TimestampType: Sendable, Hashable {
    /// The producer's, record by record.
    case createTime
    /// The broker's at append, one for the whole batch.
    case logAppendTime
}

/// The attribute bits of a batch (Kafka protocol guide, "Record Batch").
///
/// | bits | what |
/// |---|---|
/// | 0-2 | codec |
/// | 3 | timestamps are the broker's |
/// | 4 | transactional |
/// | 5 | control batch |
/// | 6 | `baseTimestamp` is the delete horizon |
/// | 7-15 | kept as they come |
public struct BatchAttributes: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public init(
        codec: CompressionCodec = .none, timestampType: TimestampType = .createTime, isTransactional: Bool = false,
        isControl: Bool = false
    ) {
        rawValue = UInt16(codec.rawValue)
        self.timestampType = timestampType
        self.isTransactional = isTransactional
        self.isControl = isControl
    }

    /// The codec, nil for the unused numbers 5 to 7.
    public var codec: CompressionCodec? { CompressionCodec(rawValue: UInt8(rawValue & 7)) }

    public mutating func setCodec(_ codec: CompressionCodec) { rawValue = rawValue & ~7 | UInt16(codec.rawValue) }

    public var timestampType: TimestampType {
        get { self[3] ? .logAppendTime : .createTime }
        set { self[3] = newValue == .logAppendTime }
    }
    public var isTransactional: Bool {
        get { self[4] }
        set { self[4] = newValue }
    }
    public var isControl: Bool {
        get { self[5] }
        set { self[5] = newValue }
    }
    public var hasDeleteHorizon: Bool {
        get { self[6] }
        set { self[6] = newValue }
    }

    private subscript(bit: UInt16) -> Bool {
        get { rawValue & 1 << bit != 0 }
        set { if newValue { rawValue |= 1 << bit } else { rawValue &= ~(1 << bit) } }
    }
}

/// The 61 bytes at the start of a record batch of magic 2. All integers are big-endian.
///
/// | offset | size | field | | offset | size | field |
/// |---|---|---|---|---|---|---|
/// | 0 | 8 | baseOffset | | 27 | 8 | baseTimestamp |
/// | 8 | 4 | batchLength (bytes after this field) | | 35 | 8 | maxTimestamp |
/// | 12 | 4 | partitionLeaderEpoch | | 43 | 8 | producerId |
/// | 16 | 1 | magic = 2 | | 51 | 2 | producerEpoch |
/// | 17 | 4 | crc | | 53 | 4 | baseSequence |
/// | 21 | 2 | attributes | | 57 | 4 | recordsCount |
/// | 23 | 4 | lastOffsetDelta | | 61 | | records |
///
/// The checksum covers offset 21 to the end, so base offset and leader epoch are stamped without touching it.
public struct RecordBatchHeader: Hashable, Sendable {
    /// Bytes of the header.
    public static let size = 61
    /// Bytes of base offset and batch length: what ``batchLength`` does not count.
    public static let lengthOverhead = 12
    /// Where the magic byte is, in every version of batches and message sets.
    public static let magicOffset = 16
    /// Where the bytes under the checksum begin.
    public static let checksummedOffset = 21

    public var baseOffset: Offset
    public var batchLength: Int32
    public var partitionLeaderEpoch: LeaderEpoch
    public var crc: UInt32
    public var attributes: BatchAttributes
    public var lastOffsetDelta: Int32
    /// Milliseconds since 1970, of the first record; the delete horizon when the attributes say so.
    public var baseTimestamp: Int64
    /// Milliseconds since 1970, the largest of the batch; -1: none.
    public var maxTimestamp: Int64
    public var producerID: ProducerID
    public var producerEpoch: ProducerEpoch
    public var baseSequence: Int32
    public var recordsCount: Int32

    public init(
        baseOffset: Offset = 0, batchLength: Int32 = Int32(RecordBatchHeader.size - RecordBatchHeader.lengthOverhead),
        partitionLeaderEpoch: LeaderEpoch = .unknown, crc: UInt32 = 0, attributes: BatchAttributes = BatchAttributes(),
        lastOffsetDelta: Int32 = -1, baseTimestamp: Int64 = -1, maxTimestamp: Int64 = -1, producerID: ProducerID = .none,
        producerEpoch: ProducerEpoch = .none, baseSequence: Int32 = -1, recordsCount: Int32 = 0
    ) {
        self.baseOffset = baseOffset
        self.batchLength = batchLength
        self.partitionLeaderEpoch = partitionLeaderEpoch
        self.crc = crc
        self.attributes = attributes
        self.lastOffsetDelta = lastOffsetDelta
        self.baseTimestamp = baseTimestamp
        self.maxTimestamp = maxTimestamp
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.baseSequence = baseSequence
        self.recordsCount = recordsCount
    }

    /// Reads the header at the reader's place and moves it behind the 61 bytes.
    ///
    /// - Throws: ``DecodeError`` `.truncated`, `.badLength` for a batch length that cannot hold a header,
    ///   ``DecodeError/Code/badMagic`` for another version. The checksum is not looked at.
    public init(from reader: inout ByteReader) throws(DecodeError) {
        let start = reader.offset
        guard reader.remaining >= Self.size else { throw DecodeError(.truncated, at: start) }
        let (header, magic) = reader.slice.withUnsafeBytes { Self.load($0, at: start) }
        guard header.batchLength >= Int32(Self.size - Self.lengthOverhead) else {
            throw DecodeError(.badLength, at: start + 8)
        }
        guard magic == 2 else { throw DecodeError(.badMagic, at: start + Self.magicOffset) }
        try reader.skip(Self.size)
        self = header
    }

    /// The 61 bytes at `start`, which must be there. In place: a fetch walks a header for each batch that it gives.
    private static func load(_ bytes: UnsafeRawBufferPointer, at start: Int) -> (RecordBatchHeader, magic: UInt8) {
        precondition(start >= 0 && start + size <= bytes.count, "header outside the bytes")
        func integer<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> T {
            T(bigEndian: bytes.loadUnaligned(fromByteOffset: start + offset, as: T.self))
        }
        let header = RecordBatchHeader(
            baseOffset: Offset(integer(0)), batchLength: integer(8), partitionLeaderEpoch: LeaderEpoch(integer(12)),
            crc: integer(17), attributes: BatchAttributes(rawValue: integer(21)), lastOffsetDelta: integer(23),
            baseTimestamp: integer(27), maxTimestamp: integer(35), producerID: ProducerID(integer(43)),
            producerEpoch: ProducerEpoch(integer(51)), baseSequence: integer(53), recordsCount: integer(57))
        return (header, bytes[start + magicOffset])
    }

    /// Appends the 61 bytes.
    public func encode(into writer: inout ByteWriter) {
        writer.fill(Self.size) { target in
            store(into: target)
            return Self.size
        }
    }

    /// Writes the 61 bytes to the start of `target`.
    private func store(into target: UnsafeMutableRawBufferPointer) {
        func put<T: FixedWidthInteger & BitwiseCopyable>(_ value: T, _ offset: Int) {
            target.storeBytes(of: value.bigEndian, toByteOffset: offset, as: T.self)
        }
        put(baseOffset.rawValue, 0)
        put(batchLength, 8)
        put(partitionLeaderEpoch.rawValue, 12)
        put(UInt8(2), Self.magicOffset)
        put(crc, 17)
        put(attributes.rawValue, 21)
        put(lastOffsetDelta, 23)
        put(baseTimestamp, 27)
        put(maxTimestamp, 35)
        put(producerID.rawValue, 43)
        put(producerEpoch.rawValue, 51)
        put(baseSequence, 53)
        put(recordsCount, 57)
    }

    /// The checksum that belongs to this header over `payload`, the bytes behind it.
    public func checksum(over payload: ByteSlice) -> UInt32 {
        let seed = withUnsafeTemporaryAllocation(byteCount: Self.size, alignment: 8) { bytes in
            store(into: bytes)
            return CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[Self.checksummedOffset...]))
        }
        return payload.withUnsafeBytes { CRC32C.checksum($0, seed: seed) }
    }

    /// Bytes of the whole batch, header included.
    public var sizeInBytes: Int { Self.lengthOverhead + Int(batchLength) }
    /// The offset of the last record (or where it was before compaction).
    public var lastOffset: Offset { Offset(baseOffset.rawValue &+ Int64(lastOffsetDelta)) }
    /// The offset after the batch: what a reader asks for next.
    public var nextOffset: Offset { Offset(lastOffset.rawValue &+ 1) }
    /// True when a producer id makes the batch idempotent.
    public var hasProducerID: Bool { producerID > .none }
    /// The sequence number of the last record; after 2147483647 comes 0. -1 without one.
    public var lastSequence: Int32 { Self.sequence(baseSequence, advancedBy: lastOffsetDelta) }
    /// Milliseconds since 1970 from which a tombstone or marker may be dropped, when set.
    public var deleteHorizonMs: Int64? { attributes.hasDeleteHorizon ? baseTimestamp : nil }

    /// `sequence` moved on by `delta`, wrapping from 2147483647 to 0 (KIP-98). -1 stays -1.
    public static func sequence(_ sequence: Int32, advancedBy delta: Int32) -> Int32 {
        guard sequence >= 0 else { return -1 }
        let wide = Int64(sequence) + Int64(delta)
        return Int32(truncatingIfNeeded: wide & Int64(Int32.max))
    }
}

extension DecodeError.Code {
    /// A version of batches or messages that is not read here.
    public static let badMagic = Self("unknown magic")
    /// A checksum that does not fit the bytes.
    public static let badChecksum = Self("checksum mismatch")
    /// A codec number that stands for none.
    public static let badCodec = Self("unknown compression codec")
    /// Compressed bytes that cannot be unpacked; what was wrong is in the ``CompressionError``.
    public static let badCompression = Self("bad compressed data")
    /// Unpacked records beyond the reader's limit.
    public static let overLimit = Self("unpacks to more than the limit")
}
