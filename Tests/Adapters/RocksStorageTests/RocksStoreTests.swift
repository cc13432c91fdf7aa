import Bytes
import CQLValues
import Foundation
import RocksStorage
import Synchronization
import TableCore
import Testing
import Threads

@Suite("The store on disk")
struct RocksStoreTests {
    private func scratch() -> String { NSTemporaryDirectory() + "millrace-rocks-" + UUID().uuidString }
    private func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    private func number(_ value: Int) -> ByteSlice { ByteSlice(utf8: String(format: "%08d", value)) }

    @Test("a batch over two families is all there, and still after reopening")
    func batch() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        var batch = KeyValueBatch()
        batch.put(number(1), number(10), in: .meta)
        batch.put(number(2), number(20), in: .meta)
        batch.merge(number(1), RowContent(liveness: RowLiveness(timestamp: 1)).encoded(), in: .rows)
        try store.commit(batch, durability: .synced)
        store.close()
        #expect(throws: StorageError.closed) { try store.value(of: number(1), in: .meta) }
        let again = try RocksStore(.small(folder: folder))
        #expect(try again.value(of: number(2), in: .meta) == number(20))
        #expect(try again.value(of: number(1), in: .rows) != nil)
        #expect(try again.value(of: number(3), in: .meta) == nil)
        again.close()
    }

    @Test("a second opener of the folder is refused")
    func locked() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        #expect(throws: StorageError.self) { try RocksStore(.small(folder: folder)) }
        store.close()
        try RocksStore(.small(folder: folder)).close()
    }

    @Test("a batch that names an unknown family is refused alone")
    func unknownFamily() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        var bad = KeyValueBatch()
        bad.put(number(1), number(1), in: .meta)
        bad.put(number(1), number(1), in: KeyValueFamily(name: "nosuch"))
        #expect(throws: StorageError.unknownFamily("nosuch")) { try store.commit(bad, durability: .buffered) }
        var good = KeyValueBatch()
        good.put(number(2), number(2), in: .meta)
        try store.commit(good, durability: .buffered)
        #expect(try store.value(of: number(1), in: .meta) == nil)
        #expect(try store.value(of: number(2), in: .meta) == number(2))
        store.close()
    }

    @Test("a snapshot and its cursors do not see later writes, and outlive closing")
    func snapshots() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        var first = KeyValueBatch()
        for index in 0..<10 { first.put(number(index * 10), number(index), in: .meta) }
        try store.commit(first, durability: .buffered)
        let snapshot = store.snapshot()
        var second = KeyValueBatch()
        second.put(number(35), number(0), in: .meta)
        second.deleteRange(from: number(40), to: number(60), in: .meta)
        try store.commit(second, durability: .buffered)
        let cursor = snapshot.cursor(over: .meta, from: number(20), to: number(60))
        store.close()
        var keys: [ByteSlice] = []
        var isThere = try cursor.seek(to: number(0))
        while isThere {
            keys.append(cursor.key)
            isThere = try cursor.next()
        }
        #expect(keys == [20, 30, 40, 50].map(number))
        #expect(try cursor.seek(before: number(40)) && cursor.key == number(30))
        #expect(try cursor.previous() && cursor.key == number(20))
        #expect(try !cursor.previous())
        #expect(try !cursor.seek(before: number(20)))
        #expect(try cursor.seek(to: number(41)) && cursor.key == number(50))
    }

    @Test("many writers at once share syncs, and each learns when its own batch is durable")
    func groupCommit() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        let count = 2000
        let acknowledged = Atomic<Int>(0)
        let done = Latch()
        for index in 0..<count {
            var batch = KeyValueBatch()
            batch.put(number(index), number(index), in: .meta)
            store.submit(batch, durability: .synced) { result in
                if case .success = result, acknowledged.add(1, ordering: .relaxed).newValue == count { done.open() }
            }
        }
        #expect(done.wait(milliseconds: 60_000))
        let counts = store.writerCounts
        #expect(counts.batches == UInt64(count) && counts.syncs < UInt64(count) / 2, "\(counts)")
        store.close()
    }

    @Test("waiting writers are bounded: a full queue makes senders wait, and loses nothing")
    func boundedQueue() throws {
        let folder = scratch()
        defer { remove(folder) }
        var configuration = RocksConfiguration.small(folder: folder)
        configuration.queuedBatchesMax = 3
        let store = try RocksStore(configuration)
        let acknowledged = Atomic<Int>(0)
        for index in 0..<200 {
            var batch = KeyValueBatch()
            batch.put(number(index), number(index), in: .meta)
            store.submit(batch, durability: .synced) { result in
                if case .success = result { acknowledged.add(1, ordering: .relaxed) }
            }
            #expect(store.writerCounts.queued <= 3)
        }
        store.close()
        #expect(acknowledged.load(ordering: .relaxed) == 200)
    }

    @Test("operands merge on reading, in memory, in files and after compaction")
    func mergedReads() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        let key = ByteSlice([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 3])
        func add(_ delta: Int64) throws {
            var row = RowContent()
            row.add(delta, to: ColumnID(1), timestamp: 1)
            var batch = KeyValueBatch()
            batch.merge(key, row.encoded(), in: .rows)
            try store.commit(batch, durability: .buffered)
        }
        func sum() throws -> Int64? {
            guard let value = try store.value(of: key, in: .rows),
                case .counter(let counter, _)? = try RowContent(decoding: value)[ColumnID(1)]
            else { return nil }
            return counter?.sum
        }
        for step in 1...100 {
            try add(Int64(step))
            if step % 30 == 0 { try store.flush() }
        }
        #expect(try sum() == 5050)
        try store.compact(.rows)
        #expect(try sum() == 5050)
        store.close()
        let again = try RocksStore(.small(folder: folder))
        let value = try #require(try again.value(of: key, in: .rows))
        #expect(try RowContent(decoding: value)[ColumnID(1)] == .counter(CounterCell(sum: 5050, timestamp: 1), deletion: nil))
        again.close()
    }

    @Test("a truncated table is empty, its neighbours are not, in memory, in files and after compaction")
    func truncation() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        let layouts = (1...3 as ClosedRange<UInt32>).map { number in
            TableLayout(id: TableID(number), partitionKey: [.int], clustering: [], columns: [])
        }
        func left() throws -> [Bool] {
            try layouts.map { try TableCursor(store.snapshot(), $0, ReadRequest(.all), now: 0).next() != nil }
        }
        var batch = KeyValueBatch()
        for layout in layouts {
            var mutation = PartitionMutation(layout, PartitionKey(ByteSlice(bigEndian: Int32(5))))
            mutation.write(RowContent(liveness: RowLiveness(timestamp: 1)), toRow: [])
            mutation.append(to: &batch)
        }
        try store.commit(batch, durability: .buffered)
        try store.flush()
        #expect(try left() == [true, true, true])
        var truncating = KeyValueBatch()
        truncating.deleteTable(TableID(2))
        try store.commit(truncating, durability: .synced)
        #expect(try left() == [true, false, true])
        try store.flush()
        #expect(try left() == [true, false, true])
        try store.compact(.rows)
        #expect(try left() == [true, false, true])
        store.close()
    }

    @Test("compaction reclaims the rows of a deleted partition, and what has expired beyond the grace time")
    func reclaim() throws {
        let folder = scratch()
        defer { remove(folder) }
        let store = try RocksStore(.small(folder: folder))
        let layout = TableLayout(
            id: TableID(1), partitionKey: [.int], clustering: [.init(type: .int)],
            columns: [.init(id: ColumnID(0), type: .int)])
        let key = PartitionKey(ByteSlice(bigEndian: Int32(1)))
        var batch = KeyValueBatch()
        var mutation = PartitionMutation(layout, key)
        for number in 0..<100 as Range<Int32> {
            mutation.write(RowContent(liveness: RowLiveness(timestamp: 5)), toRow: [ByteSlice(bigEndian: number)])
        }
        mutation.deletePartition(Deletion(timestamp: 5, localTime: 1))
        var late = RowContent()
        late.set(ColumnID(0), to: ByteSlice(bigEndian: Int32(7)), timestamp: 6)
        mutation.write(late, toRow: [ByteSlice(bigEndian: Int32(3))])
        var expired = RowContent()
        expired.set(ColumnID(0), to: ByteSlice(bigEndian: Int32(7)), timestamp: 6, expiry: Expiry(timeToLive: 1, at: 100))
        mutation.write(expired, toRow: [ByteSlice(bigEndian: Int32(4))])
        mutation.append(to: &batch)
        try store.commit(batch, durability: .buffered)
        // The first compaction merges the operands, the second sees what they made.
        try store.flush()
        try store.compact(.rows)
        try store.compact(.rows)
        let cursor = store.snapshot().cursor(over: .rows, from: ByteSlice(), to: nil)
        var entries = 0
        var isThere = try cursor.seek(to: ByteSlice())
        while isThere {
            entries += 1
            isThere = try cursor.next()
        }
        #expect(entries == 2, "the partition's deletion and the row written after it")
        let rows = TableCursor(store.snapshot(), layout, ReadRequest(.all), now: 0)
        #expect(try rows.next()?.value(of: layout.columns[0])?.signedInteger == 7)
        #expect(try rows.next() == nil)
        store.close()
    }
}
