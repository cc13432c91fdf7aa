package import Bytes
package import CQLValues
import HTTPServing

/// CQL values as JSON and as text.
package enum ValueRendering {
    /// The value as JSON: numbers and booleans as such, collections as arrays and objects, everything else as a text.
    package static func json(_ bytes: ByteSlice?, _ type: CQLType) -> String {
        guard let bytes else { return "null" }
        switch type {
        case .frozen(let inner): return json(bytes, inner)
        case .bigint, .counter, .int, .smallint, .tinyint, .varint, .boolean: return type.text(of: bytes) ?? "null"
        case .double, .float, .decimal:
            // JSON knows no NaN and no infinity, and writes exponents as CQL does.
            guard let text = type.text(of: bytes), let last = text.last, last.isNumber else { return "null" }
            return text
        case .list(let element), .set(let element):
            let items = CQLCollection.items(of: bytes, perEntry: 1) ?? []
            return "[" + items.map { json($0, element) }.joined(separator: ",") + "]"
        case .map(let key, let value):
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            let members = stride(from: 0, to: items.count - 1, by: 2).map { index in
                JSONText.quoted(text(items[index], key)) + ":" + json(items[index + 1], value)
            }
            return "{" + members.joined(separator: ",") + "}"
        case .userDefined(let definition):
            let fields = CQLCollection.fields(of: bytes, countMax: definition.fields.count) ?? []
            let members = zip(definition.fields, fields).map { JSONText.quoted($0.name) + ":" + json($1, $0.type) }
            return "{" + members.joined(separator: ",") + "}"
        case .tuple(let components):
            let fields = CQLCollection.fields(of: bytes, countMax: components.count) ?? []
            return "[" + zip(components, fields).map { json($1, $0) }.joined(separator: ",") + "]"
        case .vector(let element, let dimension):
            let elements = CQLCollection.vectorElements(of: bytes, element: element, dimension: dimension) ?? []
            return "[" + elements.map { json($0, element) }.joined(separator: ",") + "]"
        case .ascii, .text, .blob, .date, .duration, .empty, .inet, .time, .timestamp, .timeuuid, .uuid, .custom:
            return JSONText.quoted(type.text(of: bytes) ?? "")
        }
    }

    /// The value as people read it; empty for null.
    static func text(_ bytes: ByteSlice?, _ type: CQLType) -> String {
        guard let bytes else { return "" }
        return type.text(of: bytes) ?? ""
    }

    /// Whether values of the type are set right-aligned.
    static func isNumeric(_ type: CQLType) -> Bool {
        switch type {
        case .bigint, .counter, .int, .smallint, .tinyint, .varint, .double, .float, .decimal: true
        default: false
        }
    }

    /// Text inside HTML, in element content and in quoted attributes alike.
    package static func html(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A field of RFC 4180.
    package static func csv(_ text: String) -> String {
        // A leading sign would make a spreadsheet take text for a formula: RFC 4180 leaves it, and so do we; quotes keep it one field.
        let mustQuote = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard mustQuote else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
