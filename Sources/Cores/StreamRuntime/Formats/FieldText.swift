import Bytes
import StreamSQL

/// A field of a record as the format gives it, before it has its column's type.
enum FieldText {
    case boolean(Bool)
    /// A JSON number, as written.
    case number(Substring)
    case string(Substring)
    /// A JSON object or array where a scalar is wanted.
    case container

    /// The text that was written.
    var text: Substring {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .number(let text), .string(let text): text
        case .container: "an object or array"
        }
    }
}

/// Reads fields into values of SQL types, by the rules of Flink's json and csv formats.
enum FieldReading {
    /// - Parameter name: the field's name, for messages.
    static func value(
        _ field: FieldText, type: SQLType, name: String, standard: TimestampStandard
    ) throws(FieldFault) -> SQLValue {
        guard let value = read(field, type.kind, standard) else {
            let shown = field.text.count > 40 ? "\(field.text.prefix(40))..." : String(field.text)
            throw FieldFault(reason: "field \(name): '\(shown)' is not a \(type.withNullability(true))")
        }
        return value
    }

    private static func read(_ field: FieldText, _ kind: SQLTypeKind, _ standard: TimestampStandard) -> SQLValue? {
        if case .container = field { return nil }
        switch kind {
        case .boolean: return boolean(field)
        case .tinyint: return exactInteger(field, Int64(Int8.min)...Int64(Int8.max))
        case .smallint: return exactInteger(field, Int64(Int16.min)...Int64(Int16.max))
        case .int: return integer(field, Int64(Int32.min)...Int64(Int32.max))
        case .bigint: return integer(field, Int64.min...Int64.max)
        case .float: return double(field.text).map { .float(Float($0)) }
        case .double: return double(field.text).map { .double($0) }
        case .decimal(let precision, let scale): return decimal(field.text, precision, scale)
        case .char, .varchar: return .text(String(field.text))
        case .binary, .varbinary:
            guard case .string(let text) = field else { return nil }
            return Base64.decode(text).map { .bytes($0) }
        case .date: return TemporalText.date(field.text).map { .integer($0) }
        case .time: return TemporalText.time(field.text).map { .integer($0 / 1_000_000) }
        case .timestamp(let precision):
            return TemporalText.timestamp(field.text, standard, zoned: false, precision: precision).map { .timestamp($0) }
        case .timestampLTZ(let precision):
            return TemporalText.timestamp(field.text, standard, zoned: true, precision: precision).map { .timestamp($0) }
        case .null, .intervalYearMonth, .intervalDayTime, .array, .map, .multiset, .row: return nil
        }
    }

    private static func boolean(_ field: FieldText) -> SQLValue? {
        switch field {
        case .boolean(let value): .boolean(value)
        case .string(let text): .boolean(trimmed(text).lowercased() == "true")
        case .number, .container: nil
        }
    }

    /// TINYINT and SMALLINT take whole numbers only.
    private static func exactInteger(_ field: FieldText, _ range: ClosedRange<Int64>) -> SQLValue? {
        guard let number = Int64(trimmed(field.text)), range.contains(number) else { return nil }
        return .integer(number)
    }

    /// INT and BIGINT cut the fraction of a JSON number, but take no fraction in a string.
    private static func integer(_ field: FieldText, _ range: ClosedRange<Int64>) -> SQLValue? {
        if case .boolean = field { return nil }
        let text = trimmed(field.text)
        if let number = Int64(text) { return range.contains(number) ? .integer(number) : nil }
        guard case .number = field, let number = Double(text), let whole = Int64(exactly: number.rounded(.towardZero)),
            range.contains(whole)
        else { return nil }
        return .integer(whole)
    }

    /// What Java's parser takes: no hexadecimal, but a trailing `d` or `f`.
    private static func double(_ text: Substring) -> Double? {
        var text = trimmed(text)
        switch text {
        case "NaN", "+NaN", "-NaN": return .nan
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: break
        }
        guard text.utf8.contains(where: { $0 &- 48 < 10 }) else { return nil }
        if let last = text.last, "dDfF".contains(last) { text.removeLast() }
        guard text.utf8.allSatisfy({ $0 &- 48 < 10 || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(text)
    }

    /// A number that does not fit becomes NULL, as in Flink.
    private static func decimal(_ text: Substring, _ precision: Int, _ scale: Int) -> SQLValue? {
        let text = trimmed(text)
        if let number = SQLDecimal.parse(text, precision: precision, scale: scale) { return .decimal(number) }
        guard let number = double(text), number.isFinite || text.utf8.contains(UInt8(ascii: "e")) else { return nil }
        return .null
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.utf8.first, first <= 0x20 { text.removeFirst() }
        while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
        return text
    }
}

/// Base64 with padding, as Jackson reads and writes bytes.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func decode(_ text: Substring) -> ByteSlice? {
        var digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        var padding = 0
        while padding < 2, digits.last == UInt8(ascii: "=") {
            digits.removeLast()
            padding += 1
        }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        for (index, digit) in digits.enumerated() {
            guard let value = value(of: digit) else { return nil }
            bits = bits << 6 | value
            if index % 4 > 0 { bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - UInt32(index % 4) * 2))) }
        }
        return ByteSlice(bytes)
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    static func encode(_ bytes: ByteSlice) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var bits: UInt32 = 0
            for index in 0..<3 { bits = bits << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for index in 0..<4 {
                let shift = UInt32(18 - 6 * index)
                text.append(index <= count ? alphabet[Int(bits >> shift & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
