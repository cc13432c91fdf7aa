import Bytes
import TableCore
import Testing

/// A small seeded generator (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
    mutating func chance(_ outOf: Int64) -> Bool { number(1...outOf) == 1 }
    mutating func value() -> ByteSlice { ByteSlice((0..<number(0...3)).map { _ in UInt8.random(in: 0...2, using: &self) }) }
}

enum RandomRows {
    /// Seconds since 1970 at which the tests play: beyond the real clock, by which compaction on disk drops what is dead.
    static let epoch: Int64 = 4_000_000_000

    static func deletion(_ random: inout SeededRandom) -> Deletion {
        Deletion(timestamp: random.number(-1...6), localTime: epoch + random.number(0...3))
    }

    static func expiry(_ random: inout SeededRandom) -> Expiry? {
        random.chance(3) ? Expiry(timeToLive: Int32(random.number(1...3)), at: epoch + random.number(1...6)) : nil
    }

    /// A write with few different timestamps, values and columns, so that ties and overlaps are common.
    static func row(_ random: inout SeededRandom) -> RowContent {
        var row = RowContent()
        if random.chance(3) { row.liveness = RowLiveness(timestamp: random.number(-1...6), expiry: expiry(&random)) }
        if random.chance(5) { row.deletion = deletion(&random) }
        for _ in 0..<random.number(0...3) {
            let column = ColumnID(UInt16(random.number(0...2)))
            if random.chance(3) {
                row.delete(column, deletion(&random))
            } else {
                row.set(column, to: random.value(), timestamp: random.number(-1...6), expiry: expiry(&random))
            }
        }
        for _ in 0..<random.number(0...3) {
            let column = ColumnID(UInt16(random.number(10...11)))
            switch random.number(0...3) {
            case 0: row.deleteElements(of: column, deletion(&random))
            case 1: row.deleteElement(of: column, path: random.value(), deletion(&random))
            default:
                row.setElement(
                    of: column, path: random.value(), to: random.value(), timestamp: random.number(-1...6),
                    expiry: expiry(&random))
            }
        }
        return row
    }
}

@Suite("Merging of rows")
struct RowMergingTests {
    private let key = ByteSlice(utf8: "any key")

