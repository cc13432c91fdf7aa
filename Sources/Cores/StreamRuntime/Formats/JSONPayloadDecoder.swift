import Bytes
import JSONReading
import StreamSQL

/// The json format: one object a record, columns by the names of its members.
final class JSONPayloadDecoder: PayloadDecoder {
    // One value, so that a record costs one check of exclusive access and not one for every field it touches.
    private var work: JSONDecoding

    init(fields: [FormatField], options: FormatOptions, limits: JSONLimits) throws(SQLError) {
        let standard: TimestampStandard
        switch options["timestamp-format.standard"] ?? "SQL" {
        case "SQL": standard = .sql
        case "ISO-8601": standard = .iso8601
        case let other: throw .invalid("json.timestamp-format.standard is SQL or ISO-8601, not '\(other)'")
        }
        for field in fields { try JSONNesting.check(field.type, name: field.name) }
        work = JSONDecoding(
            fields: fields, standard: standard, failsOnMissing: try options.flag("fail-on-missing-field") ?? false,
            nullsBadFields: try options.flag("ignore-parse-errors") ?? false, limits: limits)
    }

    func begin(records: Int) { work.begin(records: records) }
    func append(_ payload: ByteSlice) throws(FieldFault) { try work.append(payload) }
    func finish() -> [ColumnVector] { work.finish() }
}

/// The columns of a batch of JSON records being filled.
private struct JSONDecoding: ~Copyable {
    private let fields: [FormatField]
    private let standard: TimestampStandard
    private let failsOnMissing: Bool
    private let nullsBadFields: Bool
    private var reader: JSONFieldReader
    private var tokens: [JSONToken]
    private var columns: [JSONColumn]

    init(fields: [FormatField], standard: TimestampStandard, failsOnMissing: Bool, nullsBadFields: Bool, limits: JSONLimits) {
        self.fields = fields
        self.standard = standard
        self.failsOnMissing = failsOnMissing
        self.nullsBadFields = nullsBadFields
        reader = JSONFieldReader(paths: fields.map(\.path), limits: limits)
        tokens = Array(repeating: .missing, count: fields.count)
        columns = []
    }

    mutating func begin(records: Int) { columns = fields.map { JSONColumn(type: $0.type, rows: records) } }

    mutating func append(_ payload: ByteSlice) throws(FieldFault) {
        // The meaning of its escaped strings, or of its nested values as text, may each take as much again.
        guard reader.arenaCount + (fields.count + 2) * payload.count <= JSONFieldReader.arenaBytesMax else {
            appendNulls()
            throw FieldFault(reason: "JSON: more than \(JSONFieldReader.arenaBytesMax) bytes in one batch of records")
        }
        let start = reader.append(payload)
        do { try reader.read(start..<reader.arenaCount, into: &tokens) } catch {
            reader.truncateArena(to: start)
            appendNulls()
            throw FieldFault(reason: "JSON: \(error)")
        }
        var fault: FieldFault?
        for index in fields.indices {
            do throws(FieldFault) { try append(tokens[index], index) } catch {
                if !nullsBadFields { fault = fault ?? error }
                columns[index].appendNull()
            }
        }
        if let fault { throw fault }
    }

    private mutating func appendNulls() {
        for index in columns.indices { columns[index].appendNull() }
    }

    @inline(__always)
    private mutating func append(_ token: JSONToken, _ index: Int) throws(FieldFault) {
        switch token.kind {
        case .missing:
            if failsOnMissing { throw FieldFault(reason: "field \(fields[index].name) is missing") }
            columns[index].appendNull()
        case .null: columns[index].appendNull()
        case .notAnObject: throw FieldFault(reason: "field \(fields[index].name) lies in a value that is not an object")
        case .string, .escapedString, .number, .true, .false:
            if columns[index].isText {
                let range = reader.unescaped(token)
                columns[index].appendText(offset: range.offset, length: range.length)
            } else {
                try appendTyped(token, index)
            }
        case .object, .array: try appendTyped(token, index)
        }
    }

    private mutating func appendTyped(_ token: JSONToken, _ index: Int) throws(FieldFault) {
        let field = fields[index]
        switch token.kind {
        case .object, .array:
            let tree = try tree(of: token, field.name)
            guard columns[index].isText else {
                columns[index].append(try JSONNesting.value(tree, type: field.type, name: field.name, standard: standard))
                return
            }
            var writer = ByteWriter(capacity: Int(token.length))
            tree.write(to: &writer)
            let text = writer.finish()
            columns[index].appendText(offset: UInt32(reader.append(text)), length: UInt32(text.count))
        case .true, .false: columns[index].append(try typed(.boolean(token.kind == .true), field))
        case .number: columns[index].append(try typed(.number(text(of: token)), field))
        default: columns[index].append(try typed(.string(text(of: token)), field))
        }
    }

