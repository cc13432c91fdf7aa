public import Bytes
public import Identifiers

/// A batch that may be appended: its header with true timestamps and checksum, and the record bytes as they are stored.
///
/// Base offset and leader epoch are stamped by the log; they lie outside the checksum.
public struct ValidatedBatch: Sendable {
    /// As stored, except base offset and leader epoch.
    public let header: RecordBatchHeader
    /// The bytes behind the header: a slice of the request where nothing had to change.
    public let payload: ByteSlice
    /// The offset delta of the first record whose timestamp is the header's `maxTimestamp`; the last record's when the
    /// time is the broker's.
    public let offsetDeltaOfMaxTimestamp: Int32

    /// Takes a batch as it is: for records that the broker itself makes, and for those that were checked elsewhere.
    public init(header: RecordBatchHeader, payload: ByteSlice, offsetDeltaOfMaxTimestamp: Int32) {
        self.header = header
        self.payload = payload
        self.offsetDeltaOfMaxTimestamp = offsetDeltaOfMaxTimestamp
    }

    /// A batch of our own making, for example from ``RecordBatchBuilder``: control batches, records of internal topics.
    /// - Throws: ``DecodeError`` when the bytes are not one whole batch.
    public init(trusted bytes: ByteSlice) throws(DecodeError) {
        let batch = try RecordBatch(bytes)
        self.init(
            header: batch.header, payload: batch.payload, offsetDeltaOfMaxTimestamp: batch.header.lastOffsetDelta)
    }

    /// Bytes of the whole batch.
    public var sizeInBytes: Int { header.sizeInBytes }

    /// The header's 61 bytes with base offset and leader epoch stamped.
    public func stampedHeader(baseOffset: Offset, leaderEpoch: LeaderEpoch) -> ByteSlice {
        var writer = ByteWriter(capacity: RecordBatchHeader.size)
        encodeHeader(into: &writer, baseOffset: baseOffset, leaderEpoch: leaderEpoch)
        return writer.finish()
    }

    /// The whole batch in one piece, with base offset and leader epoch stamped: a copy of the records.
    public func stampedCopy(baseOffset: Offset, leaderEpoch: LeaderEpoch) -> ByteSlice {
        var writer = ByteWriter(capacity: sizeInBytes)
        encodeHeader(into: &writer, baseOffset: baseOffset, leaderEpoch: leaderEpoch)
        writer.bytes(payload)
        return writer.finish()
    }

    private func encodeHeader(into writer: inout ByteWriter, baseOffset: Offset, leaderEpoch: LeaderEpoch) {
        var stamped = header
        stamped.baseOffset = baseOffset
        stamped.partitionLeaderEpoch = leaderEpoch
        stamped.encode(into: &writer)
    }
}
