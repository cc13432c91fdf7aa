// Rows into and out of the store's core, without server or network: what a program pays that embeds it, and the floor of
// what the server can do.
//
//     swift run -c release --package-path Benchmarks store-embedded [--rows N] [--folder PATH]

import Bytes
import CQLValues
import Foundation
import Glibc
import RocksStorage
import Synchronization
import TableCore
import Threads

@main
struct StoreEmbedded {
    static func main() throws {
        let rows = option("--rows").flatMap { Int($0) } ?? 200_000
        let folder = option("--folder") ?? NSTemporaryDirectory() + "millrace-store-embedded-\(getpid())"
        defer { if option("--folder") == nil { try? FileManager.default.removeItem(atPath: folder) } }
        print("\(rows) rows, 100 a partition; int key, bigint clustering, text of 100 bytes, double; folder \(folder)")
        print("| what | a second | CPU µs each |")
        print("|---|---|---|")
        var store = try RocksStore(RocksConfiguration(folder: folder))
        let bench = StoreBench(rows: rows)
        try measure("durable INSERT, 1 at once", min(rows, 5000)) { try bench.insert(store, $0, inFlight: 1, .synced) }
        try measure("durable INSERT, 64 at once", rows) { try bench.insert(store, $0, inFlight: 64, .synced) }
        try measure("durable INSERT, 1024 at once", rows) { try bench.insert(store, $0, inFlight: 1024, .synced) }
        try measure("INSERT of buffered batches of 100", rows) { try bench.insertBatches(store, $0) }
        try measure("SELECT by key, unmerged", rows) { try bench.get(store, $0) }
        try store.flush()
        try store.compact(.rows)
        store.close()
        store = try RocksStore(RocksConfiguration(folder: folder))
        try measure("SELECT by key, merged", rows) { try bench.get(store, $0) }
        try measure("SELECT of an absent key", rows) { try bench.getAbsent(store, $0) }
        try measure("scan of partitions, rows", rows) { try bench.scanPartitions(store, $0) }
        try measure("scan of the table, rows", rows) { try bench.scanTable(store, $0) }
        try measure("counter additions, durable, 64 at once", rows) { try bench.count(store, $0) }
        try measure("reads of counters", rows) { try bench.readCounters(store, $0) }
        store.close()
    }

    private static func option(_ name: String) -> String? {
        guard let index = CommandLine.arguments.firstIndex(of: name), index + 1 < CommandLine.arguments.count else { return nil }
        return CommandLine.arguments[index + 1]
    }

    private static func measure(_ name: String, _ count: Int, _ body: (Int) throws -> Void) rethrows {
        let cpu = clock()
        let start = ContinuousClock.now
        try body(count)
        let seconds = Double((ContinuousClock.now - start) / .microseconds(1)) / 1e6
        let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
        let rate = Int(Double(count) / max(seconds, 1e-9))
        print("| \(name) | \(rate) | \(String(format: "%.2f", used * 1e6 / Double(count))) |")
    }
}

struct StoreBench {
    let rows: Int
    let table = TableLayout(
        id: TableID(1), partitionKey: [.int], clustering: [.init(type: .bigint)],
        columns: [.init(id: ColumnID(0), type: .text), .init(id: ColumnID(1), type: .double)])
    let counters = TableLayout(
        id: TableID(2), partitionKey: [.int], clustering: [], columns: [.init(id: ColumnID(0), type: .counter)])
    let text = ByteSlice([UInt8](repeating: UInt8(ascii: "x"), count: 100))
    private static let rowsPerPartition = 100

    /// A shuffled order of 0..<2^n, so that neither partitions nor rows come in order.
    private func place(_ index: Int) -> (partition: PartitionKey, clustering: ByteSlice) {
        let mixed = (index &* 7919) % rows
        return (
            PartitionKey(ByteSlice(bigEndian: Int32(mixed / Self.rowsPerPartition))),
            ByteSlice(bigEndian: Int64(mixed % Self.rowsPerPartition))
        )
    }

    private func mutation(_ index: Int, timestamp: Int64) -> PartitionMutation {
        let (partition, clustering) = place(index)
        var row = RowContent(liveness: RowLiveness(timestamp: timestamp))
        row.set(ColumnID(0), to: text, timestamp: timestamp)
        row.set(ColumnID(1), to: ByteSlice(bigEndian: Double(index).bitPattern), timestamp: timestamp)
        var mutation = PartitionMutation(table, partition)
        mutation.write(row, toRow: [clustering])
        return mutation
    }

