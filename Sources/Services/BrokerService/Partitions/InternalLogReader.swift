import Bytes
import CommitLog
import Identifiers
import RecordBatches

/// Reads a whole log from its start, batch by batch: how the broker loads what it kept in its internal topics.
enum InternalLogReader {
    private static let bytesPerRead = 1 << 20

    /// Calls `body` with every record that may be seen; control batches are left out. Blocks.
    /// - Throws: ``LogError`` when the files fail; batches that cannot be read are passed over and counted.
    /// - Returns: batches that could not be read.
    static func forEachRecord(
        in log: borrowing PartitionLog, _ body: (Record) -> Void
    ) throws(LogError) -> Int {
        var unreadable = 0
        var offset = log.logStartOffset
        let limit = log.writtenOffset
        while offset < limit {
            let slices: [ByteSlice]
            switch try log.read(from: offset, limit: limit, maxBytes: bytesPerRead, givesFirstBatch: true) {
            case .empty: return unreadable
            case .memory(let found): slices = found
            case .segment(let read): slices = [try read.load()]
            }
            var reader = RecordBatchReader(joined(slices))
            let before = offset
            while let batch = try? reader.next() {
                offset = max(offset, batch.header.nextOffset)
                guard !batch.header.attributes.isControl else { continue }
                if let records = try? batch.records() { records.forEach(body) } else { unreadable += 1 }
            }
            guard offset > before else { return unreadable }
        }
        return unreadable
    }

    private static func joined(_ slices: [ByteSlice]) -> ByteSlice {
        if slices.count == 1, let only = slices.first { return only }
        var writer = ByteWriter(capacity: slices.reduce(0) { $0 + $1.count })
        for slice in slices { writer.bytes(slice) }
        return writer.finish()
    }
}
