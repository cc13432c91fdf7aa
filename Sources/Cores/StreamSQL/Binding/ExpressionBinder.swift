/// Gives names and types to expressions.
struct ExpressionBinder {
    let scope: Scope
    /// Set while binding the select list and HAVING of a query with aggregation.
    var aggregation: AggregationScope?
    /// Where aggregate functions may not stand, the clause's name.
    var clause: String?

    init(scope: Scope, aggregation: AggregationScope? = nil, clause: String? = nil) {
        self.scope = scope
        self.aggregation = aggregation
        self.clause = clause
    }

    mutating func bind(_ expression: Expression) throws(SQLError) -> BoundExpression {
        if let aggregation, let grouped = aggregation.groupedColumn(for: expression, in: scope) { return grouped }
        let position = expression.position
        switch expression.kind {
        case .literal(let literal): return try LiteralBinder.bind(literal, at: position)
        case .name(let names):
            let bound = try scope.resolve(names, at: position)
            if aggregation != nil { return try groupedName(names, bound, at: position) }
            return bound
        case .field(let base, let name): return try Scope.field(name, of: bind(base), at: position)
        case .unary(let operation, let operand): return try unary(operation, operand, at: position)
        case .binary(let operation, let left, let right):
            return try binary(operation, bind(left), bind(right), at: position)
        case .isTest(let operand, let test, let negated): return try isTest(bind(operand), test, negated, at: position)
        case .isDistinctFrom(let left, let right, let negated):
            let (a, b) = try comparable(bind(left), bind(right), at: position)
            return .call(negated ? .isNotDistinctFrom : .isDistinctFrom, [a, b], SQLType.boolean.notNull)
        case .between(let value, let low, let high, let negated, let symmetric):
            return try between(bind(value), bind(low), bind(high), negated: negated, symmetric: symmetric, at: position)
        case .inList(let value, let list, let negated): return try inList(value, list, negated, at: position)
        case .like(let value, let pattern, let escape, let negated):
            return try like(value, pattern, escape, negated, at: position)
        case .caseOf(let operand, let branches, let otherwise):
            return try caseOf(operand, branches, otherwise, at: position)
        case .cast(let value, let type, let isTry): return try cast(bind(value), type, isTry: isTry, at: position)
        case .call(let call): return try self.call(call, at: position)
        case .row(let fields, _): return try row(fields)
        case .array(let elements): return try array(elements, at: position)
        case .map(let entries): return try map(entries, at: position)
        case .item(let base, let index): return try item(bind(base), bind(index), at: position)
        case .datetimeDifference(let left, let right, let unit):
            return try difference(bind(left), bind(right), unit, at: position)
        case .overlaps(let periods): return try overlaps(periods, at: position)
        }
    }

    /// A name in an aggregate query: legal when the column, or the row it is a field of, is grouped by.
    private func groupedName(
        _ names: [String], _ bound: BoundExpression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        if let grouped = aggregation?.groupedPart(of: bound) { return grouped }
        throw .invalid("'\(names.joined(separator: "."))' is neither grouped by nor inside an aggregate", at: position)
    }

    // MARK: Operators

    private mutating func unary(
        _ operation: UnaryOperator, _ operand: Expression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let value = try bind(operand)
        if operation == .not {
            try requireBoolean(value, "NOT", at: position)
            return .call(.not, [value.coerced(to: .boolean)], SQLType.boolean.withNullability(value.type.isNullable))
        }
        guard value.type.isNumeric || value.type.isInterval else {
            throw .invalid("a sign before a value of type \(value.type.kind)", at: position)
        }
        if operation == .plus { return value }
        return .call(.negate, [value], value.type)
    }

    private func requireBoolean(_ value: BoundExpression, _ place: String, at position: SQLPosition) throws(SQLError) {
        guard value.type.kind == .boolean || value.type.kind == .null else {
            throw .invalid("\(place) needs a BOOLEAN, not \(value.type.kind)", at: position)
        }
    }

