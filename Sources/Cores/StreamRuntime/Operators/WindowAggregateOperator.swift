import Bytes
import StreamSQL

/// GROUP BY per window of event time. A window's rows are handed on once, when the watermark reaches its last millisecond;
/// a row is late, and goes to the dead letters, when that happened for all its windows before the row came.
final class WindowAggregateOperator: DataflowOperator {
    private let aggregation: WindowAggregation
    private let assigner: WindowAssigner
    private let keyTypes: [SQLType]
    private let outputTypes: [SQLType]
    private let keyRules: [KeyRule]
    private let deadLetters: DeadLetterBox
    private let states: GroupStates

    /// Groups of each open window, by its last millisecond.
    private var open: [Int64: [Int]] = [:]
    /// The least key of `open`.
    private var nextFiring = Int64.max
    private var watermark = Int64.min
    private var keyBytes = ByteWriter(capacity: 256)

    private static let windowBytes = 16

    init(_ aggregation: WindowAggregation, node: PlanNode, inputColumns: [PlanColumn], context: OperatorContext)
        throws(SQLError)
    {
        self.aggregation = aggregation
        assigner = try WindowAssigner(aggregation.window)
        keyTypes = aggregation.keys.map { inputColumns[$0].type }
        outputTypes = node.columns.map(\.type)
        keyRules = context.keyRules
        deadLetters = context.deadLetters
        states = try GroupStates(
            operatorIndex: node.id.index, calls: aggregation.aggregates, retracts: false, reader: context.reader)
    }

    /// Reads the open windows of earlier epochs.
    func restore() throws(PipelineFailure) {
        try states.loadAll { group, key in
            guard let window = Self.window(of: key) else { return }
            register(group, window)
        }
    }

    private func register(_ group: Int, _ window: TimeWindow) {
        let last = window.end &- 1
        open[last, default: []].append(group)
        nextFiring = min(nextFiring, last)
    }

    private static func window(of key: ByteSlice) -> TimeWindow? {
        var reader = ByteReader(key)
        guard let end = try? reader.integer(UInt64.self), let start = try? reader.integer(UInt64.self) else { return nil }
        return TimeWindow(start: unordered(start), end: unordered(end))
    }

