public import Bytes
public import CQLValues

/// The number of a table: the first bytes of the keys of its rows. Never used again for another table.
public struct TableID: Hashable, Comparable, Sendable {
    public let number: UInt32
    public init(_ number: UInt32) { self.number = number }
    public static func < (a: TableID, b: TableID) -> Bool { a.number < b.number }
}

/// The number of a column within its table. Never used again when the column is dropped, so that its cells stay dead.
public struct ColumnID: Hashable, Comparable, Sendable {
    public let number: UInt16
    public init(_ number: UInt16) { self.number = number }
    public static func < (a: ColumnID, b: ColumnID) -> Bool { a.number < b.number }
}

/// What storage must know of a table: the types of its key columns and of its other columns, by number.
public struct TableLayout: Hashable, Sendable {
    /// A column that orders the rows of a partition.
    public struct ClusteringColumn: Hashable, Sendable {
        public var type: CQLType
        public var isDescending: Bool

        public init(type: CQLType, isDescending: Bool = false) {
            self.type = type
            self.isDescending = isDescending
        }
    }

    /// A column outside the primary key.
    public struct Column: Hashable, Sendable {
        public var id: ColumnID
        public var type: CQLType
        public var isStatic: Bool

        public init(id: ColumnID, type: CQLType, isStatic: Bool = false) {
            self.id = id
            self.type = type
            self.isStatic = isStatic
        }
    }

    public let id: TableID
    public let partitionKey: [CQLType]
    public let clustering: [ClusteringColumn]
    /// The columns outside the primary key, by number.
    public let columns: [Column]
    /// Whether a partition can have a static row.
    public let hasStaticColumns: Bool
    /// Whether the columns outside the key are counters.
    public let isCounterTable: Bool
    /// Whether keys give back the clustering values as they were written.
    let hasExactClustering: Bool

    public init(id: TableID, partitionKey: [CQLType], clustering: [ClusteringColumn], columns: [Column]) {
        precondition(!partitionKey.isEmpty, "a table has a partition key")
        self.id = id
        self.partitionKey = partitionKey
        self.clustering = clustering
        self.columns = columns.sorted { $0.id < $1.id }
        self.hasStaticColumns = columns.contains(where: \.isStatic)
        self.isCounterTable = columns.contains { $0.type == .counter }
        self.hasExactClustering = clustering.allSatisfy { KeyOrder.isExact($0.type) }
    }

    /// The column of that number.
    public func column(_ id: ColumnID) -> Column? {
        var low = 0
        var high = columns.count
        while low < high {
            let middle = (low + high) / 2
            if columns[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < columns.count && columns[low].id == id ? columns[low] : nil
    }
}

/// A partition's key: its serialized bytes and their token.
public struct PartitionKey: Hashable, Sendable {
    /// The serialized key (``PartitionKeyBytes``).
    public let bytes: ByteSlice
    /// Where the partition lies on the ring.
    public let token: Int64

    public init(_ bytes: ByteSlice) {
        self.bytes = bytes
        self.token = Murmur3.token(bytes)
    }

    init(bytes: ByteSlice, token: Int64) {
        self.bytes = bytes
        self.token = token
    }

    /// Joins the values of the key's columns; nil when the key is longer than ``PartitionKeyBytes/lengthMax``.
    public init?(_ parts: [ByteSlice]) {
        guard let joined = PartitionKeyBytes.join(parts) else { return nil }
        self.init(joined)
    }
}

extension PartitionKey: Comparable {
    /// Ring order: by token, equal tokens by the key's bytes.
    public static func < (a: PartitionKey, b: PartitionKey) -> Bool {
        a.token != b.token ? a.token < b.token : a.bytes < b.bytes
    }
}
