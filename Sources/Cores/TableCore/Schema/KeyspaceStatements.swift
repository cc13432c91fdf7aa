internal import CQLValues

extension Schema {
    /// The schema after `statement`, which must be one of definition.
    /// - Throws: ``StatementError`` with Cassandra's codes and texts; nothing is changed then.
    public func applying(_ statement: Statement, _ context: DefinitionContext) throws(StatementError) -> SchemaOutcome {
        var outcome: SchemaOutcome
        switch statement {
        case .createKeyspace(let create): outcome = try applying(create)
        case .alterKeyspace(let alter): outcome = try applying(alter)
        case .dropKeyspace(let name, let ifExists): outcome = try droppingKeyspace(name, ifExists: ifExists)
        case .createTable(let create): outcome = try applying(create, context)
        case .alterTable(let alter): outcome = try applying(alter, context)
        case .dropTable(let name, let ifExists): outcome = try droppingTable(name, ifExists: ifExists, context)
        case .createType(let create): outcome = try applying(create, context)
        case .alterType(let alter): outcome = try applying(alter, context)
        case .dropType(let name, let ifExists): outcome = try droppingType(name, ifExists: ifExists, context)
        default: throw StatementError(.server, "Not a statement of definition")
        }
        if outcome.notice != nil { outcome.schema.version = context.version }
        return outcome
    }

    /// - Throws: unauthorized for keyspaces of the server.
    static func checkModifiable(_ keyspace: String) throws(StatementError) {
        guard !systemKeyspaces.contains(keyspace) else {
            throw StatementError(.unauthorized, "\(keyspace) keyspace is not user-modifiable.")
        }
    }

    private static let keyspaceNameMax = 48

