internal import Bytes
public import CQLClient
public import CQLValues

/// A table as the store describes it.
public struct CassandraTable: Hashable, Sendable {
    public let keyspace: String
    public let name: String
    public let types: [String: CQLType]
    public let partitionKey: [String]
    public let clusteringKey: [String]

    public init(
        keyspace: String, name: String, types: [String: CQLType], partitionKey: [String], clusteringKey: [String]
    ) {
        self.keyspace = keyspace
        self.name = name
        self.types = types
        self.partitionKey = partitionKey
        self.clusteringKey = clusteringKey
    }

    /// `keyspace.table`, quoted where CQL needs it.
    public var qualifiedName: String { "\(CQLName.text(keyspace)).\(CQLName.text(name))" }

    /// Reads the description from the schema tables; nil when there is no such table. Columns of types that this client
    /// does not know are left out.
    public static func read(
        keyspace: String, name: String, from client: CQLClient
    ) throws(CQLClientError) -> CassandraTable? {
        let answer = try client.query(
            """
            SELECT column_name, kind, position, type FROM system_schema.columns \
            WHERE keyspace_name = \(CQLName.literal(keyspace)) AND table_name = \(CQLName.literal(name))
            """)
        guard !answer.rows.isEmpty else { return nil }
        var types: [String: CQLType] = [:]
        var keys: [String: [(position: Int32, name: String)]] = [:]
        for row in answer.rows {
            guard row.count == 4, let column = row[0]?.utf8Text, let kind = row[1]?.utf8Text, let type = row[3]?.utf8Text else {
                continue
            }
            let position = row[2].flatMap { bytes in
                var reader = ByteReader(bytes)
                return try? reader.integer(Int32.self)
            }
            types[column] = try? CQLType(parsing: type)
            keys[kind, default: []].append((position ?? 0, column))
        }
        func names(_ kind: String) -> [String] { (keys[kind] ?? []).sorted { $0.position < $1.position }.map(\.name) }
        return CassandraTable(
            keyspace: keyspace, name: name, types: types, partitionKey: names("partition_key"),
            clusteringKey: names("clustering"))
    }
}
