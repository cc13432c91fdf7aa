public import Bytes
public import StreamSQL

/// Writes rows as Flink's csv format does: fields quoted where they hold a delimiter, a quote, a space or a line end.
public struct CSVRowEncoder: Sendable {
    private let types: [SQLType]
    private let delimiter: Character
    private let quote: Character?
    private let escape: Character?
    private let nullLiteral: String

    /// - Throws: ``SQLError`` for an option or type the format does not have.
    public init(types: [SQLType], table: TableDefinition) throws(SQLError) {
        let dialect = try CSVDialect(FormatOptions(table))
        for type in types where JSONNesting.isNested(type) { throw .unsupported("\(type) in the csv format") }
        self.types = types
        delimiter = dialect.delimiter
        quote = dialect.quote
        escape = dialect.escape
        nullLiteral = dialect.nullLiteral ?? ""
    }

    /// The line of a row, without a line end.
    public func encode(_ batch: Batch, row: Int) -> ByteSlice {
        let cells = types.indices.map { cell(batch.columns[$0].value(row, type: types[$0]), types[$0]) }
        return ByteSlice(utf8: cells.joined(separator: String(delimiter)))
    }

    private func cell(_ value: SQLValue, _ type: SQLType) -> String {
        switch value {
        case .null: nullLiteral
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number):
            switch type.family {
            case .date: TemporalText.text(ofDate: number)
            case .time: TemporalText.text(ofTimeMs: number)
            default: String(number)
            }
        case .float(let number): JavaNumberText.text(number)
        case .double(let number): JavaNumberText.text(number)
        case .decimal(let number): number.description
        case .string(let text): quoted(text.utf8Text ?? "")
        case .bytes(let run): quoted(Base64.encode(run))
        // A time holds a space, so it is quoted.
        case .timestamp(let time): quoted(TemporalText.text(of: time, .sql, zoned: type.family == .timestampLTZ))
        case .array, .map, .row: nullLiteral
        }
    }

    private func quoted(_ text: String) -> String {
        guard let quote else { return text }
        let special = text.contains { $0 == delimiter || $0 == quote || $0 == " " || $0 == escape || $0.isNewline || $0 < " " }
        guard special || text.isEmpty else { return text }
        var doubled = ""
        for character in text {
            if character == quote { doubled.append(escape ?? quote) }
            doubled.append(character)
        }
        return "\(quote)\(doubled)\(quote)"
    }
}
