/// What one epoch of a pipeline comes to: to be committed as a whole, and then written to the sinks.
public struct EpochOutput: Sendable {
    /// Net changes of the state, each key once.
    public var stateChanges: [StateChange]
    /// One for each sink of the plan, in its order.
    public var sinks: [SinkOutput]
    /// Records that could not be used since the dead letters were last taken.
    public var deadLetters: [DeadLetter]

    /// Whether there is nothing to commit but input positions.
    public var isEmpty: Bool {
        stateChanges.isEmpty && deadLetters.isEmpty && sinks.allSatisfy { $0.batches.isEmpty }
    }
}

/// The rows of an epoch for one sink.
public struct SinkOutput: Sendable {
    /// Columns are those of the sink's table, in its order.
    ///
    /// For a table with a primary key, each key occurs once: `updateAfter` is an upsert of the row, `delete` a delete of
    /// the key (whose other columns may be NULL). For any other sink: the changelog in order.
    public var batches: [Batch]
    /// Whether the rows are upserts and deletes by primary key.
    public var isKeyed: Bool

    public init(batches: [Batch], isKeyed: Bool) {
        self.batches = batches
        self.isKeyed = isKeyed
    }

    public var rowCount: Int { batches.reduce(0) { $0 + $1.rowCount } }
}
