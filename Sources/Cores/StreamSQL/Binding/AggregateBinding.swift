// SELECT with GROUP BY, HAVING or aggregates.
extension QueryBinder {
    func aggregate(_ select: SelectSyntax, _ items: [Item], _ input: Relation) throws(SQLError) -> Relation {
        let scope = Scope(columns: input.columns)
        var keys: [BoundExpression] = []
        for expression in select.groupBy ?? [] {
            if case .literal = expression.kind { throw .unsupported("GROUP BY of a literal", at: expression.position) }
            var binder = ExpressionBinder(scope: scope, clause: "GROUP BY")
            let key = try binder.bind(expression)
            guard key.type.isHashable else { throw .unsupported("GROUP BY of \(key.type.kind)", at: expression.position) }
            if !keys.contains(key) { keys.append(key) }
        }
        var binder = ExpressionBinder(scope: scope, aggregation: AggregationScope(keys: keys))
        var projection: [BoundExpression] = []
        for item in items {
            let bound = try binder.bind(item.expression)
            guard bound.type.kind != .null else { throw .invalid("NULL without a type: CAST it", at: item.expression.position) }
            projection.append(bound)
        }
        var condition: BoundExpression?
        if let having = select.having {
            let bound = try binder.bind(having)
            guard bound.type.kind == .boolean else { throw .invalid("HAVING needs a condition", at: having.position) }
            condition = bound
        }
        let grouped = try group(keys, binder.aggregation?.aggregates ?? [], input, at: select.position)
        let columns = zip(items, projection).map { QueryBinder.column(named: $0.name, $1, grouped.columns) }
        return Relation(.calc(Calc(condition: condition, projection: projection), grouped), columns)
    }

    /// Rows of the keys, then the aggregates: per window when the keys hold a window's start and end, else updating.
    private func group(
        _ keys: [BoundExpression], _ aggregates: [BoundAggregate], _ input: Relation, at position: SQLPosition
    ) throws(SQLError) -> Relation {
        let windows = keys.map { key -> WindowColumn? in
            if case .column(let index, _) = key { input.columns[index].window } else { nil }
        }
        let starts = windows.filter { $0?.property == .start }.compactMap { $0?.window }
        let grouped = starts.first { window in windows.contains { $0?.window == window && $0?.property == .end } }
        if let grouped { return try groupPerWindow(grouped, keys, windows, aggregates, input, at: position) }
        let layout = AggregateLayout(keys: keys, aggregates: aggregates)
        let below = Relation(.calc(Calc(condition: nil, projection: layout.projection), input), layout.inputColumns)
        let columns =
            keys.map { ScopeColumn(name: "", type: $0.type) } + aggregates.map { ScopeColumn(name: $0.name, type: $0.type) }
        return Relation(.aggregate(GroupAggregation(keys: Array(keys.indices), aggregates: layout.calls), below), columns)
    }

    private func groupPerWindow(
        _ window: Int, _ keys: [BoundExpression], _ windows: [WindowColumn?], _ aggregates: [BoundAggregate],
        _ input: Relation, at position: SQLPosition
    ) throws(SQLError) -> Relation {
        guard let lowered = input.withoutWindow() else {
            throw .unsupported("aggregation by the window of an aggregation below it", at: position)
        }
        let isWindowKey = windows.map { $0?.window == window }
        var plainKeys: [BoundExpression] = []
        for (key, isWindow) in zip(keys, isWindowKey) where !isWindow {
            plainKeys.append(try lowered.rewrite(key, at: position))
        }
        var calls: [BoundAggregate] = []
        for aggregate in aggregates {
            var moved = aggregate
            moved.arguments = []
            for argument in aggregate.arguments { moved.arguments.append(try lowered.rewrite(argument, at: position)) }
            moved.filter = try aggregate.filter.map { (e) throws(SQLError) -> BoundExpression in
                try lowered.rewrite(e, at: position)
            }
            calls.append(moved)
        }
        var layout = AggregateLayout(keys: plainKeys, aggregates: calls)
        var assignment = lowered.assignment
        assignment.timeColumn = layout.add(lowered.time)
        let below = Relation(.calc(Calc(condition: nil, projection: layout.projection), lowered.relation), layout.inputColumns)
        let timestamp = SQLType(.timestamp(3), nullable: false)
        var columns = plainKeys.map { ScopeColumn(name: "", type: $0.type) }
        columns += aggregates.map { ScopeColumn(name: $0.name, type: $0.type) }
        for property in [WindowColumn.Property.start, .end, .time] {
            var column = ScopeColumn(name: "", type: timestamp)
            column.window = WindowColumn(window: window, property: property)
            column.isRowtime = property == .time
            if property == .time { column.type = SQLType(lowered.time.type.kind, nullable: false) }
            columns.append(column)
        }
        let operation = WindowAggregation(window: assignment, keys: Array(plainKeys.indices), aggregates: layout.calls)
        let aggregated = Relation(.windowAggregate(operation, below), columns)
        return inOrderOfKeys(aggregated, windows, isWindowKey, plainKeys.count, aggregates.count)
    }

