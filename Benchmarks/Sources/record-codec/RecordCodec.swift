// Record batches: building, reading, checking as on produce, packing and unpacking; and the checksum beside a plain copy.
//
//     swift run -c release --package-path Benchmarks record-codec [--seconds N]

import Bytes
import Compression
import Foundation
import Glibc
import RecordBatches

@main
struct RecordCodec {
    static func main() throws {
        let seconds = option("--seconds").flatMap { Double($0) } ?? 0.5
        print("| what | batches/s | records/s | MB/s | CPU s/GB |")
        print("|---|---|---|---|---|")
        for (name, records, bytes) in [("1 x 100 B", 1, 100), ("16 x 1 KiB", 16, 1_024), ("1000 x 1 KiB", 1_000, 1_024)] {
            try batches(name, records, bytes, seconds)
        }
        try codecs(seconds)
        checksums(seconds)
    }

    private static let now: Int64 = 1_700_000_000_000

    private static func batches(_ name: String, _ count: Int, _ valueBytes: Int, _ seconds: Double) throws {
        let value = text(valueBytes)
        let batch = try make(count, value, .none)
        let rules: ProduceRules = {
            var rules = ProduceRules()
            rules.batchBytesMax = 1 << 26
            return rules
        }()
        try measure("build \(name)", batch.count, count, seconds) { _ = try make(count, value, .none) }
        try measure("check as on produce \(name)", batch.count, count, seconds) {
            _ = try ProduceValidation.validateForProduce(batch, rules: rules, now: now)
        }
        try measure("read all records \(name)", batch.count, count, seconds) { _ = try RecordBatch(batch).records() }
    }

    private static func codecs(_ seconds: Double) throws {
        for codec in CompressionCodec.allCases where codec != .none {
            let plain = text(1 << 20)
            let packed = try Compression.compress(plain, codec: codec)
            let ratio = String(format: "%.1f", Double(plain.count) / Double(packed.count))
            try measure("pack 1 MiB \(codec.name) (ratio \(ratio))", plain.count, 1, seconds) {
                _ = try Compression.compress(plain, codec: codec)
            }
            try measure("unpack 1 MiB \(codec.name)", plain.count, 1, seconds) {
                _ = try Compression.decompress(packed, codec: codec, limit: plain.count)
            }
        }
    }

    private static func checksums(_ seconds: Double) {
        for size in [200, 4_096, 16_384, 1 << 20] {
            let bytes = text(size)
            measure("CRC-32C of \(size) B", size, 1, seconds) { _ = CRC32C.checksum(bytes) }
            let target = ByteStorage(capacity: size)
            measure("memcpy of \(size) B", size, 1, seconds) {
                bytes.withUnsafeBytes { source in
                    if let first = source.baseAddress { memcpy(target.base, first, size) }
                }
            }
        }
    }

    private static func make(_ count: Int, _ value: ByteSlice, _ codec: CompressionCodec) throws -> ByteSlice {
        var builder = RecordBatchBuilder(codec: codec)
        for index in 0..<count { builder.append(timestamp: now + Int64(index), key: nil, value: value) }
        return try builder.build()
    }

    /// JSON-like lines, so that codecs have something to find.
    private static func text(_ count: Int) -> ByteSlice {
        var lines = ""
        var random = UInt64(42)
        while lines.utf8.count < count {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            lines += #"{"id":\#(random >> 40),"venue":"hall \#(random >> 58)","guests":\#(random >> 61),"response":"yes"}"# + "\n"
        }
        return ByteSlice(lines.utf8.prefix(count))
    }

    private static func measure(
        _ name: String, _ bytes: Int, _ records: Int, _ seconds: Double, _ body: () throws -> Void
    ) rethrows {
        let start = ContinuousClock.now
        let cpu = clock()
        var rounds = 0
        var elapsed = 0.0
        while elapsed < seconds {
            for _ in 0..<max(1, 200_000 / max(bytes, 1)) {
                try body()
                rounds += 1
            }
            elapsed = Double((ContinuousClock.now - start) / .microseconds(1)) / 1e6
        }
        let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
        let gigabytes = Double(rounds * bytes) / 1e9
        let rate = Double(rounds) / elapsed
        let figures = String(
            format: "%.0f | %.0f | %.0f | %.3f", rate, rate * Double(records), gigabytes * 1_000 / elapsed, used / gigabytes)
        print("| \(name) | \(figures) |")
    }

    private static func option(_ name: String) -> String? {
        guard let index = CommandLine.arguments.firstIndex(of: name), index + 1 < CommandLine.arguments.count else { return nil }
        return CommandLine.arguments[index + 1]
    }
}
