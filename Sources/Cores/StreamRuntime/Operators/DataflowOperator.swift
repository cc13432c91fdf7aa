import StreamSQL

/// What an operator hands on: rows, and then a watermark where it rose.
struct Emission {
    var rows: Batch?
    var watermark: Int64?

    static let nothing = Emission(rows: nil, watermark: nil)

    static func rows(_ rows: Batch?) -> Emission { Emission(rows: rows, watermark: nil) }
}

/// One operator of a running plan. Called by one thread at a time.
protocol DataflowOperator: AnyObject {
    /// Reads what must be in memory of earlier epochs. Called once, before everything else.
    func restore() throws(PipelineFailure)
    /// Takes rows of one input.
    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission
    /// Takes a risen watermark of one input, behind all rows that came before it.
    func advanceWatermark(_ watermark: Int64, input: Int) throws(PipelineFailure) -> Emission
    /// Rows held back until the epoch's end: net changes.
    func endEpoch() throws(PipelineFailure) -> Batch?
    /// Adds the state that changed since the last drain.
    func drainState(into changes: inout [StateChange])
}

extension DataflowOperator {
    func restore() throws(PipelineFailure) {}
    func advanceWatermark(_ watermark: Int64, input: Int) throws(PipelineFailure) -> Emission {
        Emission(rows: nil, watermark: watermark)
    }
    func endEpoch() throws(PipelineFailure) -> Batch? { nil }
    func drainState(into changes: inout [StateChange]) {}
}

/// UNION ALL: rows pass as they come; the watermark is the least of the inputs'.
final class UnionOperator: DataflowOperator {
    private let inputs: Int
    private var state: WatermarkState
    private var emitted = Int64.min

    init(operatorIndex: Int, inputs: Int, reader: (any StateReader)?) {
        self.inputs = inputs
        state = WatermarkState(operatorIndex: operatorIndex, reader: reader)
    }

    func restore() throws(PipelineFailure) {
        try state.restore()
        emitted = least
    }

    private func watermark(of input: Int) -> Int64 { state.watermarks[Int32(input)] ?? .min }
    private var least: Int64 { (0..<inputs).map(watermark(of:)).min() ?? .min }

    func process(_ batch: Batch, input: Int) -> Emission {
        guard let own = batch.watermarks else { return .rows(batch) }
        let others = (0..<inputs).filter { $0 != input }.map(watermark(of:)).min() ?? .max
        var rows = batch
        rows.watermarks = own.map { min($0, others) }
        return .rows(rows)
    }

    func advanceWatermark(_ watermark: Int64, input: Int) -> Emission {
        state.raise(Int32(input), to: watermark)
        guard least > emitted else { return .nothing }
        emitted = least
        return Emission(rows: nil, watermark: emitted)
    }

    func drainState(into changes: inout [StateChange]) { state.drain(into: &changes) }
}