    @Test("writes give the same row in whatever order and grouping they are merged", arguments: Array(1...10) as [UInt64])
    func anyOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            var writes = (0..<random.number(2...7)).map { _ in RandomRows.row(&random).encoded() }
            let expected = RowMerge.merge(key: key, base: nil, operands: [RowContent().encoded()] + writes)
            for _ in 0..<6 {
                writes.shuffle(using: &random)
                let cut = Int(random.number(1...Int64(writes.count)))
                let early = RowMerge.merge(key: key, base: nil, operands: Array(writes[..<cut]))
                let merged = RowMerge.merge(key: key, base: RowContent().encoded(), operands: [early] + writes[cut...])
                #expect(merged == expected, "seed \(seed)")
                #expect(RowMerge.merge(key: key, base: merged, operands: writes) == expected, "seed \(seed): again")
            }
        }
    }

    @Test("counters add up in whatever grouping, and start again after a deletion", arguments: [1, 2, 3] as [UInt64])
    func counters(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let column = ColumnID(4)
        var writes: [ByteSlice] = []
        var sum: Int64?
        for _ in 0..<40 {
            var row = RowContent()
            if random.chance(8) {
                row.deleteCounter(column, RandomRows.deletion(&random))
                sum = nil
            } else {
                let delta = random.number(-5...9)
                row.add(delta, to: column, timestamp: random.number(0...100))
                sum = (sum ?? 0) + delta
            }
            writes.append(row.encoded())
        }
        let cut = Int(random.number(1...39))
        let early = RowMerge.merge(key: key, base: nil, operands: Array(writes[..<cut]))
        let late = RowMerge.merge(key: key, base: nil, operands: Array(writes[cut...]))
        for merged in [
            RowMerge.merge(key: key, base: nil, operands: writes), RowMerge.merge(key: key, base: early, operands: [late]),
        ] {
            guard case .counter(let counter, _)? = try RowContent(decoding: merged)[column] else {
                Issue.record("no counter, seed \(seed)")
                continue
            }
            #expect(counter?.sum == sum, "seed \(seed)")
        }
    }

    @Test("a row's bytes decode to the row", arguments: [5, 6] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            var row = RandomRows.row(&random)
            if random.chance(4) { row.clusteringAsWritten = random.value() }
            if random.chance(4) { row.add(random.number(-9...9), to: ColumnID(30), timestamp: 7) }
            #expect(try RowContent(decoding: row.encoded()) == row)
        }
    }

    @Test("any damage to a stored row is an error or another row, and stops neither merging nor compaction")
    func damage() throws {
        var random = SeededRandom(seed: 77)
        for _ in 0..<40 {
            let good = RandomRows.row(&random).encoded()
            let other = RandomRows.row(&random).encoded()
            var damaged = (0..<good.count).map { ByteSlice(good.array[..<$0]) }
            for index in 0..<good.count {
                for byte in [0, 0x7F, 0xFF, good[index] ^ 1] as [UInt8] {
                    var bytes = good.array
                    bytes[index] = byte
                    damaged.append(ByteSlice(bytes))
                }
            }
            damaged.append(ByteSlice())
            for bytes in damaged {
                let isReadable = (try? RowContent(decoding: bytes)) != nil
                _ = RowRetention.keep(key: key, value: bytes, now: 100)
                let merged = RowMerge.merge(key: key, base: bytes, operands: [other])
                // Two damaged entries can be the deletions of a partition, by chance; a row and damage never become a row.
                #expect(((try? RowContent(decoding: merged)) != nil) == isReadable)
                if !isReadable { #expect(merged.count >= bytes.count + other.count, "damage is kept whole") }
            }
        }
    }

    @Test("compaction keeps every live value, turns expired ones into tombstones and drops both after the grace time")
    func retention() throws {
        let name = ColumnID(1)
        let note = ColumnID(2)
        var row = RowContent(liveness: RowLiveness(timestamp: 10, expiry: Expiry(timeToLive: 50, at: 150)))
        row.set(name, to: ByteSlice(utf8: "a"), timestamp: 10, expiry: Expiry(timeToLive: 50, at: 150))
        row.delete(note, Deletion(timestamp: 5, localTime: 90))
        let stored = row.encoded()
        func keep(now: Int64) -> RowRetention { RowRetention.keep(key: key, value: stored, now: now, graceSeconds: 1000) }
        #expect(keep(now: 149) == .keep)
        guard case .replace(let less) = keep(now: 150) else {
            Issue.record("an expired value is kept")
            return
        }
        let left = try RowContent(decoding: less)
        #expect(left[name] == .cell(.tombstone(Deletion(timestamp: 10, localTime: 100))))
        #expect(left.isLive(at: 150) == false)
        #expect(keep(now: 2000) == .drop)
    }

    @Test("a late write with an older timestamp stays deleted by an expired value until the grace time is over")
    func lateWrite() throws {
        let column = ColumnID(1)
        var expiring = RowContent()
        expiring.set(column, to: ByteSlice(utf8: "new"), timestamp: 20, expiry: Expiry(timeToLive: 10, at: 110))
        var late = RowContent()
        late.set(column, to: ByteSlice(utf8: "old"), timestamp: 15)
        guard case .replace(let base) = RowRetention.keep(key: key, value: expiring.encoded(), now: 120) else {
            Issue.record("an expired value is kept")
            return
        }
        let merged = try RowContent(decoding: RowMerge.merge(key: key, base: base, operands: [late.encoded()]))
        #expect(!merged.isLive(at: 120))
    }

    @Test("two inserts of a collection at one timestamp leave both their elements")
    func collectionTie() throws {
        let column = ColumnID(1)
        func insert(_ text: String) -> ByteSlice {
            var row = RowContent(liveness: RowLiveness(timestamp: 100))
            row.replaceElements(
                of: column, with: [(path: ByteSlice(utf8: text), value: ByteSlice())], timestamp: 100, localTime: 1)
            return row.encoded()
        }
        let merged = try RowContent(decoding: RowMerge.merge(key: key, base: insert("a"), operands: [insert("b")]))
        guard case .elements(let elements, _)? = merged[column] else {
            Issue.record("no elements")
            return
        }
        #expect(elements.map(\.path) == [ByteSlice(utf8: "a"), ByteSlice(utf8: "b")])
    }
}
