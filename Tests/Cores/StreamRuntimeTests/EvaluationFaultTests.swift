import Bytes
import StreamRuntime
import StreamSQL
import Testing

/// Values that cannot be computed: of a record, a dead letter; of an aggregate, the end of the query.
@Suite struct EvaluationFaultTests {
    private func run(_ query: String, _ records: [String]) throws -> (rows: [String], letters: [DeadLetter]) {
        let text = """
            CREATE TABLE src (id INT, v INT)
            WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'x', 'format' = 'json');
            CREATE TABLE snk (id INT, q INT) WITH ('connector' = 'print');
            INSERT INTO snk \(query);
            """
        let plan = try #require(try Planner.plans(of: text).first)
        let execution = try PipelineExecution(plan: plan)
        try execution.process(
            records.enumerated().map { SourceRecord(partition: 0, offset: Int64($0), value: ByteSlice(utf8: $1)) }, source: 0)
        let output = try execution.endEpoch()
        let rows = output.sinks[0].batches.flatMap { batch in
            (0..<batch.rowCount).map { PrintText.line(batch, row: $0, types: [.int, .int]) }
        }
        return (rows, output.deadLetters)
    }

    @Test func aRecordWhoseValueCannotBeComputedIsADeadLetterAndTheOthersGoOn() throws {
        let records = [#"{"id":1,"v":2}"#, #"{"id":2,"v":0}"#, #"{"id":3,"v":-3}"#]
        let outcome = try run("SELECT id, 6 / v FROM src", records)
        #expect(outcome.rows == ["+I[1, 3]", "+I[3, -2]"])
        #expect(outcome.letters.map(\.origin.offset) == [1])
        #expect(outcome.letters.first?.payload?.utf8Text == records[1])
    }

    @Test func anAggregateWhoseResultCannotBeUsedEndsTheQuery() {
        #expect(throws: PipelineFailure.self) {
            try run("SELECT id, 6 / SUM(v) FROM src GROUP BY id", [#"{"id":1,"v":2}"#, #"{"id":1,"v":-2}"#])
        }
    }

    @Test func aConditionThatFailsForOneRowKeepsTheOthers() throws {
        let outcome = try run(
            "SELECT id, v FROM src WHERE 6 / v > 2", [#"{"id":1,"v":2}"#, #"{"id":2,"v":0}"#, #"{"id":3,"v":6}"#])
        #expect(outcome.rows == ["+I[1, 2]"])
        #expect(outcome.letters.map(\.origin.offset) == [1])
    }
}
