public import Bytes
public import StreamRuntime
public import StreamSQL

/// Rows as records of a table's format: what kafka and filesystem sinks write.
public enum RowTextEncoder: Sendable {
    case json(JSONRowEncoder)
    case csv(CSVRowEncoder)
    case raw(SQLType)

    /// - Throws: ``SQLError`` for a format or option that is not supported.
    public init(_ table: TableDefinition) throws(SQLError) {
        let columns = table.persistedColumns
        for column in columns where column.kind != .physical { throw .unsupported("metadata columns of a written table") }
        if table.options["key.format"] != nil { throw .unsupported("key.format") }
        let types = columns.map(\.type)
        switch table.options["format"] ?? table.options["value.format"] ?? "" {
        case "json": self = .json(try JSONRowEncoder(names: columns.map(\.name), types: types, table: table))
        case "csv": self = .csv(try CSVRowEncoder(types: types, table: table))
        case "raw":
            guard types.count == 1, types[0].isCharacter || types[0].isBinary else {
                throw .unsupported("the raw format for other tables than one column of a string type")
            }
            self = .raw(types[0])
        case let other: throw .unsupported("writing the format '\(other)'")
        }
    }

    /// The record of a row, without a line end.
    public func encode(_ batch: Batch, row: Int) -> ByteSlice {
        switch self {
        case .json(let encoder): return encoder.encode(batch, row: row)
        case .csv(let encoder): return encoder.encode(batch, row: row)
        case .raw(let type):
            switch batch.columns[0].value(row, type: type) {
            case .string(let text), .bytes(let text): return text
            default: return ByteSlice()
            }
        }
    }
}
