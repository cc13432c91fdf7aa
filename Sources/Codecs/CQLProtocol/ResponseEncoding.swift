internal import Bytes
internal import CQLValues

extension Response {
    /// The envelope a server sends. Warnings are left out under v3, which cannot carry them.
    public func envelope(version: ProtocolVersion, stream: Int16, extras: ResponseExtras = ResponseExtras()) -> Envelope {
        var writer = ByteWriter(capacity: bytesEstimate)
        var flags: EnvelopeFlags = []
        if let id = extras.tracingID {
            flags.insert(.tracing)
            writer.bytes(id)
        }
        if !extras.warnings.isEmpty, version >= .v4 {
            flags.insert(.warnings)
            writer.strings(extras.warnings)
        }
        encodeBody(into: &writer, version: version)
        return Envelope(
            version: version.rawValue, isResponse: true, flags: flags, stream: stream, opcode: opcode.rawValue,
            body: writer.finish())
    }

    private var bytesEstimate: Int {
        guard case .rows(let rows) = self else { return 128 }
        return rows.cells.reduce(256) { $0 + 4 + ($1?.count ?? 0) }
    }

    private func encodeBody(into writer: inout ByteWriter, version: ProtocolVersion) {
        switch self {
        case .error(let body): writer.errorBody(body, version: version)
        case .ready: break
        case .authenticate(let name): writer.string(name)
        case .supported(let options):
            writer.integer(UInt16(truncatingIfNeeded: options.count))
            for (key, values) in options {
                writer.string(key)
                writer.strings(values)
            }
        case .void: writer.integer(Int32(1))
        case .rows(let rows):
            writer.integer(Int32(2))
            writer.rows(rows, version: version)
        case .setKeyspace(let name):
            writer.integer(Int32(3))
            writer.string(name)
        case .prepared(let prepared):
            writer.integer(Int32(4))
            writer.prepared(prepared, version: version)
        case .schemaChange(let change):
            writer.integer(Int32(5))
            writer.schemaChange(change, version: version)
        case .event(.schemaChange(let change)):
            writer.string("SCHEMA_CHANGE")
            writer.schemaChange(change, version: version)
        case .event(.node(let kind, let change, let address, let port)):
            writer.string(kind)
            writer.string(change)
            writer.integer(UInt8(truncatingIfNeeded: address.count))
            writer.bytes(address)
            writer.integer(port)
        case .authSuccess(let token): writer.optionalBytes(token)
        }
    }
}

extension ByteWriter {
    fileprivate mutating func errorBody(_ body: ErrorBody, version: ProtocolVersion) {
        integer(body.code)
        string(body.message)
        switch body.detail {
        case .none: break
        case .unavailable(let consistency, let required, let alive):
            integer(consistency)
            integer(required)
            integer(alive)
        case .writeTimeout(let consistency, let received, let blockFor, let writeType):
            integer(consistency)
            integer(received)
            integer(blockFor)
            string(writeType)
        case .readTimeout(let consistency, let received, let blockFor, let dataPresent):
            integer(consistency)
            integer(received)
            integer(blockFor)
            integer(UInt8(dataPresent ? 1 : 0))
        case .writeFailure(let consistency, let writeType, let address):
            integer(consistency)
            integer(Int32(0))
            integer(Int32(1))
            integer(Int32(1))
            if version >= .v5 {
                integer(UInt8(truncatingIfNeeded: address.count))
                bytes(address)
                integer(UInt16(0))
            }
            string(writeType)
        case .functionFailure(let keyspace, let function, let arguments):
            string(keyspace)
            string(function)
            strings(arguments)
        case .alreadyExists(let keyspace, let table):
            string(keyspace)
            string(table)
        case .unprepared(let id): shortBytes(id)
        }
    }

    fileprivate mutating func schemaChange(_ change: SchemaChange, version: ProtocolVersion) {
        let isFunction = change.target == "FUNCTION" || change.target == "AGGREGATE"
        // v3 has no words for functions: the keyspace was updated.
        if version == .v3, isFunction {
            for text in ["UPDATED", "KEYSPACE", change.keyspace, ""] { string(text) }
            return
        }
        string(change.change)
        string(change.target)
        string(change.keyspace)
        guard change.target != "KEYSPACE" else { return }
        string(change.name)
        if isFunction { strings(change.arguments) }
    }

    fileprivate mutating func prepared(_ prepared: PreparedResult, version: ProtocolVersion) {
        shortBytes(prepared.id)
        if version >= .v5 { shortBytes(prepared.resultMetadataID ?? ByteSlice()) }
        let shared = Self.sharesTable(prepared.markers)
        integer(Int32(shared ? 1 : 0))
        integer(Int32(truncatingIfNeeded: prepared.markers.count))
        if version >= .v4 {
            integer(Int32(truncatingIfNeeded: prepared.partitionKeyIndexes.count))
            for index in prepared.partitionKeyIndexes { integer(index) }
        }
        columns(prepared.markers, shared: shared, version: version)
        guard let columns = prepared.columns else {
            integer(Int32(4))
            integer(Int32(0))
            return
        }
        metadata(columns, version: version)
    }

    private static func sharesTable(_ columns: [ColumnSpecification]) -> Bool {
        guard let first = columns.first else { return false }
        return columns.allSatisfy { $0.keyspace == first.keyspace && $0.table == first.table }
    }

    private mutating func metadata(_ columns: [ColumnSpecification], version: ProtocolVersion) {
        let shared = Self.sharesTable(columns)
        integer(Int32(shared ? 1 : 0))
        integer(Int32(truncatingIfNeeded: columns.count))
        self.columns(columns, shared: shared, version: version)
    }

    private mutating func columns(_ columns: [ColumnSpecification], shared: Bool, version: ProtocolVersion) {
        if shared, let first = columns.first {
            string(first.keyspace)
            string(first.table)
        }
        for column in columns {
            if !shared {
                string(column.keyspace)
                string(column.table)
            }
            string(column.name)
            typeOption(column.type, version: version)
        }
    }

    fileprivate mutating func rows(_ rows: RowsResult, version: ProtocolVersion) {
        let shared = rows.columns.map { Self.sharesTable($0) } ?? false
        var flags: Int32 = 0
        if shared { flags |= 1 }
        if rows.pagingState != nil { flags |= 2 }
        if rows.columns == nil { flags |= 4 }
        if rows.changedMetadataID != nil, version >= .v5 { flags |= 8 }
        integer(flags)
        integer(Int32(truncatingIfNeeded: rows.columnCount))
        if let state = rows.pagingState { optionalBytes(state) }
        if flags & 8 != 0, let id = rows.changedMetadataID { shortBytes(id) }
        if let columns = rows.columns { self.columns(columns, shared: shared, version: version) }
        integer(Int32(truncatingIfNeeded: rows.rowCount))
        for cell in rows.cells { optionalBytes(cell) }
    }
}
