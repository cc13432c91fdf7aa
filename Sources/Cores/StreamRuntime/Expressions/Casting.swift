import Bytes
import StreamSQL

/// CAST on single values, as Flink 2.3 was seen to do it.
enum Casting {
    /// `value` of `source` as a value of `target`.
    ///
    /// - Throws: `SQLError` with reason `evaluation` when it cannot be converted; TRY_CAST answers NULL then.
    static func cast(_ value: SQLValue, from source: SQLType, to target: SQLType) throws(SQLError) -> SQLValue {
        if value.isNull || source.kind == target.kind { return value }
        switch target.kind {
        case .char, .varchar: return .string(fit(text(of: value, source), to: target.kind))
        case .binary, .varbinary: return fitBytes(value, target.kind)
        case .boolean: return try boolean(value)
        case .tinyint, .smallint, .int, .bigint: return try integer(value, target.kind)
        case .float: return try floating(value).map { .float($0.asFloat) } ?? .null
        case .double: return try floating(value).map { .double($0.asDouble) } ?? .null
        case .decimal(let precision, let scale): return try decimal(value, precision, scale)
        case .date, .time, .timestamp, .timestampLTZ: return try TimeCasting.cast(value, from: source, to: target)
        case .array(let element):
            guard case .array(let values) = value, case .array(let from) = source.kind else { return value }
            var cast: [SQLValue] = []
            for item in values { cast.append(try Casting.cast(item, from: from, to: element)) }
            return .array(cast)
        case .row(let fields):
            guard case .row(let values) = value, case .row(let from) = source.kind else { return value }
            var cast: [SQLValue] = []
            for (index, item) in values.enumerated() {
                cast.append(try Casting.cast(item, from: from[index].type, to: fields[index].type))
            }
            return .row(cast)
        case .map(let key, let item):
            guard case .map(let entries) = value, case .map(let fromKey, let fromItem) = source.kind else { return value }
            var cast: [SQLMapEntry] = []
            for entry in entries {
                cast.append(
                    SQLMapEntry(
                        key: try Casting.cast(entry.key, from: fromKey, to: key),
                        value: try Casting.cast(entry.value, from: fromItem, to: item)))
            }
            return .map(cast)
        case .null, .multiset, .intervalYearMonth, .intervalDayTime: return value
        }
    }

    static func failure(_ text: ByteSlice, _ type: String) -> SQLError {
        SQLError(.evaluation, "'\(String(decoding: text.array.prefix(100), as: UTF8.self))' is not a \(type)")
    }

    // MARK: To text

    /// The text of a value: what CAST AS STRING answers.
    static func text(of value: SQLValue, _ type: SQLType) -> ByteSlice {
        switch value {
        case .string(let bytes): return bytes
        // Bytes are read as UTF-8.
        case .bytes(let bytes): return ByteSlice(utf8: String(decoding: bytes.array, as: UTF8.self))
        default: return ByteSlice(utf8: shown(value, type))
        }
    }

    /// The value as Flink shows it, inside collections too.
    static func shown(_ value: SQLValue, _ type: SQLType) -> String {
        switch value {
        case .null: return "NULL"
        case .boolean(let flag): return flag ? "TRUE" : "FALSE"
        case .integer(let number): return shown(number, type.kind)
        case .float(let number): return JavaText.float(number)
        case .double(let number): return JavaText.double(number)
        case .decimal(let number): return number.description
        case .string(let bytes): return String(decoding: bytes.array, as: UTF8.self)
        case .bytes(let bytes): return "x'\(bytes.hex)'"
        case .timestamp(let time):
            switch type.kind {
            case .timestamp(let precision), .timestampLTZ(let precision): return JavaText.timestamp(time, precision: precision)
            default: return JavaText.timestamp(time, precision: 3)
            }
        case .array(let values):
            guard case .array(let element) = type.kind else { return "" }
            return "[\(values.map { shown($0, element) }.joined(separator: ", "))]"
        case .map(let entries):
            guard case .map(let key, let item) = type.kind else { return "" }
            return "{\(entries.map { "\(shown($0.key, key))=\(shown($0.value, item))" }.joined(separator: ", "))}"
        case .row(let values):
            guard case .row(let fields) = type.kind else { return "" }
            return "(\(zip(values, fields).map { shown($0, $1.type) }.joined(separator: ", ")))"
        }
    }

