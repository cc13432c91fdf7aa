import Bytes
public import StreamSQL

/// Rows as the print sink shows them: `+I[1, a, 2024-01-01T00:00:01]`.
public enum PrintText {
    /// The line of a row, without identifier and line end.
    public static func line(_ batch: Batch, row: Int, types: [SQLType]) -> String {
        let cells = types.indices.map { text(batch.columns[$0].value(row, type: types[$0]), types[$0]) }
        return "\(batch.kind(row).symbol)[\(cells.joined(separator: ", "))]"
    }

    private static func text(_ value: SQLValue, _ type: SQLType) -> String {
        switch value {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): integer(number, type)
        case .float(let number): JavaNumberText.text(number)
        case .double(let number): JavaNumberText.text(number)
        case .decimal(let number): JavaNumberText.text(number)
        case .string(let text): text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        case .bytes(let run): "[\(run.array.map { String(Int8(bitPattern: $0)) }.joined(separator: ", "))]"
        case .timestamp(let time): timestamp(time, zoned: type.family == .timestampLTZ)
        case .array(let values): "[\(values.map { text($0, element(type)) }.joined(separator: ", "))]"
        case .map(let entries): "{\(entries.map { entry($0, type) }.joined(separator: ", "))}"
        case .row(let values): row(values, type)
        }
    }

    private static func integer(_ number: Int64, _ type: SQLType) -> String {
        switch type.family {
        case .date: TemporalText.text(ofDate: number)
        case .time: shortened(TemporalText.text(ofTimeMs: number))
        case .intervalYearMonth: "P\(number)M"
        default: String(number)
        }
    }

    /// Java's LocalDateTime and Instant: a `T` between date and time; the former drops seconds that are zero.
    private static func timestamp(_ time: SQLTimestamp, zoned: Bool) -> String {
        let text = TemporalText.text(of: time, .iso8601, zoned: zoned)
        return zoned ? text : shortened(text)
    }

    private static func shortened(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1)
        if parts.count == 1 { return text.hasSuffix(":00") ? String(text.dropLast(3)) : text }
        // Fractions are shown in groups of three digits.
        let fraction = parts[1]
        return parts[0] + "." + fraction + String(repeating: "0", count: (3 - fraction.utf8.count % 3) % 3)
    }

    private static func element(_ type: SQLType) -> SQLType {
        if case .array(let element) = type.kind { element } else { type }
    }

    private static func entry(_ entry: SQLMapEntry, _ type: SQLType) -> String {
        switch type.kind {
        case .map(let key, let value): "\(text(entry.key, key))=\(text(entry.value, value))"
        case .multiset(let element): "\(text(entry.key, element))=\(text(entry.value, .int))"
        default: "?"
        }
    }

    private static func row(_ values: [SQLValue], _ type: SQLType) -> String {
        guard case .row(let fields) = type.kind else { return "?" }
        return "+I[\(zip(values, fields).map { text($0, $1.type) }.joined(separator: ", "))]"
    }
}
