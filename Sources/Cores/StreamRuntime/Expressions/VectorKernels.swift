import Bytes
import Glibc
import StreamSQL

/// The operators of the hot path on whole columns. Each answers nil when the operands are of another kind, and the row at
/// a time way is taken.
enum VectorKernels {
    static func call(
        _ function: ScalarFunction, _ operands: [ColumnVector], _ types: [SQLType], _ type: SQLType
    ) -> ColumnVector? {
        switch function {
        case .isNull, .isNotNull: return nullTest(operands[0], isNull: function == .isNull)
        case .not:
            guard case .booleans(let flags) = operands[0].storage else { return nil }
            return ColumnVector(.booleans(flags.map { !$0 }), nulls: operands[0].nulls)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return comparison(function, operands[0], operands[1], types)
        case .plus, .minus, .times: return arithmetic(function, operands[0], operands[1], type)
        default: return nil
        }
    }

    private static func nullTest(_ operand: ColumnVector, isNull: Bool) -> ColumnVector {
        guard let nulls = operand.nulls else {
            return ColumnVector(.booleans(Array(repeating: !isNull, count: operand.count)))
        }
        return ColumnVector(.booleans((0..<operand.count).map { nulls[$0] == isNull }))
    }

    // MARK: Comparison

    private static func comparison(
        _ function: ScalarFunction, _ left: ColumnVector, _ right: ColumnVector, _ types: [SQLType]
    ) -> ColumnVector? {
        let flags: [Bool]
        switch (left.storage, right.storage) {
        case (.integers(let a), .integers(let b)): flags = compare(function, a, b)
        case (.doubles(let a), .doubles(let b)): flags = compare(function, a, b)
        case (.strings(let a), .strings(let b)): flags = compare(function, a, b)
        case (.timestamps(let a, nil), .timestamps(let b, nil)): flags = compare(function, a, b)
        case (.decimals(let a), .decimals(let b)) where types[0].kind == types[1].kind: flags = compare(function, a, b)
        default: return nil
        }
        return ColumnVector(.booleans(flags), nulls: NullBitmap.union(left.nulls, right.nulls))
    }

    private static func compare<T: Comparable>(_ function: ScalarFunction, _ a: [T], _ b: [T]) -> [Bool] {
        switch function {
        case .equal: zip(a, b).map { $0 == $1 }
        case .notEqual: zip(a, b).map { $0 != $1 }
        case .less: zip(a, b).map { $0 < $1 }
        case .lessOrEqual: zip(a, b).map { $0 <= $1 }
        case .greater: zip(a, b).map { $0 > $1 }
        default: zip(a, b).map { $0 >= $1 }
        }
    }

    private static func compare(_ function: ScalarFunction, _ a: StringVector, _ b: StringVector) -> [Bool] {
        (0..<a.count).map { row in
            a.withBytes(of: row) { left in
                b.withBytes(of: row) { right in
                    switch function {
                    case .equal: isEqual(left, right)
                    case .notEqual: !isEqual(left, right)
                    case .less: left.lexicographicallyPrecedes(right)
                    case .lessOrEqual: !right.lexicographicallyPrecedes(left)
                    case .greater: right.lexicographicallyPrecedes(left)
                    default: !left.lexicographicallyPrecedes(right)
                    }
                }
            }
        }
    }

    private static func isEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        guard let left = a.baseAddress, let right = b.baseAddress else { return true }
        return memcmp(left, right, a.count) == 0
    }

    // MARK: Arithmetic

    private static func arithmetic(
        _ function: ScalarFunction, _ left: ColumnVector, _ right: ColumnVector, _ type: SQLType
    ) -> ColumnVector? {
        let storage: ColumnVector.Storage
        switch (left.storage, right.storage) {
        case (.integers(let a), .integers(let b)) where type.isInteger:
            let wide = compute(a, b) { x, y in
                switch function {
                case .plus: x &+ y
                case .minus: x &- y
                default: x &* y
                }
            }
            storage = .integers(wrapped(wide, type.kind))
        case (.doubles(let a), .doubles(let b)) where type.kind == .double:
            storage = .doubles(
                compute(a, b) { x, y in
                    switch function {
                    case .plus: x + y
                    case .minus: x - y
                    default: x * y
                    }
                })
        default: return nil
        }
        return ColumnVector(storage, nulls: NullBitmap.union(left.nulls, right.nulls))
    }

    private static func compute<T>(_ a: [T], _ b: [T], _ operation: (T, T) -> T) -> [T] {
        zip(a, b).map { operation($0, $1) }
    }

    /// Integers cut to the width of their type, as Java's arithmetic does.
    static func wrapped(_ values: [Int64], _ kind: SQLTypeKind) -> [Int64] {
        switch kind {
        case .tinyint: values.map { Int64(Int8(truncatingIfNeeded: $0)) }
        case .smallint: values.map { Int64(Int16(truncatingIfNeeded: $0)) }
        case .int: values.map { Int64(Int32(truncatingIfNeeded: $0)) }
        default: values
        }
    }

    // MARK: Casts

    static func cast(_ operand: ColumnVector, from source: SQLType, to target: SQLType) -> ColumnVector? {
        if source.kind == target.kind { return operand }
        switch (operand.storage, target.kind) {
        case (.integers(let values), _) where source.isInteger && target.isInteger:
            return ColumnVector(.integers(wrapped(values, target.kind)), nulls: operand.nulls)
        case (.integers(let values), .double) where source.isInteger:
            return ColumnVector(.doubles(values.map { Double($0) }), nulls: operand.nulls)
        case (.strings, .varchar(SQLTypeKind.maxLength)) where source.isCharacter: return operand
        default: return nil
        }
    }
}
