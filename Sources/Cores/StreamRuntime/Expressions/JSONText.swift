import Bytes
import StreamSQL

/// A JSON value with its numbers as written.
indirect enum JSONText: Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONText])
    /// Members in order; of two with one name the last counts.
    case object([(name: String, value: JSONText)])

    /// How deep values may nest.
    static let depthMax = 200

    /// The first value of `text`; what follows it is not looked at, as Flink does not. nil when there is none.
    static func parse(_ text: ByteSlice) -> JSONText? {
        var parser = JSONTextParser(bytes: text.array)
        return parser.document()
    }

    static func == (a: JSONText, b: JSONText) -> Bool { a.text == b.text }

    func step(_ step: JSONPath.Step) -> JSONText? {
        switch (step, self) {
        case (.member(let name), .object(let members)): members.first { $0.name == name }?.value
        case (.element(let index), .array(let values)): index < values.count ? values[index] : nil
        default: nil
        }
    }

    var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// A scalar as JSON_VALUE answers it.
    var scalarText: String {
        switch self {
        case .string(let text): text
        case .number(let text): JSONText.plain(text)
        default: text
        }
    }

    /// The value as JSON without blanks.
    var text: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let text): JSONText.plain(text)
        case .string(let text): JSONText.quoted(text)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(JSONText.quoted($0.name)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    /// A number as Java writes it: whole ones as they are, others as BigDecimal does.
    private static func plain(_ text: String) -> String {
        guard text.contains(where: { ".eE".contains($0) }) else { return text == "-0" ? "0" : text }
        return SQLDecimal.javaBigDecimalText(text) ?? text
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Reads one JSON value.
private struct JSONTextParser {
    let bytes: [UInt8]
    var index = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() -> JSONText? {
        guard let value = value() else { return nil }
        // A scalar must end where it ends: `01` is not 0 and then something.
        if value.isScalar, index < bytes.count, !JSONTextParser.isBlank(bytes[index]), ![0x2C, 0x5D, 0x7D].contains(bytes[index])
        {
            return nil
        }
        return value
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private mutating func skipBlanks() { while index < bytes.count, JSONTextParser.isBlank(bytes[index]) { index += 1 } }

    private mutating func accept(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func value() -> JSONText? {
        skipBlanks()
        guard index < bytes.count, depth < JSONText.depthMax else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return word("true", .boolean(true))
        case UInt8(ascii: "f"): return word("false", .boolean(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONText) -> JSONText? {
        guard bytes[index...].starts(with: word.utf8) else { return nil }
        index += word.utf8.count
        if index < bytes.count, bytes[index] >= 0x61 && bytes[index] <= 0x7A || index < bytes.count && bytes[index] == 0x5F {
            return nil
        }
        return value
    }

    private mutating func object() -> JSONText? {
        index += 1
        var members: [(name: String, value: JSONText)] = []
        if accept(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = string(), accept(UInt8(ascii: ":")),
                let value = value()
            else { return nil }
            if let place = members.firstIndex(where: { $0.name == name }) {
                members[place].value = value
            } else {
                members.append((name, value))
            }
        } while accept(UInt8(ascii: ","))
        return accept(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func array() -> JSONText? {
        index += 1
        var values: [JSONText] = []
        if accept(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            guard let value = value() else { return nil }
            values.append(value)
        } while accept(UInt8(ascii: ","))
        return accept(UInt8(ascii: "]")) ? .array(values) : nil
    }

    private mutating func number() -> JSONText? {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { return nil }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            guard digits() > 0 else { return nil }
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = index
        while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
        return index - start
    }

    private mutating func string() -> String? {
        index += 1
        var units: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: units, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                units += escaped
            case 0..<0x20: return nil
            default: units.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> [UInt8]? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            guard let unit = hexUnit() else { return nil }
            guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit).map { Array(String($0).utf8) } }
            guard index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == UInt8(ascii: "u") else { return nil }
            index += 2
            guard let low = hexUnit(), UTF16.isTrailSurrogate(low) else { return nil }
            let code = (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00) + 0x10000
            return Unicode.Scalar(code).map { Array(String($0).utf8) }
        default: return nil
        }
    }

    private mutating func hexUnit() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        let digits = bytes[index..<index + 4]
        index += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
