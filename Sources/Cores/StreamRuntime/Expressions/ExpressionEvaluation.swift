public import StreamSQL

/// Evaluation of bound expressions over a batch, a column at a time.
///
/// Operands that need not be evaluated are not, where evaluating one may fail: the right side of AND and OR, the
/// branches of CASE, the later arguments of COALESCE. So `CASE WHEN x <> 0 THEN 1 / x END` never divides by zero.
public enum ExpressionEvaluation {
    /// The value of `expression` for each row of `batch`, whose columns are those the expression was bound to.
    ///
    /// - Throws: `SQLError` with reason `evaluation` when a row's value cannot be computed, as a division by zero.
    public static func evaluate(_ expression: BoundExpression, over batch: Batch) throws(SQLError) -> ColumnVector {
        switch expression {
        case .column(let index, _): return batch.columns[index]
        case .literal(let value, let type): return repeated(value, type, batch.rowCount)
        case .field(let base, let index, let type):
            return try field(evaluate(base, over: batch), index, type, count: batch.rowCount)
        case .cast(let operand, let type, let isTry):
            return try cast(evaluate(operand, over: batch), operand.type, type, isTry: isTry, count: batch.rowCount)
        case .searchedCase(let branches, let otherwise, let type):
            return try searchedCase(branches, otherwise, type, over: batch)
        case .call(let function, let operands, let type):
            switch function {
            case .and, .or: return try connective(function == .and, operands, over: batch)
            case .coalesce: return try coalesce(operands, type, over: batch)
            default: return try call(function, operands, type, over: batch)
            }
        }
    }

    // MARK: Leaves

    private static func repeated(_ value: SQLValue, _ type: SQLType, _ count: Int) -> ColumnVector {
        switch value {
        case .integer(let number): return ColumnVector(.integers(Array(repeating: number, count: count)))
        case .double(let number): return ColumnVector(.doubles(Array(repeating: number, count: count)))
        case .boolean(let flag): return ColumnVector(.booleans(Array(repeating: flag, count: count)))
        case .decimal(let number): return ColumnVector(.decimals(Array(repeating: number.unscaled, count: count)))
        case .string(let bytes), .bytes(let bytes): return ColumnVector(.strings(StringVector(repeating: bytes, count: count)))
        default: return ColumnVector(Array(repeating: value, count: count), type: type)
        }
    }

    private static func field(_ rows: ColumnVector, _ index: Int, _ type: SQLType, count: Int) throws(SQLError) -> ColumnVector {
        guard case .nested(let values) = rows.storage else { throw SQLError(.evaluation, "a field of what is not a ROW") }
        let builder = ColumnBuilder(type: type)
        for row in 0..<count {
            if !rows.isNull(row), case .row(let fields) = values[row], index < fields.count {
                builder.append(fields[index])
            } else {
                builder.appendNull()
            }
        }
        return builder.finish()
    }

    private static func cast(
        _ operand: ColumnVector, _ source: SQLType, _ target: SQLType, isTry: Bool, count: Int
    ) throws(SQLError) -> ColumnVector {
        if let fast = VectorKernels.cast(operand, from: source, to: target) { return fast }
        let builder = ColumnBuilder(type: target)
        for row in 0..<count {
            let value = operand.value(row, type: source)
            do {
                builder.append(try Casting.cast(value, from: source, to: target))
            } catch {
                guard isTry else { throw error }
                builder.appendNull()
            }
        }
        return builder.finish()
    }

    private static func call(
        _ function: ScalarFunction, _ operands: [BoundExpression], _ type: SQLType, over batch: Batch
    ) throws(SQLError) -> ColumnVector {
        var vectors: [ColumnVector] = []
        vectors.reserveCapacity(operands.count)
        for operand in operands { vectors.append(try evaluate(operand, over: batch)) }
        let types = operands.map(\.type)
        if let fast = VectorKernels.call(function, vectors, types, type) { return fast }
        let builder = ColumnBuilder(type: type)
        var values = [SQLValue](repeating: .null, count: operands.count)
        for row in 0..<batch.rowCount {
            for index in vectors.indices { values[index] = vectors[index].value(row, type: types[index]) }
            builder.append(try ScalarEvaluation.apply(function, values, types, type))
        }
        return builder.finish()
    }

    // MARK: Lazy operators

