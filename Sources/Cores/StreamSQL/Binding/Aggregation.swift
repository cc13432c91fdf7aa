/// An aggregate call of a query, its operands over the rows that are grouped.
struct BoundAggregate: Hashable {
    var function: AggregateFunction
    var arguments: [BoundExpression]
    var isDistinct: Bool
    var filter: BoundExpression?
    var type: SQLType
    var name: String
}

/// What the select list and HAVING of an aggregate query may refer to: the keys, then the aggregates found so far.
struct AggregationScope {
    /// Over the rows that are grouped.
    var keys: [BoundExpression]
    var aggregates: [BoundAggregate] = []

    init(keys: [BoundExpression]) { self.keys = keys }

    /// The output column of a whole expression that is grouped by, if it is.
    func groupedColumn(for expression: Expression, in scope: Scope) -> BoundExpression? {
        switch expression.kind {
        case .literal: return nil
        default: break
        }
        var plain = ExpressionBinder(scope: scope)
        guard let bound = try? plain.bind(expression) else { return nil }
        return column(of: bound)
    }

    private func column(of bound: BoundExpression) -> BoundExpression? {
        keys.firstIndex(of: bound).map { .column(index: $0, type: keys[$0].type) }
    }

    /// A column, or fields of one, when that much is grouped by.
    func groupedPart(of bound: BoundExpression) -> BoundExpression? {
        if let column = column(of: bound) { return column }
        guard case .field(let base, let index, let type) = bound, let part = groupedPart(of: base) else { return nil }
        return .field(part, index: index, type: type)
    }

    /// The output column of an aggregate, added when it is new.
    mutating func column(for aggregate: BoundAggregate) -> BoundExpression {
        let index =
            aggregates.firstIndex { $0.sameComputation(as: aggregate) }
            ?? {
                aggregates.append(aggregate)
                return aggregates.count - 1
            }()
        return .column(index: keys.count + index, type: aggregate.type)
    }
}

extension BoundAggregate {
    func sameComputation(as other: BoundAggregate) -> Bool {
        function == other.function && arguments == other.arguments && isDistinct == other.isDistinct && filter == other.filter
    }
}

extension ExpressionBinder {
    static let aggregateNames: [String: AggregateFunction] = [
        "COUNT": .count, "SUM": .sum, "AVG": .avg, "MIN": .min, "MAX": .max, "FIRST_VALUE": .firstValue,
        "LAST_VALUE": .lastValue,
    ]

    /// Aggregate functions Flink has and this does not.
    static let unsupportedAggregates: Set<String> = [
        "STDDEV", "STDDEV_POP", "STDDEV_SAMP", "VARIANCE", "VAR_POP", "VAR_SAMP", "LISTAGG", "COLLECT", "ARRAY_AGG",
        "JSON_OBJECTAGG", "JSON_ARRAYAGG", "APPROX_COUNT_DISTINCT", "PERCENTILE", "GROUPING", "GROUP_ID", "GROUPING_ID",
        "SINGLE_VALUE", "BIT_AND", "BIT_OR", "BIT_XOR", "EVERY", "SOME", "INTERSECTION", "FUSION", "COVAR_POP",
    ]

    mutating func aggregate(
        _ function: AggregateFunction, _ call: CallSyntax, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        guard var scope = aggregation else {
            throw .invalid("the aggregate \(call.name) may not stand in \(clause ?? "an aggregate")", at: position)
        }
        var plain = ExpressionBinder(scope: self.scope, clause: "an aggregate")
        var arguments: [BoundExpression] = []
        for argument in call.arguments { arguments.append(try plain.bind(argument)) }
        var filter: BoundExpression?
        if let condition = call.filter {
            let bound = try plain.bind(condition)
            guard bound.type.kind == .boolean else { throw .invalid("FILTER needs a condition", at: condition.position) }
            filter = bound
        }
        let type = try Self.aggregateType(
            function, call, arguments, alwaysNullable: scope.keys.isEmpty || filter != nil, at: position)
        let column = scope.column(
            for: BoundAggregate(
                function: function, arguments: arguments, isDistinct: call.isDistinct && function.countsDuplicates,
                filter: filter, type: type, name: call.name))
        aggregation = scope
        return column
    }

    private static func aggregateType(
        _ function: AggregateFunction, _ call: CallSyntax, _ arguments: [BoundExpression], alwaysNullable: Bool,
        at position: SQLPosition
    ) throws(SQLError) -> SQLType {
        if function == .count {
            if call.isStar { return SQLType.bigint.notNull }
            guard arguments.count == 1 else { throw .invalid("COUNT takes one argument or *", at: position) }
            guard arguments[0].type.kind != .null else { throw .invalid("COUNT(NULL)", at: position) }
            if call.isDistinct, !arguments[0].type.isHashable {
                throw .unsupported("COUNT(DISTINCT ...) of \(arguments[0].type.kind)", at: position)
            }
            return SQLType.bigint.notNull
        }
        guard !call.isStar, arguments.count == 1 else { throw .invalid("\(call.name) takes one argument", at: position) }
        let argument = arguments[0].type
        let nullable = argument.isNullable || alwaysNullable
        let refusal = SQLError.invalid("\(call.name) does not apply to \(argument.kind)", at: position)
        switch function {
        case .sum, .avg:
            guard argument.isNumeric else { throw refusal }
            if case .decimal(_, let scale) = argument.kind {
                let resultScale = function == .avg ? max(6, scale) : scale
                return SQLType(.decimal(precision: 38, scale: resultScale), nullable: nullable)
            }
            return SQLType(argument.kind, nullable: nullable)
        case .min, .max:
            switch argument.family {
            case .numeric, .boolean, .character, .date, .time, .timestamp, .timestampLTZ: break
            default: throw refusal
            }
            return SQLType(argument.kind, nullable: nullable)
        default:
            throw .unsupported("\(call.name): its result depends on the order of arrival", at: position)
        }
    }
}

extension AggregateFunction {
    /// Whether DISTINCT changes the result.
    var countsDuplicates: Bool { self != .min && self != .max }
}

extension SQLType {
    /// Whether values can be told apart by their plain equality.
    var isHashable: Bool {
        switch family {
        case .numeric, .boolean, .character, .binary, .date, .time, .timestamp, .timestampLTZ, .intervalDayTime,
            .intervalYearMonth:
            true
        default: false
        }
    }
}
