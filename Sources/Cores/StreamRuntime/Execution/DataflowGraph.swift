import StreamSQL

/// The operators of a plan and how rows flow between them.
final class DataflowGraph {
    let sources: [SourceScan]
    let sinks: [SinkDescription]
    let deadLetters = DeadLetterBox()

    private let plan: PhysicalPlan
    private var operators: [any DataflowOperator] = []
    /// For each node, who reads it: the reader's node and which of its inputs this is.
    private var readers: [[(node: Int, input: Int)]] = []
    private let sourceNodes: [Int]

    /// - Throws: ``SQLError`` for what the runtime does not support.
    init(plan: PhysicalPlan, options: ExecutionOptions, reader: (any StateReader)?) throws(SQLError) {
        self.plan = plan
        var sources: [SourceScan] = []
        var sourceNodes: [Int] = []
        for node in plan.nodes {
            guard case .source(let scan) = node.operation else { continue }
            sources.append(scan)
            sourceNodes.append(node.id.index)
        }
        self.sources = sources
        self.sourceNodes = sourceNodes
        var sinks: [SinkDescription] = []
        for id in plan.sinks {
            guard case .sink(let description) = plan[id].operation else { throw .invalid("a sink that is none") }
            sinks.append(description)
        }
        self.sinks = sinks
        readers = Array(repeating: [], count: plan.nodes.count)
        for node in plan.nodes {
            for (input, id) in node.inputs.enumerated() { readers[id.index].append((node.id.index, input)) }
        }
        let requirements = try SinkRequirements(plan: plan, keyRules: options.keyRules)
        for node in plan.nodes {
            let context = OperatorContext(
                emission: options.emission, needsUpdateBefore: requirements.needsUpdateBefore.contains(node.id.index),
                keyRules: requirements.keyRules[node.id.index] ?? [], deadLetters: deadLetters,
                groupsInMemoryMax: options.groupsInMemoryMax, reader: reader)
            operators.append(try makeOperator(node, context, requirements))
        }
    }

    private func makeOperator(
        _ node: PlanNode, _ context: OperatorContext, _ requirements: SinkRequirements
    ) throws(SQLError) -> any DataflowOperator {
        let input = node.inputs.first.map { plan[$0] }
        let inputColumns = input?.columns ?? []
        switch node.operation {
        case .source: return PassOperator()
        case .values: return PassOperator()
        case .calc(let calc): return CalcOperator(calc, deadLetters: deadLetters)
        case .watermark(let assignment):
            return WatermarkOperator(
                operatorIndex: node.id.index, assignment, timeColumnName: node.columns[assignment.timeColumn].name,
                deadLetters: deadLetters, reader: context.reader)
        case .windowAssign(let assignment): return try WindowAssignOperator(assignment)
        case .groupAggregate(let aggregation):
            return try GroupAggregateOperator(
                aggregation, node: node, inputColumns: inputColumns,
                inputRetracts: input.map { !$0.changelog.isAppendOnly } ?? false, context: context)
        case .windowAggregate(let aggregation):
            guard input?.changelog.isAppendOnly ?? true else { throw .unsupported("a window over rows that change") }
            return try WindowAggregateOperator(aggregation, node: node, inputColumns: inputColumns, context: context)
        case .union: return UnionOperator(operatorIndex: node.id.index, inputs: node.inputs.count, reader: context.reader)
        case .sink:
            return SinkOperator(
                types: node.columns.map(\.type), keyColumns: requirements.keyColumns[node.id.index] ?? [],
                keyRules: context.keyRules, deadLetters: deadLetters)
        }
    }

    /// Restores the operators and runs the constant rows through.
    func start() throws(PipelineFailure) {
        for operation in operators { try operation.restore() }
        for node in plan.nodes {
            guard case .values(let rows) = node.operation else { continue }
            try deliver(.rows(try ConstantRows.batch(rows, types: node.columns.map(\.type))), from: node.id.index)
            try deliver(Emission(rows: nil, watermark: .max), from: node.id.index)
        }
    }

    func push(_ batch: Batch, source: Int) throws(PipelineFailure) { try deliver(.rows(batch), from: sourceNodes[source]) }

    func advanceWatermark(_ watermark: Int64, source: Int) throws(PipelineFailure) {
        try deliver(Emission(rows: nil, watermark: watermark), from: sourceNodes[source])
    }

    /// Hands what a node emits to its readers, and what they make of it to theirs.
    func deliver(_ emission: Emission, from node: Int) throws(PipelineFailure) {
        if let rows = emission.rows, !rows.isEmpty {
            for reader in readers[node] {
                try deliver(try operators[reader.node].process(rows, input: reader.input), from: reader.node)
            }
        }
        guard let watermark = emission.watermark else { return }
        for reader in readers[node] {
            try deliver(try operators[reader.node].advanceWatermark(watermark, input: reader.input), from: reader.node)
        }
    }

    /// The watermark operators that read a source, at whatever distance.
    func watermarkOperators(of source: Int) -> [(node: Int, operation: WatermarkOperator)] {
        var found: [(node: Int, operation: WatermarkOperator)] = []
        var pending = [sourceNodes[source]]
        while let node = pending.popLast() {
            for reader in readers[node] {
                if let operation = operators[reader.node] as? WatermarkOperator {
                    found.append((reader.node, operation))
                } else {
                    pending.append(reader.node)
                }
            }
        }
        return found
    }

    func endEpoch() throws(PipelineFailure) -> EpochOutput {
        // Inputs stand before their readers, so what an operator hands on late is seen by those below it in time.
        for (node, operation) in operators.enumerated() { try deliver(.rows(try operation.endEpoch()), from: node) }
        var changes: [StateChange] = []
        for operation in operators { operation.drainState(into: &changes) }
        let outputs = plan.sinks.map { id in
            let sink = operators[id.index] as? SinkOperator
            return SinkOutput(batches: sink?.take() ?? [], isKeyed: sink?.isKeyed ?? false)
        }
        return EpochOutput(stateChanges: changes, sinks: outputs, deadLetters: deadLetters.drain())
    }
}

/// Rows pass: a source, whose rows come from outside.
private final class PassOperator: DataflowOperator {
    func process(_ batch: Batch, input: Int) -> Emission { .rows(batch) }
}

/// The rows of VALUES.
enum ConstantRows {
    static func batch(_ rows: [[BoundExpression]], types: [SQLType]) throws(PipelineFailure) -> Batch {
        let unit = Batch(columns: [], rowCount: 1)
        var values: [[SQLValue]] = []
        for row in rows {
            var cells: [SQLValue] = []
            for (expression, type) in zip(row, types) {
                do { cells.append(try ExpressionEvaluation.evaluate(expression, over: unit).value(0, type: type)) } catch {
                    throw PipelineFailure(.evaluation, error.description)
                }
            }
            values.append(cells)
        }
        return Batch(rows: values, types: types)
    }
}
