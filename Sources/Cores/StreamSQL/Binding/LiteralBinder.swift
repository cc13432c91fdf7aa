import Bytes

/// Values of literals and their types.
enum LiteralBinder {
    static func bind(_ literal: Literal, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        switch literal {
        case .null: return .literal(.null, SQLType(.null))
        case .boolean(let value?): return .literal(.boolean(value), SQLType.boolean.notNull)
        case .boolean(nil): return .literal(.null, .boolean)
        case .exact(let text): return try exact(text, at: position)
        case .approximate(let text):
            guard let value = Double(text), value.isFinite else {
                throw .invalid("the number \(text) is out of range", at: position)
            }
            return .literal(.double(value), SQLType.double.notNull)
        case .string(let text): return .literal(.text(text), SQLType(.char(text.utf16.count), nullable: false))
        case .binary(let digits): return try binary(digits, at: position)
        case .date(let text):
            guard let days = CalendarTime.parseDateLiteral(text) else {
                throw .invalid("DATE '\(text)' is no date", at: position)
            }
            return .literal(.integer(days), SQLType(.date, nullable: false))
        case .time(let text):
            guard let (milliseconds, digits) = CalendarTime.parseTimeLiteral(text) else {
                throw .invalid("TIME '\(text)' is no time", at: position)
            }
            return .literal(.integer(milliseconds), SQLType(.time(min(digits, 3)), nullable: false))
        case .timestamp(let text): return try timestamp(text, isLocal: false, at: position)
        case .timestampLTZ(let text): return try timestamp(text, isLocal: true, at: position)
        case .interval(let text, let isNegative, let qualifier):
            return try IntervalLiteral.bind(text, isNegative: isNegative, qualifier, at: position)
        }
    }

    private static func timestamp(_ text: String, isLocal: Bool, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard let (value, digits) = CalendarTime.parseTimestampLiteral(text) else {
            throw .invalid("TIMESTAMP '\(text)' is no timestamp", at: position)
        }
        let kind: SQLTypeKind = isLocal ? .timestampLTZ(digits) : .timestamp(digits)
        return .literal(.timestamp(value), SQLType(kind, nullable: false))
    }

    private static func exact(_ text: String, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        guard let value = Int64(parts[0] + fraction) else { throw .invalid("the number \(text) is out of range", at: position) }
        if fraction.isEmpty {
            let kind: SQLTypeKind = Int32(exactly: value) != nil ? .int : .bigint
            return .literal(.integer(value), SQLType(kind, nullable: false))
        }
        // Precision counts the digits as written.
        let precision = parts[0].count + fraction.count
        guard precision <= SQLTypeKind.maxDecimalPrecision, !(parts[0].count > 1 && parts[0].hasPrefix("0")) else {
            throw .invalid("the number \(text) is out of range", at: position)
        }
        let decimal = SQLDecimal(unscaled: Int128(value), scale: fraction.count)
        return .literal(.decimal(decimal), SQLType(.decimal(precision: precision, scale: fraction.count), nullable: false))
    }

    private static func binary(_ digits: String, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        let characters = Array(digits.utf8)
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: characters.count - 1, by: 2) {
            guard let byte = UInt8(String(decoding: characters[index...index + 1], as: UTF8.self), radix: 16) else {
                throw .invalid("x'\(digits)' is not hexadecimal", at: position)
            }
            bytes.append(byte)
        }
        guard characters.count.isMultiple(of: 2) else { throw .invalid("x'\(digits)' has an odd number of digits", at: position) }
        return .literal(.bytes(ByteSlice(bytes)), SQLType(.binary(bytes.count), nullable: false))
    }
}

/// INTERVAL literals.
enum IntervalLiteral {
    static func bind(
        _ text: String, isNegative: Bool, _ qualifier: IntervalQualifier, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let refusal = SQLError.invalid("INTERVAL '\(text)' \(qualifier.unit.rawValue) is not readable", at: position)
        var rest = Substring(text.trimmingBlanks)
        var negative = isNegative
        if let sign = rest.first, sign == "-" || sign == "+" {
            if sign == "-" { negative.toggle() }
            rest = rest.dropFirst()
        }
        guard let fields = numbers(in: rest, qualifier) else { throw refusal }
        let digits = qualifier.leadingPrecision ?? 2
        guard let leading = fields.first, String(leading).count <= digits else {
            throw .invalid("INTERVAL '\(text)': the leading field has more than \(digits) digits", at: position)
        }
        guard var amount = total(fields, qualifier.unit) else { throw refusal }
        if negative { amount = -amount }
        let kind: SQLTypeKind =
            qualifier.unit.isYearMonth ? .intervalYearMonth(qualifier.unit) : .intervalDayTime(qualifier.unit)
        return .literal(.integer(amount), SQLType(kind, nullable: false))
    }

