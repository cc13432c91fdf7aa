import Bytes
import StreamRuntime
import StreamSQL
import Testing

/// State as a store would keep it: what each epoch changed, applied to a dictionary.
final class DictionaryState: StateReader {
    var entries: [ByteSlice: ByteSlice] = [:]

    func apply(_ changes: [StateChange]) {
        for change in changes { entries[change.key] = change.value }
    }

    func value(for key: ByteSlice) throws(PipelineFailure) -> ByteSlice? { entries[key] }

    func forEach(
        prefix: ByteSlice, _ body: (ByteSlice, ByteSlice) throws(PipelineFailure) -> Void
    ) throws(PipelineFailure) {
        for (key, value) in entries.sorted(by: { $0.key < $1.key })
        where key.count >= prefix.count && key[0..<prefix.count] == prefix { try body(key, value) }
    }
}

/// SELECT k, COUNT(*) AS c, SUM(v) AS s FROM src GROUP BY k into a table keyed by k.
func countPlan(connector: String = "cassandra", primaryKey: [String] = ["k"]) -> PhysicalPlan {
    let source = TableDefinition(
        name: "src", columns: [ColumnDefinition(name: "k", type: .string), ColumnDefinition(name: "v", type: .int)],
        options: ["connector": "kafka"])
    let sink = TableDefinition(
        name: "snk",
        columns: [
            ColumnDefinition(name: "k", type: .string), ColumnDefinition(name: "c", type: .bigint),
            ColumnDefinition(name: "s", type: .int),
        ], primaryKey: primaryKey, options: ["connector": connector])
    let inColumns = [PlanColumn(name: "k", type: .string), PlanColumn(name: "v", type: .int)]
    let outColumns = sink.columns.map { PlanColumn(name: $0.name, type: $0.type) }
    let calls = [
        AggregateCall(
            function: .count, arguments: [], argumentTypes: [], isDistinct: false, filter: nil, type: .bigint, name: "c"),
        AggregateCall(
            function: .sum, arguments: [1], argumentTypes: [.int], isDistinct: false, filter: nil, type: .int, name: "s"),
    ]
    func id(_ index: Int) -> PlanNodeID { PlanNodeID(index: index) }
    return PhysicalPlan(
        nodes: [
            PlanNode(
                id: id(0),
                operation: .source(
                    SourceScan(
                        table: source,
                        columns: [
                            SourceColumn(origin: .physical(["k"]), type: .string),
                            SourceColumn(origin: .physical(["v"]), type: .int),
                        ])), inputs: [], columns: inColumns, changelog: .appendOnly, upsertKeys: []),
            PlanNode(
                id: id(1), operation: .groupAggregate(GroupAggregation(keys: [0], aggregates: calls)), inputs: [id(0)],
                columns: outColumns, changelog: .all, upsertKeys: [[0]]),
            PlanNode(
                id: id(2), operation: .sink(SinkDescription(target: .table(sink))), inputs: [id(1)], columns: outColumns,
                changelog: .all, upsertKeys: [[0]]),
        ], sinks: [id(2)], options: [:])
}

/// Rows of `(k, v)` with offsets from `first` on.
func batch(_ rows: [(String?, Int64?)], first: Int64 = 0) -> Batch {
    Batch(
        rows: rows.map { [$0.0.map(SQLValue.text) ?? .null, $0.1.map(SQLValue.integer) ?? .null] }, types: [.string, .int],
        origins: rows.indices.map { RowOrigin(source: 0, partition: 3, offset: first + Int64($0)) })
}

/// Rows as `+U[a, 1, 2]`.
func shown(_ output: SinkOutput, types: [SQLType]) -> [String] {
    output.batches.flatMap { batch in
        (0..<batch.rowCount).map { row in
            let cells = batch.row(row, types: types).map { value in
                switch value {
                case .null: "NULL"
                case .integer(let number): "\(number)"
                case .string(let text): text.utf8Text ?? "?"
                default: "\(value)"
                }
            }
            return "\(batch.kind(row).symbol)[\(cells.joined(separator: ", "))]"
        }
    }
}

@Suite struct PipelineExecutionTests {
    static let types: [SQLType] = [.string, .bigint, .int]

    @Test func anEpochHoldsOneRowForEachKeyThatChanged() throws {
        let execution = try PipelineExecution(plan: countPlan())
        try execution.push(batch([("a", 1), ("b", 2), ("a", 3)]), source: 0)
        try execution.push(batch([("a", nil)], first: 3), source: 0)
        let first = try execution.endEpoch()
        #expect(shown(first.sinks[0], types: Self.types).sorted() == ["+U[a, 3, 4]", "+U[b, 1, 2]"])
        #expect(first.stateChanges.count == 2 && first.deadLetters.isEmpty)
        try execution.push(batch([("b", 5)], first: 4), source: 0)
        let second = try execution.endEpoch()
        #expect(shown(second.sinks[0], types: Self.types) == ["+U[b, 2, 7]"])
        #expect(second.stateChanges.count == 1)
        #expect(try execution.endEpoch().isEmpty)
    }

