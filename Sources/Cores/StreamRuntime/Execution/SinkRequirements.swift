import StreamSQL

/// What the sinks of a plan ask of the operators above them: found once, before anything runs.
struct SinkRequirements {
    /// By sink node: the columns of the table's primary key.
    private(set) var keyColumns: [Int: [Int]] = [:]
    /// By node: rules on its input's columns (an aggregation's) or on its own (a sink's).
    private(set) var keyRules: [Int: [KeyRule]] = [:]
    /// Aggregations from which something needs old rows.
    private(set) var needsUpdateBefore: Set<Int> = []

    /// - Throws: ``SQLError`` for a query whose changes the sink cannot take.
    init(plan: PhysicalPlan, keyRules rules: [Int: [KeyRule]]) throws(SQLError) {
        for (number, id) in plan.sinks.enumerated() {
            let node = plan[id]
            guard case .sink(let description) = node.operation, let inputID = node.inputs.first else { continue }
            let key = try Self.primaryKey(of: description, node: node, input: plan[inputID])
            if !key.isEmpty { keyColumns[id.index] = key }
            let all = rules[number] ?? key.map { KeyRule(column: $0, name: node.columns[$0].name) }
            for rule in all { place(rule, at: inputID, column: rule.column, sink: id, plan: plan) }
            if key.isEmpty { markOldRowsNeeded(above: id, plan: plan) }
        }
        for node in plan.nodes where Self.looksAtOldRows(node.operation) { markOldRowsNeeded(above: node.id, plan: plan) }
    }

    /// The sink's primary key by column numbers, after checking that the query's changes name whole keys.
    private static func primaryKey(of sink: SinkDescription, node: PlanNode, input: PlanNode) throws(SQLError) -> [Int] {
        guard case .table(let table) = sink.target else { return [] }
        var key: [Int] = []
        for name in table.primaryKey {
            guard let column = node.columns.firstIndex(where: { $0.name == name }) else {
                throw .invalid("the primary key column \(name) of \(table.name) is not written")
            }
            key.append(column)
        }
        // A print sink shows every change, key or not.
        if table.connector == "print" { return [] }
        if input.changelog.isAppendOnly { return key }
        if key.isEmpty {
            guard table.connector == "blackhole" else {
                throw .invalid(
                    "\(table.name) has no PRIMARY KEY, and the query changes rows it gave before: only a table with a key can take that"
                )
            }
            return []
        }
        guard input.upsertKeys.contains(where: { Set($0) == Set(key) }) else {
            throw .invalid(
                "the query's rows are identified by other columns than the primary key (\(table.primaryKey.joined(separator: ", "))) of "
                    + "\(table.name): two rows of the query could overwrite each other")
        }
        return key
    }

    /// Moves a rule up to where a row still stands for one record: the aggregation whose key the column is, or the sink.
    private mutating func place(_ rule: KeyRule, at node: PlanNodeID, column: Int, sink: PlanNodeID, plan: PhysicalPlan) {
        var node = plan[node]
        var column = column
        while true {
            let source: Int?
            switch node.operation {
            case .calc(let calc): source = Self.plainColumn(calc.projection[column])
            case .groupAggregate(let aggregation) where column < aggregation.keys.count:
                return append(rule, column: aggregation.keys[column], to: node.id.index)
            case .windowAggregate(let aggregation) where column < aggregation.keys.count:
                return append(rule, column: aggregation.keys[column], to: node.id.index)
            default: source = nil
            }
            guard let source, let input = node.inputs.first else { break }
            column = source
            node = plan[input]
        }
        append(rule, column: rule.column, to: sink.index)
    }

    private mutating func append(_ rule: KeyRule, column: Int, to node: Int) {
        var moved = rule
        moved.column = column
        keyRules[node, default: []].append(moved)
    }

    /// The column an expression passes on as it is, or under another length of string.
    private static func plainColumn(_ expression: BoundExpression) -> Int? {
        switch expression {
        case .column(let index, _): index
        case .cast(let inner, let type, _) where type.kind == .string && inner.type.isCharacter: plainColumn(inner)
        default: nil
        }
    }

    /// Whether an operation must see the old form of a row to get rid of it.
    private static func looksAtOldRows(_ operation: PlanOperation) -> Bool {
        switch operation {
        case .calc(let calc): calc.condition != nil
        case .groupAggregate, .windowAggregate: true
        case .source, .values, .watermark, .windowAssign, .union, .sink: false
        }
    }

    /// Every aggregation whose changes reach the node must hand on old rows.
    private mutating func markOldRowsNeeded(above id: PlanNodeID, plan: PhysicalPlan) {
        var pending = plan[id].inputs
        while let next = pending.popLast() {
            if case .groupAggregate = plan[next].operation { needsUpdateBefore.insert(next.index) }
            pending += plan[next].inputs
        }
    }
}
