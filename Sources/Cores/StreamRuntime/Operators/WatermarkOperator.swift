import StreamSQL

/// Assigns event time: after each row the watermark of its partition is the greatest value so far of the watermark
/// expression, and the source's watermark is the least of its partitions'.
///
/// Every row carries the watermark that held before it, which decides whether it is late. That makes results independent
/// of batch borders; within Flink's own emission interval (200 ms) Flink may let a row pass that is late here.
final class WatermarkOperator: DataflowOperator {
    private let assignment: WatermarkAssignment
    private let timeColumnName: String
    private let deadLetters: DeadLetterBox
    private var state: WatermarkState
    /// Partitions known to exist: the watermark waits for all that are not idle.
    private var partitions: Set<Int32> = []
    private var idle: Set<Int32> = []
    private var emitted: Int64 = .min

    /// Where the watermark handed on is kept among those of the partitions: while a partition is idle it is ahead of them.
    private static let handedOn: Int32 = -1

    init(
        operatorIndex: Int, _ assignment: WatermarkAssignment, timeColumnName: String, deadLetters: DeadLetterBox,
        reader: (any StateReader)?
    ) {
        self.assignment = assignment
        self.timeColumnName = timeColumnName
        self.deadLetters = deadLetters
        state = WatermarkState(operatorIndex: operatorIndex, reader: reader)
    }

    func restore() throws(PipelineFailure) {
        try state.restore()
        partitions = Set(state.watermarks.keys).subtracting([Self.handedOn])
        emitted = state.watermarks[Self.handedOn] ?? .min
        emitted = least
    }

    private var least: Int64 {
        var least: Int64?
        for partition in partitions where !idle.contains(partition) {
            let watermark = state.watermarks[partition] ?? .min
            least = min(least ?? watermark, watermark)
        }
        return max(least ?? .min, emitted)
    }

    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission {
        let watermarks: ColumnVector
        do { watermarks = try ExpressionEvaluation.evaluate(assignment.expression, over: batch) } catch {
            throw PipelineFailure(.evaluation, "WATERMARK: \(error.description)")
        }
        let times = batch.columns[assignment.timeColumn]
        var seen: [Int64] = []
        seen.reserveCapacity(batch.rowCount)
        var kept: [Int32] = []
        kept.reserveCapacity(batch.rowCount)
        var current = least
        for row in 0..<batch.rowCount {
            guard !times.isNull(row) else {
                deadLetters.add(batch.origins?[row], "\(timeColumnName) is null, and it is the time of the event")
                continue
            }
            kept.append(Int32(row))
            seen.append(current)
            guard case .timestamps(let values, _) = watermarks.storage, !watermarks.isNull(row) else { continue }
            let partition = batch.origins?[row].partition ?? 0
            if partitions.insert(partition).inserted || idle.remove(partition) != nil || values[row] > current {
                state.raise(partition, to: values[row])
                current = least
                emitted = max(emitted, current)
            } else if values[row] > state.watermarks[partition] ?? .min {
                state.raise(partition, to: values[row])
            }
        }
        var rows = kept.count == batch.rowCount ? batch : batch.selecting(kept)
        rows.watermarks = seen
        return Emission(rows: rows, watermark: current > .min ? current : nil)
    }

    /// Says which partitions the source reads, so that the watermark waits for those without rows too.
    func setPartitions(_ present: Set<Int32>) {
        partitions = present
        idle.formIntersection(present)
    }

    /// A partition that is idle does not hold the watermark; its next row ends that.
    ///
    /// - Returns: the watermark when it rose by this.
    func markIdle(_ partition: Int32) -> Int64? {
        idle.insert(partition)
        let risen = least
        guard risen > emitted else { return nil }
        emitted = risen
        return risen
    }

    /// A watermark from below decides nothing here, except the one of the end of input.
    func advanceWatermark(_ watermark: Int64, input: Int) -> Emission {
        guard watermark == .max else { return .nothing }
        emitted = .max
        return Emission(rows: nil, watermark: watermark)
    }

    func drainState(into changes: inout [StateChange]) {
        // The end of input is none of the events' times.
        if emitted < .max { state.raise(Self.handedOn, to: emitted) }
        state.drain(into: &changes)
    }
}
