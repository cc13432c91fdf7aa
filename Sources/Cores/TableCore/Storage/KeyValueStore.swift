public import Bytes

/// The ordered key-value store that tables live on: a port, implemented by RocksStorage and by ``MemoryKeyValueStore``.
///
/// Keys are ordered as unsigned bytes. All calls may come from any thread.
public protocol KeyValueStore: AnyObject, Sendable {
    /// The newest value of `key`, operands merged; nil when there is none.
    func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice?

    /// A view of the store as it is now, which later writes do not change. Drop it to release it.
    func snapshot() -> any KeyValueSnapshot

    /// Applies a batch, all of it or nothing, and returns when it is as durable as asked.
    func commit(_ batch: KeyValueBatch, durability: WriteDurability) throws(StorageError)

    /// Queues a batch and returns; batches queued at the same time share one sync.
    ///
    /// The queue is bounded: when it is full the call waits for room. Batches are applied in the order they were queued.
    ///
    /// - Parameter completion: called once, on the store's writer thread, when the batch is applied and as durable as
    ///   asked, or has failed. It must not block.
    func submit(
        _ batch: KeyValueBatch, durability: WriteDurability,
        completion: @escaping @Sendable (Result<Void, StorageError>) -> Void)

    /// Writes everything out, so that the next open is fast; no writes may follow.
    func close()
}

/// A consistent view of a store at one moment.
public protocol KeyValueSnapshot: AnyObject, Sendable {
    /// The value of `key` at the snapshot's moment, operands merged; nil when there is none.
    func value(of key: ByteSlice, in family: KeyValueFamily) throws(StorageError) -> ByteSlice?

    /// A cursor over the keys in `lower..<upper` at the snapshot's moment; it starts at no key: seek first.
    ///
    /// - Parameter upper: nil means to the end of the family.
    func cursor(over family: KeyValueFamily, from lower: ByteSlice, to upper: ByteSlice?) -> any KeyValueCursor
}

/// A movable position in a range of keys. Not for use by several threads at a time.
public protocol KeyValueCursor: AnyObject {
    /// Moves to the first key at or after `key`. Returns whether there is one in the range.
    func seek(to key: ByteSlice) throws(StorageError) -> Bool
    /// Moves to the last key before `key`. Returns whether there is one in the range.
    func seek(before key: ByteSlice) throws(StorageError) -> Bool
    /// Moves to the next key. Returns whether there is one in the range.
    func next() throws(StorageError) -> Bool
    /// Moves to the key before this one. Returns whether there is one in the range.
    func previous() throws(StorageError) -> Bool
    /// The key at the position, a copy. Only at a position.
    var key: ByteSlice { get }
    /// The value at the position, a copy. Only at a position.
    var value: ByteSlice { get }
    /// Key and value at the position, copies that may share memory. Only at a position.
    var entry: (key: ByteSlice, value: ByteSlice) { get }
    /// Reads the key at the position in place.
    func withKey<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R
}

/// One of the store's separate key spaces. A batch may write to several of them at once.
public struct KeyValueFamily: Hashable, Sendable {
    public let name: String
    /// Whether values are rows of ``RowContent`` that ``RowMerge`` merges and ``RowRetention`` drops in the background.
    public let holdsRows: Bool

    public init(name: String, holdsRows: Bool = false) {
        self.name = name
        self.holdsRows = holdsRows
    }

    /// The rows of all tables.
    public static let rows = KeyValueFamily(name: "rows", holdsRows: true)
    /// The schema catalog and what else there is little of.
    public static let meta = KeyValueFamily(name: "meta")
}

/// What a write has survived when it is acknowledged.
public enum WriteDurability: Sendable {
    /// Synced to the disk: survives power loss.
    case synced
    /// Handed to the operating system: survives a killed process.
    case buffered
}

/// Changes that are applied together or not at all.
public struct KeyValueBatch: Sendable {
    /// One change.
    public enum Operation: Sendable {
        case put(KeyValueFamily, key: ByteSlice, value: ByteSlice)
        /// Adds an operand that is merged with the value when it is read or compacted. Only in families of rows.
        case merge(KeyValueFamily, key: ByteSlice, operand: ByteSlice)
        case delete(KeyValueFamily, key: ByteSlice)
        /// Deletes the keys in `from..<to`, whatever their timestamps: for TRUNCATE and DROP.
        case deleteRange(KeyValueFamily, from: ByteSlice, to: ByteSlice)
    }

    public private(set) var operations: [Operation]
    /// Bytes of all keys and values.
    public private(set) var byteCount: Int

    public init() {
        operations = []
        byteCount = 0
    }

    public var isEmpty: Bool { operations.isEmpty }

    public mutating func put(_ key: ByteSlice, _ value: ByteSlice, in family: KeyValueFamily) {
        add(.put(family, key: key, value: value), bytes: key.count + value.count)
    }

    public mutating func merge(_ key: ByteSlice, _ operand: ByteSlice, in family: KeyValueFamily) {
        precondition(family.holdsRows, "only rows are merged")
        add(.merge(family, key: key, operand: operand), bytes: key.count + operand.count)
    }

    public mutating func delete(_ key: ByteSlice, in family: KeyValueFamily) {
        add(.delete(family, key: key), bytes: key.count)
    }

    public mutating func deleteRange(from lower: ByteSlice, to upper: ByteSlice, in family: KeyValueFamily) {
        add(.deleteRange(family, from: lower, to: upper), bytes: lower.count + upper.count)
    }

    /// Adds the changes of `other` after those here.
    public mutating func append(_ other: KeyValueBatch) {
        operations += other.operations
        byteCount += other.byteCount
    }

    private mutating func add(_ operation: Operation, bytes: Int) {
        operations.append(operation)
        byteCount += bytes
    }
}

/// Why the store could not do what was asked.
public enum StorageError: Error, Equatable, Sendable {
    /// The engine reports a failed read, write or sync; after a failed write the store takes no more writes.
    case engine(String)
    /// A stored value cannot be read; the key it is under.
    case damaged(key: ByteSlice)
    /// The store is closed.
    case closed
    /// The family was not named when the store was opened.
    case unknownFamily(String)
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .engine(let message): message
        case .damaged(let key): "stored value of key \(key) is damaged"
        case .closed: "the store is closed"
        case .unknownFamily(let name): "there is no family named \(name)"
        }
    }
}
