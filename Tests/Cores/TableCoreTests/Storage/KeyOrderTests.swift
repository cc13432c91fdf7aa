import Bytes
import CQLValues
import TableCore
import Testing

/// Random valid values of every type that a clustering column may have.
enum RandomValues {
    static func bytes(_ lengths: ClosedRange<Int64>, _ random: inout SeededRandom) -> [UInt8] {
        // Few different bytes, the special ones among them, so that prefixes and escapes are common.
        (0..<random.number(lengths)).map { _ in [0x00, 0x01, 0x41, 0x7F, 0x80, 0xFE, 0xFF][Int(random.number(0...6))] }
    }

    static func value(_ type: CQLType, _ random: inout SeededRandom) -> ByteSlice {
        switch type {
        case .tinyint: return ByteSlice(bytes(1...1, &random))
        case .smallint: return ByteSlice(bytes(2...2, &random))
        case .date: return ByteSlice(bytes(4...4, &random))
        case .time: return ByteSlice(bytes(8...8, &random))
        case .int, .float: return ByteSlice(bytes(random.chance(8) ? 0...0 : 4...4, &random))
        case .bigint, .timestamp, .double: return ByteSlice(bytes(random.chance(8) ? 0...0 : 8...8, &random))
        case .boolean: return random.chance(3) ? ByteSlice() : [UInt8(random.number(0...1))]
        case .inet: return ByteSlice(bytes(random.chance(2) ? 4...4 : 16...16, &random))
        case .uuid:
            var raw = bytes(16...16, &random)
            raw[6] = raw[6] & 0x0F | [0x10, 0x10, 0x40, 0x70][Int(random.number(0...3))]
            return ByteSlice(raw)
        case .timeuuid:
            var raw = bytes(16...16, &random)
            raw[6] = raw[6] & 0x0F | 0x10
            return ByteSlice(raw)
        case .varint: return ByteSlice(bytes(0...5, &random))
        case .decimal:
            if random.chance(8) { return ByteSlice() }
            let unscaled = BigInteger(random.number(-3...3) * (random.chance(2) ? 1 : 10))
            return CQLDecimal(unscaled: unscaled, scale: Int32(random.number(-2...2))).bytes
        case .ascii: return ByteSlice(bytes(0...4, &random).map { $0 & 0x7F })
        case .text:
            return ByteSlice(
                utf8: (0..<random.number(0...3)).map { _ in ["\0", "a", "é", "😀"][Int(random.number(0...3))] }.joined())
        case .list(let element): return CQLCollection.bytes(of: values(element, &random))
        case .set(let element): return CQLCollection.bytes(of: element.sortedOnce(values(element, &random)))
        case .map(let key, let value):
            let entries = values(key, &random).map { (key: $0, value: RandomValues.value(value, &random)) }
            return CQLCollection.bytes(of: key.sortedOnce(entries))
        case .tuple(let components):
            let count = random.number(0...Int64(components.count))
            return CQLCollection.bytes(
                ofFields: components.prefix(Int(count)).map { random.chance(3) ? nil : value($0, &random) })
        case .vector(let element, let dimension):
            let elements = (0..<dimension).map { _ in
                // Elements of a fixed length have no empty form.
                let element = value(element, &random)
                return element.isEmpty ? [0, 0, 0, 1] : element
            }
            return CQLCollection.bytes(ofVector: elements, element: element)
        case .frozen(let inner): return value(inner, &random)
        default: return ByteSlice(bytes(0...4, &random))
        }
    }

    private static func values(_ type: CQLType, _ random: inout SeededRandom) -> [ByteSlice] {
        (0..<random.number(0...3)).map { _ in value(type, &random) }
    }
}

@Suite("Order of keys")
struct KeyOrderTests {
    static let types: [CQLType] = [
        .ascii, .bigint, .blob, .boolean, .date, .decimal, .double, .float, .inet, .int, .smallint, .text, .time, .timestamp,
        .timeuuid, .tinyint, .uuid, .varint, .frozen(.list(.int)), .frozen(.set(.text)), .frozen(.map(.int, .blob)),
        .tuple([.int, .text]), .vector(.int, 2), .vector(.text, 2), .frozen(.list(.tuple([.decimal, .blob]))),
    ]

    private func layout(_ type: CQLType, isDescending: Bool) -> TableLayout {
        // A second column behind it: keys must end by themselves.
        TableLayout(
            id: TableID(1), partitionKey: [.int],
            clustering: [.init(type: type, isDescending: isDescending), .init(type: .blob)], columns: [])
    }

    private func store(_ values: [ByteSlice], _ layout: TableLayout, _ key: PartitionKey) throws -> MemoryKeyValueStore {
        let store = MemoryKeyValueStore()
        var batch = KeyValueBatch()
        for value in values {
            var mutation = PartitionMutation(layout, key)
            mutation.write(RowContent(liveness: RowLiveness(timestamp: 1)), toRow: [value, [0xFF, 0x00]])
            mutation.append(to: &batch)
        }
        try store.commit(batch, durability: .buffered)
        return store
    }

    private func read(_ store: MemoryKeyValueStore, _ layout: TableLayout, _ slices: ClusteringSlices) throws -> [ByteSlice] {
        let cursor = TableCursor(store.snapshot(), layout, ReadRequest(.all, slices: slices), now: 0)
        var values: [ByteSlice] = []
        while let row = try cursor.next() { values += [row.clustering?.first ?? ByteSlice()] }
        return values
    }

