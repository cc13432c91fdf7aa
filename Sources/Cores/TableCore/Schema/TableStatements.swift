internal import Bytes
internal import CQLValues
internal import Identifiers

extension Schema {
    private static let tableNameMax = 222

    // MARK: CREATE TABLE

    func applying(_ create: CreateTable, _ context: DefinitionContext) throws(StatementError) -> SchemaOutcome {
        let name = create.name.name
        var declared: Set<String> = []
        for column in create.columns {
            guard declared.insert(column.name).inserted else {
                throw .invalid("Duplicate column '\(column.name)' declaration for table '\(name)'")
            }
        }
        guard create.primaryKeys.count <= 1 else {
            throw .invalid("Multiple PRIMARY KEY specified for table '\(name)' (exactly one required)")
        }
        let keyspaceName = try Self.keyspace(of: create.name, current: context.keyspace)
        guard let key = create.primaryKeys.first else {
            throw .invalid("No PRIMARY KEY specifed for table '\(name)' (exactly one required)")
        }
        try Self.checkModifiable(keyspaceName)
        guard var keyspace = keyspaces[keyspaceName] else { throw .invalid("Keyspace '\(keyspaceName)' doesn't exist") }
        var outcome = SchemaOutcome(self)
        if keyspace.tables[name] != nil {
            if create.ifNotExists { return outcome }
            throw StatementError(
                .alreadyExists(keyspace: keyspaceName, table: name),
                "Cannot add already existing table \"\(name)\" to keyspace \"\(keyspaceName)\"")
        }
        guard Self.isPlainName(name), name.utf8.count <= Self.tableNameMax else {
            throw .configuration(
                "\(keyspaceName).\(name): Table name must not be empty or not contain non-alphanumeric-underscore characters (got \"\(name)\")"
            )
        }
        if create.compactStorage { throw .invalid("COMPACT STORAGE tables are not supported") }
        let builder = TableBuilder(
            create: create, key: key, resolution: TypeResolution(keyspace: keyspaceName, types: keyspace.types))
        let options = try TableOptions().applying(create.properties).withDefaults(create.properties)
        let columns = try builder.columns()
        if columns.contains(where: { $0.type == .counter }), options.defaultTimeToLive > 0 {
            throw .invalid("Cannot set default_time_to_live on a table with counters")
        }
        outcome.schema.lastTableNumber += 1
        keyspace.tables[name] = TableDefinition(
            keyspace: keyspaceName, name: name, uuid: Self.givenID(create.properties) ?? context.tableID,
            number: TableID(outcome.schema.lastTableNumber), columns: columns, options: options,
            nextColumnID: UInt16(columns.filter { !$0.isPrimaryKey }.count + 1))
        outcome.set(keyspace, SchemaNotice(change: .created, target: .table, keyspace: keyspaceName, name: name))
        return outcome
    }

    private static func givenID(_ properties: [Property]) -> UniqueID? {
        guard case .text(let text)? = properties.first(where: { $0.name == "id" })?.value else { return nil }
        return [UInt8](hex: text.filter { $0 != "-" }).flatMap { UniqueID(bytes: $0) }
    }

    // MARK: DROP TABLE

    func droppingTable(
        _ name: QualifiedName, ifExists: Bool, _ context: DefinitionContext
    ) throws(StatementError) -> SchemaOutcome {
        let keyspaceName = try Self.keyspace(of: name, current: context.keyspace)
        try Self.checkModifiable(keyspaceName)
        if Self.distributedKeyspaces.contains(keyspaceName) {
            throw StatementError(.unauthorized, "Cannot DROP <table \(keyspaceName).\(name.name)>")
        }
        var outcome = SchemaOutcome(self)
        guard var keyspace = keyspaces[keyspaceName], let table = keyspace.tables.removeValue(forKey: name.name) else {
            if ifExists { return outcome }
            throw .invalid("Table '\(keyspaceName).\(name.name)' doesn't exist")
        }
        outcome.droppedTables = [table.number]
        outcome.set(keyspace, SchemaNotice(change: .dropped, target: .table, keyspace: keyspaceName, name: name.name))
        return outcome
    }

    // MARK: ALTER TABLE