    /// The fields of the text in order; the last one of seconds is followed by milliseconds.
    private static func numbers(in text: Substring, _ qualifier: IntervalQualifier) -> [Int64]? {
        var separators: [Character] = []
        switch qualifier.unit {
        case .yearToMonth: separators = ["-"]
        case .dayToHour: separators = [" "]
        case .dayToMinute: separators = [" ", ":"]
        case .dayToSecond: separators = [" ", ":", ":"]
        case .hourToMinute, .minuteToSecond: separators = [":"]
        case .hourToSecond: separators = [":", ":"]
        default: break
        }
        var rest = text
        var fields: [Int64] = []
        for separator in separators {
            guard let end = rest.firstIndex(of: separator), let value = unsigned(rest[..<end]) else { return nil }
            fields.append(value)
            rest = rest[rest.index(after: end)...]
        }
        guard qualifier.unit.endsInSeconds else {
            guard let value = unsigned(rest) else { return nil }
            return fields + [value]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let seconds = unsigned(parts[0]) else { return nil }
        guard parts.count == 2 else { return fields + [seconds, 0] }
        guard !parts[1].isEmpty, parts[1].count <= 9, unsigned(parts[1]) != nil,
            let milliseconds = unsigned((parts[1] + "00").prefix(3))
        else { return nil }
        return fields + [seconds, milliseconds]
    }

    private static func unsigned(_ text: some StringProtocol) -> Int64? {
        text.allSatisfy(\.isASCII) && !text.hasPrefix("+") && !text.hasPrefix("-") ? Int64(text) : nil
    }

    private static func total(_ fields: [Int64], _ unit: IntervalUnit) -> Int64? {
        let day: Int64 = 86_400_000
        let weights: [Int64]
        switch unit {
        case .year: weights = [12]
        case .quarter: weights = [3]
        case .month: weights = [1]
        case .yearToMonth: weights = [12, 1]
        case .week: weights = [7 * day]
        case .day: weights = [day]
        case .dayToHour: weights = [day, 3_600_000]
        case .dayToMinute: weights = [day, 3_600_000, 60_000]
        case .dayToSecond: weights = [day, 3_600_000, 60_000, 1_000, 1]
        case .hour: weights = [3_600_000]
        case .hourToMinute: weights = [3_600_000, 60_000]
        case .hourToSecond: weights = [3_600_000, 60_000, 1_000, 1]
        case .minute: weights = [60_000]
        case .minuteToSecond: weights = [60_000, 1_000, 1]
        case .second: weights = [1_000, 1]
        }
        // Every field behind the first must be in the range of its unit.
        if weights.count > 1, unit != .second {
            let tail = unit == .yearToMonth ? [Int64(11)] : Array(weights.dropFirst().map { limit(of: $0) })
            for (value, most) in zip(fields.dropFirst(), tail) where value > most { return nil }
        }
        var sum: Int64 = 0
        for (value, weight) in zip(fields, weights) {
            let (product, over) = value.multipliedReportingOverflow(by: weight)
            let (next, overToo) = sum.addingReportingOverflow(product)
            if over || overToo { return nil }
            sum = next
        }
        return sum
    }

    private static func limit(of weight: Int64) -> Int64 {
        switch weight {
        case 3_600_000: 23
        case 60_000, 1_000: 59
        default: 999
        }
    }
}

extension IntervalUnit {
    /// Whether the last field is seconds, which may have a fraction.
    var endsInSeconds: Bool {
        switch self {
        case .second, .minuteToSecond, .hourToSecond, .dayToSecond: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Without spaces at both ends.
    var trimmingBlanks: String {
        var part = self[...]
        while part.first == " " { part = part.dropFirst() }
        while part.last == " " { part = part.dropLast() }
        return String(part)
    }
}
