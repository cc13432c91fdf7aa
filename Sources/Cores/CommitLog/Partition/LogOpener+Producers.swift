import Bytes
import Identifiers
import RecordBatches

extension LogOpener {
    /// Brings back producers and aborted transactions: from the newest snapshot that can be read, and the batches behind it.
    mutating func restoreProducers(into log: inout PartitionLog) throws(LogFileError) {
        var from = log.closed.first?.baseOffset ?? log.active.baseOffset
        for offset in snapshots.reversed() {
            guard offset <= log.logEndOffset, let states = try snapshot(at: offset) else {
                try fileSystem.removeFile(path(.snapshot, offset))
                report.snapshotsDropped += 1
                continue
            }
            for state in states { log.producers.restore(state) }
            log.producers.removeExpired(now: context.now, expirationMs: configuration.producerExpirationMs)
            from = offset
            break
        }
        try loadAborted(into: &log, below: from)
        try replay(into: &log, from: from)
        log.producers.highWatermarkMoved(to: log.highWatermark)
    }

    private func snapshot(at offset: Offset) throws(LogFileError) -> [ProducerState]? {
        guard let bytes = try fileSystem.contents(of: path(.snapshot, offset)) else { return nil }
        return try? ProducerSnapshot.decode(bytes)
    }

    /// Aborted transactions of the segments that are not replayed; those of replayed ones come from their markers.
    private func loadAborted(into log: inout PartitionLog, below limit: Offset) throws(LogFileError) {
        for base in log.closed.map(\.baseOffset) + [log.active.baseOffset] {
            guard let bytes = try fileSystem.contents(of: path(.txnindex, base)) else { continue }
            let transactions = (try? TransactionIndex.decode(bytes)) ?? []
            log.aborted += transactions.filter { $0.lastOffset < limit }
        }
    }

    private func replay(into log: inout PartitionLog, from start: Offset) throws(LogFileError) {
        guard start < log.logEndOffset else { return }
        for segment in log.closed where segment.nextOffset > start {
            let file = try fileSystem.open(path(.log, segment.baseOffset), mode: .read)
            let aborted = try replay(file, size: segment.size, into: &log, from: start)
            try rewriteTransactions(segment.baseOffset, log.aborted, added: aborted)
        }
        let aborted = try replay(log.active.file, size: log.active.size, into: &log, from: start)
        try rewriteTransactions(log.active.baseOffset, log.aborted, added: aborted)
        if log.active.transactions == nil, aborted > 0 {
            log.active.transactions = try fileSystem.open(path(.txnindex, log.active.baseOffset), mode: .write)
        }
        log.active.transactionBytes =
            log.aborted.filter { $0.lastOffset >= log.active.baseOffset }.count * TransactionIndex.entrySize
    }

    /// - Returns: how many aborted transactions the segment added.
    private func replay(
        _ file: any LogFile, size: Int, into log: inout PartitionLog, from start: Offset
    ) throws(LogFileError) -> Int {
        var added = 0
        var walk = SegmentWalk(file: file, from: 0, size: size)
        while let found = try walk.next() {
            guard case .batch(let outline, let bytes, _) = found else { return added }
            guard outline.magic == 2, outline.baseOffset >= start, let batch = try? RecordBatch(bytes),
                batch.header.hasProducerID
            else { continue }
            let marker = batch.header.attributes.isControl ? controlRecord(batch.header, payload: batch.payload) : nil
            guard let completed = log.producers.apply(batch.header, marker: marker), completed.isAborted else { continue }
            log.aborted.append(
                AbortedTransaction(
                    producerID: completed.producerID, firstOffset: completed.firstOffset, lastOffset: completed.lastOffset,
                    lastStableOffset: log.producers.lastStableOffset(after: completed)))
            added += 1
        }
        return added
    }

    /// Writes a replayed segment's `.txnindex` again, so that it holds each abort once.
    private func rewriteTransactions(_ base: Offset, _ all: [AbortedTransaction], added: Int) throws(LogFileError) {
        let path = path(.txnindex, base)
        let existing = try fileSystem.contents(of: path)
        guard added > 0 || existing != nil else { return }
        var writer = ByteWriter()
        for transaction in all where transaction.lastOffset >= base { writer.bytes(TransactionIndex.encode(transaction)) }
        let file = try fileSystem.open(path, mode: .create)
        try file.truncate(to: 0)
        try file.write([writer.finish()], at: 0)
        try file.sync()
    }
}
