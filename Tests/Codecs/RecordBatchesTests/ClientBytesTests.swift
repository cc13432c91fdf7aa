import Bytes
import Compression
import FixtureFiles
import Foundation
import Identifiers
import RecordBatches
import Testing

/// Batches and messages that other people's clients made.
@Suite struct ClientBytesTests {
    private struct Sample: Decodable {
        let magic: Int
        let codec: String
        let hex: String
        let records: [Row]

        struct Row: Decodable {
            let offset: Int64
            let timestamp: Int64
            let key: String?
            let value: String?
            let headers: [[String]]

            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                offset = try row.decode(Int64.self)
                timestamp = try row.decode(Int64.self)
                key = try row.decodeIfPresent(String.self)
                value = try row.decodeIfPresent(String.self)
                headers = try row.decode([[String]].self)
            }
        }
    }

    private func samples() throws -> [Sample] {
        try FixtureFiles.lines("record-batches/kafka-python.jsonl.gz").map {
            try JSONDecoder().decode(Sample.self, from: Data($0.utf8))
        }
    }

    /// kafka-python's builders: each codec, null keys and values, headers, a record older than the first.
    @Test func kafkaPythonsBytesAreRead() throws {
        var seen = 0
        for sample in try samples() {
            let bytes = try #require(ByteSlice(hex: sample.hex))
            let records: [Record]
            if sample.magic == 2 {
                let batch = try RecordBatch(bytes)
                #expect(batch.isChecksumRight && batch.header.producerID == 4711 && batch.header.producerEpoch == 3)
                #expect(batch.header.baseSequence == 100 && batch.header.lastSequence == 111)
                records = try batch.records()
            } else {
                // A compressed set gets the offset of its last message from the broker.
                let stamped = sample.codec == "none" ? bytes : ByteSlice([0, 0, 0, 0, 0, 0, 0, 11] + bytes.array.dropFirst(8))
                records = try LegacyMessage.records(in: stamped, limit: 1 << 20)
            }
            #expect(records.map(\.offset.rawValue) == sample.records.map(\.offset), "\(sample.codec) \(sample.magic)")
            #expect(records.map(\.timestamp) == sample.records.map(\.timestamp))
            #expect(records.map { $0.key?.utf8Text } == sample.records.map(\.key))
            #expect(records.map { $0.value?.utf8Text } == sample.records.map(\.value))
            #expect(
                records.map { $0.headers.map { [$0.key.utf8Text ?? "", $0.value?.utf8Text ?? ""] } }
                    == sample.records.map(\.headers))
            seen += 1
        }
        #expect(seen == 13)
    }

    /// Our builder writes the very bytes of kafka-python's, uncompressed.
    @Test func ourBytesEqualKafkaPythons() throws {
        let sample = try #require(try samples().first { $0.magic == 2 && $0.codec == "none" })
        var builder = RecordBatchBuilder(producerID: 4711, producerEpoch: 3, baseSequence: 100, partitionLeaderEpoch: 0)
        for row in sample.records {
            builder.append(
                timestamp: row.timestamp, key: row.key.map { ByteSlice(utf8: $0) }, value: row.value.map { ByteSlice(utf8: $0) },
                headers: row.headers.map { RecordHeader(key: ByteSlice(utf8: $0[0]), value: ByteSlice(utf8: $0[1])) })
        }
        let ours = try builder.build()
        let theirs = try #require(ByteSlice(hex: sample.hex))
        // Each client writes a leader epoch of its own; the broker stamps it anyway.
        #expect(ours[0..<12] == theirs[0..<12] && ours[16..<ours.count] == theirs[16..<theirs.count])
    }

    @Test func everyCutAndEveryChangedByteIsReadOrRefused() throws {
        for sample in try samples() {
            let bytes = try #require(ByteSlice(hex: sample.hex)).array
            for count in bytes.indices where sample.magic == 2 {
                #expect(throws: DecodeError.self, "cut at \(count)") { try RecordBatch(ByteSlice(bytes.prefix(count))) }
            }
            for position in bytes.indices {
                for replacement in [0x00, 0x7F, 0xFF, bytes[position] ^ 1] where replacement != bytes[position] {
                    var changed = bytes
                    changed[position] = replacement
                    try expectReadOrRefused(ByteSlice(changed), magic: sample.magic, position)
                }
            }
        }
    }

    private func expectReadOrRefused(_ bytes: ByteSlice, magic: Int, _ position: Int) throws {
        do throws(DecodeError) {
            if magic == 2 {
                let batch = try RecordBatch(bytes)
                // What the checksum covers it must notice.
                #expect(!batch.isChecksumRight || position < RecordBatchHeader.checksummedOffset, "byte \(position)")
                _ = try batch.records(limit: 1 << 20)
            } else {
                _ = try LegacyMessage.records(in: bytes, limit: 1 << 20)
            }
        } catch {
            #expect(error.offset >= 0)
        }
        var rules = ProduceRules()
        rules.unpackedBytesMax = 1 << 20
        _ = try? ProduceValidation.validateForProduce(bytes, rules: rules, now: 1_700_000_000_000)
    }

    /// Byte strings from the tests of other implementations: each batch that is said to be whole is found and read.
    @Test(.enabled(if: FixtureFiles.captures != nil, "MILLRACE_CAPTURES is not set"))
    func goldenBytesOfOtherImplementations() throws {
        let folder = try #require(FixtureFiles.captures)
        let bytes = try FixtureFiles.bytes(at: folder.appendingPathComponent("kafka-wire/golden-bytes.jsonl.gz"))
        var found = 0
        for line in String(decoding: bytes.array, as: UTF8.self).split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let hex = object?["hex"] as? String, let golden = ByteSlice(hex: hex),
                let valid = object?["crc_valid"] as? [String: Int]
            else { continue }
            let expected = valid.filter { $0.key.hasPrefix("v2/") }.values.reduce(0, +)
            guard expected > 0 else { continue }
            let batches = (0..<golden.count).compactMap { start -> RecordBatch? in
                var reader = ByteReader(golden, offset: start)
                guard let batch = try? RecordBatch(from: &reader), batch.isChecksumRight else { return nil }
                return batch
            }
            #expect(batches.count == expected, "\(object?["name"] ?? "")")
            for batch in batches { #expect(try batch.records().count == Int(batch.header.recordsCount)) }
            found += batches.count
        }
        #expect(found >= 40)
    }
}