    @Test("rows lie in the order of their type's comparison, and give back their values as first written", arguments: types)
    func order(type: CQLType) throws {
        var random = SeededRandom(seed: 4)
        let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
        for isDescending in [false, true] {
            let layout = layout(type, isDescending: isDescending)
            var written: [ByteSlice] = []
            for _ in 0..<60 { written.append(RandomValues.value(type, &random)) }
            for value in written { try type.validate(value) }
            let found = try read(try store(written, layout, key), layout, .all)
            for (low, high) in zip(found, found.dropFirst()) {
                let order = type.compare(low, high)
                #expect(isDescending ? order > 0 : order < 0, "\(type): \(low), \(high)")
            }
            for value in written {
                let first = written.first { type.compare($0, value) == 0 }
                // Every not-a-number is one key, which keeps no payload.
                let isNaN = value.floatingPoint?.isNaN == true && (type == .float || type == .double)
                #expect(first.map(found.contains) == true || isNaN, "\(type): \(value)")
            }
        }
    }

    @Test("a bound keeps exactly the values on its side of it", arguments: types)
    func bounds(type: CQLType) throws {
        var random = SeededRandom(seed: 9)
        let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
        for isDescending in [false, true] {
            let layout = layout(type, isDescending: isDescending)
            let written = (0..<30).map { _ in RandomValues.value(type, &random) }
            let store = try store(written, layout, key)
            let all = try read(store, layout, .all)
            for _ in 0..<12 {
                let bound = RandomValues.value(type, &random)
                let isInclusive = random.chance(2)
                let limit = ClusteringBound([bound], isInclusive: isInclusive)
                let above = try read(store, layout, ClusteringSlices(layout, equal: [], lower: limit, upper: nil))
                let below = try read(store, layout, ClusteringSlices(layout, equal: [], lower: nil, upper: limit))
                let equal = try read(store, layout, ClusteringSlices(layout, equal: [bound]))
                #expect(above == all.filter { type.compare($0, bound) > (isInclusive ? -1 : 0) }, "\(type) above \(bound)")
                #expect(below == all.filter { type.compare($0, bound) < (isInclusive ? 1 : 0) }, "\(type) below \(bound)")
                #expect(equal == all.filter { type.compare($0, bound) == 0 }, "\(type) equal to \(bound)")
            }
        }
    }

    @Test("slices unite and intersect as the sets of rows they stand for", arguments: [1, 2, 3, 4] as [UInt64])
    func algebra(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let layout = TableModel.layout
        let store = MemoryKeyValueStore()
        var batch = KeyValueBatch()
        var mutation = PartitionMutation(layout, TableModel.partitionKey(1))
        for first in -1...1 as ClosedRange<Int32> {
            for second in -1...1 as ClosedRange<Int32> {
                mutation.write(
                    RowContent(liveness: RowLiveness(timestamp: 1)),
                    toRow: [ByteSlice(bigEndian: first), ByteSlice(bigEndian: second)])
            }
        }
        mutation.append(to: &batch)
        try store.commit(batch, durability: .buffered)
        func rows(_ slices: ClusteringSlices) throws -> Set<TableModel.RowID> {
            Set(try TableModel.read(store.snapshot(), ReadRequest(.all, slices: slices), now: 0, pageRows: 100).map(\.id))
        }
        for _ in 0..<60 {
            let (a, coversA) = TableModel.slice(&random)
            let (b, coversB) = TableModel.slice(&random)
            let all = try rows(.all)
            #expect(try rows(a) == all.filter(coversA), "seed \(seed)")
            #expect(try rows(a.union(b)) == all.filter { coversA($0) || coversB($0) }, "seed \(seed)")
            #expect(try rows(a.intersection(b)) == all.filter { coversA($0) && coversB($0) }, "seed \(seed)")
            #expect(try rows(a.intersection(.none)).isEmpty)
            #expect(a.intersection(.all) == a && a.union(.none) == a)
        }
    }

    @Test("a position is its bytes, and no bytes from outside trap or lead a read astray")
    func positions() throws {
        var random = SeededRandom(seed: 3)
        let position = ReadPosition(after: TableModel.partitionKey(2))
        #expect(ReadPosition(position.bytes) == position)
        let store = MemoryKeyValueStore()
        var batch = KeyValueBatch()
        var model = TableModel()
        for _ in 0..<60 { model.step(&random, into: &batch) }
        try store.commit(batch, durability: .buffered)
        let snapshot = store.snapshot()
        let whole = try TableModel.read(snapshot, ReadRequest(.all), now: RandomRows.epoch, pageRows: 100)
        for _ in 0..<500 {
            let raw = ByteSlice(RandomValues.bytes(0...12, &random))
            guard let hostile = ReadPosition(raw) else { continue }
            for isReversed in [false, true] {
                let request = ReadRequest(.all, isReversed: isReversed, resumeAfter: hostile)
                let cursor = TableCursor(snapshot, TableModel.layout, request, now: RandomRows.epoch)
                while let row = try cursor.next() {
                    let isKnown = whole.contains { $0.id == TableModel.seen(row).id }
                    #expect(isKnown || row.clustering == nil)
                }
            }
        }
    }
}
