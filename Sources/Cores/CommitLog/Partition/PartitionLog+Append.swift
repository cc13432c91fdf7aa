import Bytes
public import Identifiers
public import RecordBatches

extension PartitionLog {
    /// Batches up to this size are copied into one slice with their header: fewer pieces to write and send, and no small
    /// batch keeps a large receive buffer alive.
    private static let joinedBytesMax = 4096

    /// Gives the batch its offsets and queues its bytes.
    ///
    /// Nothing is written before a plan of ``planIO()`` has run. The answer waits for `writtenOffset`
    /// (`durability` written) or `highWatermark` (synced) to reach the result's `nextOffset`.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: ``LogError``: `.refusesWrites`, `.producer` (45, 47, 48), `.file` when a new segment could not be made.
    public mutating func append(
        _ batch: ValidatedBatch, leaderEpoch: LeaderEpoch, origin: AppendOrigin, durability: AppendDurability, now: Int64
    ) throws(LogError) -> AppendResult {
        if let refusal { throw .refusesWrites(reason: refusal.description) }
        let batchHeader = batch.header
        let marker = batchHeader.attributes.isControl ? controlRecord(batchHeader, payload: batch.payload) : nil
        if batchHeader.hasProducerID, let repeated = try producers.check(batchHeader, marker: marker, origin: origin) {
            return duplicate(of: repeated, durability: durability)
        }
        var header = batchHeader
        header.baseOffset = logEndOffset
        header.partitionLeaderEpoch = leaderEpoch
        let bytes = header.sizeInBytes
        let rolled = active.mustRoll(
            adding: bytes, lastOffset: header.lastOffset, maxTimestamp: header.maxTimestamp, now: now, configuration)
        if rolled { try roll(now: now) }
        if epochs.assign(leaderEpoch, startOffset: header.baseOffset) { queueEpochs() }

        let slices = storedSlices(batch, leaderEpoch: leaderEpoch)
        pending.add(slices, bytes: bytes, to: active.file, at: Int64(active.size))
        pending.isActiveDirty = true
        active.indexes.append(
            lastOffset: header.lastOffset, position: active.size, bytes: bytes, maxTimestamp: header.maxTimestamp,
            interval: configuration.indexIntervalBytes)
        if active.firstTimestamp == nil { active.firstTimestamp = header.maxTimestamp }
        active.size += bytes
        logEndOffset = header.nextOffset
        tail.append(
            TailCache.Entry(baseOffset: header.baseOffset, nextOffset: header.nextOffset, slices: slices, bytes: bytes),
            limit: configuration.tailBytesMax)
        if header.hasProducerID { try noteProducer(header, marker: marker) }
        if durability == .synced { waitForSync(from: header.baseOffset, to: header.nextOffset) }
        let isBrokerTime = header.attributes.timestampType == .logAppendTime
        return AppendResult(
            baseOffset: header.baseOffset, nextOffset: header.nextOffset,
            logAppendTimeMs: isBrokerTime ? header.maxTimestamp : -1, logStartOffset: logStartOffset, isDuplicate: false,
            rolled: rolled)
    }

    private func storedSlices(_ batch: ValidatedBatch, leaderEpoch: LeaderEpoch) -> [ByteSlice] {
        guard batch.sizeInBytes <= Self.joinedBytesMax else {
            return [batch.stampedHeader(baseOffset: logEndOffset, leaderEpoch: leaderEpoch), batch.payload]
        }
        return [batch.stampedCopy(baseOffset: logEndOffset, leaderEpoch: leaderEpoch)]
    }

    /// A retry may come while the first try is still unsynced, and may ask for more than the first did.
    private mutating func duplicate(of batch: ProducerBatch, durability: AppendDurability) -> AppendResult {
        let next = Offset(batch.lastOffset.rawValue + 1)
        if durability == .synced, next > syncedOffset, highWatermark < next {
            waitForSync(from: max(batch.firstOffset, highWatermark), to: next)
        }
        return AppendResult(
            baseOffset: batch.firstOffset, nextOffset: next, logAppendTimeMs: batch.timestamp,
            logStartOffset: logStartOffset, isDuplicate: true, rolled: false)
    }

