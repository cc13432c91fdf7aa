internal import Bytes
internal import CQLValues

/// What a batch of the protocol is made of: statements with the values of their markers.
public struct BatchItem: Sendable {
    public let statement: PreparedStatement
    public let values: [BindValue]

    public init(_ statement: PreparedStatement, values: [BindValue]) {
        self.statement = statement
        self.values = values
    }
}

/// Writes that a statement comes to, and what is to be said of them.
public struct WriteOutcome: Sendable {
    public var batch = KeyValueBatch()
    public var warnings: [String] = []
}

extension PreparedStatement {
    /// Answers a SELECT or DESCRIBE.
    ///
    /// - Parameters:
    ///   - snapshot: the tables as they are now.
    ///   - system: makes the rows of the server's own tables.
    /// - Throws: ``StatementError``; `server` when the storage fails.
    public func read(
        _ context: ExecutionContext, snapshot: any KeyValueSnapshot, system: SystemRows, schema: Schema, node: NodeIdentity,
        keyspace: String?
    ) throws(StatementError) -> ResultPage {
        switch plan {
        case .select(let select):
            try ConsistencyRules.checkRead(context)
            let source = SystemRows.owns(select.table.keyspace) ? try system.snapshot(of: select.table) : snapshot
            return try SelectExecution(select, context, source).run()
        case .describe(let describe):
            return try DescribeExecution(describe: describe, schema: schema, current: keyspace, node: node).run().page(context)
        default: throw StatementError(.server, "Not a statement that reads")
        }
    }

    /// What an INSERT, UPDATE, DELETE or text BATCH writes.
    public func write(_ context: ExecutionContext, snapshot: any KeyValueSnapshot) throws(StatementError) -> WriteOutcome {
        switch plan {
        case .modification(let modification):
            try ConsistencyRules.checkWrite(context, isCounter: modification.isCounter)
            var outcome = WriteOutcome()
            _ = try modification.write(to: &outcome.batch, context, snapshot: snapshot)
            return outcome
        case .batch(let batch):
            var timestamp: Int64?
            if let term = batch.timestamp, case .bytes(let bytes) = try term.value(context) { timestamp = bytes.signedInteger }
            var execution = BatchExecution(kind: batch.kind, snapshot: snapshot, timestamp: timestamp)
            try ConsistencyRules.checkBatch(context, isCounter: batch.kind == .counter)
            for statement in batch.statements { try execution.add(statement, context) }
            return try execution.finish()
        default: throw StatementError(.server, "Not a statement that writes")
        }
    }

    /// What a batch of the protocol writes: all of it or nothing.
    /// - Parameter kind: 0 logged, 1 unlogged, 2 counter.
    public static func write(
        _ items: [BatchItem], kind: UInt8, _ context: ExecutionContext, snapshot: any KeyValueSnapshot
    ) throws(StatementError) -> WriteOutcome {
        guard let kind = BatchKind(rawValue: kind) else {
            throw StatementError(.protocolViolation, "Invalid BATCH message type \(kind)")
        }
        var plans: [(ModificationPlan, [BindValue])] = []
        for item in items {
            guard case .modification(let plan) = item.statement.plan else {
                throw .invalid("Invalid statement in batch: only UPDATE, INSERT and DELETE statements are allowed.")
            }
            plans.append((plan, item.values))
        }
        try BatchPlan.check(plans.map(\.0), kind: kind, hasTimestamp: false)
        try ConsistencyRules.checkBatch(context, isCounter: kind == .counter)
        var execution = BatchExecution(kind: kind, snapshot: snapshot, timestamp: nil)
        for (plan, values) in plans {
            var own = context
            own.values = values
            try execution.add(plan, own)
        }
        return try execution.finish()
    }

    /// The statement of definition it is, if it is one.
    public var definition: Statement? {
        if case .definition(let statement) = plan { statement } else { nil }
    }

    /// The keyspace USE names.
    public var usedKeyspace: String? { if case .use(let name) = plan { name } else { nil } }

