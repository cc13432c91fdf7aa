import Bytes
import CRocksDB
import Glibc
import TableCore
import Threads

/// What the writer thread has done since the store was opened.
public struct RocksWriterCounts: Sendable {
    /// Batches written.
    public internal(set) var batches: UInt64 = 0
    /// Writes to the engine that these were grouped into.
    public internal(set) var groups: UInt64 = 0
    /// Groups that were synced.
    public internal(set) var syncs: UInt64 = 0
    /// Bytes of keys and values written.
    public internal(set) var bytes: UInt64 = 0
    /// Batches waiting now.
    public internal(set) var queued = 0
}

/// The thread that writes: it takes all batches that wait, writes them as one, syncs once, and tells their senders.
///
/// `@unchecked Sendable`: what changes is touched only under `mutex`, or only by the writer thread.
final class RocksWriter: @unchecked Sendable {
    struct Waiting {
        var batch: KeyValueBatch
        var isSynced: Bool
        var completion: @Sendable (Result<Void, StorageError>) -> Void
    }

    private let queuedBatchesMax: Int
    private let queuedBytesMax: Int
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasWork = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let hasEnded = Latch()

    // Under the mutex.
    private var database: RocksDatabase?
    private var queue: [Waiting] = []
    private var queuedBytes = 0
    private var isStopping = false
    private var sendersWaiting = 0
    private var done = RocksWriterCounts()

    /// Bytes of one write to the engine; larger queues are written in several.
    private static let groupBytesMax = 8 << 20

    init(_ database: RocksDatabase, queuedBatchesMax: Int, queuedBytesMax: Int) {
        self.database = database
        self.queuedBatchesMax = queuedBatchesMax
        self.queuedBytesMax = queuedBytesMax
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(hasWork, nil)
        pthread_cond_init(hasRoom, nil)
    }

    deinit {
        pthread_cond_destroy(hasRoom)
        pthread_cond_destroy(hasWork)
        pthread_mutex_destroy(mutex)
        hasRoom.deallocate()
        hasWork.deallocate()
        mutex.deallocate()
    }

    var counts: RocksWriterCounts {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var counts = done
        counts.queued = queue.count
        return counts
    }

    func submit(_ waiting: Waiting) {
        pthread_mutex_lock(mutex)
        // A batch larger than the limit goes when nothing else waits.
        while !isStopping, !queue.isEmpty,
            queue.count >= queuedBatchesMax || queuedBytes + waiting.batch.byteCount > queuedBytesMax
        {
            sendersWaiting += 1
            pthread_cond_wait(hasRoom, mutex)
            sendersWaiting -= 1
        }
        guard !isStopping else {
            pthread_mutex_unlock(mutex)
            return waiting.completion(.failure(.closed))
        }
        let wasEmpty = queue.isEmpty
        queue.append(waiting)
        queuedBytes += waiting.batch.byteCount
        pthread_mutex_unlock(mutex)
        if wasEmpty { pthread_cond_signal(hasWork) }
    }

