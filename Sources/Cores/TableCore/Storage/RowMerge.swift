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