    /// Big-endian bytes of times then sort as the times do, before 1970 too.
    private static func ordered(_ time: Int64) -> UInt64 { UInt64(bitPattern: time) ^ (1 << 63) }
    private static func unordered(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits ^ (1 << 63)) }

    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission {
        let times = batch.columns[aggregation.window.timeColumn]
        guard case .timestamps(let milliseconds, _) = times.storage else {
            throw PipelineFailure(.evaluation, "a window over a column without time")
        }
        let output = ChangelogBuilder(types: outputTypes, hasWatermarks: true)
        rowGroups = Array(repeating: -1, count: batch.rowCount)
        firstPending = 0
        for row in 0..<batch.rowCount {
            let seen = batch.watermarks?[row] ?? .min
            if seen > watermark {
                if seen >= nextFiring { feedPending(batch, before: row) }
                fire(upTo: seen, output)
            }
            guard KeyRule.pass(keyRules, batch, row: row, deadLetters) else { continue }
            guard !times.isNull(row) else {
                deadLetters.add(batch.origins?[row], "the time of the event is null")
                continue
            }
            try take(batch, row, milliseconds[row])
        }
        feedPending(batch, before: batch.rowCount)
        return .rows(output.finish())
    }

    private func take(_ batch: Batch, _ row: Int, _ time: Int64) throws(PipelineFailure) {
        var isInSome = false
        var lateBy: Int64?
        try assigner.windows(time) { window throws(PipelineFailure) in
            guard window.end &- 1 > watermark else {
                lateBy = max(lateBy ?? .min, window.end)
                return
            }
            isInSome = true
            try assign(batch, row, window)
        }
        if !isInSome, let end = lateBy {
            deadLetters.add(batch.origins?[row], "late: its last window ended at \(end) ms, and the watermark is \(watermark) ms")
        }
    }

    /// The window's group of each row of the batch being processed; negative where there is none.
    private var rowGroups: [Int32] = []
    /// Rows before this one are in the accumulators.
    private var firstPending = 0

    private func assign(_ batch: Batch, _ row: Int, _ window: TimeWindow) throws(PipelineFailure) {
        keyBytes.truncate(to: 0)
        keyBytes.integer(Self.ordered(window.end))
        keyBytes.integer(Self.ordered(window.start))
        for index in keyTypes.indices {
            ValueCoding.write(batch.columns[aggregation.keys[index]], row: row, type: keyTypes[index], to: &keyBytes)
        }
        let group = try keyBytes.withUnsafeBytes { key throws(PipelineFailure) in try states.touch(key) }
        if states.rowCounts[group] == 0 { register(group, window) }
        _ = states.countRow(group, adds: true)
        if rowGroups[row] >= 0 {
            // One more window of the same row: what has gathered goes first, then the row once more.
            feedPending(batch, before: row + 1)
            firstPending = row
        }
        rowGroups[row] = Int32(group)
    }

    private func feedPending(_ batch: Batch, before row: Int) {
        states.update(batch, rows: firstPending..<row, groups: rowGroups)
        firstPending = row
    }

    /// Hands on the windows whose last millisecond the watermark has reached, in the order of their ends.
    private func fire(upTo risen: Int64, _ output: ChangelogBuilder) {
        while nextFiring <= risen, let groups = open.removeValue(forKey: nextFiring) {
            for group in groups { emit(group, output) }
            nextFiring = open.keys.min() ?? .max
        }
        watermark = risen
    }

    private func emit(_ group: Int, _ output: ChangelogBuilder) {
        let key = states.key(of: group)
        guard let window = Self.window(of: key) else { return }
        output.appendKey(key[Self.windowBytes..<key.count], count: keyTypes.count)
        let results = keyTypes.count..<keyTypes.count + aggregation.aggregates.count
        states.appendResults(group, to: output.builders[results])
        output.builders[results.upperBound].appendTimestamp(window.start)
        output.builders[results.upperBound + 1].appendTimestamp(window.end)
        output.builders[results.upperBound + 2].appendTimestamp(window.end &- 1)
        // Downstream these rows come before the watermark that fired them.
        output.endRow(.insert, watermark: watermark)
        states.end(group)
    }

    func advanceWatermark(_ risen: Int64, input: Int) -> Emission {
        guard risen > watermark else { return .nothing }
        let output = ChangelogBuilder(types: outputTypes, hasWatermarks: true)
        fire(upTo: risen, output)
        return Emission(rows: output.finish(), watermark: risen)
    }

    func drainState(into changes: inout [StateChange]) { states.drain(into: &changes) }
}

/// A window table function alone: each row once for every window it is in, with the window's bounds behind its columns.
final class WindowAssignOperator: DataflowOperator {
    private let assignment: WindowAssignment
    private let assigner: WindowAssigner

    init(_ assignment: WindowAssignment) throws(SQLError) {
        self.assignment = assignment
        assigner = try WindowAssigner(assignment)
    }

    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission {
        let times = batch.columns[assignment.timeColumn]
        guard case .timestamps(let milliseconds, _) = times.storage else {
            throw PipelineFailure(.evaluation, "a window over a column without time")
        }
        var rows: [Int32] = []
        var starts: [Int64] = []
        var ends: [Int64] = []
        for row in 0..<batch.rowCount where !times.isNull(row) {
            try assigner.windows(milliseconds[row]) { window in
                rows.append(Int32(row))
                starts.append(window.start)
                ends.append(window.end)
            }
        }
        let repeated = batch.selecting(rows)
        let bounds = [starts, ends, ends.map { $0 &- 1 }].map { ColumnVector(.timestamps($0, nanosOfMillisecond: nil)) }
        return .rows(repeated.replacingColumns(repeated.columns + bounds))
    }
}
