public import Bytes

/// When something was deleted: by whose timestamp, and when by the clock.
public struct Deletion: Hashable, Sendable {
    /// Microseconds, as writers give them: what was written at or before it is gone.
    public var timestamp: Int64
    /// Seconds since 1970 at which the deletion happened; it may be forgotten some time after.
    public var localTime: Int64

    public init(timestamp: Int64, localTime: Int64) {
        self.timestamp = timestamp
        self.localTime = localTime
    }

    /// Whether something written at `timestamp` is deleted by this.
    public func covers(_ timestamp: Int64) -> Bool { timestamp <= self.timestamp }

    /// The deletion that prevails over the other: the later one.
    func prevailing(over other: Deletion) -> Deletion {
        (timestamp, localTime) >= (other.timestamp, other.localTime) ? self : other
    }
}

/// A time to live, and the second at which it is over.
public struct Expiry: Hashable, Sendable {
    /// Seconds to live from the write.
    public var timeToLive: Int32
    /// Seconds since 1970 at which the cell is dead.
    public var at: Int64

    public init(timeToLive: Int32, at: Int64) {
        self.timeToLive = timeToLive
        self.at = at
    }

    /// The expiry of something written at `now` seconds.
    public init(timeToLive: Int32, writtenAt now: Int64) {
        self.init(timeToLive: timeToLive, at: now &+ Int64(timeToLive))
    }
}

/// What an INSERT leaves besides its cells: the row exists though all its columns be null.
public struct RowLiveness: Hashable, Sendable {
    /// Microseconds.
    public var timestamp: Int64
    public var expiry: Expiry?

    public init(timestamp: Int64, expiry: Expiry? = nil) {
        self.timestamp = timestamp
        self.expiry = expiry
    }

    /// Whether it holds at `now` seconds.
    public func isLive(at now: Int64) -> Bool { expiry.map { $0.at > now } ?? true }
}

/// One value, or the mark that it was deleted, with the timestamp that decides which write counts.
public struct Cell: Hashable, Sendable {
    /// What the cell holds.
    public enum State: Hashable, Sendable {
        case live
        case expiring(Expiry)
        /// Deleted; seconds since 1970 at which that happened.
        case tombstone(localTime: Int64)
    }

    /// Microseconds.
    public var timestamp: Int64
    public var state: State
    /// The value's bytes; empty for a tombstone.
    public var value: ByteSlice

    public init(timestamp: Int64, state: State, value: ByteSlice) {
        self.timestamp = timestamp
        self.state = state
        self.value = value
    }

    /// A value, with or without a time to live.
    public init(_ value: ByteSlice, timestamp: Int64, expiry: Expiry? = nil) {
        self.init(timestamp: timestamp, state: expiry.map(State.expiring) ?? .live, value: value)
    }

    /// A deletion of the cell.
    public static func tombstone(_ deletion: Deletion) -> Cell {
        Cell(timestamp: deletion.timestamp, state: .tombstone(localTime: deletion.localTime), value: ByteSlice())
    }

    /// Whether there is a value at `now` seconds.
    public func isLive(at now: Int64) -> Bool {
        switch state {
        case .live: true
        case .expiring(let expiry): expiry.at > now
        case .tombstone: false
        }
    }
}

/// A counter: the sum of what was added since it was last deleted.
public struct CounterCell: Hashable, Sendable {
    public var sum: Int64
    /// The latest timestamp of an addition, microseconds.
    public var timestamp: Int64

    public init(sum: Int64, timestamp: Int64) {
        self.sum = sum
        self.timestamp = timestamp
    }
}

/// What a row holds, or what one write says about it. Columns are in the order of their numbers.
///
/// Contents of the same row merge (``merged(with:)``) in any order and grouping to the same result, counters aside,
/// whose additions and deletions count in the order they came.
public struct RowContent: Hashable, Sendable {
    /// An element of an unfrozen collection, or a field of an unfrozen user-defined type.
    public struct Element: Hashable, Sendable {
        /// A set's element, a map's key, a list's time-ordered id, a field's two-byte number.
        public var path: ByteSlice
        public var cell: Cell

        public init(path: ByteSlice, cell: Cell) {
            self.path = path
            self.cell = cell
        }
    }

    /// What one column holds.
    public enum Value: Hashable, Sendable {
        case cell(Cell)
        /// The elements, ordered by the bytes of their paths, and the deletion of all that were there before.
        case elements([Element], deletion: Deletion?)
        /// A counter's sum, nil when only deleted, and the deletion that came before it.
        case counter(CounterCell?, deletion: Deletion?)
    }

    /// A column and what it holds.
    public struct Column: Hashable, Sendable {
        public var id: ColumnID
        public var value: Value