    private static func shown(_ number: Int64, _ kind: SQLTypeKind) -> String {
        switch kind {
        case .date: JavaText.date(number)
        case .time(let precision): JavaText.time(number, precision: precision)
        case .intervalYearMonth: JavaText.yearMonthInterval(number)
        case .intervalDayTime: JavaText.dayTimeInterval(number)
        default: String(number)
        }
    }

    /// Cuts text to its type's length in characters; CHAR is filled with spaces.
    static func fit(_ text: ByteSlice, to kind: SQLTypeKind) -> ByteSlice {
        let length: Int
        var fills = false
        switch kind {
        case .char(let most):
            length = most
            fills = true
        case .varchar(let most): length = most
        default: return text
        }
        // Fewer bytes than the limit are fewer characters too.
        if text.count <= length, !fills { return text }
        var characters = 0
        for index in 0..<text.count where text[index] & 0xC0 != 0x80 {
            if characters == length { return text[0..<index] }
            characters += 1
        }
        return fills && characters < length
            ? ByteSlice(text.array + [UInt8](repeating: 0x20, count: length - characters)) : text
    }

    private static func fitBytes(_ value: SQLValue, _ kind: SQLTypeKind) -> SQLValue {
        let bytes: ByteSlice
        switch value {
        case .string(let text): bytes = text
        case .bytes(let raw): bytes = raw
        default: return .null
        }
        switch kind {
        case .binary(let length) where bytes.count < length:
            return .bytes(ByteSlice(bytes.array + [UInt8](repeating: 0, count: length - bytes.count)))
        case .binary(let length), .varbinary(let length): return .bytes(bytes[0..<min(bytes.count, length)])
        default: return .bytes(bytes)
        }
    }

    // MARK: To numbers

    private static func boolean(_ value: SQLValue) throws(SQLError) -> SQLValue {
        switch value {
        case .boolean: return value
        case .integer(let number): return .boolean(number != 0)
        case .float(let number): return .boolean(number != 0)
        case .double(let number): return .boolean(number != 0)
        case .decimal(let number): return .boolean(number.unscaled != 0)
        case .string(let text):
            switch String(decoding: text.array, as: UTF8.self).lowercased() {
            case "true", "t", "yes", "y", "1": return .boolean(true)
            case "false", "f", "no", "n", "0": return .boolean(false)
            default: throw failure(text, "BOOLEAN")
            }
        default: return .null
        }
    }

    private static func integer(_ value: SQLValue, _ kind: SQLTypeKind) throws(SQLError) -> SQLValue {
        switch value {
        case .boolean(let flag): return .integer(flag ? 1 : 0)
        case .integer(let number): return .integer(Arithmetic.wrap(number, kind))
        case .float(let number): return .integer(saturated(Double(number), kind))
        case .double(let number): return .integer(saturated(number, kind))
        case .decimal(let number):
            let whole = number.unscaled / SQLDecimal.powerOfTen(number.scale)
            return .integer(Arithmetic.wrap(Int64(truncatingIfNeeded: whole), kind))
        case .string(let text):
            guard let number = NumberText.integer(text), Arithmetic.wrap(number, kind) == number else {
                throw failure(text, kind.description)
            }
            return .integer(number)
        default: return .null
        }
    }

    /// Toward zero; beyond the ends of INT (of BIGINT for BIGINT) the end, then cut to narrower types.
    private static func saturated(_ number: Double, _ kind: SQLTypeKind) -> Int64 {
        if number.isNaN { return 0 }
        if kind == .bigint {
            if number >= 0x1p63 { return .max }
            return number < -0x1p63 ? .min : Int64(number)
        }
        let limited = min(max(number, Double(Int32.min)), Double(Int32.max))
        return Arithmetic.wrap(Int64(limited), kind)
    }

    /// A number on its way to FLOAT or DOUBLE: rounded once, to the type that is asked for.
    private enum Floating {
        case integer(Int64)
        case float(Float)
        case double(Double)
        case text(String)

