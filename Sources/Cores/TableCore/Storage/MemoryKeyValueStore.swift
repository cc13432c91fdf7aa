public import Bytes
import Synchronization

/// A store in memory, for tests and for what needs no disk. Snapshots are copies; it is not made for large data.
public final class MemoryKeyValueStore: KeyValueStore {
    typealias Entries = [ByteSlice: ByteSlice]
    private let state = Mutex<[KeyValueFamily: Entries]>([:])

    public init() {}

    public func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice? {
        state.withLock { $0[family]?[key] }
    }

    public func snapshot() -> any KeyValueSnapshot { MemorySnapshot(state.withLock { $0 }) }

    public func commit(_ batch: KeyValueBatch, durability: WriteDurability) throws(StorageError) {
        state.withLock { families in
            for operation in batch.operations {
                switch operation {
                case .put(let family, let key, let value): families[family, default: [:]][key.compacted()] = value
                case .merge(let family, let key, let operand):
                    let base = families[family]?[key]
                    families[family, default: [:]][key.compacted()] = RowMerge.merge(
                        key: key, base: base, operands: [operand])
                case .delete(let family, let key): families[family]?[key] = nil
                case .deleteRange(let family, let from, let to):
                    families[family] = families[family]?.filter { !(from <= $0.key && $0.key < to) }
                }
            }
        }
    }

    public func submit(
        _ batch: KeyValueBatch, durability: WriteDurability,
        completion: @escaping @Sendable (Result<Void, StorageError>) -> Void
    ) {
        do throws(StorageError) {
            try commit(batch, durability: durability)
            completion(.success(()))
        } catch {
            completion(.failure(error))
        }
    }

    public func close() {}

    /// Drops what compaction would drop at `now` seconds.
    public func compact(now: Int64) {
        state.withLock { families in
            for (family, entries) in families where family.holdsRows {
                for (key, value) in entries {
                    switch RowRetention.keep(key: key, value: value, now: now) {
                    case .keep: break
                    case .drop: families[family]?[key] = nil
                    case .replace(let less): families[family]?[key] = less
                    }
                }
            }
        }
    }
}

private final class MemorySnapshot: KeyValueSnapshot {
    private let families: [KeyValueFamily: MemoryKeyValueStore.Entries]

    init(_ families: [KeyValueFamily: MemoryKeyValueStore.Entries]) { self.families = families }

    func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice? { families[family]?[key] }

    func cursor(over family: KeyValueFamily, from lower: ByteSlice, to upper: ByteSlice?) -> any KeyValueCursor {
        let inside = (families[family] ?? [:]).filter { entry in
            lower <= entry.key && (upper.map { entry.key < $0 } ?? true)
        }
        return MemoryCursor(inside.sorted { $0.key < $1.key })
    }
}

private final class MemoryCursor: KeyValueCursor {
    private let entries: [(key: ByteSlice, value: ByteSlice)]
    private var index = -1

    init(_ entries: [(key: ByteSlice, value: ByteSlice)]) { self.entries = entries }

    private var isAtEntry: Bool { entries.indices.contains(index) }

    func seek(to key: ByteSlice) throws(StorageError) -> Bool {
        index = firstIndex(notBefore: key)
        return isAtEntry
    }

    func seek(before key: ByteSlice) throws(StorageError) -> Bool {
        index = firstIndex(notBefore: key) - 1
        return isAtEntry
    }

    func next() throws(StorageError) -> Bool {
        index += 1
        return isAtEntry
    }

    func previous() throws(StorageError) -> Bool {
        index -= 1
        return isAtEntry
    }

    var key: ByteSlice { entries[index].key }
    var value: ByteSlice { entries[index].value }
    var entry: (key: ByteSlice, value: ByteSlice) { entries[index] }
    func withKey<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { entries[index].key.withUnsafeBytes(body) }

    private func firstIndex(notBefore key: ByteSlice) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