    static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { Lexer.isLetter($0) || Lexer.isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    private func applying(_ create: CreateKeyspace) throws(StatementError) -> SchemaOutcome {
        let name = create.name
        if Self.systemKeyspaces.contains(name) { throw .invalid("System keyspace '\(name)' is not user-modifiable") }
        guard Self.isPlainName(name) else {
            throw .invalid("Keyspace name must not be empty or contain non-alphanumeric-underscore characters (got \"\(name)\")")
        }
        guard name.utf8.count <= Self.keyspaceNameMax else {
            throw .invalid(
                "Keyspace name must not be more than \(Self.keyspaceNameMax) characters long (got \(name.utf8.count) characters for \"\(name)\")"
            )
        }
        try TableOptions.checkNames(create.properties, known: ["replication", "durable_writes"])
        guard let replication = create.properties.first(where: { $0.name == "replication" }) else {
            throw .invalid("Missing mandatory option 'replication'")
        }
        let durable = try create.properties.first { $0.name == "durable_writes" }?.boolean() ?? true
        let map = try replication.map()
        var outcome = SchemaOutcome(self)
        if keyspaces[name] != nil {
            if create.ifNotExists { return outcome }
            throw StatementError(.alreadyExists(keyspace: name, table: ""), "Cannot add existing keyspace \"\(name)\"")
        }
        let strategy = try Replication(map, keyspace: name, previous: nil)
        outcome.schema.keyspaces[name] = KeyspaceDefinition(name: name, replication: strategy, durableWrites: durable)
        outcome.warnings = strategy.warnings(keyspace: name)
        outcome.changedKeyspaces = [name]
        outcome.notice = SchemaNotice(change: .created, target: .keyspace, keyspace: name, name: "")
        return outcome
    }

    private func applying(_ alter: AlterKeyspace) throws(StatementError) -> SchemaOutcome {
        try Self.checkModifiable(alter.name)
        try TableOptions.checkNames(alter.properties, known: ["replication", "durable_writes"])
        var outcome = SchemaOutcome(self)
        guard var keyspace = keyspaces[alter.name] else {
            if alter.ifExists { return outcome }
            throw .invalid("Keyspace '\(alter.name)' doesn't exist")
        }
        let before = keyspace
        if let property = alter.properties.first(where: { $0.name == "durable_writes" }) {
            keyspace.durableWrites = try property.boolean()
        }
        if let property = alter.properties.first(where: { $0.name == "replication" }) {
            keyspace.replication = try Replication(try property.map(), keyspace: alter.name, previous: keyspace.replication)
            outcome.warnings = keyspace.replication.warnings(keyspace: alter.name)
            if keyspace.replication.factor > before.replication.factor {
                outcome.warnings.append(
                    "When increasing replication factor you need to run a full (-full) repair to distribute the data.")
            }
        }
        guard keyspace != before else { return outcome }
        // The server's own keyspaces keep what the server gives them.
        if Self.distributedKeyspaces.contains(alter.name) {
            throw StatementError(.unauthorized, "Cannot ALTER <keyspace \(alter.name)>")
        }
        outcome.schema.keyspaces[alter.name] = keyspace
        outcome.changedKeyspaces = [alter.name]
        outcome.notice = SchemaNotice(change: .updated, target: .keyspace, keyspace: alter.name, name: "")
        return outcome
    }

    private func droppingKeyspace(_ name: String, ifExists: Bool) throws(StatementError) -> SchemaOutcome {
        try Self.checkModifiable(name)
        if Self.distributedKeyspaces.contains(name) { throw StatementError(.unauthorized, "Cannot DROP <keyspace \(name)>") }
        var outcome = SchemaOutcome(self)
        guard let keyspace = keyspaces[name] else {
            if ifExists { return outcome }
            throw .invalid("Keyspace '\(name)' doesn't exist")
        }
        outcome.schema.keyspaces[name] = nil
        outcome.droppedTables = keyspace.tables.values.map(\.number)
        outcome.changedKeyspaces = [name]
        outcome.notice = SchemaNotice(change: .dropped, target: .keyspace, keyspace: name, name: "")
        return outcome
    }

    // MARK: User types

    private func applying(_ create: CreateType, _ context: DefinitionContext) throws(StatementError) -> SchemaOutcome {
        let keyspaceName = try Self.keyspace(of: create.name, current: context.keyspace)
        try Self.checkModifiable(keyspaceName)
        var outcome = SchemaOutcome(self)
        guard var keyspace = keyspaces[keyspaceName] else { throw .invalid("Keyspace '\(keyspaceName)' doesn't exist") }
        let name = create.name.name
        if keyspace.types[name] != nil {
            if create.ifNotExists { return outcome }
            throw .invalid("A user type with name '\(name)' already exists")
        }
        let resolution = TypeResolution(keyspace: keyspaceName, types: keyspace.types)
        var fields: [UserDefinedType.Field] = []
        for field in create.fields {
            guard !fields.contains(where: { $0.name == field.name }) else {
                throw .invalid("Duplicate field name '\(field.name)' in type '\(name)'")
            }
            let type = try resolution.resolve(field.type)
            if type == .counter { throw .invalid("A user type cannot contain counters") }
            if case .userDefined = type { throw .invalid("A user type cannot contain non-frozen UDTs") }
            fields.append(.init(name: field.name, type: type))
        }
        keyspace.types[name] = UserDefinedType(keyspace: keyspaceName, name: name, fields: fields)
        outcome.set(keyspace, SchemaNotice(change: .created, target: .type, keyspace: keyspaceName, name: name))
        return outcome
    }

    private func applying(_ alter: AlterType, _ context: DefinitionContext) throws(StatementError) -> SchemaOutcome {
        let keyspaceName = try Self.keyspace(of: alter.name, current: context.keyspace)
        try Self.checkModifiable(keyspaceName)
        var outcome = SchemaOutcome(self)
        let name = alter.name.name
        guard var keyspace = keyspaces[keyspaceName], var type = keyspace.types[name] else {
            if alter.ifExists { return outcome }
            throw .invalid("Type \(keyspaceName).\(name) doesn't exist")
        }
        switch alter.change {
        case .add(let field, let ifNotExists):
            if type.fields.contains(where: { $0.name == field.name }) {
                if ifNotExists { return outcome }
                throw .invalid(
                    "Cannot add field \(field.name) to type \(keyspaceName).\(name): a field with name \(field.name) already exists"
                )
            }
            let resolved = try TypeResolution(keyspace: keyspaceName, types: keyspace.types).resolve(field.type)
            type.fields.append(.init(name: field.name, type: resolved))
        case .rename(let renames, let ifExists):
            for rename in renames {
                guard let index = type.fields.firstIndex(where: { $0.name == rename.from }) else {
                    if ifExists { continue }
                    throw .invalid("Unkown field \(rename.from) in user type \(keyspaceName).\(name)")
                }
                type.fields[index].name = rename.to
            }
        case .alter: throw .invalid("Altering field types is no longer supported")
        }
        keyspace.replaceType(type)
        outcome.set(keyspace, SchemaNotice(change: .updated, target: .type, keyspace: keyspaceName, name: name))
        return outcome
    }

    private func droppingType(
        _ name: QualifiedName, ifExists: Bool, _ context: DefinitionContext
    ) throws(StatementError) -> SchemaOutcome {
        let keyspaceName = try Self.keyspace(of: name, current: context.keyspace)
        try Self.checkModifiable(keyspaceName)
        var outcome = SchemaOutcome(self)
        guard var keyspace = keyspaces[keyspaceName], keyspace.types[name.name] != nil else {
            if ifExists { return outcome }
            throw .invalid("Type '\(keyspaceName).\(name.name)' doesn't exist")
        }
        let uses = { (type: CQLType) -> Bool in
            type.contains { if case .userDefined(let used) = $0 { used.name == name.name } else { false } }
        }
        let types = keyspace.types.values.filter { type in type.fields.contains { uses($0.type) } }.map(\.name).sorted()
        guard types.isEmpty else {
            throw .invalid(
                "Cannot drop user type '\(keyspaceName).\(name.name)' as it is still used by user types \(types.joined(separator: ", "))"
            )
        }
        let tables = keyspace.tables.values.filter { table in table.columns.contains { uses($0.type) } }.map(\.name).sorted()
        guard tables.isEmpty else {
            throw .invalid(
                "Cannot drop user type '\(keyspaceName).\(name.name)' as it is still used by tables \(tables.joined(separator: ", "))"
            )
        }
        keyspace.types[name.name] = nil
        outcome.set(keyspace, SchemaNotice(change: .dropped, target: .type, keyspace: keyspaceName, name: name.name))
        return outcome
    }
}

extension SchemaOutcome {
    mutating func set(_ keyspace: KeyspaceDefinition, _ notice: SchemaNotice) {
        schema.keyspaces[keyspace.name] = keyspace
        changedKeyspaces = [keyspace.name]
        self.notice = notice
    }
}

extension KeyspaceDefinition {
    /// Puts the changed type wherever it is used: in other types and in columns.
    mutating func replaceType(_ changed: UserDefinedType) {
        types[changed.name] = changed
        for (name, var type) in types where name != changed.name {
            for index in type.fields.indices { type.fields[index].type = type.fields[index].type.replacing(changed) }
            types[name] = type
        }
        for (name, var table) in tables {
            let columns = table.columns.map { column in
                var changedColumn = column
                changedColumn.type = column.type.replacing(changed)
                for other in types.values where other.name != changed.name {
                    changedColumn.type = changedColumn.type.replacing(other)
                }
                return changedColumn
            }
            if columns != table.columns {
                table.setColumns(columns)
                tables[name] = table
            }
        }
    }
}

extension CQLType {
    /// The type with every use of a user type of that name replaced.
    func replacing(_ changed: UserDefinedType) -> CQLType {
        switch self {
        case .list(let element): .list(element.replacing(changed))
        case .set(let element): .set(element.replacing(changed))
        case .map(let key, let value): .map(key.replacing(changed), value.replacing(changed))
        case .tuple(let components): .tuple(components.map { $0.replacing(changed) })
        case .vector(let element, let dimension): .vector(element.replacing(changed), dimension)
        case .frozen(let inner): inner.replacing(changed).frozen()
        case .userDefined(let type) where type.name == changed.name: .userDefined(changed)
        default: self
        }
    }
}
