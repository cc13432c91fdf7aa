import Bytes
import CQLValues
import Foundation
import Glibc
import RocksStorage
import TableCore
import Testing

/// What must be on the disk after a process is killed at an arbitrary moment: everything it was told is there.
@Suite("A store whose process is killed")
struct RocksCrashTests {
    /// The folder and the list of acknowledged writes that parent and child agree on: named after the parent.
    private static func folder(_ parent: pid_t) -> String { NSTemporaryDirectory() + "millrace-crash-\(parent)" }

    private static let layout = TableLayout(
        id: TableID(1), partitionKey: [.int], clustering: [],
        columns: [.init(id: ColumnID(0), type: .int), .init(id: ColumnID(1), type: .counter)])

    @Test("kill -9 loses no acknowledged write, tears no batch over two families, and the store opens again")
    func kill() async throws {
        let folder = Self.folder(getpid())
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var expected = 0
        for round in 1...5 {
            await #expect(processExitsWith: .signal(SIGKILL)) { try RocksCrashTests.writeUntilKilled(getppid()) }
            let acknowledged = try Data(contentsOf: URL(fileURLWithPath: folder + "/acknowledged")).count / 4
            #expect(acknowledged > expected, "round \(round) wrote something")
            let store = try RocksStore(.small(folder: folder + "/store"))
            let snapshot = store.snapshot()
            var present = 0
            while true {
                let number = ByteSlice(bigEndian: Int32(present))
                let request = ReadRequest(.partitions([PartitionKey(number)]))
                let row = try TableCursor(snapshot, Self.layout, request, now: 0).next()
                let note = try snapshot.value(of: number, in: .meta)
                #expect((row == nil) == (note == nil), "the halves of batch \(present)")
                if row == nil { break }
                #expect(row?.value(of: Self.layout.columns[0]) == number)
                present += 1
            }
            #expect(present >= acknowledged, "round \(round)")
            expected = acknowledged
            store.close()
        }
    }

    /// The child: writes batches at 16 at once, notes each acknowledged number in a file, and is killed by its own
    /// writer thread in the middle of it all.
    private static func writeUntilKilled(_ parent: pid_t) throws {
        let folder = folder(parent)
        let list = open(folder + "/acknowledged", O_WRONLY | O_APPEND | O_CREAT, 0o644)
        let first = Int(lseek(list, 0, SEEK_END)) / 4
        let store = try RocksStore(.small(folder: folder + "/store"))
        let last = first + 150 + Int.random(in: 0...200)
        for number in first...(last + 64) {
            let bytes = ByteSlice(bigEndian: Int32(number))
            var row = RowContent(liveness: RowLiveness(timestamp: 1))
            row.set(ColumnID(0), to: bytes, timestamp: 1)
            var mutation = PartitionMutation(layout, PartitionKey(bytes))
            mutation.write(row, toRow: [])
            var batch = KeyValueBatch()
            mutation.append(to: &batch)
            batch.put(bytes, bytes, in: .meta)
            store.submit(batch, durability: .synced) { result in
                guard case .success = result else { return }
                _ = bytes.withUnsafeBytes { write(list, $0.baseAddress, 4) }
                if number == last { Glibc.kill(getpid(), SIGKILL) }
            }
        }
        while true { pause() }
    }
}