    func binary(
        _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let nullable = left.type.isNullable || right.type.isNullable
        switch operation {
        case .and, .or:
            try requireBoolean(left, operation.rawValue, at: position)
            try requireBoolean(right, operation.rawValue, at: position)
            let operands = [left.coerced(to: .boolean), right.coerced(to: .boolean)]
            return .call(operation == .and ? .and : .or, operands, SQLType.boolean.withNullability(nullable))
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            let isOrdering = operation != .equal && operation != .notEqual
            let (a, b) = try comparable(left, right, ordering: isOrdering, at: position)
            return .call(Self.comparisons[operation] ?? .equal, [a, b], SQLType.boolean.withNullability(nullable))
        case .concat: return try concat(left, right, nullable, at: position)
        case .plus, .minus, .times, .divide, .modulo: return try arithmetic(operation, left, right, at: position)
        }
    }

    private static let comparisons: [BinaryOperator: ScalarFunction] = [
        .equal: .equal, .notEqual: .notEqual, .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater,
        .greaterOrEqual: .greaterOrEqual,
    ]

    private func concat(
        _ left: BoundExpression, _ right: BoundExpression, _ nullable: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        guard left.type.isCharacter, right.type.isCharacter else {
            throw .invalid("|| joins strings, not \(left.type.kind) and \(right.type.kind): CAST them AS STRING", at: position)
        }
        let kind: SQLTypeKind
        switch (left.type.kind, right.type.kind) {
        case (.char(let x), .char(let y)): kind = .char(x + y)
        case (.char(let x), .varchar(let y)), (.varchar(let x), .char(let y)), (.varchar(let x), .varchar(let y)):
            kind = .varchar(min(x + y, SQLTypeKind.maxLength))
        default: kind = .string
        }
        return .call(.concatOperator, [left, right], SQLType(kind, nullable: nullable))
    }

    /// Brings both sides of a comparison to one type.
    func comparable(
        _ left: BoundExpression, _ right: BoundExpression, ordering: Bool = false, at position: SQLPosition
    ) throws(SQLError) -> (BoundExpression, BoundExpression) {
        let a = left.type
        let b = right.type
        let refusal = SQLError.invalid("\(a.kind) and \(b.kind) cannot be compared: CAST one of them", at: position)
        if a.isTimestamp, b.isTimestamp {
            if a.family == b.family { return (left, right) }
            // A TIMESTAMP beside an instant is read in the session's zone.
            let target = { (type: SQLType) in
                if case .timestamp(let precision) = type.kind { SQLType(.timestampLTZ(precision)) } else { type }
            }
            return (left.coerced(to: target(a)), right.coerced(to: target(b)))
        }
        if a.family == .null || b.family == .null {
            guard let common = TypeRules.leastRestrictive(a, b), common.kind != .null else {
                return (left.coerced(to: .int), right.coerced(to: .int))
            }
            return (left.coerced(to: common), right.coerced(to: common))
        }
        guard a.family == b.family else { throw refusal }
        if a.isApproximate, left == right {
            // Flink takes it to be TRUE before looking at the value, which may be NaN.
            throw .unsupported("comparison of a value of type \(a.kind) with itself", at: position)
        }
        if a.isNumeric {
            if a.isDecimal, b.isDecimal { return (left, right) }
            guard let common = Self.comparisonType(a, b) else { throw refusal }
            return (left.coerced(to: common), right.coerced(to: common))
        }
        switch a.family {
        case .array, .map, .row, .multiset:
            if ordering { throw .invalid("values of type \(a.kind) have no order", at: position) }
            guard a.kind == b.kind, a.family != .multiset else { throw refusal }
            guard a.isPlainlyComparable else { throw .unsupported("comparison of \(a.kind)", at: position) }
            return (left, right)
        default:
            if ordering, [left, right].allSatisfy({ $0.constantText != nil }), [left, right].contains(where: \.isBeyondBMP) {
                throw .unsupported("ordering literals with characters above U+FFFF", at: position)
            }
            return (left, right)
        }
    }

