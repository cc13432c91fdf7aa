internal import Bytes
internal import CQLValues

/// Answers DESCRIBE from the schema.
struct DescribeExecution {
    let describe: Describe
    let schema: Schema
    /// The connection's keyspace.
    let current: String?
    let node: NodeIdentity

    private struct Element {
        let keyspace: String
        let type: String
        let name: String
        var statement: String?
    }

    func run() throws(StatementError) -> ResultPage {
        switch describe.target {
        case .cluster: return cluster()
        case .keyspaces:
            return listing(
                sortedKeyspaces(all: true).map {
                    Element(keyspace: CQLName.text($0.name), type: "keyspace", name: CQLName.text($0.name))
                })
        case .tables:
            return listing(try scope().flatMap { keyspace in tables(keyspace).map { element("table", keyspace.name, $0.name) } })
        case .types:
            return listing(
                try scope().flatMap { keyspace in keyspace.typesInOrder.map { element("type", keyspace.name, $0.name) } })
        case .functions, .aggregates: return listing([])
        case .schema(let full):
            return statements(sortedKeyspaces(all: full).flatMap { elements(of: $0, only: false) })
        case .keyspace(let name, let only): return statements(elements(of: try keyspace(name), only: only))
        case .table(let name): return statements([try table(name)])
        case .type(let name):
            let keyspace = try keyspace(name.keyspace)
            guard let type = keyspace.types[name.name] else {
                throw .invalid("User defined type '\(name.name)' not found in '\(keyspace.name)'")
            }
            return statements([element("type", keyspace.name, type.name, type.createStatement)])
        case .index(let name):
            throw .invalid("Table for existing index '\(name.name)' not found in '\(try keyspace(name.keyspace).name)'")
        case .view(let name):
            throw .invalid("Materialized view '\(name.name)' not found in '\(try keyspace(name.keyspace).name)'")
        case .function(let name):
            throw .invalid("User defined function '\(name.name)' not found in '\(try keyspace(name.keyspace).name)'")
        case .aggregate(let name):
            throw .invalid("User defined aggregate '\(name.name)' not found in '\(try keyspace(name.keyspace).name)'")
        case .any(let name): return statements(try anything(name))
        }
    }

    // MARK: Finding

    private func keyspace(_ name: String?) throws(StatementError) -> KeyspaceDefinition {
        guard let wanted = name ?? current else { throw .invalid("No keyspace specified and no current keyspace") }
        guard let keyspace = schema.keyspaces[wanted] else { throw .invalid("'\(wanted)' not found in keyspaces") }
        return keyspace
    }

    private func table(_ name: QualifiedName) throws(StatementError) -> Element {
        let keyspace = try keyspace(name.keyspace)
        guard let table = keyspace.tables[name.name] else {
            throw .invalid("Table '\(name.name)' not found in keyspace '\(keyspace.name)'")
        }
        return element("table", keyspace.name, table.name, table.createStatement(internals: describe.withInternals))
    }

    private func anything(_ name: QualifiedName) throws(StatementError) -> [Element] {
        if name.keyspace == nil, let keyspace = schema.keyspaces[name.name] { return elements(of: keyspace, only: false) }
        guard name.keyspace != nil || current != nil else { throw .invalid("'\(name.name)' not found in keyspaces") }
        let keyspace = try keyspace(name.keyspace)
        guard keyspace.tables[name.name] != nil else {
            throw .invalid("'\(name.name)' not found in keyspace '\(keyspace.name)'")
        }
        return [try table(QualifiedName(keyspace: keyspace.name, name: name.name))]
    }

    private func scope() throws(StatementError) -> [KeyspaceDefinition] {
        if let current { return [try keyspace(current)] }
        return sortedKeyspaces(all: true)
    }

    private func sortedKeyspaces(all: Bool) -> [KeyspaceDefinition] {
        schema.keyspaces.values
            .filter { all || !SystemRows.owns($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func tables(_ keyspace: KeyspaceDefinition) -> [TableDefinition] {
        keyspace.tables.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func elements(of keyspace: KeyspaceDefinition, only: Bool) -> [Element] {
        let head = element("keyspace", keyspace.name, keyspace.name, keyspace.createStatement)
        if only { return [head] }
        return [head] + keyspace.typesInOrder.map { element("type", keyspace.name, $0.name, $0.createStatement) }
            + tables(keyspace).map {
                element("table", keyspace.name, $0.name, $0.createStatement(internals: describe.withInternals))
            }
    }

    private func element(_ type: String, _ keyspace: String, _ name: String, _ statement: String? = nil) -> Element {
        Element(keyspace: CQLName.text(keyspace), type: type, name: CQLName.text(name), statement: statement)
    }

    // MARK: Answering

    private static func column(_ name: String, _ type: CQLType = .text) -> ColumnDescription {
        ColumnDescription(keyspace: "system", table: "describe", name: name, type: type)
    }

    private func listing(_ elements: [Element]) -> ResultPage {
        ResultPage(
            columns: ["keyspace_name", "type", "name"].map { Self.column($0) },
            cells: elements.flatMap { [$0.keyspace, $0.type, $0.name].map { ByteSlice(utf8: $0) } }, rowCount: elements.count)
    }

    private func statements(_ elements: [Element]) -> ResultPage {
        ResultPage(
            columns: ["keyspace_name", "type", "name", "create_statement"].map { Self.column($0) },
            cells: elements.flatMap { [$0.keyspace, $0.type, $0.name, $0.statement ?? ""].map { ByteSlice(utf8: $0) } },
            rowCount: elements.count)
    }

    private func cluster() -> ResultPage {
        var page = ResultPage(columns: ["cluster", "partitioner", "snitch"].map { Self.column($0) }, rowCount: 1)
        page.cells = [NodeIdentity.clusterName, "Murmur3Partitioner", "DynamicEndpointSnitch"].map { ByteSlice(utf8: $0) }
        guard let current, !SystemRows.owns(current) else { return page }
        page.columns.append(Self.column("range_ownership", .map(.text, .list(.text))))
        let address = CQLType.inet.text(of: node.address) ?? ""
        let owners = CQLCollection.bytes(of: [ByteSlice(utf8: "\(address):\(node.port)")])
        page.cells.append(CQLCollection.bytes(of: [(key: ByteSlice(utf8: String(node.token)), value: owners)]))
        return page
    }
}
