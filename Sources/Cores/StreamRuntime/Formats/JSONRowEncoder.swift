public import Bytes
import JSONReading
public import StreamSQL

/// Writes rows as Flink's json format does: one object a row, members in the order of the columns.
public struct JSONRowEncoder: Sendable {
    private let names: [String]
    private let types: [SQLType]
    private let standard: TimestampStandard
    private let plainDecimals: Bool
    private let leavesNullsOut: Bool

    /// - Parameter table: where the options are; nil: all defaults.
    /// - Throws: ``SQLError`` for an option or type the format does not have.
    public init(names: [String], types: [SQLType], table: TableDefinition? = nil) throws(SQLError) {
        self.names = names
        self.types = types
        let options = table.map(FormatOptions.init)
        standard = options?["timestamp-format.standard"] == "ISO-8601" ? .iso8601 : .sql
        plainDecimals = try options?.flag("encode.decimal-as-plain-number") ?? false
        leavesNullsOut = try options?.flag("encode.ignore-null-fields") ?? false
        for (name, type) in zip(names, types) { try JSONNesting.check(type, name: name) }
    }

    /// The object of a row, without a line end.
    public func encode(_ batch: Batch, row: Int) -> ByteSlice {
        var writer = ByteWriter(capacity: 128)
        write(batch, row: row, to: &writer)
        return writer.finish()
    }

    /// Appends the object of a row.
    public func write(_ batch: Batch, row: Int, to writer: inout ByteWriter) {
        writeObject(names, types, types.indices.map { batch.columns[$0].value(row, type: types[$0]) }, to: &writer)
    }

    private func writeObject(_ names: [String], _ types: [SQLType], _ values: [SQLValue], to writer: inout ByteWriter) {
        writer.utf8("{")
        var isFirst = true
        for index in names.indices where !(leavesNullsOut && values[index].isNull) {
            if !isFirst { writer.utf8(",") }
            isFirst = false
            quote(names[index], to: &writer)
            writer.utf8(":")
            write(values[index], types[index], to: &writer)
        }
        writer.utf8("}")
    }

    private func quote(_ text: String, to writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { EscapedText.appendQuoted(UnsafeRawBufferPointer($0), to: &writer) }
    }

    private func write(_ value: SQLValue, _ type: SQLType, to writer: inout ByteWriter) {
        switch value {
        case .null: writer.utf8("null")
        case .boolean(let flag): writer.utf8(flag ? "true" : "false")
        case .integer(let number): writeInteger(number, type, to: &writer)
        case .float(let number): writeApproximate(JavaNumberText.text(number), isFinite: number.isFinite, to: &writer)
        case .double(let number): writeApproximate(JavaNumberText.text(number), isFinite: number.isFinite, to: &writer)
        case .decimal(let number): writer.utf8(plainDecimals ? number.description : JavaNumberText.text(number))
        case .string(let text): text.withUnsafeBytes { EscapedText.appendQuoted($0, to: &writer) }
        case .bytes(let run): quote(Base64.encode(run), to: &writer)
        case .timestamp(let time):
            quote(TemporalText.text(of: time, standard, zoned: type.family == .timestampLTZ), to: &writer)
        case .array(let values): writeArray(values, type, to: &writer)
        case .map(let entries): writeMap(entries, type, to: &writer)
        case .row(let values):
            guard case .row(let fields) = type.kind else { return writer.utf8("null") }
            writeObject(fields.map(\.name), fields.map(\.type), values, to: &writer)
        }
    }

    private func writeInteger(_ number: Int64, _ type: SQLType, to writer: inout ByteWriter) {
        switch type.family {
        case .date: quote(TemporalText.text(ofDate: number), to: &writer)
        case .time: quote(TemporalText.text(ofTimeMs: number), to: &writer)
        default: writer.utf8(String(number))
        }
    }

    /// JSON has no NaN and no infinity: they are written as strings.
    private func writeApproximate(_ text: String, isFinite: Bool, to writer: inout ByteWriter) {
        if isFinite { writer.utf8(text) } else { quote(text, to: &writer) }
    }

    private func writeArray(_ values: [SQLValue], _ type: SQLType, to writer: inout ByteWriter) {
        guard case .array(let element) = type.kind else { return writer.utf8("null") }
        writer.utf8("[")
        for (index, value) in values.enumerated() {
            if index > 0 { writer.utf8(",") }
            write(value, element, to: &writer)
        }
        writer.utf8("]")
    }

    private func writeMap(_ entries: [SQLMapEntry], _ type: SQLType, to writer: inout ByteWriter) {
        guard case .map(_, let valueType) = type.kind else { return writer.utf8("null") }
        writer.utf8("{")
        for (index, entry) in entries.enumerated() {
            if index > 0 { writer.utf8(",") }
            guard case .string(let name) = entry.key else { continue }
            name.withUnsafeBytes { EscapedText.appendQuoted($0, to: &writer) }
            writer.utf8(":")
            write(entry.value, valueType, to: &writer)
        }
        writer.utf8("}")
    }
}
