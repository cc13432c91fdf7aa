import Bytes
import StreamRuntime
import StreamSQL
import Testing

/// Windows over two partitions, whose watermark is the least of theirs.
@Suite struct WatermarkTests {
    static let pipeline = """
        CREATE TABLE src (id INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
        WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'x', 'format' = 'json');
        CREATE TABLE snk (s TIMESTAMP(3), c BIGINT) WITH ('connector' = 'print');
        INSERT INTO snk SELECT window_start, COUNT(*)
        FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
        """

    private let plan: PhysicalPlan
    private let state = DictionaryState()

    init() throws { plan = try #require(try Planner.plans(of: Self.pipeline).first) }

    private func open() throws -> PipelineExecution {
        let execution = try PipelineExecution(plan: plan, state: state)
        try execution.setPartitions([0, 1], source: 0)
        return execution
    }

    private func record(_ partition: Int32, second: Int, offset: Int64) -> SourceRecord {
        let clock = second < 10 ? "0\(second)" : "\(second)"
        return SourceRecord(
            partition: partition, offset: offset, value: ByteSlice(utf8: "{\"id\":1,\"ts\":\"1970-01-01 00:00:\(clock)\"}"))
    }

    private func endEpoch(_ execution: PipelineExecution) throws -> (rows: [String], letters: [DeadLetter]) {
        let output = try execution.endEpoch()
        state.apply(output.stateChanges)
        let types = [SQLType(.timestamp(3)), .bigint]
        return (
            output.sinks[0].batches.flatMap { batch in
                (0..<batch.rowCount).map { PrintText.line(batch, row: $0, types: types) }
            }, output.deadLetters
        )
    }

    @Test func aPartitionWithoutRowsHoldsTheWatermarkUntilItIsIdle() throws {
        let execution = try open()
        try execution.process([record(0, second: 5, offset: 0), record(0, second: 25, offset: 1)], source: 0)
        #expect(try endEpoch(execution).rows.isEmpty)
        try execution.markIdle(partition: 1, source: 0)
        #expect(try endEpoch(execution).rows == ["+I[1970-01-01T00:00, 1]"])
    }

    /// The watermark of an idle partition is not its own: kept only by partition, it would fall back at a restart, and a
    /// window that had fired would fire again for the rows that came late.
    @Test func aWindowThatFiredWhileAPartitionWasIdleStaysFiredAfterARestart() throws {
        let first = try open()
        try first.process([record(0, second: 5, offset: 0), record(0, second: 25, offset: 1)], source: 0)
        try first.markIdle(partition: 1, source: 0)
        #expect(try endEpoch(first).rows.count == 1)
        let second = try open()
        try second.process([record(1, second: 6, offset: 0), record(1, second: 26, offset: 1)], source: 0)
        let outcome = try endEpoch(second)
        #expect(outcome.rows.isEmpty)
        #expect(outcome.letters.map(\.origin) == [RowOrigin(source: 0, partition: 1, offset: 0)])
        #expect(outcome.letters.first?.reason.hasPrefix("late") == true && outcome.letters.first?.payload != nil)
        try second.endOfInput(source: 0)
        #expect(try endEpoch(second).rows == ["+I[1970-01-01T00:00:20, 2]"])
    }

    @Test func aRowWithoutTimeIsADeadLetter() throws {
        let execution = try open()
        try execution.process([SourceRecord(partition: 0, offset: 9, value: ByteSlice(utf8: "{\"id\":1}"))], source: 0)
        #expect(try endEpoch(execution).letters.map(\.reason) == ["ts is null, and it is the time of the event"])
    }
}
