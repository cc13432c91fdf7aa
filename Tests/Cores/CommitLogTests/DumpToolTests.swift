import Bytes
import CommitLog
import Compression
import DiskFiles
import FixtureFiles
import Foundation
import Identifiers
import RecordBatches
import Testing

/// Kafka's own dump tool reads a folder that we wrote. Needs Java and MILLRACE_PEERS.
@Suite struct DumpToolTests {
    private static let tool: String? = FixtureFiles.peers.flatMap { peers in
        let path = peers.appendingPathComponent("kafka/kafka").path
        let hasJava = ["/usr/bin/java", "/opt/java/bin/java"].contains(where: FileManager.default.isExecutableFile(atPath:))
        return hasJava && FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    private struct ToolFailed: Error {
        let status: Int32
    }

    private func dump(_ files: [String]) throws -> [Substring] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.tool))
        process.arguments = ["dump-log", "--print-data-log", "--files", files.joined(separator: ",")]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ToolFailed(status: process.terminationStatus) }
        return text.split(separator: "\n")
    }

    /// Two segments: every codec, headers, nulls, a committed and an aborted transaction, an open one.
    private func write(_ folder: String) throws -> PartitionLog {
        var log = try openLog(DiskFileSystem(), folder: folder) { configuration in
            configuration.indexIntervalBytes = 100
            configuration.segmentBytes = 1_000
        }
        for codec in CompressionCodec.allCases {
            var builder = RecordBatchBuilder(codec: codec)
            for index in 0..<4 {
                builder.append(
                    timestamp: 1_000_000 + Int64(index), key: index == 1 ? nil : ByteSlice(utf8: "key"),
                    value: index == 2 ? nil : ByteSlice(utf8: "\(codec.name) \(index)"),
                    headers: [RecordHeader(key: ByteSlice(utf8: "h"), value: nil)])
            }
            try log.add(try ValidatedBatch(trusted: try builder.build()), epoch: LeaderEpoch(Int32(codec.rawValue)))
        }
        for producer in [ProducerID(1), 2, 3] {
            try log.add(try batch(["t"], producer: producer, epoch: 0, sequence: 0, transactional: true), epoch: 9)
        }
        try log.add(try marker(.commit(coordinatorEpoch: 6), producer: 1), epoch: 9, origin: .coordinator)
        try log.add(try marker(.abort(coordinatorEpoch: 6), producer: 2), epoch: 9, origin: .coordinator)
        try log.close()
        return log
    }

    @Test(.enabled(if: tool != nil, "MILLRACE_PEERS is not set, or there is no Java"))
    func kafkasDumpToolReadsWhatWeWrote() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dump-tool-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try write(folder)
        #expect(log.segments.count > 1)
        let names = try DiskFileSystem().names(in: folder).sorted()
        let suffixes = [".log", ".index", ".timeindex", ".txnindex", ".snapshot"]
        let lines = try dump(names.filter { name in suffixes.contains(where: name.hasSuffix) }.map { "\(folder)/\($0)" })
        let batches = try log.readAll()
        let batchLines = lines.filter { $0.hasPrefix("baseOffset: ") }
        #expect(batchLines.count == batches.count && batchLines.allSatisfy { $0.hasSuffix("isvalid: true") })
        for (batch, line) in zip(batches, batchLines) {
            #expect(line.hasPrefix("baseOffset: \(batch.header.baseOffset) lastOffset: \(batch.header.lastOffset) "))
            #expect(line.contains("partitionLeaderEpoch: \(batch.header.partitionLeaderEpoch) "))
        }
        let records = lines.filter { $0.hasPrefix("| offset: ") }
        #expect(records.count == Int(log.logEndOffset.rawValue))
        #expect(records.contains { $0.contains("endTxnMarker: ABORT coordinatorEpoch: 6") })
        #expect(records.contains { $0.hasSuffix("headerKeys: [h] key: key payload: zstd 3") })
        #expect(lines.contains { $0.hasPrefix("version: 0 producerId: 2 firstOffset: 21 lastOffset: 24 lastStableOffset: 22") })
        #expect(lines.contains { $0.hasPrefix("producerId: 3 producerEpoch: 0") && $0.contains("OptionalLong[22]") })
        #expect(lines.contains { $0.hasPrefix("timestamp: 1000003 offset: ") })
        #expect(!lines.contains { $0.lowercased().contains("mismatch") || $0.contains("corrupt") })
    }
}
