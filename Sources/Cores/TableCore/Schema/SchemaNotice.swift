public import Identifiers

/// What a statement of definition did, as drivers are told.
public struct SchemaNotice: Hashable, Sendable {
    public enum Change: String, Hashable, Sendable {
        case created = "CREATED"
        case updated = "UPDATED"
        case dropped = "DROPPED"
    }

    public enum Target: String, Hashable, Sendable {
        case keyspace = "KEYSPACE"
        case table = "TABLE"
        case type = "TYPE"
    }

    public let change: Change
    public let target: Target
    public let keyspace: String
    /// Empty for a keyspace.
    public let name: String
}

/// The schema after a statement, and what must be done beside keeping it.
public struct SchemaOutcome: Sendable {
    public var schema: Schema
    /// Nil when nothing changed.
    public var notice: SchemaNotice?
    public var warnings: [String] = []
    /// Tables whose rows are gone.
    public var droppedTables: [TableID] = []
    /// Keyspaces whose record must be written or, when they are gone, deleted.
    public var changedKeyspaces: Set<String> = []

    init(_ schema: Schema) { self.schema = schema }
}

/// What a definition takes from outside: the time, and ids nobody else has.
public struct DefinitionContext: Sendable {
    /// The connection's keyspace.
    public let keyspace: String?
    /// Microseconds since 1970.
    public let now: Int64
    /// For a new table.
    public let tableID: UniqueID
    /// For the schema after the change.
    public let version: UniqueID

    public init(keyspace: String?, now: Int64, tableID: UniqueID, version: UniqueID) {
        self.keyspace = keyspace
        self.now = now
        self.tableID = tableID
        self.version = version
    }
}
