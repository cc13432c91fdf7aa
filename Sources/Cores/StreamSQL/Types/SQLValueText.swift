import Bytes

extension SQLValue {
    /// The value as messages and EXPLAIN show it.
    func shown(_ type: SQLType) -> String {
        switch self {
        case .null: "NULL"
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .double(let value): "\(value)"
        case .decimal(let value): value.description
        case .string(let bytes): "'\(bytes.utf8Text ?? "")'"
        case .bytes(let bytes): "x'\(bytes.hex)'"
        case .timestamp(let value): "\(value.milliseconds) ms"
        case .array(let values): "ARRAY of \(values.count)"
        case .map(let entries): "MAP of \(entries.count)"
        case .row(let values): "ROW of \(values.count)"
        }
    }
}
