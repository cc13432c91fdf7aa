import Bytes
import FixtureFiles
import Foundation
import JSONReading
import StreamRuntime
import StreamSQL
import Testing

/// One case of the streaming oracle: statements, input files, and what Flink 2.3 made of them (Tests/Fixtures/sql/README.md).
struct StreamingCase: Sendable {
    var name: String
    var sql: String
    /// By file name.
    var inputs: [String: String]
    /// By sink: the net rows, sorted.
    var outputs: [String: String]
    /// By sink: the changelog, where the query updates.
    var changelogs: [String: String]
    /// By sink: whether Flink gave the same changelog each time.
    var repeats: [String: Bool]

    static func all() throws -> [StreamingCase] {
        try FixtureFiles.lines("sql/streaming-golden.jsonl.gz").map { line in
            let json = try JSONValue.parse(ByteSlice(utf8: String(line)))
            func texts(_ name: String) -> [String: String] {
                guard case .object(let members)? = json[name] else { return [:] }
                return Dictionary(uniqueKeysWithValues: members.map { ($0.name, text($0.value)) })
            }
            func text(_ value: JSONValue?) -> String { if case .string(let text)? = value { text } else { "" } }
            guard case .object(let repeats)? = json["changelogRepeats"] else { throw JSONError(.notAnObject, at: 0) }
            return StreamingCase(
                name: text(json["case"]), sql: text(json["sql"]), inputs: texts("inputs"), outputs: texts("outputs"),
                changelogs: texts("changelogs"),
                repeats: Dictionary(uniqueKeysWithValues: repeats.map { ($0.name, $0.value == .boolean(true)) }))
        }
    }
}

/// Runs a case's plan over its files.
struct CaseRun {
    /// By sink: lines `+I {json}` in the order they came.
    var changelog: [String: [String]] = [:]

    /// - Parameters:
    ///   - rowsPerBatch: rows are pushed in pieces of this many, the sources in turn.
    ///   - restores: the epoch ends after every piece, and a new execution goes on from the state.
    init(_ item: StreamingCase, plan: PhysicalPlan, emission: ChangeEmission, rowsPerBatch: Int, restores: Bool) throws {
        let state = DictionaryState()
        var options = ExecutionOptions(emission: emission)
        options.groupsInMemoryMax = 3
        func open() throws -> PipelineExecution {
            try PipelineExecution(plan: plan, options: options, state: restores ? state : nil)
        }
        var execution = try open()
        func endEpoch() throws {
            let output = try execution.endEpoch()
            state.apply(output.stateChanges)
            try collect(output, execution)
        }
        var pending = try execution.sources.map { scan in
            let name = scan.table.options["path"] ?? ""
            let text = try #require(item.inputs[name] ?? (item.name.hasSuffix("empty") ? "" : nil))
            return text.split(separator: "\n").enumerated().map { index, line in
                SourceRecord(partition: 0, offset: Int64(index), value: ByteSlice(utf8: String(line)))
            }[...]
        }
        try execution.start()
        while pending.contains(where: { !$0.isEmpty }) {
            for source in pending.indices where !pending[source].isEmpty {
                try execution.process(Array(pending[source].prefix(rowsPerBatch)), source: source)
                pending[source] = pending[source].dropFirst(rowsPerBatch)
                guard restores else { continue }
                try endEpoch()
                execution = try open()
            }
        }
        for source in pending.indices { try execution.endOfInput(source: source) }
        try endEpoch()
    }

    private mutating func collect(_ output: EpochOutput, _ execution: PipelineExecution) throws {
        for (sink, rows) in zip(execution.sinks, output.sinks) {
            guard case .table(let table) = sink.target else { continue }
            let columns = table.persistedColumns
            let encoder = try JSONRowEncoder(names: columns.map(\.name), types: columns.map(\.type))
            for batch in rows.batches {
                for row in 0..<batch.rowCount {
                    let text = try #require(encoder.encode(batch, row: row).utf8Text)
                    changelog[table.name, default: []].append("\(batch.kind(row).symbol) \(text)")
                }
            }
        }
    }

    /// What is left of a sink's changelog: added rows less those taken back, sorted. nil when a row is taken back that is
    /// not there.
    func net(_ sink: String) -> [String]? {
        var counts: [Substring: Int] = [:]
        for line in changelog[sink] ?? [] {
            counts[line.dropFirst(3), default: 0] += line.hasPrefix("+") ? 1 : -1
        }
        guard counts.values.allSatisfy({ $0 >= 0 }) else { return nil }
        return counts.flatMap { Array(repeating: String($0.key), count: $0.value) }.sorted()
    }
}

/// Every case agrees with Flink, or is refused by name. Accepted and different is red.
@Suite struct StreamingGoldenTests {
    /// A ratchet: raise it when more agree.
    static let agreeingMin = 60

    /// Flink plans this query as insert-only and then updates without old rows; its net rows are those of a batch run.
    static let brokenInFlink: Set<String> = ["topn_after_join"]

    @Test func everyCaseAgreesOrIsRefusedByName() throws {
        var agreeing: [String] = []
        var refused: [String: String] = [:]
        for item in try StreamingCase.all() where !Self.brokenInFlink.contains(item.name) {
            do {
                let plans = try Planner.plans(of: item.sql)
                let plan = try #require(plans.first)
                let differences = try differences(item, plan)
                #expect(differences.isEmpty, "\(item.name)")
                if differences.isEmpty { agreeing.append(item.name) }
            } catch let error as SQLError {
                refused[item.name] = error.description
                #expect(error.reason == .unsupported, "\(item.name): refused without naming a feature: \(error)")
            }
        }
        let list = refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
        print("streaming cases: \(agreeing.count) agree, \(refused.count) refused\n\(list)")
        #expect(agreeing.count >= Self.agreeingMin)
    }

    /// How our answers differ from Flink's, however the input is cut.
    private func differences(_ item: StreamingCase, _ plan: PhysicalPlan) throws -> [String] {
        let runs: [(String, CaseRun)] = [
            ("row by row", try CaseRun(item, plan: plan, emission: .everyRow, rowsPerBatch: .max, restores: false)),
            ("net, at once", try CaseRun(item, plan: plan, emission: .netPerEpoch, rowsPerBatch: .max, restores: false)),
            ("net, one row, restored", try CaseRun(item, plan: plan, emission: .netPerEpoch, rowsPerBatch: 1, restores: true)),
            ("net, three rows, restored", try CaseRun(item, plan: plan, emission: .netPerEpoch, rowsPerBatch: 3, restores: true)),
            (
                "every row, two rows, restored",
                try CaseRun(item, plan: plan, emission: .everyRow, rowsPerBatch: 2, restores: true)
            ),
        ]
        var differences: [String] = []
        for (sink, expected) in item.outputs {
            let wanted = expected.split(separator: "\n").map(String.init).sorted()
            for (way, run) in runs where run.net(sink) != wanted {
                differences.append("\(sink), \(way): \(run.net(sink) ?? ["a row taken back that is not there"]), not \(wanted)")
            }
            guard let changelog = item.changelogs[sink], item.repeats[sink] == true, item.inputs.count == 1 else { continue }
            let lines = changelog.split(separator: "\n").map(String.init)
            let ours = runs[0].1.changelog[sink] ?? []
            if ours != lines { differences.append("\(sink), changelog: \(ours), not \(lines)") }
        }
        return differences
    }
}
