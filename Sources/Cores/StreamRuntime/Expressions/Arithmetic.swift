import Glibc
import StreamSQL

/// Numbers and intervals.
enum Arithmetic {
    static func apply(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        switch function {
        case .plus, .minus, .times, .divide, .modulo:
            if types[0].isDatetime { return try shift(function, operands, types, type) }
            return try binary(function, operands[0], operands[1], type)
        case .negate: return try negate(operands[0], type)
        case .abs: return isNegative(operands[0]) ? try negate(operands[0], type) : operands[0].withoutSignOfZero
        case .sign: return sign(operands[0], type)
        case .floor, .ceil: return floorOrCeil(operands[0], up: function == .ceil, type)
        case .round, .truncate:
            guard case .integer(let digits) = operands[1] else { return nil }
            return try round(operands[0], Int(clamping: digits), cutting: function == .truncate, type)
        case .sqrt: return operands[0].asDouble.map { .double($0.squareRoot()) }
        case .degrees: return operands[0].asDouble.map { .double($0 * 57.29577951308232) }
        case .radians: return operands[0].asDouble.map { .double($0 * 0.017453292519943295) }
        case .pi: return .double(3.141592653589793)
        case .e: return .double(2.718281828459045)
        default: return nil
        }
    }

    private static func binary(
        _ function: ScalarFunction, _ a: SQLValue, _ b: SQLValue, _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        if case .decimal(let precision, let scale) = type.kind {
            guard let x = a.asDecimal, let y = b.asDecimal else { return nil }
            return try decimal(function, x, y, precision, scale).map { .decimal($0) } ?? .null
        }
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return .integer(wrap(try integer(function, x, y), type.kind))
        case (.float(let x), .float(let y)): return .float(float(function, x, y))
        case (.double(let x), .double(let y)): return .double(float(function, x, y))
        default: return nil
        }
    }

    private static func integer(_ function: ScalarFunction, _ x: Int64, _ y: Int64) throws(SQLError) -> Int64 {
        switch function {
        case .plus: return x &+ y
        case .minus: return x &- y
        case .times: return x &* y
        default:
            if y == 0 { throw SQLError(.evaluation, "division by zero") }
            if y == -1 { return function == .divide ? 0 &- x : 0 }
            return function == .divide ? x / y : x % y
        }
    }

    private static func float<T: BinaryFloatingPoint>(_ function: ScalarFunction, _ x: T, _ y: T) -> T {
        switch function {
        case .plus: x + y
        case .minus: x - y
        case .times: x * y
        default: x / y
        }
    }

    private static func decimal(
        _ function: ScalarFunction, _ x: SQLDecimal, _ y: SQLDecimal, _ precision: Int, _ scale: Int
    ) throws(SQLError) -> SQLDecimal? {
        switch function {
        case .plus, .minus: return SQLDecimal.sum(x, y, subtracting: function == .minus, precision: precision, scale: scale)
        case .times: return SQLDecimal.product(x, y, precision: precision, scale: scale)
        default:
            if y.unscaled == 0 { throw SQLError(.evaluation, "division by zero") }
            return function == .divide
                ? SQLDecimal.quotient(x, y, precision: precision, scale: scale)
                : SQLDecimal.remainder(x, y, precision: precision, scale: scale)
        }
    }

    /// An integer cut to the width of its type.
    static func wrap(_ value: Int64, _ kind: SQLTypeKind) -> Int64 {
        switch kind {
        case .tinyint: Int64(Int8(truncatingIfNeeded: value))
        case .smallint: Int64(Int16(truncatingIfNeeded: value))
        case .int: Int64(Int32(truncatingIfNeeded: value))
        default: value
        }
    }

    private static func negate(_ value: SQLValue, _ type: SQLType) throws(SQLError) -> SQLValue? {
        switch value {
        case .integer(let x): return .integer(wrap(0 &- x, type.kind))
        case .float(let x): return .float(-x)
        case .double(let x): return .double(-x)
        case .decimal(let x): return .decimal(SQLDecimal(unscaled: -x.unscaled, scale: x.scale))
        default: return nil
        }
    }

    private static func isNegative(_ value: SQLValue) -> Bool {
        switch value {
        case .integer(let x): x < 0
        case .float(let x): x < 0
        case .double(let x): x < 0
        case .decimal(let x): x.unscaled < 0
        default: false
        }
    }

    private static func sign(_ value: SQLValue, _ type: SQLType) -> SQLValue? {
        switch value {
        case .integer(let x): return .integer(x.signum())
        case .float(let x): return .float(x.isNaN || x == 0 ? x : (x < 0 ? -1 : 1))
        case .double(let x): return .double(x.isNaN || x == 0 ? x : (x < 0 ? -1 : 1))
        case .decimal(let x):
            let unit = SQLDecimal.powerOfTen(x.scale)
            let result = SQLDecimal(unscaled: x.unscaled.signum() * unit, scale: x.scale)
            guard case .decimal(let precision, _) = type.kind, result.fits(precision: precision) else { return .null }
            return .decimal(result)
        default: return nil
        }
    }

    private static func floorOrCeil(_ value: SQLValue, up: Bool, _ type: SQLType) -> SQLValue? {
        switch value {
        case .integer: return value
        case .float(let x): return .float(x.rounded(up ? .up : .down))
        case .double(let x): return .double(x.rounded(up ? .up : .down))
        case .decimal(let x): return .decimal(x.floored(up: up))
        default: return nil
        }
    }

    // MARK: Rounding

    private static func round(_ value: SQLValue, _ digits: Int, cutting: Bool, _ type: SQLType) throws(SQLError) -> SQLValue? {
        switch value {
        case .integer(let x):
            if digits >= 0 { return value }
            if digits < -18 { return .integer(0) }
            let unit = Int64(SQLDecimal.powerOfTen(-digits))
            var quotient = x / unit
            if !cutting, (x % unit).magnitude * 2 >= unit.magnitude { quotient += x.signum() }
            return .integer(wrap(quotient &* unit, type.kind))
        case .decimal(let x):
            guard case .decimal(let precision, let scale) = type.kind else { return nil }
            let limited = max(digits, -SQLTypeKind.maxDecimalPrecision)
            return x.rounded(at: limited, cutting: cutting, precision: precision, scale: scale).map { .decimal($0) } ?? .null
        case .double(let x):
            guard x.isFinite else { throw SQLError(.evaluation, "\(x) cannot be rounded") }
            // Rounds the decimal digits that are printed, not the binary fraction.
            guard let text = SQLDecimal.roundedText(JavaText.double(x), at: digits, cutting: cutting) else { return value }
            return Double(text).map { .double($0) }
        default: return nil
        }
    }

    // MARK: Datetimes and intervals

    private static func shift(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        if types[1].isDatetime { return difference(operands[0], operands[1]) }
        guard case .integer(let amount) = operands[1] else { return nil }
        let signed = function == .minus ? 0 &- amount : amount
        return types[1].family == .intervalYearMonth
            ? DatetimeMath.addMonths(operands[0], signed, types[0]) : DatetimeMath.addMilliseconds(operands[0], signed, types[0])
    }

    private static func difference(_ a: SQLValue, _ b: SQLValue) -> SQLValue? {
        switch (a, b) {
        case (.timestamp(let x), .timestamp(let y)): return .integer(x.milliseconds &- y.milliseconds)
        case (.integer(let x), .integer(let y)): return .integer((x - y) &* CalendarTime.millisecondsPerDay)
        default: return nil
        }
    }
}

extension SQLValue {
    /// A number as DOUBLE.
    var asDouble: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): Double(value)
        case .double(let value): value
        case .decimal(let value): value.doubleValue
        default: nil
        }
    }

    /// An exact number as DECIMAL.
    var asDecimal: SQLDecimal? {
        switch self {
        case .integer(let value): SQLDecimal(unscaled: Int128(value), scale: 0)
        case .decimal(let value): value
        default: nil
        }
    }

    /// 0.0 for -0.0.
    var withoutSignOfZero: SQLValue {
        switch self {
        case .float(let value) where value == 0: .float(0)
        case .double(let value) where value == 0: .double(0)
        default: self
        }
    }
}
