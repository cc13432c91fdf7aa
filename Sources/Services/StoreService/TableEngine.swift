internal import Bytes
internal import EventLoops
internal import Glibc
internal import Identifiers
internal import RocksStorage
internal import Synchronization
internal import TableCore

/// The tables of a store with their schema: what connections work on. Safe from any thread.
final class TableEngine: Sendable {
    let store: any KeyValueStore
    let prepared: PreparedCache
    private let current: Mutex<Schema>
    /// Held while a definition is made, so that each builds on the one before.
    private let definitions = Mutex(())
    private let nodeState: Mutex<NodeIdentity>
    private let clock = UniqueClock()

    private static let hostIDKey = ByteSlice(utf8: "node/host-id")

    /// Reads the schema that is kept.
    /// - Throws: ``StorageError``; `damaged` when a record cannot be read.
    init(_ store: any KeyValueStore, preparedMax: Int) throws(StorageError) {
        self.store = store
        prepared = PreparedCache(limit: preparedMax)
        current = Mutex(try Self.loadSchema(store))
        let hostID = try Self.loadHostID(store)
        // One token owns the ring; which one it is follows from the node's id.
        nodeState = Mutex(
            NodeIdentity(hostID: hostID, address: [127, 0, 0, 1], port: 9042, token: Int64(bitPattern: hostID.high) >> 1))
    }

    private static func loadSchema(_ store: any KeyValueStore) throws(StorageError) -> Schema {
        var schema = Schema.system
        var generator = SystemRandomNumberGenerator()
        schema.version = .random(using: &generator)
        if let record = try store.value(of: SchemaRecords.stateKey, in: .meta) {
            guard let state = try? SchemaRecords.decodeState(record) else { throw .damaged(key: SchemaRecords.stateKey) }
            schema.version = state.version
            schema.lastTableNumber = state.lastTableNumber
        }
        let range = SchemaRecords.keyspaceRange
        let cursor = store.snapshot().cursor(over: .meta, from: range.lower, to: range.upper)
        var found = try cursor.seek(to: range.lower)
        while found {
            guard let keyspace = try? SchemaRecords.decode(cursor.value) else { throw .damaged(key: cursor.key) }
            schema.keyspaces[keyspace.name] = keyspace
            found = try cursor.next()
        }
        return schema
    }

    private static func loadHostID(_ store: any KeyValueStore) throws(StorageError) -> UniqueID {
        if let bytes = try store.value(of: hostIDKey, in: .meta) {
            guard let id = UniqueID(bytes: bytes.array) else { throw .damaged(key: hostIDKey) }
            return id
        }
        var generator = SystemRandomNumberGenerator()
        let id = UniqueID.random(using: &generator)
        var batch = KeyValueBatch()
        batch.put(hostIDKey, ByteSlice(id.bytes), in: .meta)
        try store.commit(batch, durability: .synced)
        return id
    }

    var schema: Schema { current.withLock { $0 } }
    var node: NodeIdentity { nodeState.withLock { $0 } }

    /// Sets the address clients are told.
    func advertise(address: ByteSlice, port: Int32) {
        nodeState.withLock {
            $0.address = address
            $0.port = port
        }
    }

    /// What a request brings to an execution, beside its values.
    func context(timestamp: Int64?) -> ExecutionContext {
        let clock = self.clock
        return ExecutionContext(
            timestamp: timestamp ?? clock.microseconds(), nowMs: WallClock.nowMs, timeUUIDs: { clock.timeUUID() })
    }

    func prepare(_ text: String, keyspace: String?) throws(StatementError) -> PreparedStatement {
        try PreparedStatement(text, schema: schema, keyspace: keyspace, nowMs: WallClock.nowMs)
    }

    func read(_ statement: PreparedStatement, _ context: ExecutionContext, keyspace: String?) throws(StatementError) -> ResultPage
    {
        let schema = self.schema
        let system = SystemRows(
            schema: schema, node: node, prepared: statement.target?.keyspace == "system" ? prepared.records : [])
        return try statement.read(
            context, snapshot: store.snapshot(), system: system, schema: schema, node: node, keyspace: keyspace)
    }

    // MARK: Definitions

    /// Makes and keeps a definition. Blocks until it is on the disk.
    /// - Throws: ``StatementError``; `server` when it could not be kept.
    func define(_ statement: Statement, keyspace: String?) throws(StatementError) -> SchemaOutcome {
        try definitions.withLock { (_) throws(StatementError) in
            var generator = SystemRandomNumberGenerator()
            let context = DefinitionContext(
                keyspace: keyspace, now: clock.microseconds(), tableID: clock.uniqueID(), version: .random(using: &generator))
            let outcome = try schema.applying(statement, context)
            guard let notice = outcome.notice else { return outcome }
            var batch = SchemaRecords.batch(for: outcome)
            for table in outcome.droppedTables { batch.deleteTable(table) }
            try commit(batch)
            current.withLock { $0 = outcome.schema }
            prepared.forget(after: notice)
            return outcome
        }
    }

    /// Empties a table. Blocks until that is on the disk.
    func truncate(_ table: TableDefinition) throws(StatementError) {
        var batch = KeyValueBatch()
        batch.deleteTable(table.number)
        try commit(batch)
    }

    private func commit(_ batch: KeyValueBatch) throws(StatementError) {
        do throws(StorageError) {
            try store.commit(batch, durability: .synced)
        } catch {
            throw StatementError(.server, error.description)
        }
    }
}

/// Times and time-based ids that never repeat within a process.
final class UniqueClock: Sendable {
    private let lastMicroseconds = Atomic<Int64>(0)
    private let lastTicks = Atomic<UInt64>(0)
    private let sequenceAndNode = UInt64.random(in: .min ... .max)

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Microseconds since 1970, each time a later one.
    func microseconds() -> Int64 {
        let now = Self.now()
        while true {
            let last = lastMicroseconds.load(ordering: .relaxed)
            let next = max(now, last + 1)
            if lastMicroseconds.compareExchange(expected: last, desired: next, ordering: .relaxed).exchanged { return next }
        }
    }

    func timeUUID() -> UniqueTimeUUID {
        let now = UniqueTimeUUID.unixEpochTicks &+ UInt64(bitPattern: Self.now()) &* 10
        while true {
            let last = lastTicks.load(ordering: .relaxed)
            let next = max(now, last + 1)
            if lastTicks.compareExchange(expected: last, desired: next, ordering: .relaxed).exchanged {
                return UniqueTimeUUID(ticks: next, sequenceAndNode: sequenceAndNode)
            }
        }
    }

    /// A time-based id for a table.
    func uniqueID() -> UniqueID { UniqueID(bytes: timeUUID().bytes.array) ?? .zero }
}
