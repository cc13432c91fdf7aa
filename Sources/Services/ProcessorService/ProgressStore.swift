internal import Bytes
internal import Identifiers
internal import StreamRuntime
internal import TableCore

/// What one epoch makes durable in one synced batch: the commit point of the single-processor form.
struct EpochCommit {
    /// The write timestamp of the epoch's rows, microseconds since 1970.
    var rowTimestampUs: Int64
    /// Positions of the partitions that were read in the epoch.
    var positions: [SourcePosition]
    /// Operator state that changed; nil deletes.
    var state: [(key: ByteSlice, value: ByteSlice?)]
    /// Rows owed to tables.
    var outbox: [OutboxRow]
}

/// Rows of a committed epoch that no table has acknowledged yet.
struct OutboxEpoch: Equatable {
    /// Also the write timestamp of its rows, microseconds since 1970.
    var rowTimestampUs: Int64
    var rows: [OutboxRow]
}

/// The local state of a processor: operator state, input positions and outbox in one key space of one engine.
///
///     m version                       format version of this table, 1 byte
///     m pipeline                      the pipeline's text
///     m clock                         int64: the last row timestamp given
///     p topic 00 partition(4)         SourcePosition
///     o timestamp(8) index(4)         OutboxRow
///     s key                           operator state, as the operators encode it
///
/// Integers are big-endian, so that the outbox is read in the order in which it was written.
final class ProgressStore: Sendable {
    static let family = KeyValueFamily(name: "progress")
    private static let formatVersion: UInt8 = 1
    private static let versionKey = ByteSlice(utf8: "mversion")
    private static let pipelineKey = ByteSlice(utf8: "mpipeline")
    private static let clockKey = ByteSlice(utf8: "mclock")

    private let store: any KeyValueStore

    init(store: any KeyValueStore) { self.store = store }

    /// What an earlier run left, nil for an empty folder.
    ///
    /// - Throws: ``ProgressError`` when it cannot be read.
    func storedProgress() throws(ProgressError) -> StoredProgress? {
        guard let version = try value(of: Self.versionKey) else { return nil }
        guard version == ByteSlice([Self.formatVersion]) else {
            throw .damaged("the state has format version \(version), this program reads \(Self.formatVersion)")
        }
        guard let text = try value(of: Self.pipelineKey)?.utf8Text else {
            throw .damaged("the state lacks its pipeline's text")
        }
        var positions: [SourcePosition] = []
        try scan("p") { _, value throws(DecodeError) in positions.append(try SourcePosition(encoded: value)) }
        return StoredProgress(pipelineText: text, positions: positions)
    }

    /// The clock of row timestamps, as the last commit left it.
    func rowClock() throws(ProgressError) -> RowClock {
        guard let bytes = try value(of: Self.clockKey) else { return RowClock() }
        var reader = ByteReader(bytes)
        guard let lastUs = try? reader.integer(Int64.self) else { throw .damaged("the row clock is cut short") }
        return RowClock(lastUs: lastUs)
    }

    /// Epochs whose rows were committed and not acknowledged, oldest first.
    func outbox() throws(ProgressError) -> [OutboxEpoch] {
        var epochs: [OutboxEpoch] = []
        try scan("o") { key, value throws(DecodeError) in
            var reader = ByteReader(key)
            let timestamp = try reader.integer(Int64.self)
            let row = try OutboxRow(encoded: value)
            if epochs.last?.rowTimestampUs == timestamp {
                epochs[epochs.count - 1].rows.append(row)
            } else {
                epochs.append(OutboxEpoch(rowTimestampUs: timestamp, rows: [row]))
            }
        }
        return epochs
    }

    /// An entry of operator state, nil when there is none.
    func state(of key: ByteSlice) throws(ProgressError) -> ByteSlice? { try value(of: Self.key("s", key)) }

    /// Hands the entries of operator state whose keys start with `prefix` to `body`, in key order, until it answers false.
    func forEachState(
        prefix: ByteSlice, _ body: (_ key: ByteSlice, _ value: ByteSlice) -> Bool
    ) throws(ProgressError) {
        let first = Self.key("s", prefix)
        let cursor = store.snapshot().cursor(over: Self.family, from: first, to: Self.upper("s"))
        do throws(StorageError) {
            var isThere = try cursor.seek(to: first)
            while isThere {
                let key = cursor.key
                guard key.count >= first.count, key[0..<first.count] == first, body(key[1..<key.count], cursor.value) else {
                    return
                }
                isThere = try cursor.next()
            }
        } catch {
            throw .engine(error.description)
        }
    }

