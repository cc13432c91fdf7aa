public import Bytes
internal import Compression

/// One whole batch of magic 2: its header as values, its records still as bytes. Nothing is copied.
public struct RecordBatch: Sendable {
    public let header: RecordBatchHeader
    /// The batch from its base offset to its last byte.
    public let bytes: ByteSlice

    /// Reads the batch at the reader's place and moves it behind it.
    ///
    /// - Throws: ``DecodeError``: see ``RecordBatchHeader/init(from:)``; `.truncated` when the batch is cut.
    public init(from reader: inout ByteReader) throws(DecodeError) {
        let start = reader.offset
        let header = try RecordBatchHeader(from: &reader)
        guard header.sizeInBytes - RecordBatchHeader.size <= reader.remaining else {
            throw DecodeError(.truncated, at: start)
        }
        try reader.skip(header.sizeInBytes - RecordBatchHeader.size)
        self.header = header
        self.bytes = reader.slice[start..<reader.offset]
    }

    /// The batch that fills `bytes` from the start; what follows it is left alone.
    /// - Throws: ``DecodeError`` as ``init(from:)``.
    public init(_ bytes: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(bytes)
        try self.init(from: &reader)
    }

    /// The records, compressed or not.
    public var payload: ByteSlice { bytes[RecordBatchHeader.size..<bytes.count] }

    /// Whether the stored CRC-32C fits the bytes from the attributes on.
    public var isChecksumRight: Bool {
        CRC32C.checksum(bytes[RecordBatchHeader.checksummedOffset..<bytes.count]) == header.crc
    }

    /// The records as bytes, unpacked when they are compressed.
    ///
    /// - Parameter limit: the most bytes that unpacking may make.
    /// - Throws: ``DecodeError`` ``DecodeError/Code/badCodec``, ``DecodeError/Code/overLimit`` or
    ///   ``DecodeError/Code/badCompression``.
    public func unpackedPayload(limit: Int) throws(DecodeError) -> ByteSlice {
        guard let codec = header.attributes.codec else {
            throw DecodeError(.badCodec, at: RecordBatchHeader.checksummedOffset)
        }
        if codec == .none { return payload }
        do {
            return try Compression.decompress(payload, codec: codec, limit: limit)
        } catch {
            if case .limitExceeded = error.code { throw DecodeError(.overLimit, at: RecordBatchHeader.size) }
            throw DecodeError(.badCompression, at: RecordBatchHeader.size)
        }
    }

    /// All records, in order.
    ///
    /// - Parameter limit: the most bytes that unpacking may make.
    /// - Throws: ``DecodeError``; also when the records are not as many as the header says.
    public func records(limit: Int = RecordBatch.defaultUnpackedLimit) throws(DecodeError) -> [Record] {
        var records: [Record] = []
        // A record takes seven bytes at least; the header's count is not to be believed beyond that.
        let unpacked = try unpackedPayload(limit: limit)
        records.reserveCapacity(min(Int(max(0, header.recordsCount)), unpacked.count / 7))
        try forEachRecord(in: unpacked) { record in records.append(record) }
        return records
    }

    /// Calls `body` with each record of `unpacked`, which is what ``unpackedPayload(limit:)`` gave.
    ///
    /// - Throws: ``DecodeError``; also when the records are not as many as the header says, or bytes are left.
    public func forEachRecord(in unpacked: ByteSlice, _ body: (Record) -> Void) throws(DecodeError) {
        guard header.recordsCount >= 0 else { throw DecodeError(.badLength, at: 57) }
        let appendTime = header.attributes.timestampType == .logAppendTime ? header.maxTimestamp : nil
        var reader = ByteReader(unpacked)
        for _ in 0..<header.recordsCount {
            var record = try reader.record(baseOffset: header.baseOffset, baseTimestamp: header.baseTimestamp)
            if let appendTime { record.timestamp = appendTime }
            body(record)
        }
        try reader.expectEnd()
    }

    /// The most bytes that one batch's records unpack to, unless a caller says otherwise.
    public static let defaultUnpackedLimit = 256 * 1024 * 1024
}

/// The batches of a run of bytes, one after the other: a fetched range, or a segment.
public struct RecordBatchReader {
    private var reader: ByteReader

    public init(_ bytes: ByteSlice) { reader = ByteReader(bytes) }

    /// Bytes passed so far.
    public var offset: Int { reader.offset }

    /// The next batch; nil at the end, and before a batch that is cut.
    /// - Throws: ``DecodeError`` `.badLength` or ``DecodeError/Code/badMagic``.
    public mutating func next() throws(DecodeError) -> RecordBatch? {
        if reader.isAtEnd { return nil }
        let before = reader
        do {
            return try RecordBatch(from: &reader)
        } catch {
            reader = before
            guard error.code == .truncated else { throw error }
            return nil
        }
    }
}
