import Bytes
import Identifiers
import Synchronization

/// One budget of memory for the tails of all partitions, in bytes.
public final class TailMemory: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    /// - Parameter limitBytes: the most that all tails together hold.
    public init(limitBytes: Int) { limit = limitBytes }

    /// Bytes held now.
    public var usedBytes: Int { used.load(ordering: .relaxed) }

    func reserve(_ bytes: Int) -> Bool {
        let after = used.add(bytes, ordering: .relaxed).newValue
        if after <= limit { return true }
        used.subtract(bytes, ordering: .relaxed)
        return false
    }

    func release(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}

/// The batches appended last, for readers at the tail: they need no file. Bounded by the partition's own limit and by
/// the shared budget; the oldest go first, and what finds no room is simply not kept.
struct TailCache: ~Copyable, Sendable {
    struct Entry: Sendable {
        var baseOffset: Offset
        var nextOffset: Offset
        /// Header and payload, or both in one slice when the batch is small.
        var slices: [ByteSlice]
        var bytes: Int
    }

    private let memory: TailMemory
    /// Oldest first; those before `first` are gone.
    private var entries: [Entry?] = []
    private var first = 0
    private(set) var bytes = 0

    init(memory: TailMemory) { self.memory = memory }

    deinit { memory.release(bytes) }

    mutating func append(_ entry: Entry, limit: Int) {
        while bytes + entry.bytes > limit, evictOldest() {}
        guard bytes + entry.bytes <= limit else { return }
        while !memory.reserve(entry.bytes) {
            guard evictOldest() else { return }
        }
        entries.append(entry)
        bytes += entry.bytes
    }

    /// Drops the oldest entry; false when there is none.
    @discardableResult
    mutating func evictOldest() -> Bool {
        guard first < entries.count, let entry = entries[first] else { return false }
        entries[first] = nil
        first += 1
        bytes -= entry.bytes
        memory.release(entry.bytes)
        if first > 64, first * 2 > entries.count {
            entries.removeFirst(first)
            first = 0
        }
        return true
    }

    mutating func removeAll() {
        while evictOldest() {}
        entries.removeAll()
        first = 0
    }

    /// Whole batches from the one that holds `offset`, up to `limit` (exclusive) and `maxBytes`; the first one is given
    /// whatever its size. Nil when the tail does not reach back that far.
    func read(from offset: Offset, limit: Offset, maxBytes: Int, givesFirstBatch: Bool) -> [ByteSlice]? {
        guard var index = indexOfEntry(holding: offset) else { return nil }
        var slices: [ByteSlice] = []
        var taken = 0
        var expected: Offset?
        while index < entries.count, let entry = entries[index] {
            guard expected == nil || entry.baseOffset == expected, entry.nextOffset <= limit else { break }
            let fits = taken + entry.bytes <= maxBytes || (taken == 0 && givesFirstBatch)
            guard fits else { break }
            slices += entry.slices
            taken += entry.bytes
            expected = entry.nextOffset
            index += 1
        }
        return slices
    }

    private func indexOfEntry(holding offset: Offset) -> Int? {
        var low = first
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            guard let entry = entries[middle] else { return nil }
            if entry.nextOffset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, let entry = entries[low], entry.baseOffset <= offset else { return nil }
        return low
    }
}