    /// Begins the state of a new folder, or replaces the state of a rebuilt one.
    func begin(pipelineText: String, positions: [SourcePosition]) throws(ProgressError) {
        var batch = KeyValueBatch()
        for prefix in ["m", "o", "p", "s"] {
            batch.deleteRange(from: Self.lower(prefix), to: Self.upper(prefix), in: Self.family)
        }
        // The row clock survives: rows of the rebuilt state must win over those written before.
        if let clock = try value(of: Self.clockKey) { batch.put(Self.clockKey, clock, in: Self.family) }
        batch.put(Self.versionKey, ByteSlice([Self.formatVersion]), in: Self.family)
        batch.put(Self.pipelineKey, ByteSlice(utf8: pipelineText), in: Self.family)
        for position in positions { batch.put(Self.key(of: position), position.encoded, in: Self.family) }
        try commit(batch, .synced)
    }

    /// Makes one epoch durable. When it returns, the epoch has happened; when it throws, it has not.
    func commit(_ epoch: EpochCommit) throws(ProgressError) {
        var batch = KeyValueBatch()
        for (key, value) in epoch.state {
            let key = Self.key("s", key)
            if let value { batch.put(key, value, in: Self.family) } else { batch.delete(key, in: Self.family) }
        }
        for position in epoch.positions { batch.put(Self.key(of: position), position.encoded, in: Self.family) }
        for (index, row) in epoch.outbox.enumerated() {
            var writer = ByteWriter(capacity: 16)
            writer.integer(epoch.rowTimestampUs)
            writer.integer(UInt32(clamping: index))
            batch.put(Self.key("o", writer.finish()), row.encoded, in: Self.family)
        }
        var clock = ByteWriter(capacity: 8)
        clock.integer(epoch.rowTimestampUs)
        batch.put(Self.clockKey, clock.finish(), in: Self.family)
        try commit(batch, .synced)
    }

    /// Forgets the rows of an epoch that the tables have acknowledged. Losing this costs writing them once more.
    func acknowledge(rowTimestampUs: Int64) throws(ProgressError) {
        var from = ByteWriter(capacity: 9)
        from.integer(UInt8(ascii: "o"))
        from.integer(rowTimestampUs)
        var to = ByteWriter(capacity: 9)
        to.integer(UInt8(ascii: "o"))
        to.integer(rowTimestampUs == .max ? rowTimestampUs : rowTimestampUs + 1)
        var batch = KeyValueBatch()
        batch.deleteRange(from: from.finish(), to: to.finish(), in: Self.family)
        try commit(batch, .buffered)
    }

    func close() { store.close() }

    // MARK: Keys

    private static func lower(_ prefix: String) -> ByteSlice { ByteSlice(utf8: prefix) }

    private static func upper(_ prefix: String) -> ByteSlice {
        ByteSlice(prefix.utf8.map { $0 + 1 })
    }

    private static func key(_ prefix: String, _ rest: ByteSlice) -> ByteSlice {
        var writer = ByteWriter(capacity: 1 + rest.count)
        writer.utf8(prefix)
        writer.bytes(rest)
        return writer.finish()
    }

    private static func key(of position: SourcePosition) -> ByteSlice {
        var writer = ByteWriter(capacity: 64)
        writer.utf8("p")
        writer.utf8(position.topic.rawValue)
        writer.integer(UInt8(0))
        writer.integer(position.partition.rawValue)
        return writer.finish()
    }

    // MARK: Engine

    private func value(of key: ByteSlice) throws(ProgressError) -> ByteSlice? {
        do { return try store.value(of: key, in: Self.family) } catch { throw .engine(error.description) }
    }

    private func commit(_ batch: KeyValueBatch, _ durability: WriteDurability) throws(ProgressError) {
        do { try store.commit(batch, durability: durability) } catch { throw .engine(error.description) }
    }

    /// Hands the entries under `prefix` to `body`, the prefix cut off their keys.
    private func scan(
        _ prefix: String, _ body: (_ key: ByteSlice, _ value: ByteSlice) throws(DecodeError) -> Void
    ) throws(ProgressError) {
        let cursor = store.snapshot().cursor(over: Self.family, from: Self.lower(prefix), to: Self.upper(prefix))
        do {
            var isThere = try cursor.seek(to: Self.lower(prefix))
            while isThere {
                let key = cursor.key
                do { try body(key[1..<key.count], cursor.value) } catch {
                    throw StorageError.engine("state entry \(key) is damaged: \(error)")
                }
                isThere = try cursor.next()
            }
        } catch {
            throw .engine("\(error)")
        }
    }
}

/// Why the local state could not be read or written.
enum ProgressError: Error, CustomStringConvertible {
    /// The engine failed: a full or broken disk.
    case engine(String)
    /// The bytes are not a state of this program.
    case damaged(String)

    var description: String {
        switch self {
        case .engine(let message), .damaged(let message): message
        }
    }
}