    private func typed(_ text: FieldText, _ field: FormatField) throws(FieldFault) -> SQLValue {
        if JSONNesting.isNested(field.type) {
            throw FieldFault(reason: "field \(field.name): '\(text.text.prefix(40))' is not a \(field.type)")
        }
        return try FieldReading.value(text, type: field.type, name: field.name, standard: standard)
    }

    private mutating func text(of token: JSONToken) -> Substring {
        let range = reader.unescaped(token)
        let plain = JSONToken(kind: .string, offset: range.offset, length: range.length)
        return Substring(reader.withBytes(of: plain) { String(decoding: $0, as: UTF8.self) })
    }

    private func tree(of token: JSONToken, _ name: String) throws(FieldFault) -> JSONValue {
        do throws(JSONError) {
            return try reader.withBytes(of: token) { bytes throws(JSONError) in try JSONValue.parse(bytes) }
        } catch { throw FieldFault(reason: "field \(name): \(error)") }
    }

    mutating func finish() -> [ColumnVector] {
        let arena = reader.takeArena()
        defer { columns = [] }
        return columns.map { $0.finish(arena) }
    }
}

/// A column being filled: text as ranges of the reader's arena, everything else through a builder.
private struct JSONColumn {
    let isText: Bool
    private let builder: ColumnBuilder
    private var ranges: [StringVector.Range] = []
    private var nulls: NullBitmap?

    init(type: SQLType, rows: Int) {
        isText = type.isCharacter
        builder = ColumnBuilder(type: type)
        if isText { ranges.reserveCapacity(rows) }
    }

    @inline(__always)
    mutating func appendText(offset: UInt32, length: UInt32) {
        ranges.append(StringVector.Range(offset: offset, length: length))
        nulls?.append(isNull: false)
    }

    func append(_ value: SQLValue) { builder.append(value) }

    mutating func appendNull() {
        guard isText else { return builder.appendNull() }
        if nulls == nil { nulls = NullBitmap(count: ranges.count) }
        ranges.append(StringVector.Range(offset: 0, length: 0))
        nulls?.append(isNull: true)
    }

    func finish(_ arena: ByteSlice) -> ColumnVector {
        isText ? ColumnVector(.strings(StringVector(arena: arena, ranges: ranges)), nulls: nulls) : builder.finish()
    }
}

/// ROW, ARRAY and MAP columns of the json format.
enum JSONNesting {
    static func isNested(_ type: SQLType) -> Bool {
        switch type.kind {
        case .array, .map, .multiset, .row: true
        default: false
        }
    }

    /// - Throws: ``SQLError`` for a type the format cannot hold.
    static func check(_ type: SQLType, name: String) throws(SQLError) {
        switch type.kind {
        case .array(let element): try check(element, name: name)
        case .row(let fields): for field in fields { try check(field.type, name: "\(name).\(field.name)") }
        case .map(let key, let value):
            guard key.isCharacter else { throw .invalid("\(name): the json format has only MAPs with keys of a character type") }
            try check(value, name: name)
        case .multiset: throw .unsupported("\(name): MULTISET in the json format")
        case .intervalDayTime, .intervalYearMonth: throw .unsupported("\(name): INTERVAL in the json format")
        default: break
        }
    }

    static func value(
        _ json: JSONValue, type: SQLType, name: String, standard: TimestampStandard
    ) throws(FieldFault) -> SQLValue {
        if case .null = json { return .null }
        switch (type.kind, json) {
        case (.array(let element), .array(let items)):
            var values: [SQLValue] = []
            for item in items { values.append(try value(item, type: element, name: name, standard: standard)) }
            return .array(values)
        case (.row(let fields), .object):
            var values: [SQLValue] = []
            for field in fields {
                let member = json[field.name] ?? .null
                values.append(try value(member, type: field.type, name: "\(name).\(field.name)", standard: standard))
            }
            return .row(values)
        case (.map(_, let valueType), .object(let members)):
            var entries: [SQLMapEntry] = []
            for member in members {
                let entry = SQLMapEntry(
                    key: .text(member.name), value: try value(member.value, type: valueType, name: name, standard: standard))
                if let place = entries.firstIndex(where: { $0.key == entry.key }) {
                    entries[place] = entry
                } else {
                    entries.append(entry)
                }
            }
            return .map(entries)
        case (.char, .object), (.varchar, .object), (.char, .array), (.varchar, .array):
            var writer = ByteWriter()
            json.write(to: &writer)
            return .string(writer.finish())
        default:
            if isNested(type) { throw FieldFault(reason: "field \(name) is not a \(type)") }
            return try FieldReading.value(scalar(json), type: type, name: name, standard: standard)
        }
    }

    private static func scalar(_ json: JSONValue) -> FieldText {
        switch json {
        case .boolean(let value): .boolean(value)
        case .number(let text): .number(Substring(text))
        case .string(let text): .string(Substring(text))
        case .null, .array, .object: .container
        }
    }
}
