/// Result types and coercions, as Flink SQL 2.3 was observed to derive them.
enum TypeRules {
    // MARK: Arithmetic

    /// The type of `left operation right` for numbers; nil when Flink refuses the pair.
    static func arithmetic(_ operation: BinaryOperator, _ left: SQLType, _ right: SQLType) -> SQLType? {
        let nullable = left.isNullable || right.isNullable
        if left.isApproximate || right.isApproximate {
            // Flink gives FLOAT + DOUBLE the type FLOAT, and DOUBLE + FLOAT the type DOUBLE.
            if operation == .modulo || left.kind == .float && right.kind == .double { return nil }
            let stays = [left, right].allSatisfy { $0.kind == .float || $0.isInteger }
            return SQLType(stays ? .float : .double, nullable: nullable)
        }
        if left.isInteger, right.isInteger {
            // A remainder has the type of the divisor, whichever is wider.
            return SQLType(operation == .modulo ? right.kind : wider(left.kind, right.kind), nullable: nullable)
        }
        guard let a = left.kind.exactDigits, let b = right.kind.exactDigits else { return nil }
        return SQLType(decimal(operation, a, b), nullable: nullable)
    }

    static func decimal(
        _ operation: BinaryOperator, _ a: (precision: Int, scale: Int), _ b: (precision: Int, scale: Int)
    ) -> SQLTypeKind {
        var precision: Int
        var scale: Int
        switch operation {
        case .times:
            scale = a.scale + b.scale
            precision = a.precision + b.precision + 1
        case .divide:
            scale = max(6, a.scale + b.precision + 1)
            precision = a.precision - a.scale + b.scale + scale
        case .modulo:
            scale = max(a.scale, b.scale)
            precision = min(a.precision - a.scale, b.precision - b.scale) + scale
        default:
            scale = max(a.scale, b.scale)
            precision = max(a.precision - a.scale, b.precision - b.scale) + scale + 1
        }
        if precision > SQLTypeKind.maxDecimalPrecision {
            // The fraction gives way to the whole part, down to six digits.
            let whole = precision - scale
            scale = max(SQLTypeKind.maxDecimalPrecision - whole, min(scale, 6))
            precision = SQLTypeKind.maxDecimalPrecision
        }
        return .decimal(precision: precision, scale: scale)
    }

    private static let integerOrder: [SQLTypeKind] = [.tinyint, .smallint, .int, .bigint]

    static func wider(_ a: SQLTypeKind, _ b: SQLTypeKind) -> SQLTypeKind {
        let rank = { (kind: SQLTypeKind) in integerOrder.firstIndex(of: kind) ?? 0 }
        return rank(a) >= rank(b) ? a : b
    }

    // MARK: Least restrictive type

    /// The type that all of `types` convert to in CASE, UNION, VALUES and the like; nil when there is none.
    static func leastRestrictive(_ types: [SQLType]) -> SQLType? {
        guard var result = types.first else { return nil }
        for type in types.dropFirst() {
            guard let next = leastRestrictive(result, type) else { return nil }
            result = next
        }
        return result
    }

    static func leastRestrictive(_ a: SQLType, _ b: SQLType) -> SQLType? {
        let nullable = a.isNullable || b.isNullable
        if a.kind == .null { return b.nullable }
        if b.kind == .null { return a.nullable }
        if a.kind == b.kind { return SQLType(a.kind, nullable: nullable) }
        guard a.family == b.family else { return nil }
        let kind: SQLTypeKind?
        switch (a.kind, b.kind) {
        case (.char(let x), .char(let y)), (.char(let x), .varchar(let y)), (.varchar(let x), .char(let y)),
            (.varchar(let x), .varchar(let y)):
            kind = .varchar(max(x, y))
        case (.binary(let x), .binary(let y)), (.binary(let x), .varbinary(let y)), (.varbinary(let x), .binary(let y)),
            (.varbinary(let x), .varbinary(let y)):
            kind = .varbinary(max(x, y))
        case (.time(let x), .time(let y)): kind = .time(max(x, y))
        case (.timestamp(let x), .timestamp(let y)): kind = .timestamp(max(x, y))
        case (.timestampLTZ(let x), .timestampLTZ(let y)): kind = .timestampLTZ(max(x, y))
        case (.intervalDayTime, .intervalDayTime): kind = .intervalDayTime(.dayToSecond)
        case (.intervalYearMonth, .intervalYearMonth): kind = .intervalYearMonth(.yearToMonth)
        case (.array(let x), .array(let y)): kind = nested(x, y).map { .array($0) }
        case (.map(let k, let v), .map(let l, let w)):
            if let key = nested(k, l), let value = nested(v, w) { kind = .map(key: key, value: value) } else { kind = nil }
        default: kind = numeric(a, b)
        }
        return kind.map { SQLType($0, nullable: nullable) }
    }

    /// Elements of collections only merge when they differ in nullability alone.
    private static func nested(_ a: SQLType, _ b: SQLType) -> SQLType? {
        a.kind == b.kind ? SQLType(a.kind, nullable: a.isNullable || b.isNullable) : nil
    }

    private static func numeric(_ a: SQLType, _ b: SQLType) -> SQLTypeKind? {
        guard a.isNumeric, b.isNumeric else { return nil }
        if a.isApproximate || b.isApproximate {
            return [a, b].allSatisfy { $0.kind == .float || $0.isInteger } ? .float : .double
        }
        if a.isInteger, b.isInteger { return wider(a.kind, b.kind) }
        guard let x = a.kind.exactDigits, let y = b.kind.exactDigits else { return nil }
        let scale = max(x.scale, y.scale)
        let precision = max(x.precision - x.scale, y.precision - y.scale) + scale
        return precision <= SQLTypeKind.maxDecimalPrecision ? .decimal(precision: precision, scale: scale) : nil
    }

