internal import Bytes
internal import CQLValues

/// Arithmetic on integers of fixed width and floating-point numbers.
enum Arithmetic {
    private static let integers: [CQLType] = [.tinyint, .smallint, .int, .bigint]

    private static func isInteger(_ type: CQLType) -> Bool { integers.contains(type) || type == .counter }
    private static func isFloating(_ type: CQLType) -> Bool { type == .float || type == .double }

    /// The wider of two types, nil when there is no arithmetic between them here.
    private static func result(_ left: CQLType, _ right: CQLType) -> CQLType? {
        let (a, b) = (left == .counter ? CQLType.bigint : left, right == .counter ? CQLType.bigint : right)
        if let x = integers.firstIndex(of: a), let y = integers.firstIndex(of: b) { return integers[max(x, y)] }
        guard isFloating(a) || isFloating(b), isFloating(a) || isInteger(a), isFloating(b) || isInteger(b) else { return nil }
        return a == .double || b == .double || a == .bigint || b == .bigint ? .double : .float
    }

    static func function(_ op: ArithmeticOperator, _ left: CQLType, _ right: CQLType) -> ScalarFunction? {
        guard let type = result(left, right) else { return nil }
        return ScalarFunction("_\(op)", [left, right], type) { (arguments, _) throws(StatementError) in
            guard let a = arguments[0], let b = arguments[1], !a.isEmpty, !b.isEmpty else { return nil }
            if isFloating(type) { return floating(op, a, b, left, right, type) }
            guard let x = a.signedInteger, let y = b.signedInteger else { return nil }
            return try integer(op, x, y, left, right, type)
        }
    }

    private static func integer(
        _ op: ArithmeticOperator, _ x: Int64, _ y: Int64, _ left: CQLType, _ right: CQLType, _ type: CQLType
    ) throws(StatementError) -> ByteSlice {
        let value: Int64
        switch op {
        case .add: value = x &+ y
        case .subtract: value = x &- y
        case .multiply: value = x &* y
        case .divide, .remainder:
            guard y != 0 else {
                throw StatementError(
                    .functionFailure(
                        keyspace: "system", function: op == .divide ? "_divide" : "_modulo",
                        arguments: [left.description, right.description]),
                    "the operation '\(left) \(op.rawValue) \(right)' failed: / by zero")
            }
            // The one overflow: the least number divided by -1.
            value = y == -1 ? (op == .divide ? 0 &- x : 0) : op == .divide ? x / y : x % y
        }
        return bytes(value, type)
    }

    private static func bytes(_ value: Int64, _ type: CQLType) -> ByteSlice {
        switch type {
        case .tinyint: ByteSlice(bigEndian: Int8(truncatingIfNeeded: value))
        case .smallint: ByteSlice(bigEndian: Int16(truncatingIfNeeded: value))
        case .int: ByteSlice(bigEndian: Int32(truncatingIfNeeded: value))
        default: ByteSlice(bigEndian: value)
        }
    }

    private static func number(_ bytes: ByteSlice, _ type: CQLType) -> Double {
        isFloating(type) ? bytes.floatingPoint ?? 0 : Double(bytes.signedInteger ?? 0)
    }

    private static func floating(
        _ op: ArithmeticOperator, _ a: ByteSlice, _ b: ByteSlice, _ left: CQLType, _ right: CQLType, _ type: CQLType
    ) -> ByteSlice {
        let (x, y) = (number(a, left), number(b, right))
        let value: Double =
            switch op {
            case .add: x + y
            case .subtract: x - y
            case .multiply: x * y
            case .divide: x / y
            case .remainder: x.truncatingRemainder(dividingBy: y)
            }
        return type == .float ? ByteSlice(bigEndian: Float(value).bitPattern) : ByteSlice(bigEndian: value.bitPattern)
    }

    static func negation(_ type: CQLType) -> ScalarFunction? {
        guard isInteger(type) || isFloating(type) else { return nil }
        return ScalarFunction("_negate", [type], type) { (arguments, _) throws(StatementError) in
            guard let bytes = arguments[0], !bytes.isEmpty else { return nil }
            if type == .float { return ByteSlice(bigEndian: Float(-number(bytes, type)).bitPattern) }
            if type == .double { return ByteSlice(bigEndian: (-number(bytes, type)).bitPattern) }
            return Self.bytes(0 &- (bytes.signedInteger ?? 0), type)
        }
    }
}

/// CAST to text and between integers.
enum Casting {
    static func function(_ from: CQLType, _ to: CQLType) -> ScalarFunction? {
        if from == to { return ScalarFunction("cast", [from], to) { (arguments, _) throws(StatementError) in arguments[0] } }
        guard to == .text || to == .ascii, from.isNative, from != .blob, from != .duration else { return nil }
        return ScalarFunction("cast", [from], to) { (arguments, _) throws(StatementError) in
            arguments[0].flatMap { from.text(of: $0) }.map { ByteSlice(utf8: $0) }
        }
    }
}