    @Test func aRecordWhoseKeyTheTableCannotHoldIsADeadLetter() throws {
        var options = ExecutionOptions()
        options.keyRules[0] = [KeyRule(column: 0, name: "venue", allowsEmpty: false, bytesMax: 5)]
        let execution = try PipelineExecution(plan: countPlan(), options: options)
        try execution.push(batch([("a", 1), (nil, 2), ("", 3), ("sixsix", 4), ("five5", 1)]), source: 0)
        let output = try execution.endEpoch()
        #expect(shown(output.sinks[0], types: Self.types).sorted() == ["+U[a, 1, 1]", "+U[five5, 1, 1]"])
        #expect(output.deadLetters.map(\.origin.offset) == [1, 2, 3])
        #expect(output.deadLetters.map(\.origin.partition) == [3, 3, 3])
        #expect(
            output.deadLetters.map(\.reason) == [
                "venue is null, and it is part of the primary key", "venue is empty, and it is the partition key",
                "venue has 6 bytes, and a key may have 5",
            ])
    }

    @Test func stateRestoredAfterEveryEpochGivesTheSameRows() throws {
        let rows: [(String?, Int64?)] = (0..<60).map { ("k\($0 * 7 % 11)", $0 % 5 == 0 ? nil : Int64($0)) }
        let straight = try PipelineExecution(plan: countPlan())
        let state = DictionaryState()
        for start in stride(from: 0, to: rows.count, by: 4) {
            let piece = batch(Array(rows[start..<start + 4]), first: Int64(start))
            let restored = try PipelineExecution(plan: countPlan(), state: state)
            try straight.push(piece, source: 0)
            try restored.push(piece, source: 0)
            let expected = try straight.endEpoch()
            let actual = try restored.endEpoch()
            #expect(shown(actual.sinks[0], types: Self.types) == shown(expected.sinks[0], types: Self.types))
            #expect(Set(actual.stateChanges) == Set(expected.stateChanges))
            state.apply(actual.stateChanges)
        }
    }

    @Test func groupsBeyondTheLimitAreReadFromTheStoreAgain() throws {
        let state = DictionaryState()
        let execution = try PipelineExecution(plan: countPlan(), options: ExecutionOptions(groupsInMemoryMax: 2), state: state)
        for round in 1...3 {
            for key in ["a", "b", "c", "d"] {
                try execution.push(batch([(key, 1)]), source: 0)
                let output = try execution.endEpoch()
                state.apply(output.stateChanges)
                #expect(shown(output.sinks[0], types: Self.types) == ["+U[\(key), \(round), \(round)]"])
            }
        }
    }

    @Test func damagedStateIsAFailureAndNoTrap() throws {
        let state = DictionaryState()
        let execution = try PipelineExecution(plan: countPlan(), state: state)
        try execution.push(batch([("a", 300)]), source: 0)
        let change = try #require(try execution.endEpoch().stateChanges.first)
        let value = try #require(change.value).array
        for position in value.indices {
            for byte in [UInt8(0), 0x7F, 0xFF, value[position] ^ 1] {
                var damaged = value
                damaged[position] = byte
                state.entries = [change.key: ByteSlice(damaged)]
                let next = try PipelineExecution(plan: countPlan(), state: state)
                _ = try? next.push(batch([("a", 1)]), source: 0)
            }
        }
        for length in value.indices {
            state.entries = [change.key: ByteSlice(value[..<length])]
            let next = try PipelineExecution(plan: countPlan(), state: state)
            #expect(throws: PipelineFailure.self) { try next.push(batch([("a", 1)]), source: 0) }
        }
    }

    @Test func changesThatDoNotNameWholeKeysAreRefused() {
        #expect(throws: SQLError.self) { try PipelineExecution(plan: countPlan(primaryKey: ["c"])) }
        #expect(throws: SQLError.self) { try PipelineExecution(plan: countPlan(primaryKey: [])) }
        #expect(throws: Never.self) { try PipelineExecution(plan: countPlan(connector: "print", primaryKey: [])) }
    }

    @Test func aPrintSinkSeesOldRowsToo() throws {
        let execution = try PipelineExecution(
            plan: countPlan(connector: "print", primaryKey: []), options: ExecutionOptions(emission: .everyRow))
        try execution.push(batch([("a", 1), ("a", 2)]), source: 0)
        #expect(shown(try execution.endEpoch().sinks[0], types: Self.types) == ["+I[a, 1, 1]", "-U[a, 1, 1]", "+U[a, 2, 3]"])
    }
}
