internal import Bytes
internal import CQLProtocol
internal import CQLValues
internal import EventLoops
internal import TableCore
internal import Telemetry

/// Works on one request of a connection and answers it. Begins on the loop; what may block goes on elsewhere.
struct RequestExecution: Sendable {
    private let client: ClientConnection
    private let stream: Int16
    private let version: ProtocolVersion

    init(_ client: ClientConnection, stream: Int16, version: ProtocolVersion) {
        self.client = client
        self.stream = stream
        self.version = version
    }

    private var engine: TableEngine { client.shared.engine }

    // MARK: Answering

    private func answer(_ response: Response, warnings: [String] = []) {
        let envelope = response.envelope(version: version, stream: stream, extras: ResponseExtras(warnings: warnings))
        let client = self.client
        client.onLoop { client.finish(envelope) }
    }

    private func refuse(_ error: StatementError) {
        client.shared.metrics.refusals.add()
        answer(.error(ErrorBody(error, version: version, address: engine.node.address)))
    }

    /// Runs `job` where it may block.
    private func elsewhere(_ job: @escaping @Sendable () throws(StatementError) -> Void) {
        let accepted = client.shared.io.submit {
            do throws(StatementError) { try job() } catch { refuse(error) }
        }
        if !accepted { answer(.error(ErrorBody(code: 0x1001, message: "Too many requests are waiting"))) }
    }

    // MARK: Requests

    func run(_ request: Request) {
        do throws(StatementError) {
            switch request {
            case .query(let text, let parameters):
                let keyspace = try keyspace(parameters.keyspace)
                let statement = try engine.prepare(text, keyspace: keyspace)
                let values = try Self.bind(parameters, statement) {
                    StatementError.invalid("Invalid amount of bind variables")
                }
                try execute(statement, parameters, values, keyspace: keyspace, knownMetadata: nil)
            case .prepare(let text, let keyspace): try prepare(text, keyspace: try self.keyspace(keyspace))
            case .execute(let id, let metadataID, let parameters):
                guard let statement = engine.prepared[id] else { throw StatementError.unprepared(id) }
                let given =
                    parameters.names.map { names in statement.markerNames.filter(names.contains).count }
                    ?? parameters.values.count
                let values = try Self.bind(parameters, statement) {
                    StatementError.invalid("there were \(statement.markers.count) markers(?) in CQL but \(given) bound variables")
                }
                try execute(statement, parameters, values, keyspace: client.keyspace, knownMetadata: metadataID)
            case .batch(let batch): try run(batch)
            default: throw StatementError(.server, "Not a request with an answer of its own")
            }
        } catch {
            refuse(error)
        }
    }

    /// The keyspace a request names for itself, or the connection's.
    private func keyspace(_ named: String?) throws(StatementError) -> String? {
        guard let named else { return client.keyspace }
        guard engine.schema.keyspaces[named] != nil else { throw .invalid("Keyspace '\(named)' does not exist") }
        return named
    }

    /// One value for each marker: by position, or by name.
    private static func bind(
        _ parameters: QueryParameters, _ statement: PreparedStatement, mismatch: () -> StatementError
    ) throws(StatementError) -> [BindValue] {
        guard let names = parameters.names else {
            guard parameters.values.count == statement.markers.count else { throw mismatch() }
            return parameters.values.map(BindValue.init)
        }
        var values: [BindValue] = []
        for name in statement.markerNames {
            guard let index = names.firstIndex(of: name) else { throw mismatch() }
            values.append(BindValue(parameters.values[index]))
        }
        return values
    }

    private func prepare(_ text: String, keyspace: String?) throws(StatementError) {
        let statement = try engine.prepare(text, keyspace: keyspace)
        let id = PreparedCache.id(statement)
        engine.prepared.insert(statement, id: id)
        let columns = statement.columns.map { $0.map(ColumnSpecification.init) }
        answer(
            .prepared(
                PreparedResult(
                    id: id, resultMetadataID: Self.metadataID(statement.columns),
                    markers: statement.markers.map(ColumnSpecification.init),
                    partitionKeyIndexes: statement.partitionKeyIndexes, columns: columns)))
    }

    /// Stands for the columns of an answer: their digest.
    private static func metadataID(_ columns: [ColumnDescription]?) -> ByteSlice {
        let text = (columns ?? []).map { "\($0.keyspace).\($0.table).\($0.name) \($0.type.fullClassName)\n" }.joined()
        return MessageDigest5.digest(text.utf8)
    }

    // MARK: Executing