    func applying(_ alter: AlterTable, _ context: DefinitionContext) throws(StatementError) -> SchemaOutcome {
        let keyspaceName = try Self.keyspace(of: alter.name, current: context.keyspace)
        try Self.checkModifiable(keyspaceName)
        var outcome = SchemaOutcome(self)
        guard var keyspace = keyspaces[keyspaceName], var table = keyspace.tables[alter.name.name] else {
            if alter.ifExists { return outcome }
            throw .invalid("Table '\(keyspaceName).\(alter.name.name)' doesn't exist")
        }
        let before = table
        let resolution = TypeResolution(keyspace: keyspaceName, types: keyspace.types)
        switch alter.change {
        case .add(let columns, let ifNotExists): try table.add(columns, ifNotExists: ifNotExists, resolution)
        case .drop(let names, let ifExists, let timestamp):
            try table.drop(names, ifExists: ifExists, timestamp: timestamp ?? context.now)
        case .rename(let renames, let ifExists): try table.rename(renames, ifExists: ifExists)
        case .properties(let properties):
            table.options = try table.options.applying(properties)
            if properties.contains(where: { $0.name == "id" }) { throw .configuration("Cannot alter table id.") }
            if table.isCounter, table.options.defaultTimeToLive > 0 {
                throw .invalid("Cannot set default_time_to_live on a table with counters")
            }
        case .alterType: throw .invalid("Altering column types is no longer supported")
        case .dropCompactStorage: throw .invalid("Cannot DROP COMPACT STORAGE on table without COMPACT STORAGE")
        }
        guard table != before else { return outcome }
        keyspace.tables[table.name] = table
        outcome.set(keyspace, SchemaNotice(change: .updated, target: .table, keyspace: keyspaceName, name: table.name))
        return outcome
    }
}

extension TableDefinition {
    fileprivate mutating func add(
        _ declarations: [ColumnDeclaration], ifNotExists: Bool, _ resolution: TypeResolution
    ) throws(StatementError) {
        var columns = self.columns
        for declaration in declarations {
            if columns.contains(where: { $0.name == declaration.name }) {
                if ifNotExists { continue }
                throw .invalid("Column with name '\(declaration.name)' already exists")
            }
            let type = try resolution.resolve(declaration.type)
            guard (type == .counter) == isCounter || columns.allSatisfy(\.isPrimaryKey) else {
                throw .invalid(
                    isCounter
                        ? "Cannot have a non counter column (\"\(declaration.name)\") in a counter table"
                        : "Cannot have a counter column (\"\(declaration.name)\") in a non counter table")
            }
            if declaration.isStatic, clustering.isEmpty {
                throw .invalid(
                    "Static columns are only useful (and thus allowed) if the table has at least one clustering column")
            }
            if let old = dropped.first(where: { $0.name == declaration.name }) {
                try Self.checkReadding(declaration, type: type, old: old)
            }
            columns.append(
                ColumnDefinition(
                    name: declaration.name, kind: declaration.isStatic ? .static : .regular, type: type,
                    id: ColumnID(nextColumnID)))
            nextColumnID += 1
        }
        setColumns(columns)
    }

    private static func checkReadding(_ new: ColumnDeclaration, type: CQLType, old: DroppedColumn) throws(StatementError) {
        guard type == old.type else {
            throw .invalid(
                "Cannot re-add previously dropped column '\(new.name)' of type \(type), incompatible with previous type \(old.type)"
            )
        }
        guard new.isStatic == old.isStatic else {
            throw .invalid(
                "Cannot re-add previously dropped column '\(new.name)' of kind \(new.isStatic ? "STATIC" : "REGULAR"), incompatible with previous kind \(old.isStatic ? "STATIC" : "REGULAR")"
            )
        }
        if type == .counter { throw .invalid("Cannot re-add previously dropped counter column \(new.name)") }
    }

    fileprivate mutating func drop(_ names: [String], ifExists: Bool, timestamp: Int64) throws(StatementError) {
        for name in names {
            guard let column = column(name) else {
                if ifExists { continue }
                throw .invalid("Column \(name) was not found in table '\(fullName)'")
            }
            guard !column.isPrimaryKey else { throw .invalid("Cannot drop PRIMARY KEY column \(name)") }
            dropped.removeAll { $0.name == name }
            dropped.append(DroppedColumn(name: name, type: column.type, isStatic: column.kind == .static, timestamp: timestamp))
            setColumns(columns.filter { $0.name != name })
        }
    }

    fileprivate mutating func rename(_ renames: [AlterTable.Rename], ifExists: Bool) throws(StatementError) {
        for rename in renames {
            guard let column = column(rename.from) else {
                if ifExists { continue }
                throw .invalid("Undefined column name \(CQLName.text(rename.from)) in table \(fullName)")
            }
            guard column.isPrimaryKey else { throw .invalid("Cannot rename non PRIMARY KEY column \(rename.from)") }
            guard self.column(rename.to) == nil else {
                throw .invalid(
                    "Cannot rename column \(rename.from) to \(rename.to) in table '\(fullName)'; another column with that name already exists"
                )
            }
            setColumns(
                columns.map { old in
                    var renamed = old
                    if old.name == rename.from { renamed.name = rename.to }
                    return renamed
                })
        }
    }
}
