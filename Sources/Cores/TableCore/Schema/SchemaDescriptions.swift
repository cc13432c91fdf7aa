public import CQLValues

// Definitions as CQL text: what DESCRIBE answers.

extension KeyspaceDefinition {
    /// The CREATE KEYSPACE that makes it.
    public var createStatement: String {
        if isVirtual {
            return """
                /*
                Warning: Keyspace \(name) is a virtual keyspace and cannot be recreated with CQL.
                Structure, for reference:
                VIRTUAL KEYSPACE \(name);
                */
                """
        }
        let options = ([(key: "class", value: replication.shortStrategy)] + replication.entries.dropFirst())
            .map { "'\($0.key)': '\($0.value)'" }.joined(separator: ", ")
        return "CREATE KEYSPACE \(CQLName.text(name)) WITH replication = {\(options)}  AND durable_writes = \(durableWrites);"
    }

    /// Types so that each stands behind those it uses.
    public var typesInOrder: [UserDefinedType] {
        var ordered: [UserDefinedType] = []
        var rest = types.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        while !rest.isEmpty {
            let names = Set(rest.map(\.name))
            let free = rest.filter { type in !type.fields.contains { $0.type.uses(anyOf: names) } }
            // A cycle cannot be made; should it be there, it is shown as it is.
            guard !free.isEmpty else { return ordered + rest }
            ordered += free
            rest.removeAll { type in free.contains { $0.name == type.name } }
        }
        return ordered
    }
}

extension CQLType {
    fileprivate func uses(anyOf names: Set<String>) -> Bool {
        contains { if case .userDefined(let type) = $0 { names.contains(type.name) } else { false } }
    }
}

extension UserDefinedType {
    /// The CREATE TYPE that makes it.
    public var createStatement: String {
        let body = fields.map { "    \(CQLName.text($0.name)) \($0.type)" }.joined(separator: ",\n")
        return "CREATE TYPE \(CQLName.text(keyspace)).\(CQLName.text(name)) (\n\(body)\n);"
    }
}

extension TableDefinition {
    /// The CREATE TABLE that makes it; with `internals` also its id and what was dropped.
    public func createStatement(internals: Bool) -> String {
        let fullName = "\(CQLName.text(keyspace)).\(CQLName.text(name))"
        if isVirtual {
            return """
                /*
                Warning: Table \(fullName) is a virtual table and cannot be recreated with CQL.
                Structure, for reference:
                VIRTUAL TABLE \(fullName) (
                \(body(internals: false))
                ) WITH \(orderClause.map { $0 + "\n    AND " } ?? "")comment = \(CQLName.literal(options.comment));
                */
                """
        }
        var clauses: [String] = []
        if internals { clauses.append("ID = \(uuid)") }
        if let orderClause { clauses.append(orderClause) }
        clauses += options.described.map { "\($0.name) = \($0.value)" }
        var text = "CREATE TABLE \(fullName) (\n\(body(internals: internals))\n) WITH \(clauses.joined(separator: "\n    AND "));"
        if internals {
            for column in dropped.sorted(by: { $0.name < $1.name }) {
                text += "\nALTER TABLE \(fullName) DROP \(CQLName.text(column.name)) USING TIMESTAMP \(column.timestamp);"
                if let readded = self.column(column.name) {
                    text +=
                        "\nALTER TABLE \(fullName) ADD \(CQLName.text(column.name)) \(readded.type)\(readded.kind == .static ? " static" : "");"
                }
            }
        }
        return text
    }

    private var orderClause: String? {
        guard !clustering.isEmpty else { return nil }
        let order = clustering.map { "\(CQLName.text($0.name)) \($0.isDescending ? "DESC" : "ASC")" }.joined(separator: ", ")
        return "CLUSTERING ORDER BY (\(order))"
    }

    private func body(internals: Bool) -> String {
        let single = partitionKey.count == 1 && clustering.isEmpty
        var lines = (partitionKey + clustering).map { column in
            "    \(CQLName.text(column.name)) \(column.type)\(single ? " PRIMARY KEY" : "")"
        }
        // What is one cell comes before what is many.
        for columns in [statics, regulars] {
            for column in columns.filter({ !$0.type.isMultiCell }) + columns.filter(\.type.isMultiCell) {
                lines.append("    \(CQLName.text(column.name)) \(column.type)\(column.kind == .static ? " static" : "")")
            }
        }
        if internals {
            for column in dropped where self.column(column.name) == nil {
                lines.append("    \(CQLName.text(column.name)) \(column.type)\(column.isStatic ? " static" : "")")
            }
        }
        if !single {
            let partition = partitionKey.map { CQLName.text($0.name) }.joined(separator: ", ")
            let key = partitionKey.count > 1 ? "(\(partition))" : partition
            lines.append("    PRIMARY KEY (\(([key] + clustering.map { CQLName.text($0.name) }).joined(separator: ", ")))")
        }
        return lines.joined(separator: ",\n")
    }
}