    /// Three-valued AND or OR of two operands or more.
    private static func connective(
        _ isAnd: Bool, _ operands: [BoundExpression], over batch: Batch
    ) throws(SQLError) -> ColumnVector {
        // For AND, FALSE decides; for OR, TRUE.
        let deciding = !isAnd
        var result = [Bool](repeating: isAnd, count: batch.rowCount)
        var unknown = [Bool](repeating: false, count: batch.rowCount)
        for (place, operand) in operands.enumerated() {
            // What an earlier operand decided is not looked at by one that may fail.
            let isLazy = place > 0 && operand.mayFail
            let rows = isLazy ? (0..<batch.rowCount).filter { result[$0] != deciding }.map { Int32($0) } : nil
            let vector = try evaluate(operand, over: rows.map { batch.selecting($0) } ?? batch)
            guard case .booleans(let flags) = vector.storage else {
                throw SQLError(.evaluation, "a condition that is not BOOLEAN")
            }
            for index in 0..<vector.count {
                let row = rows.map { Int($0[index]) } ?? index
                if vector.isNull(index) {
                    unknown[row] = true
                } else if flags[index] == deciding {
                    result[row] = deciding
                }
            }
        }
        var nulls: NullBitmap?
        if unknown.contains(true) {
            var bitmap = NullBitmap(count: batch.rowCount)
            for row in 0..<batch.rowCount where unknown[row] && result[row] != deciding { bitmap.setNull(row) }
            nulls = bitmap
        }
        return ColumnVector(.booleans(result), nulls: nulls)
    }

    private static func searchedCase(
        _ branches: [CaseBranch], _ otherwise: BoundExpression, _ type: SQLType, over batch: Batch
    ) throws(SQLError) -> ColumnVector {
        var values = [SQLValue](repeating: .null, count: batch.rowCount)
        var open = (0..<batch.rowCount).map { Int32($0) }
        for branch in branches where !open.isEmpty {
            let part = batch.selecting(open)
            let verdicts = try evaluate(branch.condition, over: part)
            guard case .booleans(let flags) = verdicts.storage else {
                throw SQLError(.evaluation, "a condition that is not BOOLEAN")
            }
            let taken = flags.indices.filter { flags[$0] && !verdicts.isNull($0) }
            try fill(&values, branch.result, taken.map { open[$0] }, batch)
            let takenSet = Set(taken)
            open = open.indices.filter { !takenSet.contains($0) }.map { open[$0] }
        }
        try fill(&values, otherwise, open, batch)
        return ColumnVector(values, type: type)
    }

    private static func coalesce(
        _ operands: [BoundExpression], _ type: SQLType, over batch: Batch
    ) throws(SQLError) -> ColumnVector {
        var values = [SQLValue](repeating: .null, count: batch.rowCount)
        var open = (0..<batch.rowCount).map { Int32($0) }
        for operand in operands where !open.isEmpty {
            try fill(&values, operand, open, batch)
            open = open.filter { values[Int($0)].isNull }
        }
        return ColumnVector(values, type: type)
    }

    /// Evaluates `expression` for `rows` alone.
    private static func fill(
        _ values: inout [SQLValue], _ expression: BoundExpression, _ rows: [Int32], _ batch: Batch
    ) throws(SQLError) {
        if rows.isEmpty { return }
        let vector = try evaluate(expression, over: rows.count == batch.rowCount ? batch : batch.selecting(rows))
        for (index, row) in rows.enumerated() { values[Int(row)] = vector.value(index, type: expression.type) }
    }
}

extension BoundExpression {
    /// Whether evaluating it may throw.
    var mayFail: Bool {
        switch self {
        case .literal, .column: false
        case .call(let function, let operands, _): function.mayFail || operands.contains(where: \.mayFail)
        case .cast(let operand, let type, let isTry):
            operand.mayFail || !isTry && (operand.type.isCharacter && !type.isCharacter || type.isDecimal)
        default: operands.contains(where: \.mayFail)
        }
    }
}

extension ScalarFunction {
    /// Whether it throws for some operands.
    var mayFail: Bool {
        switch self {
        case .plus, .minus, .times, .negate, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .isDistinctFrom, .isNotDistinctFrom, .and, .or, .not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse,
            .isNotFalse, .inList, .coalesce, .abs, .charLength, .upper, .lower, .substring, .concat, .concatOperator:
            false
        default: true
        }
    }
}