    private func execute(
        _ statement: PreparedStatement, _ parameters: QueryParameters, _ values: [BindValue], keyspace: String?,
        knownMetadata: ByteSlice?
    ) throws(StatementError) {
        var context = context(parameters)
        context.values = values
        switch statement.work {
        case .use:
            let name = statement.usedKeyspace ?? ""
            client.use(name)
            answer(.setKeyspace(name))
        case .read:
            let settled = context
            elsewhere { () throws(StatementError) in
                let page = try engine.read(statement, settled, keyspace: keyspace)
                answer(.rows(rows(page, parameters, knownMetadata: knownMetadata)), warnings: page.warnings)
            }
        case .write: submit(try statement.write(context, snapshot: engine.store.snapshot()))
        case .readThenWrite:
            let settled = context
            elsewhere { () throws(StatementError) in submit(try statement.write(settled, snapshot: engine.store.snapshot())) }
        case .definition: elsewhere { () throws(StatementError) in try define(statement, keyspace: keyspace) }
        }
    }

    private func context(_ parameters: QueryParameters) -> ExecutionContext {
        var context = engine.context(timestamp: parameters.defaultTimestamp)
        context.consistency = parameters.consistency.rawValue
        context.serialConsistency = parameters.serialConsistency?.rawValue
        context.pageSize = parameters.pageSize.map { Int($0) }
        context.pagingState = parameters.pagingState
        if let now = parameters.nowInSeconds { context.nowInSeconds = Int64(now) }
        return context
    }

    private func rows(_ page: ResultPage, _ parameters: QueryParameters, knownMetadata: ByteSlice?) -> RowsResult {
        var rows = RowsResult(columns: page.columns.map(ColumnSpecification.init), cells: page.cells, rowCount: page.rowCount)
        rows.pagingState = page.pagingState
        guard parameters.skipMetadata else { return rows }
        if version >= .v5, let knownMetadata {
            let current = Self.metadataID(page.columns)
            if current != knownMetadata {
                rows.changedMetadataID = current
                return rows
            }
        }
        rows.columns = nil
        return rows
    }

    /// Hands writes over; the answer goes out when they are durable.
    private func submit(_ outcome: WriteOutcome) {
        guard !outcome.batch.isEmpty else { return answer(.void, warnings: outcome.warnings) }
        client.shared.metrics.writes.add()
        engine.store.submit(outcome.batch, durability: .synced) { result in
            switch result {
            case .success: answer(.void, warnings: outcome.warnings)
            case .failure(let error): refuse(StatementError(.server, error.description))
            }
        }
    }

    private func define(_ statement: PreparedStatement, keyspace: String?) throws(StatementError) {
        if let table = statement.truncatedTable {
            try engine.truncate(table)
            return answer(.void)
        }
        guard let definition = statement.definition else { throw StatementError(.server, "Not a definition") }
        let outcome = try engine.define(definition, keyspace: keyspace)
        guard let notice = outcome.notice else { return answer(.void, warnings: outcome.warnings) }
        let change = SchemaChange(
            change: notice.change.rawValue, target: notice.target.rawValue, keyspace: notice.keyspace, name: notice.name)
        client.shared.events.publish(change)
        answer(.schemaChange(change), warnings: outcome.warnings)
    }

    // MARK: Batches

    private func run(_ batch: BatchRequest) throws(StatementError) {
        let keyspace = try keyspace(batch.parameters.keyspace)
        var items: [BatchItem] = []
        for entry in batch.entries {
            let statement: PreparedStatement
            switch entry.statement {
            case .text(let text): statement = try engine.prepare(text, keyspace: keyspace)
            case .prepared(let id):
                guard let found = engine.prepared[id] else { throw StatementError.unprepared(id) }
                statement = found
            }
            guard statement.markers.count == entry.values.count else {
                throw .invalid(
                    "There were \(statement.markers.count) markers(?) in CQL but \(entry.values.count) bound variables")
            }
            items.append(BatchItem(statement, values: entry.values.map(BindValue.init)))
        }
        let context = context(batch.parameters)
        let settled = items
        if items.contains(where: { $0.statement.work == .readThenWrite }) {
            elsewhere { () throws(StatementError) in
                submit(try PreparedStatement.write(settled, kind: batch.kind, context, snapshot: engine.store.snapshot()))
            }
        } else {
            submit(try PreparedStatement.write(items, kind: batch.kind, context, snapshot: engine.store.snapshot()))
        }
    }
}

extension BindValue {
    init(_ value: BoundValue) {
        switch value {
        case .bytes(let bytes): self = .bytes(bytes)
        case .null: self = .null
        case .unset: self = .unset
        }
    }
}

extension ColumnSpecification {
    init(_ column: ColumnDescription) {
        self.init(keyspace: column.keyspace, table: column.table, name: column.name, type: column.type)
    }
}
