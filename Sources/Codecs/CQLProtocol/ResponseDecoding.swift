internal import Bytes
internal import CQLValues

extension Response {
    /// The most cells a client takes in one answer.
    public static let cellsMax = 50_000_000

    /// Reads a server's answer.
    /// - Throws: ``ProtocolFault`` on the envelope's stream.
    public static func decode(
        _ envelope: Envelope, version: ProtocolVersion
    ) throws(ProtocolFault) -> (response: Response, extras: ResponseExtras) {
        var body = BodyReader(envelope.body, version: version)
        var extras = ResponseExtras()
        if envelope.flags.contains(.tracing) { extras.tracingID = try body.exactly(16) }
        if envelope.flags.contains(.warnings) { extras.warnings = try body.strings() }
        if envelope.flags.contains(.customPayload) {
            for _ in 0..<(try body.integer(UInt16.self)) {
                _ = try body.string()
                _ = try body.bytes()
            }
        }
        return (try body.response(opcode: envelope.opcode), extras)
    }
}

extension BodyReader {
    fileprivate mutating func exactly(_ count: Int) throws(ProtocolFault) -> ByteSlice {
        do throws(DecodeError) { return try reader.bytes(count) } catch {
            throw ProtocolFault("Body ends at byte \(error.offset)")
        }
    }

    fileprivate mutating func response(opcode: UInt8) throws(ProtocolFault) -> Response {
        switch Opcode(rawValue: opcode) {
        case .error: return .error(try errorBody())
        case .ready: return .ready
        case .authenticate: return .authenticate(try string())
        case .supported:
            var options: [(String, [String])] = []
            for _ in 0..<(try integer(UInt16.self)) { options.append((try string(), try strings())) }
            return .supported(options)
        case .result: return try result()
        case .event: return .event(try event())
        case .authSuccess: return .authSuccess(try bytes())
        default: throw ProtocolFault("Unknown opcode \(opcode) of a response")
        }
    }

    private mutating func result() throws(ProtocolFault) -> Response {
        let kind = try integer(Int32.self)
        switch kind {
        case 1: return .void
        case 2: return .rows(try rows())
        case 3: return .setKeyspace(try string())
        case 4: return .prepared(try prepared())
        case 5: return .schemaChange(try schemaChange())
        default: throw ProtocolFault("Unknown kind of result \(kind)")
        }
    }

    private mutating func schemaChange() throws(ProtocolFault) -> SchemaChange {
        var change = SchemaChange(change: try string(), target: try string(), keyspace: try string())
        if change.target != "KEYSPACE" { change.name = try string() }
        if change.target == "FUNCTION" || change.target == "AGGREGATE" { change.arguments = try strings() }
        return change
    }

    private mutating func event() throws(ProtocolFault) -> Event {
        let kind = try string()
        if kind == "SCHEMA_CHANGE" { return .schemaChange(try schemaChange()) }
        let change = try string()
        let length = try integer(UInt8.self)
        let address = try exactly(Int(length))
        return .node(kind: kind, change: change, address: address, port: try integer())
    }

    private mutating func count() throws(ProtocolFault) -> Int {
        let count = try integer(Int32.self)
        guard count >= 0 else { throw ProtocolFault("Negative count \(count)") }
        return Int(count)
    }

    private mutating func columns(_ count: Int, shared: Bool) throws(ProtocolFault) -> [ColumnSpecification] {
        var table = ("", "")
        if shared { table = (try string(), try string()) }
        var all: [ColumnSpecification] = []
        for _ in 0..<count {
            if !shared { table = (try string(), try string()) }
            let name = try string()
            all.append(ColumnSpecification(keyspace: table.0, table: table.1, name: name, type: try typeOption()))
        }
        return all
    }

    private mutating func prepared() throws(ProtocolFault) -> PreparedResult {
        let id = try shortBytes()
        let metadataID = version >= .v5 ? try shortBytes() : nil
        let flags = try integer(Int32.self)
        let markerCount = try count()
        var indexes: [UInt16] = []
        if version >= .v4 {
            for _ in 0..<(try count()) { indexes.append(try integer()) }
        }
        let markers = try columns(markerCount, shared: flags & 1 != 0)
        let resultFlags = try integer(Int32.self)
        let columnCount = try count()
        let columns = resultFlags & 4 != 0 ? nil : try columns(columnCount, shared: resultFlags & 1 != 0)
        return PreparedResult(
            id: id, resultMetadataID: metadataID, markers: markers, partitionKeyIndexes: indexes, columns: columns)
    }

    private mutating func rows() throws(ProtocolFault) -> RowsResult {
        let flags = try integer(Int32.self)
        let columnCount = try count()
        var result = RowsResult(columns: [])
        result.columnCount = columnCount
        result.columns = nil
        if flags & 2 != 0 { result.pagingState = try bytes() }
        if flags & 8 != 0 { result.changedMetadataID = try shortBytes() }
        if flags & 4 == 0 { result.columns = try columns(columnCount, shared: flags & 1 != 0) }
        result.rowCount = try count()
        let (cells, overflow) = result.rowCount.multipliedReportingOverflow(by: columnCount)
        guard !overflow, cells <= Response.cellsMax, cells == 0 || reader.remaining / 4 >= cells else {
            throw ProtocolFault("Rows do not fit the body")
        }
        result.cells.reserveCapacity(cells)
        for _ in 0..<cells { result.cells.append(try bytes()) }
        return result
    }

    private mutating func errorBody() throws(ProtocolFault) -> ErrorBody {
        var body = ErrorBody(code: try integer(), message: try string())
        switch body.code {
        case 0x1000: body.detail = .unavailable(consistency: try integer(), required: try integer(), alive: try integer())
        case 0x1100:
            body.detail = .writeTimeout(
                consistency: try integer(), received: try integer(), blockFor: try integer(), writeType: try string())
        case 0x1200:
            body.detail = .readTimeout(
                consistency: try integer(), received: try integer(), blockFor: try integer(),
                dataPresent: try integer(UInt8.self) != 0)
        case 0x1400:
            body.detail = .functionFailure(keyspace: try string(), function: try string(), arguments: try strings())
        case 0x2400: body.detail = .alreadyExists(keyspace: try string(), table: try string())
        case 0x2500: body.detail = .unprepared(id: try shortBytes())
        default: break
        }
        return body
    }
}
