import Identifiers

/// A closed segment: what is known of it without opening its files.
struct ClosedSegment: Sendable {
    var baseOffset: Offset
    /// The offset behind its last record; the next segment's base.
    var nextOffset: Offset
    var size: Int
    /// Largest timestamp, -1: none.
    var maxTimestamp: Int64
}

/// The segment that is written to.
struct ActiveSegment: Sendable {
    let baseOffset: Offset
    let file: any LogFile
    var indexes: SegmentIndexes
    /// Bytes given to the file, written or waiting to be.
    var size = 0
    /// The `maxTimestamp` of the first batch: `segment.ms` counts from it. Nil while empty.
    var firstTimestamp: Int64?
    /// When the segment was begun, for segments without timestamps.
    let createdMs: Int64
    /// The `.txnindex`, made with its first entry.
    var transactions: (any LogFile)?
    var transactionBytes = 0

    init(baseOffset: Offset, file: any LogFile, createdMs: Int64) {
        self.baseOffset = baseOffset
        self.file = file
        self.createdMs = createdMs
        indexes = SegmentIndexes(baseOffset: baseOffset)
    }

    /// Whether a batch must go into a new segment (Kafka's four reasons: size, age, full index, far offset).
    func mustRoll(
        adding bytes: Int, lastOffset: Offset, maxTimestamp: Int64, now: Int64, _ configuration: LogConfiguration
    ) -> Bool {
        guard size > 0 else { return false }
        if size > configuration.segmentBytes - bytes { return true }
        if isOverdue(maxTimestamp: maxTimestamp, now: now, configuration) { return true }
        if indexes.isFull(bytesMax: configuration.indexBytesMax) { return true }
        return lastOffset.rawValue &- baseOffset.rawValue > Int64(Int32.max)
    }

    /// Whether `segment.ms` has passed: from the first batch's time to the new one's, or by the clock without such.
    func isOverdue(maxTimestamp: Int64, now: Int64, _ configuration: LogConfiguration) -> Bool {
        guard size > 0 else { return false }
        let age = if let firstTimestamp, firstTimestamp >= 0 { maxTimestamp &- firstTimestamp } else { now &- createdMs }
        return age > configuration.segmentMs &- configuration.segmentJitterMs
    }
}
