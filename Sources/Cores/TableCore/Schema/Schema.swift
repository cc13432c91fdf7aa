public import CQLValues
public import Identifiers

/// A keyspace with all that is in it.
public struct KeyspaceDefinition: Hashable, Sendable {
    public let name: String
    public var replication: Replication
    public var durableWrites: Bool
    public var tables: [String: TableDefinition] = [:]
    public var types: [String: UserDefinedType] = [:]
    /// Made by the server, listed in system_virtual_schema.
    public var isVirtual = false

    public init(name: String, replication: Replication, durableWrites: Bool) {
        self.name = name
        self.replication = replication
        self.durableWrites = durableWrites
    }
}

/// All keyspaces at one moment. A value: statements are prepared and run against one schema throughout.
public struct Schema: Sendable {
    public var keyspaces: [String: KeyspaceDefinition]
    /// Changes with every change of the schema; what drivers compare for agreement.
    public var version: UniqueID
    /// Numbers of tables given out so far.
    public var lastTableNumber: UInt32

    public init(keyspaces: [String: KeyspaceDefinition], version: UniqueID, lastTableNumber: UInt32) {
        self.keyspaces = keyspaces
        self.version = version
        self.lastTableNumber = lastTableNumber
    }

    /// The keyspaces that come with the server.
    public static let systemKeyspaces: Set<String> = ["system", "system_schema", "system_virtual_schema", "system_views"]
    /// Keyspaces with tables of the server that people may not drop.
    public static let distributedKeyspaces: Set<String> = ["system_auth", "system_distributed", "system_traces"]

    /// The keyspace a statement names, or the connection's.
    /// - Throws: invalid when neither is there.
    public static func keyspace(of name: QualifiedName, current: String?) throws(StatementError) -> String {
        guard let keyspace = name.keyspace ?? current else {
            throw .invalid("No keyspace has been specified. USE a keyspace, or explicitly specify keyspace.tablename")
        }
        return keyspace
    }

    /// The table a SELECT, INSERT, UPDATE, DELETE or TRUNCATE names.
    public func table(_ name: QualifiedName, current: String?) throws(StatementError) -> TableDefinition {
        let keyspaceName = try Self.keyspace(of: name, current: current)
        guard let keyspace = keyspaces[keyspaceName] else { throw .invalid("keyspace \(keyspaceName) does not exist") }
        guard let table = keyspace.tables[name.name] else { throw .invalid("table \(name.name) does not exist") }
        return table
    }
}