        public init(id: ColumnID, value: Value) {
            self.id = id
            self.value = value
        }
    }

    public var liveness: RowLiveness?
    public var deletion: Deletion?
    public internal(set) var columns: [Column]
    /// The clustering values as first written, where several forms are the same key (1.00 and 1).
    public var clusteringAsWritten: ByteSlice?

    public init(liveness: RowLiveness? = nil, deletion: Deletion? = nil) {
        self.liveness = liveness
        self.deletion = deletion
        self.columns = []
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { liveness == nil && deletion == nil && columns.isEmpty }

    /// The column's value, nil when there is none.
    public subscript(id: ColumnID) -> Value? {
        let index = position(of: id)
        return index < columns.count && columns[index].id == id ? columns[index].value : nil
    }

    /// Whether a reader sees the row at `now` seconds: it was inserted and not deleted, or some column has a value.
    public func isLive(at now: Int64) -> Bool {
        if let liveness, liveness.isLive(at: now) { return true }
        return hasLiveCells(at: now)
    }

    /// Whether some column has a value at `now` seconds.
    public func hasLiveCells(at now: Int64) -> Bool {
        columns.contains { column in
            switch column.value {
            case .cell(let cell): cell.isLive(at: now)
            case .elements(let elements, _): elements.contains { $0.cell.isLive(at: now) }
            case .counter(let counter, _): counter != nil
            }
        }
    }

    func position(of id: ColumnID) -> Int {
        // Writers mostly add columns in order.
        if let last = columns.last, last.id < id { return columns.count }
        return columns.firstIndex { $0.id >= id } ?? columns.count
    }
}

// What a statement writes.
extension RowContent {
    /// Adds what a statement says about a column; of two writes to one column the rules of merging decide.
    public mutating func write(_ value: Value, to column: ColumnID) {
        let index = position(of: column)
        if index < columns.count, columns[index].id == column {
            columns[index].value = columns[index].value.merged(with: value)
        } else {
            columns.insert(Column(id: column, value: value), at: index)
        }
    }

    /// Sets a column that is one cell.
    public mutating func set(_ column: ColumnID, to value: ByteSlice, timestamp: Int64, expiry: Expiry? = nil) {
        write(.cell(Cell(value, timestamp: timestamp, expiry: expiry)), to: column)
    }

    /// Deletes a column that is one cell.
    public mutating func delete(_ column: ColumnID, _ deletion: Deletion) {
        write(.cell(.tombstone(deletion)), to: column)
    }

    /// Deletes all elements that an unfrozen collection, or user-defined type, had until then.
    public mutating func deleteElements(of column: ColumnID, _ deletion: Deletion) {
        write(.elements([], deletion: deletion), to: column)
    }

    /// Sets one element of an unfrozen collection; `value` is empty for a set's.
    public mutating func setElement(
        of column: ColumnID, path: ByteSlice, to value: ByteSlice, timestamp: Int64, expiry: Expiry? = nil
    ) {
        write(
            .elements([Element(path: path, cell: Cell(value, timestamp: timestamp, expiry: expiry))], deletion: nil),
            to: column)
    }

    /// Deletes one element of an unfrozen collection.
    public mutating func deleteElement(of column: ColumnID, path: ByteSlice, _ deletion: Deletion) {
        write(.elements([Element(path: path, cell: .tombstone(deletion))], deletion: nil), to: column)
    }

    /// Replaces an unfrozen collection: what was there goes, also what was written at the same timestamp before.
    ///
    /// As in Cassandra the deletion is one microsecond older than the elements, so that two statements at the same
    /// timestamp leave the union of their elements.
    ///
    /// - Parameter localTime: seconds since 1970.
    public mutating func replaceElements(
        of column: ColumnID, with elements: [(path: ByteSlice, value: ByteSlice)], timestamp: Int64,
        expiry: Expiry? = nil, localTime: Int64
    ) {
        let before = timestamp == .min ? timestamp : timestamp - 1
        let sorted = elements.map { Element(path: $0.path, cell: Cell($0.value, timestamp: timestamp, expiry: expiry)) }
            .sorted { $0.path < $1.path }
        write(.elements([], deletion: Deletion(timestamp: before, localTime: localTime)), to: column)
        // A literal may name a key twice; merging keeps one of them.
        for element in sorted { write(.elements([element], deletion: nil), to: column) }
    }

    /// Adds to a counter.
    public mutating func add(_ delta: Int64, to column: ColumnID, timestamp: Int64) {
        write(.counter(CounterCell(sum: delta, timestamp: timestamp), deletion: nil), to: column)
    }

    /// Deletes a counter.
    public mutating func deleteCounter(_ column: ColumnID, _ deletion: Deletion) {
        write(.counter(nil, deletion: deletion), to: column)
    }
}
