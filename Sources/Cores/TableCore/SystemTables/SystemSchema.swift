internal import CQLValues
internal import Identifiers

extension Schema {
    /// The keyspaces that come with the server.
    public static let system: Schema = {
        var keyspaces: [String: KeyspaceDefinition] = [:]
        let replications: [(String, Replication)] = [
            ("system", .local), ("system_schema", .local), ("system_auth", .simple(1)), ("system_distributed", .simple(3)),
            ("system_traces", .simple(2)), ("system_virtual_schema", .local), ("system_views", .local),
        ]
        for (name, replication) in replications {
            var keyspace = KeyspaceDefinition(name: name, replication: replication, durableWrites: true)
            keyspace.isVirtual = name == "system_virtual_schema" || name == "system_views"
            keyspaces[name] = keyspace
        }
        for (index, line) in SystemTableList.text.split(separator: "\n").enumerated() {
            guard let table = table(line, number: UInt32(index)) else { continue }
            keyspaces[table.keyspace]?.tables[table.name] = table
        }
        return Schema(keyspaces: keyspaces, version: .zero, lastTableNumber: firstUserTableNumber)
    }()

    /// Numbers up to this one are the server's own tables.
    static let firstUserTableNumber: UInt32 = 1000

    private static func table(_ line: Substring, number: UInt32) -> TableDefinition? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard parts.count == 6, let dot = parts[0].firstIndex(of: ".") else { return nil }
        let keyspace = String(parts[0][..<dot])
        let names = { (list: String) in list.split(separator: ",").map { $0.filter { $0 != " " } } }
        let (partition, clustering) = (names(parts[3]), names(parts[4]))
        var columns: [ColumnDefinition] = []
        for (name, type) in declarations(parts[5]) {
            let id = ColumnID(UInt16(columns.count + 1))
            if let position = partition.firstIndex(of: name) {
                columns.append(ColumnDefinition(name: name, kind: .partitionKey, position: position, type: type))
            } else if let position = clustering.firstIndex(of: name) {
                columns.append(ColumnDefinition(name: name, kind: .clustering, position: position, type: type))
            } else {
                columns.append(ColumnDefinition(name: name, kind: .regular, type: type, id: id))
            }
        }
        var options = TableOptions()
        options.comment = parts[1]
        options.gcGraceSeconds = Int32(parts[2]) ?? 0
        var table = TableDefinition(
            keyspace: keyspace, name: String(parts[0][parts[0].index(after: dot)...]),
            uuid: UniqueID(high: 0x5A1C_395E_0000_4000 | UInt64(number), low: 0x8000_0000_0000_0000 | UInt64(number)),
            number: TableID(number), columns: columns, options: options, nextColumnID: UInt16(columns.count + 1))
        table.isVirtual = keyspace == "system_virtual_schema" || keyspace == "system_views"
        return table
    }

    /// `name type, name type`, where types hold commas themselves.
    private static func declarations(_ text: String) -> [(String, CQLType)] {
        var all: [(String, CQLType)] = []
        var depth = 0
        var current = ""
        for character in text + "," {
            if character == "<" { depth += 1 }
            if character == ">" { depth -= 1 }
            guard character == ",", depth == 0 else {
                current.append(character)
                continue
            }
            let trimmed = current.drop { $0 == " " }
            let name = trimmed.prefix { $0 != " " }
            if let type = try? CQLType(parsing: String(trimmed.dropFirst(name.count + 1))) { all.append((String(name), type)) }
            current = ""
        }
        return all
    }
}
