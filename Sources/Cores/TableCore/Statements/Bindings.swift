public import Bytes
public import CQLValues

/// What a marker is bound to.
public enum BindValue: Hashable, Sendable {
    case bytes(ByteSlice)
    case null
    /// Leaves what is stored alone.
    case unset
}

/// A column of an answer, or a marker: what metadata says of it.
public struct ColumnDescription: Hashable, Sendable {
    public var keyspace: String
    public var table: String
    public var name: String
    public var type: CQLType

    public init(keyspace: String, table: String, name: String, type: CQLType) {
        self.keyspace = keyspace
        self.table = table
        self.name = name
        self.type = type
    }
}

/// What one execution of a statement takes from the request and from outside.
public struct ExecutionContext: Sendable {
    /// One value for each marker, in order.
    public var values: [BindValue] = []
    /// The protocol's code of the consistency level.
    public var consistency: UInt16 = 1
    public var serialConsistency: UInt16?
    /// Microseconds: what a write without USING TIMESTAMP takes.
    public var timestamp: Int64
    /// Seconds since 1970: decides what has expired.
    public var nowInSeconds: Int64
    /// Rows per page; nil for all.
    public var pageSize: Int?
    public var pagingState: ByteSlice?
    /// Makes version 1 UUIDs that nobody else has: for `now()` and for elements of lists.
    public var timeUUIDs: @Sendable () -> UniqueTimeUUID
    /// Milliseconds since 1970.
    public var nowMs: Int64

    public init(
        timestamp: Int64, nowMs: Int64, timeUUIDs: @escaping @Sendable () -> UniqueTimeUUID
    ) {
        self.timestamp = timestamp
        self.nowMs = nowMs
        self.nowInSeconds = nowMs / 1000
        self.timeUUIDs = timeUUIDs
    }
}

/// The 16 bytes of a version 1 UUID.
public struct UniqueTimeUUID: Hashable, Sendable {
    public let bytes: ByteSlice

    /// - Parameters:
    ///   - ticks: 100 ns since 15 October 1582.
    ///   - sequenceAndNode: clock sequence and node, 8 bytes.
    public init(ticks: UInt64, sequenceAndNode: UInt64) {
        var writer = ByteWriter(capacity: 16)
        writer.integer(UInt32(truncatingIfNeeded: ticks))
        writer.integer(UInt16(truncatingIfNeeded: ticks >> 32))
        writer.integer(UInt16(truncatingIfNeeded: ticks >> 48) & 0x0FFF | 0x1000)
        writer.integer(sequenceAndNode & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
        bytes = writer.finish()
    }

    /// Ticks of 1 January 1970.
    public static let unixEpochTicks: UInt64 = 0x01B2_1DD2_1381_4000
}
