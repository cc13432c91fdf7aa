// A partition's log on the real disk, without network: appends as a produce makes them (checked, stamped, written), with and
// without a sync, and fetches from memory and from files; each beside the same bytes moved by bare system calls.
//
//     swift run -c release --package-path Benchmarks commit-log [--megabytes N] [--folder PATH]

import Bytes
import CommitLog
import DiskFiles
import Foundation
import Glibc
import Identifiers
import RecordBatches

@main
struct CommitLogBenchmark {
    static func main() throws {
        let megabytes = option("--megabytes").flatMap { Int($0) } ?? 512
        let folder = option("--folder") ?? NSTemporaryDirectory() + "millrace-commit-log-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        print("\(megabytes) MB a row in \(folder); records of 1 KiB")
        print("| what | MB/s | batches/s | CPU s/GB |")
        print("|---|---|---|---|")
        for kilobytes in [1, 16, 64, 1_024] {
            let bench = try Bench(folder: folder, batchBytes: kilobytes << 10, totalBytes: megabytes << 20)
            let name = kilobytes == 1_024 ? "1 MiB" : "\(kilobytes) KiB"
            try bench.measure("pwrite of \(name) pieces, bare") { try bench.bareWrites(syncEvery: nil) }
            try bench.measure("append \(name) batches, written") { try bench.append(.written) }
            let left = try bench.open()
            try bench.measure("fetch 1 MiB at a time from files") { try bench.drain(left, from: 0) }
            try bench.measure("pread 1 MiB at a time, bare") { try bench.bareReads() }
            try bench.measure("append and fetch \(name) at the tail, from memory") { try bench.tail() }
            if kilobytes >= 64 {
                try bench.measure("pwrite of \(name) + fdatasync each, bare", share: 4) { try bench.bareWrites(syncEvery: 1) }
                try bench.measure("append \(name) batches, synced one by one", share: 4) { try bench.append(.synced) }
            }
            try bench.measure("append \(name) batches, synced in groups of 16", share: 2) { try bench.append(.synced, group: 16) }
        }
    }

    private static func option(_ name: String) -> String? {
        guard let index = CommandLine.arguments.firstIndex(of: name), index + 1 < CommandLine.arguments.count else { return nil }
        return CommandLine.arguments[index + 1]
    }
}

final class Bench {
    private struct Refused: Error {}

    private let disk = DiskFileSystem()
    private let folder: String
    private let batch: ByteSlice
    private let totalBytes: Int
    private var share = 1
    private let rules: ProduceRules
    private let nowMs: Int64 = 1_700_000_000_000

    init(folder: String, batchBytes: Int, totalBytes: Int) throws {
        self.folder = folder
        self.totalBytes = totalBytes
        var builder = RecordBatchBuilder()
        let value = ByteSlice((0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        repeat { builder.append(timestamp: nowMs, key: nil, value: value) } while builder.sizeInBytes + 1_024 <= batchBytes
        batch = try builder.build()
        var rules = ProduceRules()
        rules.batchBytesMax = 1 << 26
        self.rules = rules
    }

    private var rounds: Int { max(16, totalBytes / share / batch.count) }

    func open() throws -> PartitionLog {
        try PartitionLog.open(
            disk, folder: folder + "/t-0", configuration: LogConfiguration(),
            context: LogOpenContext(
                wasCleanShutdown: false, tailMemory: TailMemory(limitBytes: 64 << 20), now: nowMs))
    }

    private func emptied() throws -> PartitionLog {
        try disk.removeFolder(folder)
        return try open()
    }

    /// What a produce does to a log: check, append, write (and sync, once for each `group` of batches).
    func append(_ durability: AppendDurability, group: Int = 1) throws -> Int {
        var log = try emptied()
        for round in 0..<rounds {
            try append(&log, durability)
            if (round + 1).isMultiple(of: group) { try write(&log) }
        }
        try write(&log)
        guard log.highWatermark == log.logEndOffset else { throw Refused() }
        return rounds * batch.count
    }

    private func append(_ log: inout PartitionLog, _ durability: AppendDurability) throws {
        let valid = try ProduceValidation.validateForProduce(batch, rules: rules, now: nowMs)
        _ = try log.append(valid, leaderEpoch: 0, origin: .client(startsAtZero: false), durability: durability, now: nowMs)
    }

    private func write(_ log: inout PartitionLog) throws {
        while let plan = log.planIO() { log.complete(plan.run()) }
        if let refusal = log.refusal { throw refusal }
    }

    /// Reads everything from an offset on: from the files, unless the tail is still in memory.
    func drain(_ log: borrowing PartitionLog, from start: Offset) throws -> Int {
        var next = start
        var bytes = 0
        while next < log.highWatermark {
            let slices: [ByteSlice]
            switch try log.read(from: next, limit: log.highWatermark, maxBytes: 1 << 20, givesFirstBatch: true) {
            case .empty: return bytes
            case .memory(let found): slices = found
            case .segment(let read): slices = [try read.load()]
            }
            bytes += slices.reduce(0) { $0 + $1.count }
            guard let following = try PartitionLog.nextOffset(after: slices) else { throw Refused() }
            next = following
        }
        return bytes
    }

    /// Each batch is fetched right after it was written.
    func tail() throws -> Int {
        var log = try emptied()
        var bytes = 0
        for _ in 0..<rounds {
            let start = log.logEndOffset
            try append(&log, .written)
            try write(&log)
            bytes += try drain(log, from: start)
        }
        guard bytes == rounds * batch.count else { throw Refused() }
        return bytes
    }

    /// The same bytes by plain writes.
    func bareWrites(syncEvery group: Int?) throws -> Int {
        try disk.removeFolder(folder)
        try disk.createFolder(folder)
        let descriptor = Glibc.open(folder + "/bare", O_RDWR | O_CREAT, 0o644)
        defer { close(descriptor) }
        var position = 0
        for _ in 0..<rounds {
            let written = batch.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(position)) }
            guard written == batch.count else { throw Refused() }
            position += written
            if group != nil { fdatasync(descriptor) }
        }
        return position
    }

    func bareReads() throws -> Int {
        let descriptor = Glibc.open(folder + "/t-0/00000000000000000000.log", O_RDONLY)
        defer { close(descriptor) }
        let buffer = ByteStorage(capacity: 1 << 20)
        var position = 0
        while case let count = pread(descriptor, buffer.base, 1 << 20, off_t(position)), count > 0 { position += count }
        return position
    }

    /// - Parameter share: only this part of the bytes, for what is slow.
    func measure(_ name: String, share: Int = 1, _ body: () throws -> Int) throws {
        self.share = share
        let start = ContinuousClock.now
        let cpu = clock()
        let bytes = try body()
        let seconds = Double((ContinuousClock.now - start) / .microseconds(1)) / 1e6
        let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
        let gigabytes = Double(bytes) / 1e9
        let figures = String(
            format: "%.0f | %.0f | %.3f", gigabytes * 1_000 / seconds, Double(bytes / batch.count) / seconds, used / gigabytes)
        print("| \(name) | \(figures) |")
        fflush(nil)
    }
}
