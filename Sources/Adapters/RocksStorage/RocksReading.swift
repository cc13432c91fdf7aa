import Bytes
import CRocksDB
import Glibc
import TableCore

/// A view of the database at one moment.
final class RocksSnapshot: KeyValueSnapshot, @unchecked Sendable {
    // The handles are set once, and the engine lets any thread read by them.
    fileprivate let database: RocksDatabase
    fileprivate let handle: OpaquePointer?
    private let options: OpaquePointer

    init(_ database: RocksDatabase) {
        self.database = database
        handle = rocksdb_create_snapshot(database.handle)
        options = rocksdb_readoptions_create()
        rocksdb_readoptions_set_snapshot(options, handle)
    }

    deinit {
        rocksdb_readoptions_destroy(options)
        rocksdb_release_snapshot(database.handle, handle)
    }

    func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice? {
        try database.value(of: key, in: family, options: options)
    }

    func cursor(over family: KeyValueFamily, from lower: ByteSlice, to upper: ByteSlice?) -> any KeyValueCursor {
        RocksCursor(self, family, lower, upper)
    }
}

/// A snapshot of a store that is closed: every read says so.
final class ClosedSnapshot: KeyValueSnapshot {
    func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice? { throw .closed }

    func cursor(over family: KeyValueFamily, from lower: ByteSlice, to upper: ByteSlice?) -> any KeyValueCursor {
        ClosedCursor()
    }
}

private final class ClosedCursor: KeyValueCursor {
    let key = ByteSlice()
    let value = ByteSlice()
    var entry: (key: ByteSlice, value: ByteSlice) { (key, value) }
    func seek(to key: ByteSlice) throws(StorageError) -> Bool { throw .closed }
    func seek(before key: ByteSlice) throws(StorageError) -> Bool { throw .closed }
    func next() throws(StorageError) -> Bool { throw .closed }
    func previous() throws(StorageError) -> Bool { throw .closed }
    func withKey<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { key.withUnsafeBytes(body) }
}

final class RocksCursor: KeyValueCursor {
    // Holds the snapshot, and through it the database, for as long as the iterator lives.
    private let snapshot: RocksSnapshot
    // The engine reads the bounds where they are; slices keep their memory in place.
    private let lower: ByteSlice
    private let upper: ByteSlice?
    private let options: OpaquePointer
    private let iterator: OpaquePointer?
    private let failure: StorageError?
    private var isAtEntry = false

    init(_ snapshot: RocksSnapshot, _ family: KeyValueFamily, _ lower: ByteSlice, _ upper: ByteSlice?) {
        self.snapshot = snapshot
        self.lower = lower
        self.upper = upper
        let options: OpaquePointer = rocksdb_readoptions_create()
        self.options = options
        rocksdb_readoptions_set_snapshot(options, snapshot.handle)
        Self.bound(lower) { rocksdb_readoptions_set_iterate_lower_bound(options, $0, $1) }
        if let upper { Self.bound(upper) { rocksdb_readoptions_set_iterate_upper_bound(options, $0, $1) } }
        // Inside one token the bloom filters of prefixes help; a wider range must not look at them.
        let length = RocksOptions.prefixLength
        let isOneToken =
            family.holdsRows && lower.count >= length && (upper?.count ?? 0) >= length
            && upper?[0..<length] == lower[0..<length]
        rocksdb_readoptions_set_total_order_seek(options, isOneToken ? 0 : 1)
        rocksdb_readoptions_set_prefix_same_as_start(options, isOneToken ? 1 : 0)
        do throws(StorageError) {
            iterator = rocksdb_create_iterator_cf(snapshot.database.handle, options, try snapshot.database.family(family))
            failure = nil
        } catch {
            iterator = nil
            failure = error
        }
    }

    deinit {
        if let iterator { rocksdb_iter_destroy(iterator) }
        rocksdb_readoptions_destroy(options)
    }

    private static func bound(_ key: ByteSlice, _ set: (UnsafePointer<CChar>?, Int) -> Void) {
        key.withUnsafeBytes { set($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    }

    private func moved() throws(StorageError) -> Bool {
        if let failure { throw failure }
        isAtEntry = rocksdb_iter_valid(iterator) != 0
        if !isAtEntry {
            var message: UnsafeMutablePointer<CChar>?
            rocksdb_iter_get_error(iterator, &message)
            if let message { throw .engine(RocksDatabase.take(message)) }
        }
        return isAtEntry
    }

    func seek(to key: ByteSlice) throws(StorageError) -> Bool {
        // Inside the bounds only: there a key has the prefix that the engine's filters insist on.
        let target = max(key, lower)
        if let upper, target >= upper { return leave() }
        if let iterator { Self.bound(target) { rocksdb_iter_seek(iterator, $0, $1) } }
        return try moved()
    }

    func seek(before key: ByteSlice) throws(StorageError) -> Bool {
        let target = upper.map { min(key, $0) } ?? key
        if target <= lower { return leave() }
        guard let iterator else { return try moved() }
        Self.bound(target) { rocksdb_iter_seek_for_prev(iterator, $0, $1) }
        if try moved(), withKey({ found in target.withUnsafeBytes { found.elementsEqual($0) } }) {
            rocksdb_iter_prev(iterator)
            return try moved()
        }
        return isAtEntry
    }

    private func leave() -> Bool {
        isAtEntry = false
        return false
    }

    func next() throws(StorageError) -> Bool {
        guard isAtEntry else { return false }
        rocksdb_iter_next(iterator)
        return try moved()
    }

    func previous() throws(StorageError) -> Bool {
        guard isAtEntry else { return false }
        rocksdb_iter_prev(iterator)
        return try moved()
    }

    var key: ByteSlice { withKey { ByteSlice(copying: $0) } }

    var value: ByteSlice {
        guard isAtEntry else { return ByteSlice() }
        var count = 0
        let start = rocksdb_iter_value(iterator, &count)
        return ByteSlice(copying: UnsafeRawBufferPointer(start: start, count: count))
    }

    var entry: (key: ByteSlice, value: ByteSlice) {
        guard isAtEntry else { return (ByteSlice(), ByteSlice()) }
        var keyCount = 0
        var valueCount = 0
        let key = rocksdb_iter_key(iterator, &keyCount)
        let value = rocksdb_iter_value(iterator, &valueCount)
        let storage = ByteStorage(capacity: keyCount + valueCount)
        if let key { memcpy(storage.base, key, keyCount) }
        if let value { memcpy(storage.base + keyCount, value, valueCount) }
        return (
            ByteSlice(storage: storage, range: 0..<keyCount),
            ByteSlice(storage: storage, range: keyCount..<keyCount + valueCount)
        )
    }

    func withKey<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        guard isAtEntry else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        var count = 0
        let start = rocksdb_iter_key(iterator, &count)
        return body(UnsafeRawBufferPointer(start: start, count: count))
    }
}
