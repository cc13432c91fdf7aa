import Bytes
import StreamSQL

/// The end of the dataflow: keeps what an epoch has for one sink.
///
/// A table with a primary key gets one row a key: the last by arrival, as an upsert or a delete. Anything else gets the
/// changelog in the order it came.
final class SinkOperator: DataflowOperator {
    private let types: [SQLType]
    /// Columns of the primary key; empty for a sink that takes a changelog.
    private let keyColumns: [Int]
    private let keyRules: [KeyRule]
    private let deadLetters: DeadLetterBox
    private var batches: [Batch] = []

    init(types: [SQLType], keyColumns: [Int], keyRules: [KeyRule], deadLetters: DeadLetterBox) {
        self.types = types
        self.keyColumns = keyColumns
        self.keyRules = keyRules
        self.deadLetters = deadLetters
    }

    func process(_ batch: Batch, input: Int) -> Emission {
        var kept = batch
        if !keyRules.isEmpty {
            let rows = (0..<batch.rowCount).filter { KeyRule.pass(keyRules, batch, row: $0, deadLetters) }
            if rows.count < batch.rowCount { kept = batch.selecting(rows.map(Int32.init)) }
        }
        if !kept.isEmpty { batches.append(kept) }
        return .nothing
    }

    func advanceWatermark(_ watermark: Int64, input: Int) -> Emission { .nothing }

    var isKeyed: Bool { !keyColumns.isEmpty }

    /// What came since the last call.
    func take() -> [Batch] {
        defer { batches = [] }
        return keyColumns.isEmpty ? batches : netRows()
    }

    private func netRows() -> [Batch] {
        var table = GroupTable()
        var last: [(batch: Int, row: Int)] = []
        var key = ByteWriter(capacity: 256)
        for (index, batch) in batches.enumerated() {
            for row in 0..<batch.rowCount {
                key.truncate(to: 0)
                for column in keyColumns {
                    ValueCoding.write(batch.columns[column], row: row, type: types[column], to: &key)
                }
                let place = key.withUnsafeBytes { table.findOrInsert($0) }
                if place.isNew { last.append((index, row)) } else { last[place.group] = (index, row) }
            }
        }
        var rows: [[Int32]] = Array(repeating: [], count: batches.count)
        for place in last { rows[place.batch].append(Int32(place.row)) }
        return zip(batches, rows).compactMap { batch, rows in
            if rows.isEmpty { return nil }
            let ordered = rows.sorted()
            var net = ordered.count == batch.rowCount ? batch : batch.selecting(ordered)
            net.kinds = (0..<net.rowCount).map { net.kind($0).addsRow ? .updateAfter : .delete }
            return net
        }
    }
}
