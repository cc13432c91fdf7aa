import Bytes
import Connectors
import Foundation
import StreamRuntime
import StreamSQL
import Testing

private func table(_ columns: [(String, SQLType)], _ options: [String: String]) -> TableDefinition {
    TableDefinition(name: "t", columns: columns.map { ColumnDefinition(name: $0.0, type: $0.1) }, options: options)
}

private func scan(_ columns: [(String, SQLType)], _ options: [String: String]) -> SourceScan {
    SourceScan(
        table: table(columns, options), columns: columns.map { SourceColumn(origin: .physical([$0.0]), type: $0.1) })
}

private func freshFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("connectors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
}

@Suite struct FilesystemConnectorTests {
    @Test func aFolderIsReadFileByFileAndLineByLine() throws {
        let folder = try freshFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "c\r\nd".write(toFile: "\(folder)/2.txt", atomically: false, encoding: .utf8)
        try "a\n\nb\n".write(toFile: "\(folder)/1.txt", atomically: false, encoding: .utf8)
        try "hidden".write(toFile: "\(folder)/.3.txt", atomically: false, encoding: .utf8)
        let source = try FilesystemSource(table([], ["path": folder]), relativeTo: "/")
        #expect(try source.read(2).map { $0.value?.utf8Text } == ["a", ""])
        let again = try FilesystemSource(table([], ["path": "file://\(folder)"]), relativeTo: "/")
        try again.skip(to: source.nextOffset)
        for reader in [source, again] {
            let rest = try reader.read(10)
            #expect(rest.map { $0.value?.utf8Text } == ["b", "c", "d"])
            #expect(rest.map(\.offset) == [2, 3, 4])
            #expect(try reader.read(1).isEmpty)
        }
        #expect(throws: ConnectorError.self) { try FilesystemSource(table([], ["path": folder]), relativeTo: "/").skip(to: 6) }
        #expect(throws: ConnectorError.self) { try FilesystemSource(table([], ["path": "missing"]), relativeTo: folder) }
    }

    @Test func anEpochIsWrittenOnceHoweverOftenItIsWritten() throws {
        let folder = try freshFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = try FilesystemSink(
            table([("k", .string), ("n", .int)], ["path": "out", "format": "csv"]), relativeTo: folder)
        let batch = Batch(rows: [[.text("a b"), .integer(1)], [.text("c"), .null]], types: [.string, .int])
        for epoch: Int64 in [7, 7, 9] { try sink.write(SinkOutput(batches: [batch], isKeyed: false), epoch: epoch) }
        try sink.write(SinkOutput(batches: [], isKeyed: false), epoch: 10)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted() == ["part-7", "part-9"])
        #expect(try String(contentsOfFile: "\(folder)/out/part-7", encoding: .utf8) == "\"a b\",1\nc,\n")
    }

    @Test func formatsThatCannotBeWrittenAreRefused() {
        #expect(throws: SQLError.self) { try RowTextEncoder(table([("k", .string)], ["format": "avro"])) }
        #expect(throws: SQLError.self) { try RowTextEncoder(table([("k", .string), ("n", .int)], ["format": "raw"])) }
        #expect(throws: SQLError.self) { try RowTextEncoder(table([("k", .string)], ["format": "json", "key.format": "raw"])) }
    }
}

@Suite struct DatagenConnectorTests {
    static let columns: [(String, SQLType)] = [
        ("id", .bigint), ("v", .int), ("s", .string), ("d", .double), ("b", .boolean), ("t", SQLType(.timestamp(3))),
    ]
    static let options = [
        "fields.id.kind": "sequence", "fields.id.start": "10", "fields.id.end": "19", "fields.v.min": "-3", "fields.v.max": "3",
        "fields.s.length": "5", "fields.d.null-rate": "0.5", "fields.t.max-past": "10 s", "rows-per-second": "50",
    ]

    @Test func rowsFollowTheirRulesAndRepeatThemselves() throws {
        let source = try DatagenSource(scan: scan(Self.columns, Self.options), source: 1, seed: 7)
        #expect(source.rowCount == 10 && source.rowsPerSecond == 50)
        let types = Self.columns.map(\.1)
        let all = source.rows(from: 0, count: 100, nowMs: 1_000_000)
        #expect(all.rowCount == 10)
        let rows = (0..<10).map { all.row($0, types: types) }
        #expect(rows.map { $0[0] } == (10..<20).map { .integer($0) })
        for row in rows {
            guard case .integer(let number) = row[1], case .string(let text) = row[2], case .timestamp(let time) = row[5] else {
                Issue.record("unexpected types in \(row)")
                continue
            }
            #expect((-3...3).contains(number) && text.count == 5)
            #expect((990_000...1_000_000).contains(time.milliseconds))
        }
        #expect(Set(rows.map { $0[1] }).count > 2)
        let nulls = rows.count { $0[3].isNull }
        #expect(nulls > 0 && nulls < 10)
        let tail = source.rows(from: 4, count: 3, nowMs: 1_000_000)
        #expect((0..<3).map { tail.row($0, types: types) } == Array(rows[4..<7]))
        #expect(tail.origins?.map(\.offset) == [4, 5, 6])
    }

    @Test(arguments: [
        ["fields.v.min": "5", "fields.v.max": "4"], ["fields.v.kind": "sequence"], ["fields.v.kind": "other"],
        ["rows-per-second": "0"], ["fields.s.length": "-1"], ["fields.t.max-past": "soon"], ["fields.v.max": "3000000000"],
    ]) func rulesWithoutMeaningAreRefused(_ options: [String: String]) {
        #expect(throws: SQLError.self) { try DatagenSource(scan: scan(Self.columns, options), source: 0, seed: 1) }
    }
}
