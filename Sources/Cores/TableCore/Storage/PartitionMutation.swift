public import Bytes

/// What statements write to one partition.
public struct PartitionMutation: Sendable {
    public let layout: TableLayout
    public let key: PartitionKey
    private let prefix: [UInt8]
    private var batch = KeyValueBatch()

    public init(_ layout: TableLayout, _ key: PartitionKey) {
        self.layout = layout
        self.key = key
        self.prefix = RowKey.partition(key, in: layout.id)
    }

    /// Writes to the row with these clustering values, one for each clustering column.
    public mutating func write(_ content: RowContent, toRow clustering: [ByteSlice]) {
        precondition(clustering.count == layout.clustering.count, "a row has a value for each clustering column")
        let rowKey = RowKey.row(prefix, clustering, layout)
        var content = content
        if !layout.hasExactClustering, !content.isEmpty {
            content.clusteringAsWritten = ClusteringAsWritten.bytes(clustering)
        }
        add(content, at: rowKey)
    }

    /// Writes to the static row.
    public mutating func writeStatic(_ content: RowContent) {
        add(content, at: RowKey.key(prefix, .staticRow))
    }

    /// Deletes a row; in a counter table at once and whatever the timestamp.
    public mutating func deleteRow(_ clustering: [ByteSlice], _ deletion: Deletion) {
        if layout.isCounterTable {
            batch.delete(RowKey.row(prefix, clustering, layout), in: .rows)
        } else {
            write(RowContent(deletion: deletion), toRow: clustering)
        }
    }

    /// Deletes the rows of `slices`; the static row stays.
    public mutating func deleteRows(_ slices: ClusteringSlices, _ deletion: Deletion) {
        if layout.isCounterTable {
            let head = RowKey.key(prefix, .row).array
            for range in slices.ranges {
                batch.deleteRange(from: ByteSlice(head + range.start.array), to: ByteSlice(head + range.end.array), in: .rows)
            }
            return
        }
        var deletions = PartitionDeletions()
        for range in slices.ranges { deletions.add(range, deletion) }
        if !deletions.ranges.isEmpty { batch.merge(RowKey.key(prefix, .deletions), deletions.encoded(), in: .rows) }
    }

    /// Deletes all of the partition, the static row too.
    public mutating func deletePartition(_ deletion: Deletion) {
        if layout.isCounterTable {
            batch.deleteRange(from: ByteSlice(prefix), to: ByteSlice(prefix + [KeyOrder.afterAll]), in: .rows)
        } else {
            batch.merge(
                RowKey.key(prefix, .deletions), PartitionDeletions(partition: deletion).encoded(), in: .rows)
        }
    }

    private mutating func add(_ content: RowContent, at rowKey: ByteSlice) {
        if !content.isEmpty { batch.merge(rowKey, content.encoded(), in: .rows) }
    }

    /// Whether it writes nothing.
    public var isEmpty: Bool { batch.isEmpty }
    /// Bytes of all it writes.
    public var byteCount: Int { batch.byteCount }

    /// Adds what it writes to a batch.
    public func append(to whole: inout KeyValueBatch) { whole.append(batch) }
}

extension KeyValueBatch {
    /// Deletes all that a table holds, for TRUNCATE and DROP TABLE.
    public mutating func deleteTable(_ id: TableID) {
        deleteRange(from: RowKey.table(id), to: RowKey.end(of: id), in: .rows)
    }
}

/// Clustering values one after the other, as kept beside a key that does not give them back.
enum ClusteringAsWritten {
    static func bytes(_ values: [ByteSlice]) -> ByteSlice {
        var writer = ByteWriter(capacity: 64)
        for value in values { writer.run(value) }
        return writer.finish()
    }

    static func values(_ bytes: ByteSlice, count: Int) -> [ByteSlice]? {
        var reader = ByteReader(bytes)
        var values: [ByteSlice] = []
        for _ in 0..<count {
            guard let value = try? reader.run() else { return nil }
            values.append(value)
        }
        return reader.isAtEnd ? values : nil
    }
}
