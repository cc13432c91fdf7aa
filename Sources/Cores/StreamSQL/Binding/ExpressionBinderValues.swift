// Arithmetic, CASE, casts, and the constructors of rows and collections.
extension ExpressionBinder {
    func arithmetic(
        _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        var (left, right) = (left, right)
        if left.type.kind == .null, right.type.isNumeric { left = left.coerced(to: right.type) }
        if right.type.kind == .null, left.type.isNumeric { right = right.coerced(to: left.type) }
        let refusal = SQLError.invalid(
            "\(operation.rawValue) does not apply to \(left.type.kind) and \(right.type.kind)", at: position)
        if left.type.isNumeric, right.type.isNumeric {
            guard let type = TypeRules.arithmetic(operation, left.type, right.type) else { throw refusal }
            if type.isApproximate || type.isInteger && operation != .modulo {
                (left, right) = (left.coerced(to: type), right.coerced(to: type))
            }
            return .call(Self.arithmeticFunctions[operation] ?? .plus, [left, right], type)
        }
        return try timeArithmetic(operation, left, right, refusal)
    }

    private static let arithmeticFunctions: [BinaryOperator: ScalarFunction] = [
        .plus: .plus, .minus: .minus, .times: .times, .divide: .divide, .modulo: .modulo,
    ]

    /// Datetimes with intervals, intervals among themselves, intervals times numbers.
    private func timeArithmetic(
        _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, _ refusal: SQLError
    ) throws(SQLError) -> BoundExpression {
        let nullable = left.type.isNullable || right.type.isNullable
        let function = Self.arithmeticFunctions[operation] ?? .plus
        switch operation {
        case .plus where left.type.isInterval && right.type.isDatetime:
            return .call(function, [right, left], right.type.withNullability(nullable))
        case .plus, .minus:
            if left.type.isDatetime, right.type.isInterval {
                return .call(function, [left, right], left.type.withNullability(nullable))
            }
            guard left.type.isInterval, left.type.family == right.type.family else { throw refusal }
            return .call(function, [left, right], left.type.withNullability(nullable))
        case .times where left.type.isInterval && right.type.isInteger:
            return .call(function, [left, right.coerced(to: .bigint)], left.type.withNullability(nullable))
        case .times where left.type.isInteger && right.type.isInterval:
            return .call(function, [right, left.coerced(to: .bigint)], right.type.withNullability(nullable))
        default: throw refusal
        }
    }

    /// `(a - b) UNIT`
    func difference(
        _ left: BoundExpression, _ right: BoundExpression, _ unit: IntervalUnit, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        guard left.type.family == right.type.family, left.type.family == .timestamp || left.type.family == .date,
            !unit.isYearMonth
        else { throw .unsupported("(a - b) UNIT of these types and this unit", at: position) }
        let type = SQLType(.intervalDayTime(unit), nullable: left.type.isNullable || right.type.isNullable)
        return .call(.minus, [left, right], type)
    }

