import Bytes
import StreamSQL

/// When an updating operator hands on what changed.
public enum ChangeEmission: Sendable {
    /// After every row, as Flink does: for tests and for reading along.
    case everyRow
    /// At the end of the epoch, the net change of each group: one row a key however many came in.
    case netPerEpoch
}

/// GROUP BY with a result that changes as rows come. Also DISTINCT, which has no aggregates.
final class GroupAggregateOperator: DataflowOperator {
    private let aggregation: GroupAggregation
    private let keyTypes: [SQLType]
    private let outputTypes: [SQLType]
    private let emission: ChangeEmission
    private let emitsUpdateBefore: Bool
    private let keyRules: [KeyRule]
    private let deadLetters: DeadLetterBox
    private let states: GroupStates
    private let groupsInMemoryMax: Int

    /// Groups changed since they were last handed on, in the order of first touch.
    private var touched: [Int] = []
    private var isTouched: [Bool] = []
    /// Whether a touched group had a result before.
    private var existed: [Bool] = []
    /// That result, where old rows are wanted.
    private var before: [Int: [SQLValue]] = [:]
    private var keyBytes = ByteWriter(capacity: 256)

    init(
        _ aggregation: GroupAggregation, node: PlanNode, inputColumns: [PlanColumn], inputRetracts: Bool,
        context: OperatorContext
    ) throws(SQLError) {
        self.aggregation = aggregation
        keyTypes = aggregation.keys.map { inputColumns[$0].type }
        outputTypes = node.columns.map(\.type)
        emission = context.emission
        emitsUpdateBefore = context.emission == .everyRow || context.needsUpdateBefore
        keyRules = context.keyRules
        deadLetters = context.deadLetters
        groupsInMemoryMax = context.groupsInMemoryMax
        states = try GroupStates(
            operatorIndex: node.id.index, calls: aggregation.aggregates, retracts: inputRetracts, reader: context.reader)
    }

    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission {
        guard emission == .everyRow else {
            try accumulate(batch, rows: 0..<batch.rowCount)
            return .nothing
        }
        let output = ChangelogBuilder(types: outputTypes)
        for row in 0..<batch.rowCount {
            try accumulate(batch, rows: row..<row + 1)
            emitChanges(to: output)
        }
        return .rows(output.finish())
    }

    private func accumulate(_ batch: Batch, rows: Range<Int>) throws(PipelineFailure) {
        var groups = [Int32](repeating: -1, count: batch.rowCount)
        // Rows before this one are in the accumulators.
        var done = rows.lowerBound
        for row in rows where KeyRule.pass(keyRules, batch, row: row, deadLetters) {
            Self.encodeKey(batch, row, columns: aggregation.keys, types: keyTypes, to: &keyBytes)
            let group = try keyBytes.withUnsafeBytes { key throws(PipelineFailure) in try states.touch(key) }
            note(group)
            let adds = batch.kind(row).addsRow
            guard states.countRow(group, adds: adds) else { continue }
            groups[row] = Int32(group)
            if !adds, states.rowCounts[group] == 0 {
                // Everything added was taken back: the group starts anew, without what rounding left in it.
                states.update(batch, rows: done..<row + 1, groups: groups)
                states.clear(group)
                done = row + 1
            }
        }
        states.update(batch, rows: done..<rows.upperBound, groups: groups)
    }

    @inline(__always)
    private static func encodeKey(
        _ batch: Batch, _ row: Int, columns: [Int], types: [SQLType], to key: inout ByteWriter
    ) {
        key.truncate(to: 0)
        for index in columns.indices {
            ValueCoding.write(batch.columns[columns[index]], row: row, type: types[index], to: &key)
        }
    }

    /// Remembers what a group was before it changes.
    @inline(__always)
    private func note(_ group: Int) {
        if group >= isTouched.count {
            isTouched.extend(to: max(64, group * 2), with: false)
            existed.extend(to: max(64, group * 2), with: false)
        }
        if isTouched[group] { return }
        isTouched[group] = true
        touched.append(group)
        existed[group] = states.rowCounts[group] > 0
        if emitsUpdateBefore, existed[group] { before[group] = states.results(group) }
    }

    /// Hands on how the touched groups differ from what they were.
    private func emitChanges(to output: ChangelogBuilder) {
        for group in touched {
            emitChange(group, to: output)
            isTouched[group] = false
        }
        touched.removeAll(keepingCapacity: true)
        before.removeAll(keepingCapacity: true)
    }

    private func emitChange(_ group: Int, to output: ChangelogBuilder) {
        let exists = states.rowCounts[group] > 0
        guard existed[group] else {
            if exists { appendRow(group, .insert, results: nil, to: output) }
            return
        }
        guard exists else {
            // Without old rows a delete names the key alone.
            let gone = before[group] ?? aggregation.aggregates.map { _ in .null }
            return appendRow(group, .delete, results: gone, to: output)
        }
        guard emitsUpdateBefore else { return appendRow(group, .updateAfter, results: nil, to: output) }
        let old = before[group] ?? []
        guard old != states.results(group) else { return }
        appendRow(group, .updateBefore, results: old, to: output)
        appendRow(group, .updateAfter, results: nil, to: output)
    }

    /// - Parameter results: those of before; nil: those of now.
    private func appendRow(_ group: Int, _ kind: ChangeKind, results: [SQLValue]?, to output: ChangelogBuilder) {
        output.appendKey(states.key(of: group), count: keyTypes.count)
        if let results {
            for (index, value) in results.enumerated() { output.builders[keyTypes.count + index].append(value) }
        } else {
            states.appendResults(group, to: output.builders[keyTypes.count...])
        }
        output.endRow(kind)
    }

    func endEpoch() -> Batch? {
        guard emission == .netPerEpoch else { return nil }
        let output = ChangelogBuilder(types: outputTypes)
        emitChanges(to: output)
        return output.finish()
    }

    func drainState(into changes: inout [StateChange]) {
        states.drain(into: &changes)
        states.shrink(to: groupsInMemoryMax)
    }
}