    // MARK: Assignment

    /// Whether an INSERT may put a value of type `source` in a column of type `target`: the implicit casts of Flink
    /// that cannot lose anything.
    static func canAssign(_ source: SQLType, to target: SQLType) -> Bool {
        switch (source.kind, target.kind) {
        case (.char(let x), .char(let y)): return x == y
        case (.char(let x), .varchar(let y)), (.varchar(let x), .varchar(let y)): return x <= y
        case (.binary(let x), .binary(let y)): return x == y
        case (.binary(let x), .varbinary(let y)), (.varbinary(let x), .varbinary(let y)): return x <= y
        case (.timestamp(let x), .timestamp(let y)), (.timestampLTZ(let x), .timestampLTZ(let y)): return x <= y
        case (.time(let x), .time(let y)): return x <= y
        case (.array(let x), .array(let y)), (.multiset(let x), .multiset(let y)): return sameNested(x, y)
        case (.map(let k, let v), .map(let l, let w)): return sameNested(k, l) && sameNested(v, w)
        case (.row(let x), .row(let y)):
            return x.count == y.count && zip(x, y).allSatisfy { sameNested($0.type, $1.type) }
        case (let from, let to) where from == to: return true
        case (let from, let to): return widensNumber(from, to)
        }
    }

    private static func sameNested(_ source: SQLType, _ target: SQLType) -> Bool {
        guard !source.isNullable || target.isNullable else { return false }
        switch (source.kind, target.kind) {
        case (.array(let x), .array(let y)), (.multiset(let x), .multiset(let y)): return sameNested(x, y)
        case (.map(let k, let v), .map(let l, let w)): return sameNested(k, l) && sameNested(v, w)
        case (.row(let x), .row(let y)):
            return x.count == y.count && zip(x, y).allSatisfy { sameNested($0.type, $1.type) }
        // Inside a collection only text may widen.
        case (.char, .varchar(SQLTypeKind.maxLength)), (.varchar, .varchar(SQLTypeKind.maxLength)): return true
        default: return source.kind == target.kind
        }
    }

    private static func widensNumber(_ from: SQLTypeKind, _ to: SQLTypeKind) -> Bool {
        if from.integerDigits != nil {
            if to.integerDigits != nil { return wider(from, to) == to }
            if to == .float || to == .double { return true }
        }
        if from == .float { return to == .double }
        if let x = from.exactDigits, case .decimal(let precision, let scale) = to {
            return x.scale <= scale && x.precision - x.scale <= precision - scale
        }
        return from.exactDigits != nil && to == .double
    }

    // MARK: Casts

    /// Whether CAST and TRY_CAST from `source` to `target` are supported here.
    static func canCast(_ source: SQLType, to target: SQLType) -> Bool {
        switch (source.family, target.family) {
        case (.null, _): return true
        case (.numeric, .numeric), (.numeric, .boolean), (.boolean, .numeric), (.boolean, .boolean): return true
        case (.character, .character), (.numeric, .character), (.boolean, .character): return true
        case (.character, .numeric), (.character, .boolean), (.character, .date), (.character, .time): return true
        case (.character, .timestamp), (.character, .timestampLTZ): return true
        case (.character, .binary), (.binary, .character), (.binary, .binary): return true
        case (.date, .date), (.date, .timestamp), (.date, .timestampLTZ), (.date, .character): return true
        case (.time, .time), (.time, .character): return true
        case (.timestamp, .timestamp), (.timestamp, .date), (.timestamp, .time), (.timestamp, .character): return true
        case (.timestamp, .timestampLTZ), (.timestampLTZ, .timestampLTZ), (.timestampLTZ, .timestamp): return true
        case (.timestampLTZ, .date), (.timestampLTZ, .time), (.timestampLTZ, .character): return true
        case (.intervalDayTime, .intervalDayTime), (.intervalYearMonth, .intervalYearMonth): return true
        case (.intervalDayTime, .character), (.intervalYearMonth, .character): return true
        case (.array, .character), (.map, .character), (.row, .character): return true
        default: return canCastNested(source, to: target)
        }
    }

    private static func canCastNested(_ source: SQLType, to target: SQLType) -> Bool {
        switch (source.kind, target.kind) {
        case (.array(let x), .array(let y)): return canCast(x, to: y)
        case (.map(let k, let v), .map(let l, let w)): return canCast(k, to: l) && canCast(v, to: w)
        case (.row(let x), .row(let y)):
            return x.count == y.count && zip(x, y).allSatisfy { canCast($0.type, to: $1.type) }
        default: return false
        }
    }
}

extension BoundExpression {
    /// The expression as a value of `target`: itself when it is one already, else an implicit cast that keeps its
    /// nullability.
    func coerced(to target: SQLType) -> BoundExpression {
        if type.kind == target.kind { return self }
        let wanted = SQLType(target.kind, nullable: type.isNullable || type.kind == .null)
        switch self {
        case .literal(.null, _): return .literal(.null, wanted)
        case .literal(.integer, _) where type.isInteger && wanted.isInteger: return widened(to: wanted)
        default: break
        }
        return .cast(self, wanted, isTry: false)
    }

    /// A whole-number literal of a wider type.
    private func widened(to target: SQLType) -> BoundExpression {
        guard case .literal(let value, _) = self, TypeRules.wider(type.kind, target.kind) == target.kind else {
            return .cast(self, target, isTry: false)
        }
        return .literal(value, target)
    }
}