    mutating func overlaps(_ periods: [Expression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        var ends: [BoundExpression] = []
        for period in periods {
            guard case .row(let fields, _) = period.kind, fields.count == 2 else {
                throw .invalid("OVERLAPS compares two periods (start, end)", at: position)
            }
            for field in fields { ends.append(try bind(field)) }
        }
        guard let first = ends.first, first.type.isDatetime,
            ends.allSatisfy({ $0.type.kind == first.type.kind && !$0.type.isNullable })
        else { throw .unsupported("OVERLAPS of these types", at: position) }
        return .call(.overlaps, ends, SQLType.boolean.notNull)
    }

    // MARK: CASE

    mutating func caseOf(
        _ operand: Expression?, _ branches: [CaseSyntax], _ otherwise: Expression?, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        var bound: [CaseBranch] = []
        for branch in branches {
            let condition: BoundExpression
            if let operand {
                condition = try binary(.equal, bind(operand), bind(branch.when), at: branch.when.position)
            } else {
                condition = try bind(branch.when)
                guard condition.type.kind == .boolean else {
                    throw .invalid("WHEN needs a BOOLEAN, not \(condition.type.kind)", at: branch.when.position)
                }
            }
            bound.append(CaseBranch(condition: condition, result: try bind(branch.then)))
        }
        let last = try otherwise.map { (e) throws(SQLError) -> BoundExpression in try self.bind(e) }
        return try searchedCase(bound, last ?? .literal(.null, SQLType(.null)), at: position)
    }

    /// A CASE whose results are brought to their least restrictive type.
    func searchedCase(
        _ branches: [CaseBranch], _ otherwise: BoundExpression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        guard let type = TypeRules.leastRestrictive(branches.map(\.result.type) + [otherwise.type]), type.kind != .null else {
            throw .invalid("the results have no common type", at: position)
        }
        let coerced = branches.map { CaseBranch(condition: $0.condition, result: $0.result.coerced(to: type)) }
        return .searchedCase(coerced, otherwise: otherwise.coerced(to: type), type)
    }

    // MARK: Casts

    func cast(_ value: BoundExpression, _ type: SQLType, isTry: Bool, at position: SQLPosition) throws(SQLError)
        -> BoundExpression
    {
        // A cast keeps NOT NULL; TRY_CAST may always answer NULL.
        let target = SQLType(type.kind, nullable: value.type.isNullable || isTry)
        if case .literal(.null, _) = value { return .literal(.null, target.nullable) }
        guard TypeRules.canCast(value.type, to: target) else {
            throw .invalid("a cast from \(value.type.kind) to \(type.kind) is not supported", at: position)
        }
        return .cast(value, target, isTry: isTry)
    }

    // MARK: Rows and collections

    mutating func row(_ fields: [Expression]) throws(SQLError) -> BoundExpression {
        var values: [BoundExpression] = []
        for field in fields { values.append(try notNullLiteral(field)) }
        let types = values.enumerated().map { RowField(name: "EXPR$\($0.offset)", type: $0.element.type) }
        return .call(.makeRow, values, SQLType(.row(types), nullable: false))
    }

    /// Binds what must have a type of its own, which a bare NULL has not.
    private mutating func notNullLiteral(_ expression: Expression) throws(SQLError) -> BoundExpression {
        let value = try bind(expression)
        if value.type.kind == .null { throw .unsupported("NULL without a type: CAST it", at: expression.position) }
        return value
    }

    mutating func array(_ elements: [Expression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        var values: [BoundExpression] = []
        for element in elements { values.append(try bind(element)) }
        guard let type = TypeRules.leastRestrictive(values.map(\.type)), type.kind != .null else {
            throw .invalid(elements.isEmpty ? "ARRAY[] has no element type" : "the elements have no common type", at: position)
        }
        return .call(.makeArray, values.map { $0.coerced(to: type) }, SQLType(.array(type), nullable: false))
    }

    mutating func map(_ entries: [Expression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard !entries.isEmpty, entries.count.isMultiple(of: 2) else {
            throw .invalid("MAP[...] needs keys and values in turn", at: position)
        }
        var values: [BoundExpression] = []
        for entry in entries { values.append(try bind(entry)) }
        let keys = values.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element.type)
        let items = values.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element.type)
        guard let key = TypeRules.leastRestrictive(keys), let value = TypeRules.leastRestrictive(items), key.kind != .null,
            value.kind != .null
        else { throw .invalid("the keys or the values have no common type", at: position) }
        let coerced = values.enumerated().map { $0.element.coerced(to: $0.offset.isMultiple(of: 2) ? key : value) }
        return .call(.makeMap, coerced, SQLType(.map(key: key, value: value), nullable: false))
    }

    func item(_ base: BoundExpression, _ index: BoundExpression, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        let nullable = base.type.isNullable || index.type.isNullable
        switch base.type.kind {
        case .array(let element):
            guard index.type.isInteger else { throw .invalid("an ARRAY is indexed by whole numbers", at: position) }
            if case .literal(.integer(let literal), _) = index, literal < 1 {
                throw .invalid("ARRAY indexes start at 1", at: position)
            }
            if case .call(.negate, _, _) = index { throw .invalid("ARRAY indexes start at 1", at: position) }
            // Past the end Flink answers a default value where elements are NOT NULL.
            guard element.isNullable else { throw .unsupported("indexing an ARRAY of NOT NULL elements", at: position) }
            return .call(.item, [base, index], element.withNullability(true))
        case .map(let key, let value):
            guard index.type.family == key.family, !key.isNumeric || index.type.kind == key.kind else {
                throw .invalid("the MAP is indexed by \(key.kind), not \(index.type.kind)", at: position)
            }
            guard value.isNullable else { throw .unsupported("indexing a MAP of NOT NULL values", at: position) }
            return .call(.item, [base, index], value.withNullability(nullable || value.isNullable))
        default: throw .invalid("a value of type \(base.type.kind) cannot be indexed", at: position)
        }
    }
}