    /// Lets the thread finish what is queued, and waits for its end.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopping = true
        pthread_cond_broadcast(hasWork)
        pthread_cond_broadcast(hasRoom)
        pthread_mutex_unlock(mutex)
        hasEnded.wait()
    }

    /// For a writer whose thread could not be started: lets go of the database, so that ``stop()`` waits for nothing.
    func abandon() {
        _ = takeDatabase()
        hasEnded.open()
    }

    /// The thread's body.
    func run() {
        writeUntilStopped()
        hasEnded.open()
    }

    /// Not inlined: the database is let go of when this returns, so that ``stop()`` waits for that too.
    @inline(never)
    private func writeUntilStopped() {
        guard let database = takeDatabase() else { return }
        let batch = rocksdb_writebatch_create()
        let synced = rocksdb_writeoptions_create()
        let buffered = rocksdb_writeoptions_create()
        rocksdb_writeoptions_set_sync(synced, 1)
        defer {
            rocksdb_writeoptions_destroy(buffered)
            rocksdb_writeoptions_destroy(synced)
            rocksdb_writebatch_destroy(batch)
        }
        var failure: StorageError?
        while let taken = nextGroup() {
            var group = taken
            if failure == nil {
                group = Self.fill(batch, with: taken, database)
                let isSynced = group.contains(where: \.isSynced)
                failure = Self.write(batch, to: database, isSynced ? synced : buffered)
                if failure == nil { count(group, isSynced: isSynced) }
            }
            // After a failed write or sync nobody knows what is on the disk: no more writes until the store is reopened.
            let result: Result<Void, StorageError> = failure.map { .failure($0) } ?? .success(())
            for waiting in group { waiting.completion(result) }
        }
    }

    private func takeDatabase() -> RocksDatabase? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        defer { database = nil }
        return database
    }

    /// All that waits, up to ``groupBytesMax``; nil when the store is closing and nothing is left.
    private func nextGroup() -> [Waiting]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while queue.isEmpty {
            if isStopping { return nil }
            pthread_cond_wait(hasWork, mutex)
        }
        var count = 0
        var bytes = 0
        while count < queue.count, count == 0 || bytes + queue[count].batch.byteCount <= Self.groupBytesMax {
            bytes += queue[count].batch.byteCount
            count += 1
        }
        let group: [Waiting]
        if count == queue.count {
            group = queue
            queue = []
            queue.reserveCapacity(min(count, queuedBatchesMax))
        } else {
            group = Array(queue[..<count])
            queue.removeFirst(count)
        }
        queuedBytes -= bytes
        if sendersWaiting > 0 { pthread_cond_broadcast(hasRoom) }
        return group
    }

    private func count(_ group: [Waiting], isSynced: Bool) {
        pthread_mutex_lock(mutex)
        done.batches += UInt64(group.count)
        done.groups += 1
        done.syncs += isSynced ? 1 : 0
        done.bytes += UInt64(group.reduce(0) { $0 + $1.batch.byteCount })
        pthread_mutex_unlock(mutex)
    }

    /// Puts the batches together. One that names an unknown family is refused alone; returns the others.
    private static func fill(_ batch: OpaquePointer?, with group: [Waiting], _ database: RocksDatabase) -> [Waiting] {
        rocksdb_writebatch_clear(batch)
        // Neither can fail: there is a save point.
        var ignored: UnsafeMutablePointer<CChar>?
        return group.filter { waiting in
            rocksdb_writebatch_set_save_point(batch)
            do throws(StorageError) {
                for operation in waiting.batch.operations { try add(operation, to: batch, database) }
                rocksdb_writebatch_pop_save_point(batch, &ignored)
                return true
            } catch {
                rocksdb_writebatch_rollback_to_save_point(batch, &ignored)
                waiting.completion(.failure(error))
                return false
            }
        }
    }

    private static func write(
        _ batch: OpaquePointer?, to database: RocksDatabase, _ options: OpaquePointer?
    ) -> StorageError? {
        var message: UnsafeMutablePointer<CChar>?
        rocksdb_write(database.handle, options, batch, &message)
        return message.map { .engine(RocksDatabase.take($0)) }
    }

    private static func add(
        _ operation: KeyValueBatch.Operation, to batch: OpaquePointer?, _ database: RocksDatabase
    ) throws(StorageError) {
        switch operation {
        case .put(let family, let key, let value):
            let handle = try database.family(family)
            with(key, value) { rocksdb_writebatch_put_cf(batch, handle, $0, $1, $2, $3) }
        case .merge(let family, let key, let operand):
            let handle = try database.family(family)
            with(key, operand) { rocksdb_writebatch_merge_cf(batch, handle, $0, $1, $2, $3) }
        case .delete(let family, let key):
            let handle = try database.family(family)
            with(key, ByteSlice()) { start, count, _, _ in rocksdb_writebatch_delete_cf(batch, handle, start, count) }
        case .deleteRange(let family, let from, let to):
            let handle = try database.family(family)
            with(from, to) { rocksdb_writebatch_delete_range_cf(batch, handle, $0, $1, $2, $3) }
        }
    }

    private static func with(
        _ first: ByteSlice, _ second: ByteSlice, _ body: (UnsafePointer<CChar>?, Int, UnsafePointer<CChar>?, Int) -> Void
    ) {
        first.withUnsafeBytes { a in
            second.withUnsafeBytes { b in
                body(
                    a.baseAddress?.assumingMemoryBound(to: CChar.self), a.count,
                    b.baseAddress?.assumingMemoryBound(to: CChar.self), b.count)
            }
        }
    }
}
