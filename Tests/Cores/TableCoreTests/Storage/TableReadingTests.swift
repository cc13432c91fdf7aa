import Bytes
import CQLValues
import FixtureFiles
import Foundation
import RocksStorage
import TableCore
import Testing

/// A folder that goes when it is let go of.
final class ScratchFolder {
    let path: String
    init() { path = NSTemporaryDirectory() + "millrace-" + UUID().uuidString }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("Reading of tables")
struct TableReadingTests {
    @Test("random writes, deletes and times to live read as an exhaustive model says", arguments: Array(1...12) as [UInt64])
    func modelInMemory(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let store = MemoryKeyValueStore()
        var model = TableModel()
        for _ in 0..<8 {
            var batch = KeyValueBatch()
            for _ in 0..<random.number(1...12) { model.step(&random, into: &batch) }
            try store.commit(batch, durability: .buffered)
            try model.check(store, &random, seed: seed)
        }
    }

    @Test("the same on disk, with writing out, compaction and reopening between", arguments: [101, 102, 103] as [UInt64])
    func modelOnDisk(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let folder = ScratchFolder()
        var store = try RocksStore(.small(folder: folder.path))
        var model = TableModel()
        for _ in 0..<16 {
            var batch = KeyValueBatch()
            for _ in 0..<random.number(1...12) { model.step(&random, into: &batch) }
            try store.commit(batch, durability: .buffered)
            switch random.number(0...4) {
            case 0: try store.flush()
            case 1:
                store.close()
                store = try RocksStore(.small(folder: folder.path))
            default: break
            }
            try model.check(store, &random, seed: seed)
        }
        store.close()
    }

