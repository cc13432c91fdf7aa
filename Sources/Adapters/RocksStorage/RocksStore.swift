public import Bytes
import CRocksDB
import Synchronization
public import TableCore
import Threads

/// An ordered key-value store on disk, over RocksDB.
///
/// All writes go through one writer thread, which puts what is waiting into one batch of the engine and syncs it once:
/// the more writers wait, the cheaper a durable write is.
public final class RocksStore: KeyValueStore {
    private let database: Mutex<RocksDatabase?>
    private let writer: RocksWriter
    private let readOptions: ReadOptions

    /// Opens the store, or makes a new one.
    ///
    /// - Throws: ``StorageError/engine(_:)`` when the folder cannot be used: in use by another process, damaged, full.
    public init(_ configuration: RocksConfiguration) throws(StorageError) {
        let database = try RocksDatabase(configuration)
        self.database = Mutex(database)
        readOptions = ReadOptions()
        writer = RocksWriter(
            database, queuedBatchesMax: configuration.queuedBatchesMax, queuedBytesMax: configuration.queuedBytesMax)
        let writer = writer
        do {
            try Threads.start("rocks-writer") { writer.run() }
        } catch {
            // Nobody will say that the thread ended, and closing waits for that.
            writer.abandon()
            throw .engine("\(error)")
        }
    }

    deinit { close() }

    /// Counts of what the writer thread has done.
    public var writerCounts: RocksWriterCounts { writer.counts }

    public func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice? {
        guard let database = database.withLock({ $0 }) else { throw .closed }
        return try database.value(of: key, in: family, options: readOptions.handle)
    }

    public func snapshot() -> any KeyValueSnapshot {
        guard let database = database.withLock({ $0 }) else { return ClosedSnapshot() }
        return RocksSnapshot(database)
    }

    public func commit(_ batch: KeyValueBatch, durability: WriteDurability) throws(StorageError) {
        let done = Latch()
        let outcome = Mutex<Result<Void, StorageError>>(.failure(.closed))
        submit(batch, durability: durability) { result in
            outcome.withLock { $0 = result }
            done.open()
        }
        done.wait()
        try outcome.withLock { $0 }.get()
    }

    public func submit(
        _ batch: KeyValueBatch, durability: WriteDurability,
        completion: @escaping @Sendable (Result<Void, StorageError>) -> Void
    ) {
        writer.submit(.init(batch: batch, isSynced: durability == .synced, completion: completion))
    }

    /// Compacts all of a family now: for tests and maintenance.
    public func compact(_ family: KeyValueFamily) throws(StorageError) {
        guard let database = database.withLock({ $0 }) else { throw .closed }
        rocksdb_compact_range_cf(database.handle, try database.family(family), nil, 0, nil, 0)
    }

    /// Writes what is in memory to files, so that the next open need not replay the log.
    public func flush() throws(StorageError) {
        guard let database = database.withLock({ $0 }) else { throw .closed }
        try Self.flush(database)
    }

    private static func flush(_ database: RocksDatabase) throws(StorageError) {
        let options = rocksdb_flushoptions_create()
        defer { rocksdb_flushoptions_destroy(options) }
        for family in database.familyHandles {
            var message: UnsafeMutablePointer<CChar>?
            rocksdb_flush_cf(database.handle, options, family, &message)
            if let message { throw .engine(RocksDatabase.take(message)) }
        }
    }

    /// Finishes what is queued, writes it out and closes; readers that are still at it keep the files open till they end.
    public func close() {
        writer.stop()
        let last = database.withLock { database in
            defer { database = nil }
            return database
        }
        // What could not be written out now is in the write-ahead log.
        if let last { try? Self.flush(last) }
    }
}

/// The engine's default read options.
private final class ReadOptions: @unchecked Sendable {
    // Set once; reading by it changes nothing.
    let handle: OpaquePointer = rocksdb_readoptions_create()
    deinit { rocksdb_readoptions_destroy(handle) }
}
