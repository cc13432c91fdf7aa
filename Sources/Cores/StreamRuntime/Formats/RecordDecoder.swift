public import JSONReading
public import StreamSQL

/// Decodes the records of a scan into batches: only what the query names.
public final class RecordDecoder {
    private let scan: SourceScan
    private let source: Int32
    private let payload: any PayloadDecoder
    /// For each column of the scan: its place among the payload's columns, or the metadata it holds.
    private let columns: [Column]
    private let ignoresErrors: Bool

    private enum Column {
        case payload(Int)
        case metadata(String, SQLType)
    }

    /// - Parameter source: number of the source in its plan, for origins.
    /// - Throws: ``SQLError`` for a format or option that is not supported.
    public init(scan: SourceScan, source: Int, limits: JSONLimits = JSONLimits()) throws(SQLError) {
        self.scan = scan
        self.source = Int32(truncatingIfNeeded: source)
        let options = FormatOptions(scan.table)
        var columns: [Column] = []
        var fields: [FormatField] = []
        for column in scan.columns {
            switch column.origin {
            case .physical(let path):
                columns.append(.payload(fields.count))
                fields.append(FormatField(path: path, type: column.type))
            case .metadata(let key): columns.append(.metadata(key, column.type))
            }
        }
        self.columns = columns
        ignoresErrors = try options.flag("ignore-parse-errors") ?? false
        payload = try Self.decoder(options, fields: fields, limits: limits)
    }

    private static func decoder(_ options: FormatOptions, fields: [FormatField], limits: JSONLimits) throws(SQLError)
        -> any PayloadDecoder
    {
        if options.table.options["key.format"] != nil { throw .unsupported("key.format") }
        switch options.format {
        case "json": return try JSONPayloadDecoder(fields: fields, options: options, limits: limits)
        case "csv": return try CSVPayloadDecoder(fields: fields, options: options)
        case "raw": return try RawPayloadDecoder(fields: fields, options: options)
        default: throw .unsupported("reading the format '\(options.format)'")
        }
    }

    /// Decodes records. A record without value is passed over.
    public func decode(_ records: [SourceRecord]) -> DecodedRecords {
        payload.begin(records: records.count)
        var origins: [RowOrigin] = []
        origins.reserveCapacity(records.count)
        var good: [Int32] = []
        good.reserveCapacity(records.count)
        var letters: [DeadLetter] = []
        var ignored = 0
        for record in records {
            guard let value = record.value else { continue }
            let origin = origin(record)
            origins.append(origin)
            do throws(FieldFault) {
                try payload.append(value)
                good.append(Int32(origins.count - 1))
            } catch {
                if ignoresErrors {
                    ignored += 1
                } else {
                    letters.append(DeadLetter(origin: origin, reason: error.reason, payload: value))
                }
            }
        }
        let all = Batch(columns: filledColumns(records), rowCount: origins.count, origins: origins)
        let batch = good.count == origins.count ? all : all.selecting(good)
        return DecodedRecords(batch: batch, deadLetters: letters, ignoredCount: ignored)
    }

    private func filledColumns(_ records: [SourceRecord]) -> [ColumnVector] {
        let filled = payload.finish()
        return columns.map { column in
            switch column {
            case .payload(let place): filled[place]
            case .metadata(let key, let type):
                Metadata.column(key, of: records.filter { $0.value != nil }, topic: scan.table.options["topic"], type: type)
            }
        }
    }

    private func origin(_ record: SourceRecord) -> RowOrigin {
        RowOrigin(source: source, partition: record.partition, offset: record.offset)
    }
}

/// A payload column: names from the outermost on, and its type.
struct FormatField {
    var path: [String]
    var type: SQLType
    /// For messages.
    var name: String { path.joined(separator: ".") }
}

/// The options of a table's record format, under `json.` or `value.json.`.
struct FormatOptions {
    let table: TableDefinition
    let format: String

    init(_ table: TableDefinition) {
        self.table = table
        format = table.options["format"] ?? table.options["value.format"] ?? ""
    }

    subscript(name: String) -> String? { table.options["\(format).\(name)"] ?? table.options["value.\(format).\(name)"] }

    func flag(_ name: String) throws(SQLError) -> Bool? {
        guard let text = self[name] else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw .invalid("\(format).\(name) is true or false, not '\(text)'")
        }
    }
}

/// Connector metadata as columns.
private enum Metadata {
    static func column(_ key: String, of records: [SourceRecord], topic: String?, type: SQLType) -> ColumnVector {
        ColumnVector(records.map { value(key, $0, topic) }, type: type)
    }

    private static func value(_ key: String, _ record: SourceRecord, _ topic: String?) -> SQLValue {
        switch key {
        case "partition": .integer(Int64(record.partition))
        case "offset": .integer(record.offset)
        case "topic": topic.map(SQLValue.text) ?? .null
        case "timestamp": record.timestampMs.map { .timestamp(SQLTimestamp(milliseconds: $0)) } ?? .null
        case "headers":
            .map(record.headers.map { SQLMapEntry(key: .text($0.key), value: $0.value.map(SQLValue.bytes) ?? .null) })
        default: .null
        }
    }
}
