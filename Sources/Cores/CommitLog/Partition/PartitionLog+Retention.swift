public import Identifiers

extension PartitionLog {
    /// Moves the log's start to `offset` (DeleteRecords, `log-start-offset-checkpoint`): what lies before it can no longer
    /// be read, and segments wholly before it go with the next ``removeOldSegments(now:)``. An offset at or below the
    /// start changes nothing.
    ///
    /// - Throws: ``LogError/offsetOutOfRange(asked:logStart:logEnd:)`` above the high watermark.
    public mutating func deleteRecords(before offset: Offset) throws(LogError) {
        guard offset <= highWatermark else {
            throw .offsetOutOfRange(asked: offset, logStart: logStartOffset, logEnd: highWatermark)
        }
        guard offset > logStartOffset else { return }
        logStartOffset = offset
        if epochs.truncate(fromStart: offset) { queueEpochs() }
    }

    /// Takes out the segments that retention does not keep: by time (the newest record of the segment), by the log's
    /// size, and those before the log's start. An active segment that is wholly too old is closed first.
    ///
    /// Nothing happens to the files yet: that is for ``RemovedFiles``, outside the partition's lock.
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: ``LogError/file(_:)``, ``LogError/refusesWrites(reason:)``.
    public mutating func removeOldSegments(now: Int64) throws(LogError) -> RemovedFiles {
        if let refusal { throw .refusesWrites(reason: refusal.description) }
        if configuration.deletesOldSegments, isActiveExpired(now: now) { try roll(now: now) }
        producers.removeExpired(now: now, expirationMs: configuration.producerExpirationMs)
        let removed = Array(closed.prefix(expiredSegments(now: now)))
        if let last = removed.last {
            closed.removeFirst(removed.count)
            logStartOffset = max(logStartOffset, last.nextOffset)
            if epochs.truncate(fromStart: logStartOffset) { queueEpochs() }
            aborted.removeAll { $0.lastOffset < last.nextOffset }
        }
        return RemovedFiles(fileSystem: fileSystem, folder: folder, segments: removed.map(\.baseOffset))
    }

    /// The whole active segment has passed `retention.ms`: it is closed, so that it can go as well.
    private func isActiveExpired(now: Int64) -> Bool {
        guard active.size > 0, active.indexes.maxTimestamp >= 0, highWatermark == logEndOffset else { return false }
        if let retentionMs = configuration.retentionMs, now &- active.indexes.maxTimestamp > retentionMs { return true }
        return false
    }

    /// How many of the oldest closed segments retention does not keep.
    private func expiredSegments(now: Int64) -> Int {
        var excess = configuration.deletesOldSegments ? Int64(sizeInBytes) - (configuration.retentionBytes ?? .max) : -1
        var count = 0
        for segment in closed {
            // Nothing that a consumer has not been able to see goes.
            guard segment.nextOffset <= highWatermark else { break }
            let isBeforeStart = segment.nextOffset <= logStartOffset
            let isTooMuch = excess - Int64(segment.size) >= 0
            guard isBeforeStart || isTooMuch || isTooOld(segment, now: now) else { break }
            excess -= Int64(segment.size)
            count += 1
        }
        return count
    }

    private func isTooOld(_ segment: ClosedSegment, now: Int64) -> Bool {
        guard configuration.deletesOldSegments, let retentionMs = configuration.retentionMs, segment.maxTimestamp >= 0 else {
            return false
        }
        return now &- segment.maxTimestamp > retentionMs
    }

    /// Drops kept tail bytes, for partitions that have been idle.
    public mutating func dropTail() { tail.removeAll() }

    /// Takes note that this broker leads under `epoch` from the log's end on.
    public mutating func beginLeaderEpoch(_ epoch: LeaderEpoch) {
        if epochs.assign(epoch, startOffset: logEndOffset) { queueEpochs() }
    }
}
