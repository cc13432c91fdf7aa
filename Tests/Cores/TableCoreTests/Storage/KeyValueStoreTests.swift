import Bytes
import RocksStorage
import TableCore
import Testing

/// The port's two implementations answer alike: what holds for the store in memory holds for the one on disk.
@Suite("Key-value stores")
struct KeyValueStoreTests {
    /// Keys of rows begin with a table and a token, twelve bytes; others are of any length.
    private func key(_ random: inout SeededRandom, _ family: KeyValueFamily) -> ByteSlice {
        let head: [UInt8] = family == .rows ? [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, UInt8(random.number(0...1))] : [7]
        return ByteSlice(head + RandomValues.bytes(0...3, &random))
    }

    private func step(_ random: inout SeededRandom) -> KeyValueBatch {
        var batch = KeyValueBatch()
        for _ in 0..<random.number(1...4) {
            let family: KeyValueFamily = random.chance(2) ? .rows : .meta
            switch random.number(0...9) {
            case 0: batch.delete(key(&random, family), in: family)
            case 1:
                let (a, b) = (key(&random, family), key(&random, family))
                batch.deleteRange(from: min(a, b), to: max(a, b), in: family)
            case 2...4 where family == .rows: batch.merge(key(&random, .rows), RandomRows.row(&random).encoded(), in: .rows)
            default: batch.put(key(&random, family), RandomRows.row(&random).encoded(), in: family)
            }
        }
        return batch
    }

    /// Moves a cursor of each store the same way and compares where they are.
    private func compareCursors(
        _ left: any KeyValueSnapshot, _ right: any KeyValueSnapshot, _ random: inout SeededRandom, seed: UInt64
    ) throws {
        let family: KeyValueFamily = random.chance(2) ? .rows : .meta
        let (a, b) = (key(&random, family), key(&random, family))
        let upper: ByteSlice? = random.chance(3) ? nil : max(a, b)
        let mine = left.cursor(over: family, from: min(a, b), to: upper)
        let theirs = right.cursor(over: family, from: min(a, b), to: upper)
        let target = key(&random, family)
        var (isMine, isTheirs) =
            random.chance(2)
            ? (try mine.seek(to: max(target, min(a, b))), try theirs.seek(to: max(target, min(a, b))))
            : (try mine.seek(before: min(target, upper ?? target)), try theirs.seek(before: min(target, upper ?? target)))
        for _ in 0..<8 {
            #expect(isMine == isTheirs, "seed \(seed)")
            guard isMine, isTheirs else { return }
            #expect(mine.key == theirs.key && mine.value == theirs.value, "seed \(seed)")
            #expect(mine.entry.key == theirs.key && theirs.entry.value == mine.value, "seed \(seed)")
            let isForward = random.chance(2)
            isMine = isForward ? try mine.next() : try mine.previous()
            isTheirs = isForward ? try theirs.next() : try theirs.previous()
        }
    }

    @Test("the store on disk answers as the one in memory, over write-outs and compactions", arguments: [1, 2, 3] as [UInt64])
    func sameAnswers(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let folder = ScratchFolder()
        let memory = MemoryKeyValueStore()
        let disk = try RocksStore(.small(folder: folder.path))
        for _ in 0..<60 {
            let batch = step(&random)
            try memory.commit(batch, durability: .buffered)
            try disk.commit(batch, durability: .buffered)
            if random.chance(15) { try disk.flush() }
            if random.chance(30) { try disk.compact(.meta) }
            let (left, right) = (memory.snapshot(), disk.snapshot())
            for _ in 0..<4 {
                for family in [KeyValueFamily.rows, .meta] {
                    let probe = key(&random, family)
                    let expected = try memory.value(of: probe, in: family)
                    #expect(try disk.value(of: probe, in: family) == expected, "seed \(seed)")
                    #expect(try right.value(of: probe, in: family) == left.value(of: probe, in: family), "seed \(seed)")
                }
                try compareCursors(left, right, &random, seed: seed)
            }
        }
        disk.close()
    }

    @Test("a batch counts its bytes, and appending keeps the order of changes")
    func batches() throws {
        var first = KeyValueBatch()
        first.put([1, 2], [3], in: .meta)
        var second = KeyValueBatch()
        second.delete([1, 2], in: .meta)
        second.put([4], [], in: .meta)
        first.append(second)
        #expect(first.byteCount == 6 && first.operations.count == 3 && !first.isEmpty)
        let store = MemoryKeyValueStore()
        try store.commit(first, durability: .buffered)
        #expect(try store.value(of: [1, 2], in: .meta) == nil)
        #expect(try store.value(of: [4], in: .meta) == ByteSlice())
    }
}