    func insert(_ store: RocksStore, _ count: Int, inFlight: Int, _ durability: WriteDurability) throws {
        let window = Window(inFlight)
        for index in 0..<count {
            var batch = KeyValueBatch()
            mutation(index, timestamp: Int64(index)).append(to: &batch)
            window.enter()
            store.submit(batch, durability: durability) { _ in window.leave() }
        }
        window.drain()
    }

    func insertBatches(_ store: RocksStore, _ count: Int) throws {
        for start in stride(from: 0, to: count, by: 100) {
            var batch = KeyValueBatch()
            for index in start..<min(count, start + 100) { mutation(index, timestamp: Int64(count + index)).append(to: &batch) }
            try store.commit(batch, durability: .buffered)
        }
    }

    func get(_ store: RocksStore, _ count: Int) throws {
        for index in 0..<count {
            let (partition, clustering) = place(index)
            let slices = ClusteringSlices(table, equal: [clustering])
            let cursor = TableCursor(store.snapshot(), table, ReadRequest(.partitions([partition]), slices: slices), now: 0)
            guard try cursor.next()?.value(of: table.columns[1]) != nil else { throw BenchmarkError.missing(index) }
        }
    }

    func getAbsent(_ store: RocksStore, _ count: Int) throws {
        let slices = ClusteringSlices(table, equal: [ByteSlice(bigEndian: Int64(7))])
        for index in 0..<count {
            let partition = PartitionKey(ByteSlice(bigEndian: Int32(-1 - index)))
            let cursor = TableCursor(store.snapshot(), table, ReadRequest(.partitions([partition]), slices: slices), now: 0)
            guard try cursor.next() == nil else { throw BenchmarkError.missing(index) }
        }
    }

    func scanPartitions(_ store: RocksStore, _ count: Int) throws {
        var seen = 0
        for partition in 0..<count / Self.rowsPerPartition {
            let key = PartitionKey(ByteSlice(bigEndian: Int32(partition)))
            let cursor = TableCursor(store.snapshot(), table, ReadRequest(.partitions([key])), now: 0)
            while try cursor.next() != nil { seen += 1 }
        }
        if seen != count { throw BenchmarkError.missing(seen) }
    }

    func scanTable(_ store: RocksStore, _ count: Int) throws {
        let cursor = TableCursor(store.snapshot(), table, ReadRequest(.all), now: 0)
        var seen = 0
        while try cursor.next() != nil { seen += 1 }
        if seen != count { throw BenchmarkError.missing(seen) }
    }

    func count(_ store: RocksStore, _ count: Int) throws {
        let window = Window(64)
        for index in 0..<count {
            var row = RowContent()
            row.add(1, to: ColumnID(0), timestamp: Int64(index))
            var mutation = PartitionMutation(counters, PartitionKey(ByteSlice(bigEndian: Int32(index % 1000))))
            mutation.write(row, toRow: [])
            var batch = KeyValueBatch()
            mutation.append(to: &batch)
            window.enter()
            store.submit(batch, durability: .synced) { _ in window.leave() }
        }
        window.drain()
    }

    func readCounters(_ store: RocksStore, _ count: Int) throws {
        var sum: Int64 = 0
        for index in 0..<count {
            let key = PartitionKey(ByteSlice(bigEndian: Int32(index % 1000)))
            let cursor = TableCursor(store.snapshot(), counters, ReadRequest(.partitions([key])), now: 0)
            guard let value = try cursor.next()?.value(of: counters.columns[0])?.signedInteger else {
                throw BenchmarkError.missing(index)
            }
            if index < 1000 { sum += value }
        }
        if sum != Int64(count) { throw BenchmarkError.missing(Int(sum)) }
    }
}

enum BenchmarkError: Error {
    /// A row that was written is not read, or one that was not is.
    case missing(Int)
}

/// At most so many writes on their way at once.
final class Window: Sendable {
    private let room: Int
    private let state = Mutex<(inFlight: Int, waiting: Latch?)>((0, nil))

    init(_ room: Int) { self.room = room }

    func enter() {
        while let latch = wait(until: room - 1) { latch.wait() }
        state.withLock { $0.inFlight += 1 }
    }

    func drain() { while let latch = wait(until: 0) { latch.wait() } }

    /// A latch that opens when at most `limit` are in flight; nil when that is so already.
    private func wait(until limit: Int) -> Latch? {
        state.withLock { state in
            if state.inFlight <= limit { return nil }
            let latch = Latch()
            state.waiting = latch
            return latch
        }
    }

    func leave() {
        let latch = state.withLock { state -> Latch? in
            state.inFlight -= 1
            // The sender refills its window by half at a time: a wake for each write would cost more than the write.
            guard state.inFlight <= room / 2 else { return nil }
            defer { state.waiting = nil }
            return state.waiting
        }
        latch?.open()
    }
}
