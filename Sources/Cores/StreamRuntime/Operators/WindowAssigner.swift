import StreamSQL

/// A window of event time: `start` inclusive to `end` exclusive, milliseconds since 1970.
struct TimeWindow: Hashable {
    var start: Int64
    var end: Int64
}

/// Maps a time to its windows. Arithmetic wraps: times at the ends of 64 bits are no times of events.
struct WindowAssigner {
    /// A row may be in this many windows at most.
    static let windowsPerRowMax: Int64 = 10_000

    private let kind: WindowAssignment.Kind
    private let offsetMs: Int64

    /// - Throws: ``SQLError`` for sizes without meaning.
    init(_ assignment: WindowAssignment) throws(SQLError) {
        kind = assignment.kind
        offsetMs = assignment.offsetMs
        let sizes: (size: Int64, step: Int64) =
            switch assignment.kind {
            case .tumble(let size): (size, size)
            case .hop(let size, let slide): (size, slide)
            case .cumulate(let size, let step): (size, step)
            }
        guard sizes.size > 0, sizes.step > 0 else { throw .invalid("the size of a window must be positive") }
        guard sizes.size / sizes.step <= Self.windowsPerRowMax else {
            throw .unsupported("more than \(Self.windowsPerRowMax) windows for one row")
        }
    }

    /// The windows of a time. A hopping window whose slide is longer than its size may leave it in none.
    func windows(_ time: Int64, _ body: (TimeWindow) throws(PipelineFailure) -> Void) throws(PipelineFailure) {
        switch kind {
        case .tumble(let size):
            let start = aligned(time, size)
            try body(TimeWindow(start: start, end: start &+ size))
        case .hop(let size, let slide):
            var start = aligned(time, slide)
            while start > time &- size {
                try body(TimeWindow(start: start, end: start &+ size))
                start = start &- slide
            }
        case .cumulate(let size, let step):
            let start = aligned(time, size)
            var end = aligned(time, step, from: start) &+ step
            while end <= start &+ size {
                try body(TimeWindow(start: start, end: end))
                end = end &+ step
            }
        }
    }

    private func aligned(_ time: Int64, _ size: Int64) -> Int64 { aligned(time, size, from: offsetMs) }

    /// The greatest multiple of `size` beyond `origin` that is not after `time`.
    private func aligned(_ time: Int64, _ size: Int64, from origin: Int64) -> Int64 {
        let rest = (time &- origin) % size
        return time &- (rest < 0 ? rest + size : rest)
    }
}
