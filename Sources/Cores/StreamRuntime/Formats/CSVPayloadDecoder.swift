import Bytes
import StreamSQL

/// The csv format: one line a record, columns by position (RFC 4180 quoting).
final class CSVPayloadDecoder: PayloadDecoder {
    private let fields: [FormatField]
    /// For each field, the position of its column in the line.
    private let positions: [Int]
    private let dialect: CSVDialect
    private let columnCount: Int
    private let nullsBadFields: Bool
    private var builders: [ColumnBuilder] = []

    init(fields: [FormatField], options: FormatOptions) throws(SQLError) {
        self.fields = fields
        let physical = options.table.columns.filter { $0.kind == .physical }
        var positions: [Int] = []
        for field in fields {
            guard field.path.count == 1, let position = physical.firstIndex(where: { $0.name == field.path[0] }) else {
                throw .unsupported("ROW columns in the csv format")
            }
            if JSONNesting.isNested(field.type) { throw .unsupported("\(field.type) in the csv format") }
            positions.append(position)
        }
        self.positions = positions
        columnCount = physical.count
        dialect = try CSVDialect(options)
        nullsBadFields = try options.flag("ignore-parse-errors") ?? false
    }

    func begin(records: Int) { builders = fields.map { ColumnBuilder(type: $0.type) } }

    func append(_ payload: ByteSlice) throws(FieldFault) {
        do throws(FieldFault) { try appendLine(payload) } catch {
            // A fault may strike after some columns got their value.
            let rows = builders.map(\.count).max() ?? 0
            let missing = builders.filter { $0.count < rows }
            for builder in missing.isEmpty ? builders : missing { builder.appendNull() }
            throw error
        }
    }

    private func appendLine(_ payload: ByteSlice) throws(FieldFault) {
        guard let text = payload.utf8Text else { throw FieldFault(reason: "CSV: not UTF-8") }
        let cells = try dialect.split(text)
        guard cells.count <= columnCount else {
            throw FieldFault(reason: "CSV: \(cells.count) fields, and the table has \(columnCount)")
        }
        for (index, field) in fields.enumerated() {
            let position = positions[index]
            guard position < cells.count, let cell = cells[position] else {
                // Flink takes a line that is too short only where it ignores errors.
                if position >= cells.count, !nullsBadFields { throw FieldFault(reason: "CSV: field \(field.name) is missing") }
                builders[index].appendNull()
                continue
            }
            do throws(FieldFault) {
                let value = try FieldReading.value(.string(cell), type: field.type, name: field.name, standard: .sql)
                builders[index].append(value)
            } catch {
                guard nullsBadFields else { throw error }
                builders[index].appendNull()
            }
        }
    }

    func finish() -> [ColumnVector] { builders.map { $0.finish() } }
}

/// How a line of CSV is written.
struct CSVDialect {
    let delimiter: Character
    let quote: Character?
    let escape: Character?
    let nullLiteral: String?

    init(_ options: FormatOptions) throws(SQLError) {
        delimiter = try Self.character(options["field-delimiter"], "field-delimiter") ?? ","
        let isQuoting = try options.flag("disable-quote-character") != true
        quote = isQuoting ? try Self.character(options["quote-character"], "quote-character") ?? "\"" : nil
        escape = try Self.character(options["escape-character"], "escape-character")
        nullLiteral = options["null-literal"]
        if try options.flag("allow-comments") == true { throw .unsupported("csv.allow-comments") }
        if options["array-element-delimiter"] != nil { throw .unsupported("csv.array-element-delimiter") }
    }

    private static func character(_ text: String?, _ name: String) throws(SQLError) -> Character? {
        guard let text else { return nil }
        let plain = text == "\\t" ? "\t" : text
        guard plain.count == 1, let character = plain.first else { throw .invalid("csv.\(name) is one character, not '\(text)'") }
        return character
    }

    /// The fields of a line; nil where the null literal stands.
    func split(_ line: String) throws(FieldFault) -> [Substring?] {
        var cells: [Substring?] = []
        var cell = ""
        var isQuoted = false
        var wasQuoted = false
        var characters = line[...]
        while let last = characters.last, last.isNewline { characters.removeLast() }
        while let character = characters.popFirst() {
            if character == escape, let next = characters.popFirst() {
                cell.append(next)
            } else if isQuoted {
                if character == quote {
                    if characters.first == quote { cell.append(characters.removeFirst()) } else { isQuoted = false }
                } else {
                    cell.append(character)
                }
            } else if character == quote, cell.isEmpty, !wasQuoted {
                isQuoted = true
                wasQuoted = true
            } else if character == delimiter {
                cells.append(finished(cell, wasQuoted))
                cell = ""
                wasQuoted = false
            } else {
                if wasQuoted { throw FieldFault(reason: "CSV: text behind a closing quote") }
                cell.append(character)
            }
        }
        if isQuoted { throw FieldFault(reason: "CSV: a quote without end") }
        cells.append(finished(cell, wasQuoted))
        return cells
    }

    private func finished(_ cell: String, _ wasQuoted: Bool) -> Substring? {
        !wasQuoted && cell == nullLiteral ? nil : Substring(cell)
    }
}