        var asFloat: Float {
            switch self {
            case .integer(let value): Float(value)
            case .float(let value): value
            case .double(let value): Float(value)
            case .text(let text): Float(text) ?? .nan
            }
        }

        var asDouble: Double {
            switch self {
            case .integer(let value): Double(value)
            case .float(let value): Double(value)
            case .double(let value): value
            case .text(let text): Double(text) ?? .nan
            }
        }
    }

    private static func floating(_ value: SQLValue) throws(SQLError) -> Floating? {
        switch value {
        case .boolean(let flag): return .integer(flag ? 1 : 0)
        case .integer(let number): return .integer(number)
        case .float(let number): return .float(number)
        case .double(let number): return .double(number)
        case .decimal(let number): return .text(number.description)
        case .string(let text):
            guard let number = NumberText.floating(text) else { throw failure(text, "number") }
            return .text(number)
        default: return nil
        }
    }

    private static func decimal(_ value: SQLValue, _ precision: Int, _ scale: Int) throws(SQLError) -> SQLValue {
        let result: SQLDecimal?
        switch value {
        case .boolean(let flag):
            result = SQLDecimal(unscaled: flag ? 1 : 0, scale: 0).rescaled(precision: precision, scale: scale)
        case .integer(let number):
            result = SQLDecimal(unscaled: Int128(number), scale: 0).rescaled(precision: precision, scale: scale)
        case .decimal(let number): result = number.rescaled(precision: precision, scale: scale)
        case .float(let number): result = try decimal(of: Double(number), precision, scale)
        case .double(let number): result = try decimal(of: number, precision, scale)
        case .string(let text):
            var digits = NumberText.trimmed(text)
            if let last = digits.last, "dDfF".contains(last), digits.count > 1 { digits.removeLast() }
            let read = SQLDecimal.read(digits, precision: precision, scale: scale)
            guard read.isNumber else { throw failure(text, "DECIMAL") }
            result = read.value
        default: return .null
        }
        return result.map { .decimal($0) } ?? .null
    }

    /// Of the digits that are printed.
    private static func decimal(of number: Double, _ precision: Int, _ scale: Int) throws(SQLError) -> SQLDecimal? {
        guard number.isFinite else { throw SQLError(.evaluation, "\(JavaText.double(number)) is not a DECIMAL") }
        return SQLDecimal.read(JavaText.double(number), precision: precision, scale: scale).value
    }
}

/// Numbers written in strings.
enum NumberText {
    static func trimmed(_ text: ByteSlice) -> String {
        var bytes = text.array[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A whole number, a fraction behind it ignored; nil when it is none or beyond BIGINT.
    static func integer(_ text: ByteSlice) -> Int64? {
        let text = trimmed(text)
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !text.isEmpty, text != "." else { return nil }
        if parts.count == 2, !parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) { return nil }
        if whole.isEmpty { return 0 }
        return whole.utf8.allSatisfy { $0 >= 48 && $0 <= 57 || $0 == 43 || $0 == 45 } ? Int64(whole) : nil
    }

    /// A number in Java's notation, in a form that Swift reads: `1d` and `5.` are numbers there.
    static func floating(_ text: ByteSlice) -> String? {
        var text = trimmed(text)
        switch text {
        case "NaN", "+NaN", "-NaN": return "nan"
        case "Infinity", "+Infinity": return "inf"
        case "-Infinity": return "-inf"
        default: break
        }
        if let last = text.last, "dDfF".contains(last), text.count > 1 { text.removeLast() }
        guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || [43, 45, 46, 69, 101].contains($0) }) else { return nil }
        var shown = text
        if let point = shown.firstIndex(of: ".") {
            let next = shown.index(after: point)
            if next == shown.endIndex || !shown[next].isNumber {
                guard point > shown.startIndex, shown[shown.index(before: point)].isNumber else { return nil }
                shown.remove(at: point)
            } else if point == shown.startIndex || !shown[shown.index(before: point)].isNumber {
                shown.insert("0", at: point)
            }
        }
        return Double(shown) == nil ? nil : shown
    }
}
