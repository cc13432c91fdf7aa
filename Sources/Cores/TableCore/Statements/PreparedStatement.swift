internal import CQLValues

/// A statement whose names and types are settled against one schema: run it as often as wanted, with values for its markers.
public struct PreparedStatement: Sendable {
    enum Plan: Sendable {
        case select(SelectPlan)
        case modification(ModificationPlan)
        case batch(BatchPlan)
        case definition(Statement)
        case use(String)
        case describe(Describe)
        case truncate(TableDefinition)
    }

    public let text: String
    /// The keyspace that unqualified names were looked up in.
    public let keyspace: String?
    /// The markers in order of appearance.
    public let markers: [ColumnDescription]
    /// Names of the markers, nil for `?`; a `?` goes by its column's name.
    public let markerNames: [String]
    /// For each partition key column its marker; empty when some has none of its own.
    public let partitionKeyIndexes: [UInt16]
    /// What a SELECT answers; nil for statements that answer no rows.
    public let columns: [ColumnDescription]?
    let plan: Plan

    /// The keyspace and table it is about, when it is about one.
    public var target: (keyspace: String, table: String)? {
        switch plan {
        case .select(let plan): (plan.table.keyspace, plan.table.name)
        case .modification(let plan): (plan.table.keyspace, plan.table.name)
        case .batch(let plan): plan.statements.first.map { ($0.table.keyspace, $0.table.name) }
        case .truncate(let table): (table.keyspace, table.name)
        default: nil
        }
    }

    /// Whether an unqualified name in it was looked up in the current keyspace.
    public let usesCurrentKeyspace: Bool

    /// What kind of work it is: reading, writing, or changing definitions.
    public var work: Work {
        switch plan {
        case .select, .describe: .read
        case .modification(let plan): plan.needsReading ? .readThenWrite : .write
        case .batch(let plan): plan.statements.contains(where: \.needsReading) ? .readThenWrite : .write
        case .definition, .truncate: .definition
        case .use: .use
        }
    }

    public enum Work: Sendable {
        case read, write, readThenWrite, definition, use
    }
}

/// A text batch whose statements are settled.
struct BatchPlan: Sendable {
    let kind: BatchKind
    let timestamp: Term?
    let statements: [ModificationPlan]
}

extension PreparedStatement {
    /// Parses and settles a statement.
    ///
    /// - Parameters:
    ///   - schema: what names mean.
    ///   - keyspace: the connection's.
    ///   - nowMs: milliseconds since 1970.
    /// - Throws: ``StatementError``.
    public init(_ text: String, schema: Schema, keyspace: String?, nowMs: Int64) throws(StatementError) {
        let parsed = try Parser.parse(text)
        var preparation = StatementPreparation(schema: schema, keyspace: keyspace, parsed: parsed, nowMs: nowMs)
        let plan = try preparation.plan(parsed.statement)
        var markers: [ColumnDescription] = []
        var names: [String] = []
        for (index, receiver) in preparation.receivers.enumerated() {
            guard let receiver else { throw .invalid("Cannot infer the type of marker \(index)") }
            var description = receiver.description
            if let name = parsed.markers[index] { description.name = name }
            markers.append(description)
            names.append(description.name)
        }
        self.text = text
        self.keyspace = keyspace
        self.markers = markers
        self.markerNames = names
        self.plan = plan
        self.partitionKeyIndexes = Self.partitionKeyIndexes(plan, preparation.receivers)
        self.usesCurrentKeyspace = preparation.usesCurrentKeyspace
        switch plan {
        case .select(let select): columns = select.columns
        default: columns = nil
        }
    }

    /// For each partition key column the last marker that is bound to it, when each has one and all are of one table.
    private static func partitionKeyIndexes(_ plan: Plan, _ receivers: [Receiver?]) -> [UInt16] {
        let table: TableDefinition
        switch plan {
        case .select(let plan): table = plan.table
        case .modification(let plan): table = plan.table
        case .batch(let plan):
            guard let first = plan.statements.first else { return [] }
            table = first.table
        default: return []
        }
        guard receivers.allSatisfy({ $0?.keyspace == table.keyspace && $0?.table == table.name }) else { return [] }
        var indexes: [UInt16] = []
        for column in table.partitionKey {
            guard let index = receivers.lastIndex(where: { $0?.name == column.name && $0?.type == column.type }) else {
                return []
            }
            indexes.append(UInt16(truncatingIfNeeded: index))
        }
        return indexes
    }
}

/// Settles one statement; collects the receivers of its markers.
struct StatementPreparation {
    let schema: Schema
    let keyspace: String?
    let nowMs: Int64
    var receivers: [Receiver?]
    var usesCurrentKeyspace = false

    init(schema: Schema, keyspace: String?, parsed: ParsedStatement, nowMs: Int64) {
        self.schema = schema
        self.keyspace = keyspace
        self.nowMs = nowMs
        self.receivers = [Receiver?](repeating: nil, count: parsed.markers.count)
    }

    private mutating func table(_ name: QualifiedName) throws(StatementError) -> TableDefinition {
        if name.keyspace == nil { usesCurrentKeyspace = true }
        return try schema.table(name, current: keyspace)
    }