    /// The table TRUNCATE names.
    public var truncatedTable: TableDefinition? { if case .truncate(let table) = plan { table } else { nil } }
}

/// Gathers the writes of a batch and says what is large about it.
struct BatchExecution {
    /// Sizes above which a batch over several partitions is warned of, and refused.
    static let warnBytes = 5 * 1024
    static let failBytes = 50 * 1024
    /// Partitions above which an unlogged batch is warned of.
    static let unloggedPartitionsMax = 10

    let kind: BatchKind
    let snapshot: any KeyValueSnapshot
    let timestamp: Int64?
    private var outcome = WriteOutcome()
    private var partitions: Set<BatchPartition> = []
    private var tables: Set<String> = []

    private struct BatchPartition: Hashable {
        let table: TableID
        let key: PartitionKey
    }

    init(kind: BatchKind, snapshot: any KeyValueSnapshot, timestamp: Int64?) {
        self.kind = kind
        self.snapshot = snapshot
        self.timestamp = timestamp
    }

    mutating func add(_ plan: ModificationPlan, _ context: ExecutionContext) throws(StatementError) {
        let keys = try plan.write(to: &outcome.batch, context, snapshot: snapshot, batchTimestamp: timestamp)
        tables.insert(plan.table.fullName)
        for key in keys { partitions.insert(BatchPartition(table: plan.table.number, key: key)) }
    }

    func finish() throws(StatementError) -> WriteOutcome {
        var outcome = outcome
        guard partitions.count > 1 else { return outcome }
        let names = tables.sorted().joined(separator: ", ")
        let bytes = outcome.batch.byteCount
        if kind != .counter, bytes > Self.failBytes { throw .invalid("Batch too large") }
        if kind != .counter, bytes > Self.warnBytes {
            outcome.warnings.append(
                "Batch for [\(names)] is of size \(bytes), exceeding specified threshold of \(Self.warnBytes) by \(bytes - Self.warnBytes)."
            )
        }
        // Partitions of one key in several tables count once.
        let keys = Set(partitions.map(\.key)).count
        if kind == .unlogged, keys > Self.unloggedPartitionsMax {
            outcome.warnings.append(
                "Unlogged batch covering \(keys) partitions detected against table\(tables.count > 1 ? "s" : "") [\(names)]. You should use a logged batch for atomicity, or asynchronous writes for performance."
            )
        }
        return outcome
    }
}

/// What one node can do of each consistency level. Codes are the protocol's.
enum ConsistencyRules {
    private static let two: UInt16 = 2
    private static let three: UInt16 = 3
    private static let serial: UInt16 = 8
    private static let localSerial: UInt16 = 9

    private static func checkReplicas(_ context: ExecutionContext) throws(StatementError) {
        for (code, name, required) in [(two, "TWO", Int32(2)), (three, "THREE", 3)] where context.consistency == code {
            throw StatementError(
                .unavailable(consistency: code, required: required, alive: 1), "Cannot achieve consistency level \(name)")
        }
    }

    static func checkRead(_ context: ExecutionContext) throws(StatementError) {
        if context.consistency == 0 { throw .invalid("ANY ConsistencyLevel is only supported for writes") }
        try checkReplicas(context)
    }

    static func checkWrite(_ context: ExecutionContext, isCounter: Bool) throws(StatementError) {
        if context.consistency == serial || context.consistency == localSerial {
            throw .invalid(
                isCounter
                    ? "Counter operations are inherently non-serializable"
                    : "You must use conditional updates for serializable writes")
        }
        try checkBatch(context, isCounter: isCounter)
    }

    /// A batch may be asked for at a serial level: that says nothing about it.
    static func checkBatch(_ context: ExecutionContext, isCounter: Bool) throws(StatementError) {
        if isCounter, context.consistency == 0 { throw .invalid("Consistency level ANY is not yet supported for counter table") }
        try checkReplicas(context)
    }
}
