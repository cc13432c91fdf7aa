internal import Bytes
internal import Synchronization
internal import TableCore

/// Prepared statements by id: bounded, the longest unused goes first.
final class PreparedCache: Sendable {
    private struct Entry {
        let statement: PreparedStatement
        var lastUse: UInt64
    }

    private struct State {
        var entries: [ByteSlice: Entry] = [:]
        var clock: UInt64 = 0
        var evictions = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// The id of a statement: the digest of its text, with the keyspace before it when names depend on that.
    static func id(_ statement: PreparedStatement) -> ByteSlice {
        MessageDigest5.digest(((statement.usesCurrentKeyspace ? statement.keyspace ?? "" : "") + statement.text).utf8)
    }

    func insert(_ statement: PreparedStatement, id: ByteSlice) {
        state.withLock { state in
            state.clock += 1
            if state.entries.count >= limit, state.entries[id] == nil {
                // A sixteenth at a time, so that the search for the oldest is seldom.
                let oldest = state.entries.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(max(1, limit / 16))
                for (key, _) in oldest { state.entries[key] = nil }
                state.evictions += oldest.count
            }
            state.entries[id] = Entry(statement: statement, lastUse: state.clock)
        }
    }

    subscript(id: ByteSlice) -> PreparedStatement? {
        state.withLock { state in
            state.clock += 1
            state.entries[id]?.lastUse = state.clock
            return state.entries[id]?.statement
        }
    }

    /// Forgets the statements that a change of the schema makes wrong.
    func forget(after notice: SchemaNotice) {
        guard notice.change != .created else { return }
        state.withLock { state in
            state.entries = state.entries.filter { _, entry in
                guard let target = entry.statement.target, target.keyspace == notice.keyspace else { return true }
                return notice.target == .table && target.table != notice.name
            }
        }
    }

    var count: Int { state.withLock { $0.entries.count } }
    var evictions: Int { state.withLock { $0.evictions } }

    /// The statements as system.prepared_statements shows them.
    var records: [PreparedRecord] {
        state.withLock { state in
            state.entries.map { PreparedRecord(id: $0, keyspace: $1.statement.keyspace, text: $1.statement.text) }
        }
    }
}
