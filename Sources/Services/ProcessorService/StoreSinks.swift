internal import Bytes
internal import CQLClient
internal import CQLValues
internal import Connectors
internal import ProgramRunning
internal import StreamRuntime
internal import StreamSQL

/// The tables a pipeline writes, as statements: what each sink of each plan puts into the outbox, and where dead letters go.
struct StoreSinks: Sendable {
    /// By plan and sink; nil for a sink that is not in the store.
    let sinks: [[CassandraSink?]]
    /// The statements that outbox rows refer to: two a sink in the store, then the dead letters'.
    let statements: [PreparedStatement]
    /// By plan and sink: the number of its upsert statement; its delete follows.
    private let firstStatement: [[Int?]]

    private static let deadLetterSchema = [
        """
        CREATE KEYSPACE IF NOT EXISTS millrace WITH replication = {'class': 'SimpleStrategy', 'replication_factor': '1'}
        """,
        """
        CREATE TABLE IF NOT EXISTS millrace.dead_letters (query text, topic text, partition int, offset bigint, reason text, \
        payload blob, seen timestamp, replayed timestamp, PRIMARY KEY ((query, topic), partition, offset))
        """,
    ]
    private static let deadLetterInsert =
        "INSERT INTO millrace.dead_letters (query, topic, partition, offset, reason, payload, seen) VALUES (?, ?, ?, ?, ?, ?, ?)"

    /// Reads the tables' descriptions and prepares the statements.
    ///
    /// - Throws: status 5 when a table is missing or does not fit; a ``CQLClientError`` as it came, for the caller to try again.
    init(_ pipeline: Pipeline, client: CQLClient) throws {
        for statement in Self.deadLetterSchema { _ = try client.query(statement) }
        var sinks: [[CassandraSink?]] = []
        var firstStatement: [[Int?]] = []
        var statements: [PreparedStatement] = []
        for plan in pipeline.plans {
            var ofPlan: [CassandraSink?] = []
            var firsts: [Int?] = []
            for id in plan.sinks {
                guard let table = Pipeline.table(of: plan[id].operation), table.connector == "cassandra" else {
                    ofPlan.append(nil)
                    firsts.append(nil)
                    continue
                }
                let sink = try Self.sink(table, client: client)
                ofPlan.append(sink)
                firsts.append(statements.count)
                statements += [try client.prepare(sink.upsertText), try client.prepare(sink.deleteText)]
            }
            sinks.append(ofPlan)
            firstStatement.append(firsts)
        }
        statements.append(try client.prepare(Self.deadLetterInsert))
        self.sinks = sinks
        self.statements = statements
        self.firstStatement = firstStatement
    }

    private static func sink(_ table: TableDefinition, client: CQLClient) throws -> CassandraSink {
        let keyspace = table.options["keyspace"] ?? ""
        let name = table.options["table"] ?? ""
        guard let target = try CassandraTable.read(keyspace: keyspace, name: name, from: client) else {
            throw ProgramFailure.configuration(
                "table '\(table.name)': the store has no table \(keyspace).\(name); create it first (tables.cql)")
        }
        do { return try CassandraSink(table, target: target) } catch {
            throw ProgramFailure.configuration("\(error)")
        }
    }

    /// What the key columns of each plan's sinks must hold.
    func keyRules(plan: Int) -> [Int: [KeyRule]] {
        var rules: [Int: [KeyRule]] = [:]
        for (index, sink) in sinks[plan].enumerated() { rules[index] = sink?.keyRules }
        return rules
    }

    /// The outbox rows of a sink's output. A row that cannot be bound is handed to `refused` with the reason.
    func outboxRows(
        of output: SinkOutput, plan: Int, sink index: Int, refused: (_ batch: Batch, _ row: Int, _ reason: String) -> Void
    ) -> [OutboxRow] {
        guard let sink = sinks[plan][index], let first = firstStatement[plan][index] else { return [] }
        var rows: [OutboxRow] = []
        rows.reserveCapacity(output.rowCount)
        for batch in output.batches {
            for row in 0..<batch.rowCount {
                let isDelete = !batch.kind(row).addsRow
                do throws(BindingFault) {
                    let values = isDelete ? try sink.deleteValues(batch, row: row) : try sink.upsertValues(batch, row: row)
                    rows.append(OutboxRow(statement: UInt16(clamping: first + (isDelete ? 1 : 0)), values: values))
                } catch {
                    refused(batch, row, error.reason)
                }
            }
        }
        return rows
    }

    /// The outbox row of a dead letter.
    func outboxRow(of letter: DeadLetter, query: String, topic: String, seenMs: Int64) -> OutboxRow {
        func bigEndian(_ value: some FixedWidthInteger) -> ByteSlice {
            withUnsafeBytes(of: value.bigEndian) { ByteSlice(copying: $0) }
        }
        return OutboxRow(
            statement: UInt16(clamping: statements.count - 1),
            values: [
                ByteSlice(utf8: query), ByteSlice(utf8: topic), bigEndian(letter.origin.partition),
                bigEndian(letter.origin.offset),
                ByteSlice(utf8: letter.reason), letter.payload, bigEndian(seenMs),
            ])
    }
}
