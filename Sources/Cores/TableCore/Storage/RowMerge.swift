public import Bytes

/// What the engine calls back to merge the entries of a key, and to drop what is dead while it compacts.
///
/// Pure functions of bytes. They never trap: entries that cannot be read are kept as they are, wrapped as damaged, so
/// that one bad entry neither stops a compaction nor vanishes; a read of it reports ``StorageError/damaged(key:)``.
public enum RowMerge {
    /// First byte of a value that holds entries that could not be merged.
    static let damagedTag: UInt8 = 0xFF

    /// The value of `key` after `operands` are applied to `base`, oldest first.
    ///
    /// Merging some of the operands beforehand, in order, gives the same result.
    public static func merge(key: ByteSlice, base: ByteSlice?, operands: [ByteSlice]) -> ByteSlice {
        let entries = (base.map { [$0] } ?? []) + operands
        if entries.count == 1 { return entries[0] }
        if let merged = mergedRows(entries) ?? mergedDeletions(entries) { return merged }
        var writer = ByteWriter(capacity: entries.reduce(16) { $0 + 5 + $1.count })
        writer.integer(damagedTag)
        for entry in entries { writer.run(entry) }
        return writer.finish()
    }

    private static func mergedRows(_ entries: [ByteSlice]) -> ByteSlice? {
        guard let first = entries.first, var row = try? RowContent(decoding: first) else { return nil }
        for entry in entries.dropFirst() {
            guard let next = try? RowContent(decoding: entry) else { return nil }
            row = row.merged(with: next)
        }
        return row.encoded()
    }

    private static func mergedDeletions(_ entries: [ByteSlice]) -> ByteSlice? {
        guard let first = entries.first, var deletions = try? PartitionDeletions(decoding: first) else { return nil }
        for entry in entries.dropFirst() {
            guard let next = try? PartitionDeletions(decoding: entry) else { return nil }
            deletions = deletions.merged(with: next)
        }
        return deletions.encoded()
    }
}

/// What a compaction does with an entry.
public enum RowRetention: Hashable, Sendable {
    case keep
    case drop
    /// Keep less: expired values become tombstones, tombstones past their time go.
    case replace(ByteSlice)

    /// Seconds that a tombstone is kept, so that a late write with an older timestamp stays deleted: Cassandra's default
    /// of `gc_grace_seconds`, ten days.
    public static let graceSecondsDefault: Int64 = 864_000

    /// Decides on one entry at `now` seconds since 1970.
    ///
    /// Deletions of partitions and ranges stay: an entry alone does not tell whether rows that they cover are left.
    public static func keep(
        key: ByteSlice, value: ByteSlice, now: Int64, graceSeconds: Int64 = graceSecondsDefault
    ) -> RowRetention {
        guard let row = try? RowContent(decoding: value) else { return .keep }
        let horizon = now.subtractingReportingOverflow(graceSeconds).partialValue
        var kept = row
        if let deletion = row.deletion, deletion.localTime <= horizon { kept.deletion = nil }
        if let liveness = row.liveness, let expiry = liveness.expiry, expiry.at <= horizon { kept.liveness = nil }
        kept.columns = row.columns.compactMap { column in
            retained(column.value, now: now, horizon: horizon).map { RowContent.Column(id: column.id, value: $0) }
        }
        if kept == row { return .keep }
        return kept.isEmpty ? .drop : .replace(kept.encoded())
    }

    private static func retained(_ value: RowContent.Value, now: Int64, horizon: Int64) -> RowContent.Value? {
        switch value {
        case .cell(let cell): return retained(cell, now: now, horizon: horizon).map { .cell($0) }
        case .elements(let elements, let deletion):
            let left = elements.compactMap { element in
                retained(element.cell, now: now, horizon: horizon).map { RowContent.Element(path: element.path, cell: $0) }
            }
            let keptDeletion = deletion.flatMap { $0.localTime <= horizon ? nil : $0 }
            return left.isEmpty && keptDeletion == nil ? nil : .elements(left, deletion: keptDeletion)
        case .counter(let counter, let deletion):
            // A counter's additions come in order, so what a deletion covers is gone already.
            let keptDeletion = counter == nil ? deletion.flatMap { $0.localTime <= horizon ? nil : $0 } : nil
            return counter == nil && keptDeletion == nil ? nil : .counter(counter, deletion: keptDeletion)
        }
    }

    private static func retained(_ cell: Cell, now: Int64, horizon: Int64) -> Cell? {
        switch cell.state {
        case .live: return cell
        case .tombstone(let localTime): return localTime <= horizon ? nil : cell
        case .expiring(let expiry):
            if expiry.at > now { return cell }
            // From its expiry on the cell is a tombstone that dates from the write, as in Cassandra.
            let written = expiry.at.subtractingReportingOverflow(Int64(expiry.timeToLive)).partialValue
            return written <= horizon
                ? nil : .tombstone(Deletion(timestamp: cell.timestamp, localTime: written))
        }
    }
}