    private func scope(_ table: TableDefinition) -> TermScope {
        var scope = TermScope(
            keyspace: table.keyspace, types: schema.keyspaces[table.keyspace]?.types ?? [:], markerCount: receivers.count,
            nowMs: nowMs)
        scope.receivers = receivers
        scope.tokenTypes = table.partitionKey.map(\.type)
        return scope
    }

    mutating func plan(_ statement: Statement) throws(StatementError) -> PreparedStatement.Plan {
        switch statement {
        case .select(let select):
            let table = try table(select.table)
            var preparation = SelectPreparation(table: table, scope: scope(table))
            let plan = try preparation.plan(select)
            receivers = preparation.scope.receivers
            return .select(plan)
        case .insert, .update, .delete: return .modification(try modification(statement))
        case .batch(let batch): return .batch(try self.batch(batch))
        case .truncate(let name):
            let table = try table(name)
            if table.isVirtual { throw .invalid("Truncation is not supported by table \(table.fullName)") }
            if Schema.systemKeyspaces.contains(table.keyspace) {
                throw StatementError(.unauthorized, "\(table.keyspace) keyspace is not user-modifiable.")
            }
            return .truncate(table)
        case .use(let name):
            guard schema.keyspaces[name] != nil else { throw .invalid("Keyspace '\(name)' does not exist") }
            return .use(name)
        case .describe(let describe): return .describe(describe)
        case .refused(let feature): throw feature.refusal
        case .createKeyspace, .alterKeyspace, .dropKeyspace, .createTable, .alterTable, .dropTable, .createType, .alterType,
            .dropType:
            return .definition(statement)
        }
    }

    private mutating func modification(_ statement: Statement) throws(StatementError) -> ModificationPlan {
        let name: QualifiedName
        switch statement {
        case .insert(let insert): name = insert.table
        case .update(let update): name = update.table
        case .delete(let delete): name = delete.table
        default: throw .invalid("Invalid statement in batch: only UPDATE, INSERT and DELETE statements are allowed.")
        }
        let table = try table(name)
        var preparation = ModificationPreparation(table: table, scope: scope(table))
        let plan: ModificationPlan
        switch statement {
        case .insert(let insert): plan = try preparation.insert(insert)
        case .update(let update): plan = try preparation.update(update)
        case .delete(let delete): plan = try preparation.delete(delete)
        default: throw .invalid("Invalid statement in batch: only UPDATE, INSERT and DELETE statements are allowed.")
        }
        receivers = preparation.scope.receivers
        return plan
    }

    private mutating func batch(_ batch: Batch) throws(StatementError) -> BatchPlan {
        if batch.using.timeToLive != nil { throw .invalid("Global TTL on the BATCH statement is not supported.") }
        var timestamp: Term?
        if let raw = batch.using.timestamp {
            if batch.kind == .counter { throw .invalid("Cannot provide custom timestamp for counter BATCH") }
            var scope = TermScope(keyspace: keyspace ?? "", types: [:], markerCount: receivers.count, nowMs: nowMs)
            scope.receivers = receivers
            timestamp = try scope.prepare(
                raw, for: Receiver(keyspace: "[batch]", table: "[batch]", name: "[timestamp]", type: .bigint))
            receivers = scope.receivers
        }
        var plans: [ModificationPlan] = []
        for statement in batch.statements { plans.append(try modification(statement)) }
        try BatchPlan.check(plans, kind: batch.kind, hasTimestamp: timestamp != nil)
        return BatchPlan(kind: batch.kind, timestamp: timestamp, statements: plans)
    }
}

extension BatchPlan {
    /// What may go together in a batch.
    static func check(_ plans: [ModificationPlan], kind: BatchKind, hasTimestamp: Bool) throws(StatementError) {
        let counters = plans.contains(where: \.isCounter)
        let others = plans.contains { !$0.isCounter }
        if kind == .logged, counters { throw .invalid("Cannot include a counter statement in a logged batch") }
        if kind == .counter, others { throw .invalid("Cannot include non-counter statement in a counter batch") }
        if counters, others { throw .invalid("Counter and non-counter mutations cannot exist in the same batch") }
        if hasTimestamp, plans.contains(where: { $0.timestamp != nil }) {
            throw .invalid("Timestamp must be set either on BATCH or individual statements")
        }
    }
}

extension RefusedFeature {
    /// Why it is refused.
    var refusal: StatementError {
        switch self {
        case .secondaryIndex(let text): .invalid("\(text) is not supported by this server: secondary indexes are missing")
        case .materializedView(let text): .invalid("\(text) is not supported by this server: materialized views are missing")
        case .userFunction(let text): .invalid("\(text) is not supported by this server: user-defined functions are missing")
        case .trigger(let text): .invalid("\(text) is not supported by this server: triggers are missing")
        case .json(let text): .invalid("\(text) is not supported by this server: JSON is missing")
        case .authorization:
            StatementError(.unauthorized, "You have to be logged in and not anonymous to perform this request")
        }
    }
}