    /// Expected: the order in which Cassandra returned the rows (ordering.jsonl), and the last value of each key.
    @Test("clustering columns of every type order rows as recorded, ascending and descending, forward and reverse")
    func recordedOrder() throws {
        struct Line: Decodable {
            var type: String
            var declared: String
            var order: [String]
            var reversedQuery: [String]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let user = UserDefinedType(
            keyspace: "ks", name: "u", fields: [.init(name: "a", type: .int), .init(name: "b", type: .text)])
        var number: UInt32 = 1
        for text in try FixtureFiles.lines("cql-oracle/ordering.jsonl.gz") {
            let line = try decoder.decode(Line.self, from: Data(text.utf8))
            let type = try CQLType(parsing: line.type) { $0 == "u" ? user : nil }
            let layout = TableLayout(
                id: TableID(number), partitionKey: [.int],
                clustering: [.init(type: type, isDescending: line.declared == "DESC")], columns: [])
            number += 1
            let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
            let store = MemoryKeyValueStore()
            let order = line.order.compactMap { ByteSlice(hex: $0) }
            var batch = KeyValueBatch()
            for value in order.shuffled() {
                var mutation = PartitionMutation(layout, key)
                mutation.write(RowContent(liveness: RowLiveness(timestamp: 1)), toRow: [value])
                mutation.append(to: &batch)
            }
            try store.commit(batch, durability: .buffered)
            func read(_ isReversed: Bool) throws -> [String] {
                let cursor = TableCursor(
                    store.snapshot(), layout, ReadRequest(.partitions([key]), isReversed: isReversed), now: 0)
                var values: [String] = []
                while let row = try cursor.next() { values += (row.clustering ?? []).map(\.hex) }
                return values
            }
            #expect(try read(false) == line.order, "\(line.type) \(line.declared)")
            #expect(try read(true) == line.reversedQuery, "\(line.type) \(line.declared)")
        }
    }

    @Test("numbers of another form are the same key, and the row keeps the form written first")
    func equalKeys() throws {
        let layout = TableLayout(
            id: TableID(1), partitionKey: [.int], clustering: [.init(type: .decimal)],
            columns: [.init(id: ColumnID(0), type: .int)])
        let store = MemoryKeyValueStore()
        let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
        for (index, form) in ["1.00", "1", "1.0"].enumerated() {
            var mutation = PartitionMutation(layout, key)
            var row = RowContent(liveness: RowLiveness(timestamp: Int64(index)))
            row.set(ColumnID(0), to: ByteSlice(bigEndian: Int32(index)), timestamp: Int64(index))
            mutation.write(row, toRow: [try #require(CQLDecimal(form)).bytes])
            var batch = KeyValueBatch()
            mutation.append(to: &batch)
            try store.commit(batch, durability: .buffered)
        }
        let cursor = TableCursor(store.snapshot(), layout, ReadRequest(.all), now: 0)
        let row = try #require(try cursor.next())
        #expect(row.clustering == [try #require(CQLDecimal("1.00")).bytes])
        #expect(row.value(of: layout.columns[0])?.signedInteger == 2)
        #expect(try cursor.next() == nil)
    }

    @Test("unfrozen collections read in the order of their type, and only what is live")
    func collections() throws {
        let layout = TableLayout(
            id: TableID(1), partitionKey: [.int], clustering: [],
            columns: [.init(id: ColumnID(0), type: .set(.int)), .init(id: ColumnID(1), type: .map(.text, .int))])
        var row = RowContent()
        for number in [3, -1, 2] as [Int32] {
            row.setElement(of: ColumnID(0), path: ByteSlice(bigEndian: number), to: ByteSlice(), timestamp: 1)
        }
        row.deleteElement(of: ColumnID(0), path: ByteSlice(bigEndian: Int32(3)), Deletion(timestamp: 2, localTime: 0))
        row.setElement(
            of: ColumnID(1), path: ByteSlice(utf8: "k"), to: ByteSlice(bigEndian: Int32(1)), timestamp: 1,
            expiry: Expiry(timeToLive: 5, writtenAt: 0))
        let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
        var mutation = PartitionMutation(layout, key)
        mutation.write(row, toRow: [])
        var batch = KeyValueBatch()
        mutation.append(to: &batch)
        let store = MemoryKeyValueStore()
        try store.commit(batch, durability: .buffered)
        func first(_ now: Int64) throws -> ReadRow? {
            try TableCursor(store.snapshot(), layout, ReadRequest(.partitions([key])), now: now).next()
        }
        let early = try #require(try first(4))
        #expect(
            early.value(of: layout.columns[0])
                == CQLCollection.bytes(of: [ByteSlice(bigEndian: Int32(-1)), ByteSlice(bigEndian: Int32(2))]))
        #expect(early.elements(of: layout.columns[1]).count == 1)
        let late = try #require(try first(5))
        #expect(late.value(of: layout.columns[1]) == nil)
    }

    @Test("a damaged row is reported with its key, and its neighbours are still read by other reads")
    func damagedRow() throws {
        let store = MemoryKeyValueStore()
        var batch = KeyValueBatch()
        var keys: [ByteSlice] = []
        for number in 0..<2 as Range<Int32> {
            var mutation = PartitionMutation(TableModel.layout, TableModel.partitionKey(number))
            mutation.write(
                RowContent(liveness: RowLiveness(timestamp: 1)),
                toRow: [ByteSlice(bigEndian: number), ByteSlice(bigEndian: number)])
            mutation.append(to: &batch)
        }
        for operation in batch.operations { if case .merge(_, let key, _) = operation { keys.append(key) } }
        batch.put(keys[0], [0x40, 0x01], in: .rows)
        try store.commit(batch, durability: .buffered)
        func read(_ number: Int32) throws -> ReadRow? {
            let request = ReadRequest(.partitions([TableModel.partitionKey(number)]))
            return try TableCursor(store.snapshot(), TableModel.layout, request, now: 0).next()
        }
        #expect(throws: StorageError.damaged(key: keys[0])) { try read(0) }
        #expect(try read(1) != nil)
    }

    @Test("truncating a table leaves its neighbours")
    func truncation() throws {
        let store = MemoryKeyValueStore()
        let layouts = (1...3).map { number in
            TableLayout(id: TableID(UInt32(number)), partitionKey: [.int], clustering: [], columns: [])
        }
        var batch = KeyValueBatch()
        for layout in layouts {
            var mutation = PartitionMutation(layout, TableModel.partitionKey(5))
            mutation.write(RowContent(liveness: RowLiveness(timestamp: 1)), toRow: [])
            mutation.append(to: &batch)
        }
        batch.deleteTable(TableID(2))
        try store.commit(batch, durability: .buffered)
        let left = try layouts.map { try TableCursor(store.snapshot(), $0, ReadRequest(.all), now: 0).next() != nil }
        #expect(left == [true, false, true])
    }
}