    private static func comparisonType(_ a: SQLType, _ b: SQLType) -> SQLType? {
        // Flink compares FLOAT with what is wider after rounding that to FLOAT, as if 0.1 were equal in both.
        if [a, b].contains(where: { $0.kind == .float }), ![a, b].allSatisfy({ $0.kind == .float || $0.isInteger }) {
            return nil
        }
        if a.kind == .double || b.kind == .double { return .double }
        if let common = TypeRules.leastRestrictive(a, b) { return common }
        // A decimal is compared as it is, whatever common type would be too wide.
        if a.isDecimal || b.isDecimal, let x = a.kind.exactDigits, let y = b.kind.exactDigits {
            return SQLType(.decimal(precision: SQLTypeKind.maxDecimalPrecision, scale: max(x.scale, y.scale)))
        }
        return nil
    }

    private func between(
        _ value: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, negated: Bool, symmetric: Bool,
        at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let within = { (low: BoundExpression, high: BoundExpression) throws(SQLError) -> BoundExpression in
            let above = try self.binary(.greaterOrEqual, value, low, at: position)
            return try self.binary(.and, above, self.binary(.lessOrEqual, value, high, at: position), at: position)
        }
        var result = try within(low, high)
        if symmetric { result = try binary(.or, result, within(high, low), at: position) }
        return negated ? .call(.not, [result], result.type) : result
    }

    private mutating func inList(
        _ value: Expression, _ list: [Expression], _ negated: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        var operand = try bind(value)
        var elements: [BoundExpression] = []
        for element in list { elements.append(try bind(element)) }
        // All of one family, so that each comparison is the plain one of the pair.
        guard let common = TypeRules.leastRestrictive([operand.type] + elements.map(\.type)),
            common.kind != .null
        else { throw .invalid("the values of IN have no common type", at: position) }
        // Flink looks floating point up by its bits, other collections by rules of their own.
        guard common.isHashable, !common.isApproximate else { throw .unsupported("IN over \(common.kind)", at: position) }
        if common.isNumeric || operand.type.kind == .null {
            operand = operand.coerced(to: common)
            elements = elements.map { $0.coerced(to: common) }
        } else {
            elements = elements.map { $0.type.kind == .null ? $0.coerced(to: common) : $0 }
        }
        let type = SQLType.boolean.withNullability(operand.type.isNullable || elements.contains { $0.type.isNullable })
        let test = BoundExpression.call(.inList, [operand] + elements, type)
        return negated ? .call(.not, [test], type) : test
    }

    private mutating func like(
        _ value: Expression, _ pattern: Expression, _ escape: Expression?, _ negated: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        var operands = [try bind(value), try bind(pattern)]
        if let escape { operands.append(try bind(escape)) }
        guard operands.allSatisfy({ $0.type.isCharacter }) else { throw .invalid("LIKE compares strings", at: position) }
        let type = SQLType.boolean.withNullability(operands.contains { $0.type.isNullable })
        let test = BoundExpression.call(.like, operands, type)
        return negated ? .call(.not, [test], type) : test
    }

    private func isTest(
        _ operand: BoundExpression, _ test: IsTest, _ negated: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let type = SQLType.boolean.notNull
        switch test {
        case .null: return .call(negated ? .isNotNull : .isNull, [operand], type)
        case .isTrue, .isFalse, .unknown:
            try requireBoolean(operand, "IS TRUE / IS FALSE", at: position)
            let value = operand.coerced(to: .boolean)
            switch test {
            case .isTrue: return .call(negated ? .isNotTrue : .isTrue, [value], type)
            case .isFalse: return .call(negated ? .isNotFalse : .isFalse, [value], type)
            default: return .call(negated ? .isNotNull : .isNull, [value], type)
            }
        case .json(let kind):
            guard operand.type.isCharacter else { throw .invalid("IS JSON tests strings", at: position) }
            let result = BoundExpression.call(.isJSON(kind), [operand], type)
            return negated ? .call(.not, [result], type) : result
        }
    }
}

extension SQLType {
    /// Whether equality of two values is equality of all that is in them.
    var isPlainlyComparable: Bool {
        switch kind {
        case .float, .double, .null, .multiset: false
        case .array(let element): element.isPlainlyComparable && !element.isNullable
        case .map(let key, let value):
            key.isPlainlyComparable && value.isPlainlyComparable && !key.isNullable && !value.isNullable
        case .row(let fields): fields.allSatisfy { $0.type.isPlainlyComparable && !$0.type.isNullable }
        default: true
        }
    }
}
