public import JSONReading
public import StreamSQL

/// How a plan is run.
public struct ExecutionOptions: Sendable {
    /// When updating operators hand on what changed.
    public var emission: ChangeEmission
    /// Groups an aggregation keeps in memory when they can be read from the state store again.
    public var groupsInMemoryMax: Int
    /// By sink, in the plan's order: what its key columns must hold, with the sink's column numbers. Where nothing is given
    /// for a sink with a primary key, no part of the key may be NULL.
    public var keyRules: [Int: [KeyRule]]

    /// Bounds on JSON records.
    public var jsonLimits = JSONLimits()

    public init(emission: ChangeEmission = .netPerEpoch, groupsInMemoryMax: Int = 1_000_000, keyRules: [Int: [KeyRule]] = [:]) {
        self.emission = emission
        self.groupsInMemoryMax = groupsInMemoryMax
        self.keyRules = keyRules
    }
}

/// A plan being run: rows of its sources go in, and each epoch comes out as a value. No files, no clock, no threads; called
/// by one thread at a time.
///
///     let execution = try PipelineExecution(plan: plan, options: ExecutionOptions(), state: reader)
///     try execution.process(records, source: 0)       // any number of times, any source
///     let output = try execution.endEpoch()           // commit output.stateChanges, then write output.sinks
///
/// Sources and sinks are numbered in the order of the plan's nodes and of its `sinks`. The same rows in the same order give
/// the same results however they are cut into batches and epochs.
public final class PipelineExecution {
    /// The plan's scans, in the order of its nodes: source i is `sources[i]`.
    public let sources: [SourceScan]
    /// The plan's sinks: sink i is `sinks[i]`.
    public let sinks: [SinkDescription]

    private let graph: DataflowGraph
    /// For each source, nil where its connector has no record format.
    private let decoders: [RecordDecoder?]
    private var isStarted = false
    /// Records passed over because the format's `ignore-parse-errors` says so.
    public private(set) var ignoredRecordCount = 0

    /// - Parameter state: what earlier epochs of the same plan left; nil to begin anew and keep all state in memory.
    /// - Throws: ``SQLError`` for what the runtime does not support.
    public init(plan: PhysicalPlan, options: ExecutionOptions = ExecutionOptions(), state: (any StateReader)? = nil)
        throws(SQLError)
    {
        graph = try DataflowGraph(plan: plan, options: options, reader: state)
        sources = graph.sources
        sinks = graph.sinks
        var decoders: [RecordDecoder?] = []
        for (number, scan) in graph.sources.enumerated() {
            let hasFormat = !FormatOptions(scan.table).format.isEmpty
            decoders.append(hasFormat ? try RecordDecoder(scan: scan, source: number, limits: options.jsonLimits) : nil)
        }
        self.decoders = decoders
    }

    /// Reads what must be in memory of earlier epochs. Called before the first rows; later calls do nothing.
    public func start() throws(PipelineFailure) {
        if isStarted { return }
        isStarted = true
        try graph.start()
    }

    /// Decodes records of a source and runs them through the dataflow. What cannot be used is a dead letter with its payload.
    public func process(_ records: [SourceRecord], source: Int) throws(PipelineFailure) {
        try start()
        guard let decoder = decoders[source] else {
            throw PipelineFailure(.evaluation, "table \(sources[source].table.name) has no record format: its rows are pushed")
        }
        let decoded = decoder.decode(records)
        ignoredRecordCount += decoded.ignoredCount
        for letter in decoded.deadLetters { graph.deadLetters.add(letter.origin, letter.reason, payload: letter.payload) }
        try push(decoded.batch, source: source)
        graph.deadLetters.attachPayloads(of: records, source: source)
    }

    /// Runs rows of a source through the dataflow. Columns are those of the scan, in its order.
    public func push(_ batch: Batch, source: Int) throws(PipelineFailure) {
        try start()
        if !batch.isEmpty { try graph.push(batch, source: source) }
    }

    /// Says which partitions a source reads: its watermark waits for all of them.
    public func setPartitions(_ partitions: Set<Int32>, source: Int) throws(PipelineFailure) {
        try start()
        graph.watermarkOperators(of: source).forEach { $0.operation.setPartitions(partitions) }
    }

    /// Says that a partition had no rows for a while: until its next row, the source's watermark does not wait for it.
    public func markIdle(partition: Int32, source: Int) throws(PipelineFailure) {
        try start()
        for (node, operation) in graph.watermarkOperators(of: source) {
            if let risen = operation.markIdle(partition) { try graph.deliver(Emission(rows: nil, watermark: risen), from: node) }
        }
    }

    /// Says that a bounded source has no more rows: its windows fire.
    public func endOfInput(source: Int) throws(PipelineFailure) {
        try start()
        try graph.advanceWatermark(.max, source: source)
    }

    /// The records found unusable since the last call, or the end of the last epoch. Those that came as rows by
    /// ``push(_:source:)`` carry no payload: the caller has the records.
    public func takeDeadLetters() -> [DeadLetter] { graph.deadLetters.drain() }

    /// Rows so far that no key can take and that stand for no single record, as a NULL that an aggregate made.
    public var refusedRowCount: Int { graph.deadLetters.withoutOrigin }

    /// Ends the epoch: the net changes of everything since the last one.
    public func endEpoch() throws(PipelineFailure) -> EpochOutput {
        try start()
        return try graph.endEpoch()
    }
}