    /// Brings the columns of a window aggregation into the order of the GROUP BY, then the aggregates.
    private func inOrderOfKeys(
        _ relation: Relation, _ windows: [WindowColumn?], _ isWindowKey: [Bool], _ plainCount: Int, _ aggregateCount: Int
    ) -> Relation {
        var order: [Int] = []
        var nextPlain = 0
        for (window, isWindow) in zip(windows, isWindowKey) {
            if isWindow, let property = window?.property {
                let offset = property == .start ? 0 : (property == .end ? 1 : 2)
                order.append(plainCount + aggregateCount + offset)
            } else {
                order.append(nextPlain)
                nextPlain += 1
            }
        }
        order += (plainCount..<plainCount + aggregateCount)
        let projection = order.map { BoundExpression.column(index: $0, type: relation.columns[$0].type) }
        return Relation(.calc(Calc(condition: nil, projection: projection), relation), order.map { relation.columns[$0] })
    }
}

/// The input an aggregation reads: its keys, then each distinct argument and filter.
struct AggregateLayout {
    private(set) var projection: [BoundExpression]
    private(set) var calls: [AggregateCall] = []

    init(keys: [BoundExpression], aggregates: [BoundAggregate]) {
        projection = keys
        for aggregate in aggregates {
            let arguments = aggregate.arguments.map { add($0) }
            calls.append(
                AggregateCall(
                    function: aggregate.function, arguments: arguments, argumentTypes: aggregate.arguments.map(\.type),
                    isDistinct: aggregate.isDistinct, filter: aggregate.filter.map { add($0) }, type: aggregate.type,
                    name: aggregate.name))
        }
    }

    /// The column of the expression, added when it is new.
    mutating func add(_ expression: BoundExpression) -> Int {
        if let index = projection.firstIndex(of: expression) { return index }
        projection.append(expression)
        return projection.count - 1
    }

    var inputColumns: [ScopeColumn] { projection.map { ScopeColumn(name: "", type: $0.type) } }
}

/// A relation from below a window function, with what became of the columns above it.
struct LoweredWindow {
    var relation: Relation
    var assignment: WindowAssignment
    /// The event time in `relation`.
    var time: BoundExpression
    /// For each column above: its column in `relation`, nil for those of the window.
    var mapping: [Int?]

    func rewrite(_ expression: BoundExpression, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        var isBroken = false
        let result = expression.mapColumns { index, type in
            guard let column = mapping[index] else {
                isBroken = true
                return .column(index: 0, type: type)
            }
            return .column(index: column, type: type)
        }
        if isBroken { throw .unsupported("an expression over window columns below their aggregation", at: position) }
        return result
    }
}

extension Relation {
    /// The rows without the window function that is on top of them or under filters and projections; nil when there is
    /// none, or when its columns are computed with.
    func withoutWindow() -> LoweredWindow? {
        switch operation {
        case .window(let assignment, let input):
            let time = BoundExpression.column(
                index: assignment.timeColumn, type: input.columns[assignment.timeColumn].type)
            let mapping = columns.indices.map { $0 < input.columns.count ? $0 : nil }
            return LoweredWindow(relation: input, assignment: assignment, time: time, mapping: mapping)
        case .calc(let calc, let input):
            guard var lowered = input.withoutWindow() else { return nil }
            let here = SQLPosition(line: 1, column: 1)
            var condition: BoundExpression?
            if let above = calc.condition {
                guard let moved = try? lowered.rewrite(above, at: here) else { return nil }
                condition = moved
            }
            var projection: [BoundExpression] = []
            var mapping: [Int?] = []
            for expression in calc.projection {
                if case .column(let index, _) = expression, lowered.mapping[index] == nil {
                    mapping.append(nil)
                } else if let moved = try? lowered.rewrite(expression, at: here) {
                    mapping.append(projection.count)
                    projection.append(moved)
                } else {
                    return nil
                }
            }
            projection.append(lowered.time)
            let columns = projection.map { ScopeColumn(name: "", type: $0.type) }
            lowered.relation = Relation(.calc(Calc(condition: condition, projection: projection), lowered.relation), columns)
            lowered.time = .column(index: projection.count - 1, type: lowered.time.type)
            lowered.mapping = mapping
            return lowered
        default: return nil
        }
    }
}

extension BoundExpression {
    /// The expression with every column replaced.
    func mapColumns(_ transform: (Int, SQLType) -> BoundExpression) -> BoundExpression {
        if case .column(let index, let type) = self { return transform(index, type) }
        return mapOperands { $0.mapColumns(transform) }
    }
}

extension Expression {
    /// The parts an expression is made of.
    var parts: [Expression] { kind.parts }

    /// Whether an aggregate is called anywhere in it.
    var containsAggregate: Bool {
        if case .call(let call) = kind,
            ExpressionBinder.aggregateNames[call.name] != nil || ExpressionBinder.unsupportedAggregates.contains(call.name)
        {
            return true
        }
        return parts.contains(where: \.containsAggregate)
    }

    /// The name an output column gets without AS.
    var impliedName: String? {
        switch kind {
        case .name(let names): names.last
        case .field(_, let name): name
        default: nil
        }
    }
}
