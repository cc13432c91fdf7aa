import Bytes
import FixtureFiles
import Foundation

/// Reads GNU tar archives, sparse files too: the folders that Kafka wrote are kept as such.
enum TarArchive {
    struct Bad: Error {
        let reason: String
    }

    /// The files of an archive by path, `./` taken off. Only those for which `isWanted` is true are unpacked.
    static func files(_ fixture: String, where isWanted: (String) -> Bool) throws -> [String: ByteSlice] {
        let bytes = try FixtureFiles.bytes(fixture)
        var files: [String: ByteSlice] = [:]
        var position = 0
        while position + 512 <= bytes.count {
            let header = bytes[position..<position + 512]
            guard header[0] != 0 else { break }
            var name = text(header[0..<100])
            if name.hasPrefix("./") { name.removeFirst(2) }
            let stored = try octal(header[124..<136])
            let data = bytes[position + 512..<position + 512 + stored]
            if header[156] == UInt8(ascii: "S"), isWanted(name) {
                files[name] = try unpackSparse(header, data)
            } else if header[156] == UInt8(ascii: "0"), isWanted(name) {
                files[name] = data
            }
            position += 512 + (stored + 511) / 512 * 512
        }
        return files
    }

    /// The old GNU form: four pairs of offset and length in the header, at 386, and the true size at 483.
    private static func unpackSparse(_ header: ByteSlice, _ data: ByteSlice) throws -> ByteSlice {
        guard header[482] == 0 else { throw Bad(reason: "sparse map of more than four entries") }
        var whole = [UInt8](repeating: 0, count: try octal(header[483..<495]))
        var taken = 0
        for entry in 0..<4 {
            let at = 386 + entry * 24
            let offset = try octal(header[at..<at + 12])
            let count = try octal(header[at + 12..<at + 24])
            guard count > 0 else { continue }
            whole.replaceSubrange(offset..<offset + count, with: data[taken..<taken + count].array)
            taken += count
        }
        return ByteSlice(whole)
    }

    private static func text(_ field: ByteSlice) -> String {
        String(decoding: field.array.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ field: ByteSlice) throws -> Int {
        let digits = text(field).trimmingCharacters(in: .whitespaces)
        guard !digits.isEmpty else { return 0 }
        guard let value = Int(digits, radix: 8) else { throw Bad(reason: "number \(digits)") }
        return value
    }
}

/// The two folders that Apache Kafka 4.3.1 wrote, and what its own dump tool printed of them.
struct KafkaFolder {
    let name: String
    /// By file, in order.
    let expected: [String: [[String: Any]]]

    init(_ name: String) throws {
        self.name = name
        var expected: [String: [[String: Any]]] = [:]
        for line in try FixtureFiles.lines("kafka-oracle/segments/\(name)/expected.jsonl.gz") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let row = object as? [String: Any], let file = row["file"] as? String else {
                throw TarArchive.Bad(reason: "line without a file")
            }
            expected[file, default: []].append(row)
        }
        self.expected = expected
    }

    /// The files of one partition's folder, or of the log folder itself for "".
    func files(of partition: String) throws -> [String: ByteSlice] {
        try TarArchive.files("kafka-oracle/segments/\(name)/data.tar.gz") { path in
            partition.isEmpty ? !path.contains("/") : path.hasPrefix(partition + "/")
        }
    }

    /// Folders of which the dump tool printed batches.
    var partitions: [String] {
        Set(expected.keys.filter { $0.hasSuffix(".log") }.map { String($0.split(separator: "/")[0]) }).sorted()
    }

    /// The dump tool's rows of one kind, over all files of a kind in a folder, in the order of their names.
    func rows(_ partition: String, suffix: String, kinds: Set<String>) -> [[String: Any]] {
        expected.keys.filter { $0.hasPrefix(partition + "/") && $0.hasSuffix(suffix) }.sorted()
            .flatMap { expected[$0] ?? [] }
            .filter { kinds.contains($0["kind"] as? String ?? "") }
    }
}

extension [String: Any] {
    /// A number among the row's fields; Kafka prints 64-bit ones.
    func number(_ name: String) -> Int64? {
        ((self["fields"] as? [String: Any])?[name] as? NSNumber)?.int64Value
    }
    func flag(_ name: String) -> Bool? { (self["fields"] as? [String: Any])?[name] as? Bool }
    func word(_ name: String) -> String? { (self["fields"] as? [String: Any])?[name] as? String }
}
