import Bytes
import StreamSQL

/// JSON_EXISTS, JSON_VALUE, JSON_QUERY and their like. A path without a mode is strict, as in Flink.
enum JSONFunctions {
    static func apply(_ function: ScalarFunction, _ operands: [SQLValue], _ type: SQLType) throws(SQLError) -> SQLValue? {
        switch function {
        case .jsonExists(let onError): return try exists(operands, onError)
        case .jsonValue(let options): return try value(operands, options, type)
        case .jsonQuery(let options): return try query(operands, options)
        case .jsonQuote: return .text(quote(operands[0].string))
        case .jsonUnquote: return unquote(operands[0])
        default: return nil
        }
    }

    static func isJSON(_ text: ByteSlice, _ kind: JSONKind) -> Bool {
        guard let value = JSONText.parse(text) else { return false }
        switch (kind, value) {
        case (.value, _): return true
        case (.array, .array), (.object, .object): return true
        case (.scalar, .array), (.scalar, .object): return false
        case (.scalar, _): return true
        default: return false
        }
    }

    // MARK: Paths

    /// What a path leads to.
    private enum Found {
        case value(JSONText)
        /// Nothing, in lax mode.
        case nothing
        /// Broken JSON, or nothing in strict mode.
        case error
    }

    private static func find(_ operands: [SQLValue]) -> Found {
        guard case .string(let text) = operands[0], let path = JSONPath(operands[1].string) else { return .error }
        guard var value = JSONText.parse(text) else { return .error }
        for step in path.steps {
            guard let next = value.step(step) else { return path.isLax ? .nothing : .error }
            value = next
        }
        return .value(value)
    }

    private static func exists(_ operands: [SQLValue], _ onError: JSONOnError) throws(SQLError) -> SQLValue {
        switch find(operands) {
        case .value(.null), .nothing: return .boolean(false)
        case .value: return .boolean(true)
        case .error:
            switch onError {
            case .whenTrue: return .boolean(true)
            case .whenFalse: return .boolean(false)
            case .whenUnknown: return .null
            case .error: throw SQLError(.evaluation, "JSON_EXISTS: the JSON is broken or the path leads nowhere")
            }
        }
    }

    private static func value(
        _ operands: [SQLValue], _ options: JSONValueOptions, _ type: SQLType
    ) throws(SQLError) -> SQLValue {
        switch find(operands) {
        case .value(.null): return .null
        case .value(.array), .value(.object), .error: return try settle(options.onError)
        case .nothing: return try settle(options.onEmpty)
        case .value(let scalar):
            switch (type.kind, scalar) {
            case (.boolean, .boolean(let flag)): return .boolean(flag)
            case (.int, .number(let text)):
                if let number = Int32(text) { return .integer(Int64(number)) }
            case (.double, .number(let text)):
                if Int64(text) == nil, text.contains(where: { ".eE".contains($0) }), let number = Double(text) {
                    return .double(number)
                }
            case (.char, _), (.varchar, _): return .text(scalar.scalarText)
            default: break
            }
            throw SQLError(.evaluation, "JSON_VALUE: the value is not of type \(type.kind)")
        }
    }

    private static func settle(_ behavior: JSONValueOptions.Behavior) throws(SQLError) -> SQLValue {
        switch behavior {
        case .null: return .null
        case .value(let value): return value
        case .error: throw SQLError(.evaluation, "JSON_VALUE: the JSON is broken, or the path leads to no scalar value")
        }
    }

    private static func query(_ operands: [SQLValue], _ options: JSONQueryOptions) throws(SQLError) -> SQLValue {
        switch find(operands) {
        case .value(.null): return .null
        case .nothing: return try settle(options.onEmpty)
        case .error: return try settle(options.onError)
        case .value(let value):
            switch options.wrapper {
            case .unconditional: return .text("[\(value.text)]")
            case .conditional: return .text(value.isScalar ? "[\(value.text)]" : value.text)
            case .without: return value.isScalar ? try settle(options.onError) : .text(value.text)
            }
        }
    }

    private static func settle(_ behavior: JSONQueryOptions.Behavior) throws(SQLError) -> SQLValue {
        switch behavior {
        case .null: return .null
        case .emptyArray: return .text("[]")
        case .emptyObject: return .text("{}")
        case .error: throw SQLError(.evaluation, "JSON_QUERY: the JSON is broken, or the path leads to no array or object")
        }
    }

    // MARK: Quotes

    /// Everything outside ASCII is escaped; of a pair of UTF-16 units the first is written as the whole code point.
    private static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "/": result += "\\/"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value >= 0x20 && scalar.value < 0x7F: result.unicodeScalars.append(scalar)
            default:
                result += "\\u" + fourDigits(scalar.value)
                if let low = UTF16.encode(scalar)?.dropFirst().first { result += "\\u" + fourDigits(UInt32(low)) }
            }
        }
        return result + "\""
    }

    private static func fourDigits(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static func unquote(_ value: SQLValue) -> SQLValue {
        let text = value.string
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\""), case .string(let bytes) = value,
            case .string(let contents)? = JSONText.parse(bytes)
        else { return value }
        return .text(contents)
    }
}
