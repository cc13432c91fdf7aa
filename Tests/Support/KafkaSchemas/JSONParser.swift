/// Reads JSON text; Foundation's decoders take minutes for what the oracles hold.
struct JSONParser {
    /// Text that is no JSON, and where.
    struct Failure: Error {
        let offset: Int
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func parseAll() throws(Failure) -> JSONValue {
        let value = try parse()
        skipSpace()
        guard at == bytes.count else { throw Failure(offset: at) }
        return value
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    /// Passes over `byte` when it is next.
    private mutating func take(_ byte: Character) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == byte.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func parse() throws(Failure) -> JSONValue {
        if take("{") { return try parseMembers() }
        if take("[") { return try parseItems() }
        if take("\"") { return .string(try parseText()) }
        let start = at
        while at < bytes.count, ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[at]), bytes[at] > 0x20 {
            at += 1
        }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            if let number = Int64(word) { return .integer(number) }
            if let number = Double(word) { return .double(number) }
            throw Failure(offset: start)
        }
    }

    private mutating func parseMembers() throws(Failure) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            guard take("\"") else { throw Failure(offset: at) }
            let name = try parseText()
            guard take(":") else { throw Failure(offset: at) }
            members[name] = try parse()
        } while take(",")
        guard take("}") else { throw Failure(offset: at) }
        return .object(members)
    }

    private mutating func parseItems() throws(Failure) -> JSONValue {
        var items: [JSONValue] = []
        if take("]") { return .array(items) }
        repeat { items.append(try parse()) } while take(",")
        guard take("]") else { throw Failure(offset: at) }
        return .array(items)
    }

    /// The rest of a text whose opening quote has been read.
    private mutating func parseText() throws(Failure) -> String {
        var units: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: units, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                units += try parseEscape()
            } else {
                units.append(byte)
            }
        }
        throw Failure(offset: at)
    }

    private mutating func parseEscape() throws(Failure) -> [UInt8] {
        guard at < bytes.count else { throw Failure(offset: at) }
        let kind = bytes[at]
        at += 1
        switch kind {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            let first = try parseUnit()
            var units = [first]
            if UTF16.isLeadSurrogate(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
                bytes[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                units.append(try parseUnit())
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        default: return [kind]
        }
    }

    private mutating func parseUnit() throws(Failure) -> UInt16 {
        guard at + 4 <= bytes.count, let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16) else {
            throw Failure(offset: at)
        }
        at += 4
        return unit
    }
}
