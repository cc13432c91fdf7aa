public import CQLValues
public import Identifiers

/// A column of a table.
public struct ColumnDefinition: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case partitionKey = "partition_key"
        case clustering
        case `static`
        case regular
    }

    public var name: String
    public var kind: Kind
    /// Place among the columns of its kind for key columns, -1 for others.
    public var position: Int
    public var type: CQLType
    /// Clustering columns only: `DESC`.
    public var isDescending: Bool
    /// What storage knows a static or regular column by; meaningless for key columns.
    public var id: ColumnID

    public init(
        name: String, kind: Kind, position: Int = -1, type: CQLType, isDescending: Bool = false, id: ColumnID = ColumnID(0)
    ) {
        self.name = name
        self.kind = kind
        self.position = position
        self.type = type
        self.isDescending = isDescending
        self.id = id
    }

    /// Part of the primary key.
    public var isPrimaryKey: Bool { kind == .partitionKey || kind == .clustering }
}

/// A column that was dropped: cells written before stay invisible.
public struct DroppedColumn: Hashable, Sendable {
    public var name: String
    public var type: CQLType
    public var isStatic: Bool
    /// Microseconds since 1970.
    public var timestamp: Int64
}

/// A table: its columns, its options and what storage knows it by.
public struct TableDefinition: Hashable, Sendable {
    public let keyspace: String
    public let name: String
    /// The id that drivers and people see.
    public var uuid: UniqueID
    /// The number that prefixes the table's rows.
    public var number: TableID
    public private(set) var partitionKey: [ColumnDefinition]
    public private(set) var clustering: [ColumnDefinition]
    /// By name.
    public private(set) var statics: [ColumnDefinition]
    /// By name.
    public private(set) var regulars: [ColumnDefinition]
    public var options: TableOptions
    public var dropped: [DroppedColumn] = []
    public var isCompact = false
    /// Made by the server, not kept.
    public var isVirtual = false
    /// The next column id to give out: never one that was used before.
    public var nextColumnID: UInt16
    private var byName: [String: ColumnDefinition] = [:]
    /// What storage needs to know.
    public private(set) var layout: TableLayout

    public init(
        keyspace: String, name: String, uuid: UniqueID, number: TableID, columns: [ColumnDefinition], options: TableOptions,
        nextColumnID: UInt16
    ) {
        self.keyspace = keyspace
        self.name = name
        self.uuid = uuid
        self.number = number
        self.options = options
        self.nextColumnID = nextColumnID
        partitionKey = []
        clustering = []
        statics = []
        regulars = []
        layout = TableLayout(id: number, partitionKey: [.int], clustering: [], columns: [])
        setColumns(columns)
    }

    /// Replaces all columns and what follows from them.
    public mutating func setColumns(_ columns: [ColumnDefinition]) {
        partitionKey = columns.filter { $0.kind == .partitionKey }.sorted { $0.position < $1.position }
        clustering = columns.filter { $0.kind == .clustering }.sorted { $0.position < $1.position }
        statics = columns.filter { $0.kind == .static }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        regulars = columns.filter { $0.kind == .regular }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        byName = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        layout = TableLayout(
            id: number, partitionKey: partitionKey.map(\.type),
            clustering: clustering.map { .init(type: $0.type, isDescending: $0.isDescending) },
            columns: (statics + regulars).map { .init(id: $0.id, type: $0.type, isStatic: $0.kind == .static) })
    }

    /// Primary key, then static, then regular columns: the order of `SELECT *`.
    public var columns: [ColumnDefinition] { partitionKey + clustering + statics + regulars }

    public func column(_ name: String) -> ColumnDefinition? { byName[name] }

    /// All columns outside the primary key are counters.
    public var isCounter: Bool { (statics + regulars).contains { $0.type == .counter } }

    public static func == (a: TableDefinition, b: TableDefinition) -> Bool {
        a.uuid == b.uuid && a.name == b.name && a.columns == b.columns && a.options == b.options && a.dropped == b.dropped
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(uuid) }

    /// `keyspace.table` as messages write it.
    public var fullName: String { "\(keyspace).\(name)" }
}