    private mutating func waitForSync(from first: Offset, to end: Offset) {
        if let waiting = pending.waiting {
            pending.waiting = PendingIO.Range(first: min(waiting.first, first), end: max(waiting.end, end))
        } else {
            pending.waiting = PendingIO.Range(first: first, end: end)
        }
    }

    /// Brings the producers' state up to a batch that is in the log; an abort marker leaves an entry in the index.
    private mutating func noteProducer(_ header: RecordBatchHeader, marker: ControlRecord?) throws(LogError) {
        guard let completed = producers.apply(header, marker: marker), completed.isAborted else { return }
        let transaction = AbortedTransaction(
            producerID: completed.producerID, firstOffset: completed.firstOffset, lastOffset: completed.lastOffset,
            lastStableOffset: producers.lastStableOffset(after: completed))
        aborted.append(transaction)
        do {
            if active.transactions == nil {
                active.transactions = try fileSystem.open(path(.txnindex, active.baseOffset), mode: .create)
                pending.isFolderDirty = true
            }
        } catch {
            throw fail(error)
        }
        guard let file = active.transactions else { return }
        let entry = TransactionIndex.encode(transaction)
        pending.add([entry], bytes: entry.count, to: file, at: Int64(active.transactionBytes))
        pending.markDirty(file)
        active.transactionBytes += entry.count
    }

    /// Closes the active segment and begins one at the log's end. Opens files; the writes go with the next plan.
    ///
    /// - Throws: ``LogError/file(_:)``.
    mutating func roll(now: Int64) throws(LogError) {
        do {
            active.indexes.appendTime()
            try queueIndexes()
            closed.append(
                ClosedSegment(
                    baseOffset: active.baseOffset, nextOffset: logEndOffset, size: active.size,
                    maxTimestamp: active.indexes.maxTimestamp))
            if pending.isActiveDirty {
                pending.markDirty(active.file)
                pending.isActiveDirty = false
            }
            try queueWhole(.snapshot, logEndOffset, ProducerSnapshot.encode(producers))
            let file = try fileSystem.open(path(.log, logEndOffset), mode: .create)
            active = ActiveSegment(baseOffset: logEndOffset, file: file, createdMs: now)
            pending.isFolderDirty = true
        } catch {
            throw fail(error)
        }
    }

    private mutating func queueIndexes() throws(LogFileError) {
        try queueWhole(.index, active.baseOffset, active.indexes.encodedOffsets())
        try queueWhole(.timeindex, active.baseOffset, active.indexes.encodedTimes())
    }

    /// Queues a whole new file. What an earlier run left under its name is cut away first.
    private mutating func queueWhole(_ kind: SegmentFile, _ offset: Offset, _ contents: ByteSlice) throws(LogFileError) {
        let file = try fileSystem.open(path(kind, offset), mode: .create)
        try file.truncate(to: 0)
        pending.isFolderDirty = true
        guard !contents.isEmpty else { return }
        pending.add([contents], bytes: contents.count, to: file, at: 0)
        pending.markDirty(file)
    }

    /// What a clean stop leaves behind: the active segment's indexes and a snapshot at the log's end.
    mutating func queueForClose() throws(LogFileError) {
        active.indexes.appendTime()
        try queueIndexes()
        try queueWhole(.snapshot, logEndOffset, ProducerSnapshot.encode(producers))
    }

    mutating func queueEpochs() {
        pending.replacements = [
            IOPlan.Replacement(path: "\(folder)/\(LeaderEpochHistory.fileName)", contents: epochs.encoded)
        ]
    }

    /// From now on the log refuses writes: after a failed write or sync nobody knows what the disk holds.
    mutating func fail(_ error: LogFileError) -> LogError {
        let failure = LogError.file(error)
        if refusal == nil { refusal = failure }
        return failure
    }
}

/// The control record of a batch; nil when it cannot be read.
func controlRecord(_ header: RecordBatchHeader, payload: ByteSlice) -> ControlRecord? {
    var writer = ByteWriter(capacity: RecordBatchHeader.size + payload.count)
    header.encode(into: &writer)
    writer.bytes(payload)
    guard let batch = try? RecordBatch(writer.finish()), let records = try? batch.records(limit: 4096),
        let record = records.first
    else { return nil }
    return try? ControlRecord(record)
}
