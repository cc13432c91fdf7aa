public import Bytes

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
    ///
    /// - Parameter deletion: a deletion of the row's partition or range: what it covers goes at once, since the deletion
    ///   stays stored and covers late writes too.
    public static func keep(
        key: ByteSlice, value: ByteSlice, now: Int64, graceSeconds: Int64 = graceSecondsDefault,
        under deletion: Deletion? = nil
    ) -> RowRetention {
        guard let stored = try? RowContent(decoding: value) else { return .keep }
        let row = deletion.map { stored.surviving($0) } ?? stored
        let horizon = now.subtractingReportingOverflow(graceSeconds).partialValue
        var kept = row
        if let deletion = row.deletion, deletion.localTime <= horizon { kept.deletion = nil }
        if let liveness = row.liveness, let expiry = liveness.expiry, expiry.at <= horizon { kept.liveness = nil }
        kept.columns = row.columns.compactMap { column in
            retained(column.value, now: now, horizon: horizon).map { RowContent.Column(id: column.id, value: $0) }
        }
        if kept == stored { return .keep }
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

/// The retention decisions of one compaction, which sees the entries of a key range in order: it remembers the deletions
/// of the partition it is in, so that the rows they cover are reclaimed.
public struct CompactionSweep: Sendable {
    private var partition: ByteSlice?
    private var deletions: PartitionDeletions?

    public init() {}

    /// Decides on the next entry at `now` seconds since 1970.
    public mutating func decide(key: ByteSlice, value: ByteSlice, now: Int64) -> RowRetention {
        guard let (_, prefixLength, part) = RowKey.parse(key) else { return .keep }
        if part == .deletions {
            partition = key[0..<prefixLength].compacted()
            deletions = try? PartitionDeletions(decoding: value.compacted())
            return .keep
        }
        guard let deletions, partition == key[0..<prefixLength] else {
            return RowRetention.keep(key: key, value: value, now: now)
        }
        let covering =
            part == .row ? deletions.deletion(of: key[(prefixLength + 1)..<key.count]) : deletions.partition
        return RowRetention.keep(key: key, value: value, now: now, under: covering)
    }
}
