/// What the statements so far have declared: tables, views and settings.
public struct Catalog: Sendable {
    private(set) var tables: [String: TableDefinition] = [:]
    private(set) var views: [String: ViewDefinition] = [:]
    /// What SET said.
    public private(set) var options: [String: String] = [:]

    public init() {}

    /// A view: its query as written, names bound anew at every use.
    struct ViewDefinition: Sendable {
        var query: QuerySyntax
        var columns: [String]?
    }

    /// The tables, by name.
    public var tableNames: [String] { tables.keys.sorted() }
    /// The table of that name.
    public func table(named name: String) -> TableDefinition? { tables[name] }

    /// Carries out CREATE, DROP, SET and RESET; statements that run something are left to ``Planner``.
    public mutating func apply(_ statement: Statement) throws(SQLError) {
        switch statement.kind {
        case .createTable(let syntax): try create(syntax, at: statement.position)
        case .createView(let syntax): try create(syntax, at: statement.position)
        case .drop(let names, let isView, let ifExists):
            let name = try Catalog.plainName(names, at: statement.position)
            guard isView ? views[name] != nil : tables[name] != nil else {
                if ifExists { return }
                throw .invalid("there is no \(isView ? "view" : "table") '\(name)'", at: statement.position)
            }
            if isView { views[name] = nil } else { tables[name] = nil }
        case .set(let key, let value): try set(key, value, at: statement.position)
        case .reset(let key): if let key { options[key] = nil } else { options = [:] }
        case .insert, .statementSet, .query, .explain: break
        }
    }

    /// The last part of a name, whose catalog and database can only be the default ones.
    static func plainName(_ names: [String], at position: SQLPosition) throws(SQLError) -> String {
        let path = ["default_catalog", "default_database"]
        guard let name = names.last, names.count <= 3, Array(path.suffix(names.count - 1)) == Array(names.dropLast()) else {
            throw .invalid("'\(names.joined(separator: "."))' not found: there is one catalog and database", at: position)
        }
        return name
    }

    private mutating func set(_ key: String, _ value: String, at position: SQLPosition) throws(SQLError) {
        switch key {
        case "table.local-time-zone" where !["UTC", "Etc/UTC", "Z", "GMT", "+00:00"].contains(value):
            throw .unsupported("a session time zone other than UTC", at: position)
        case "execution.runtime-mode" where value.lowercased() != "streaming":
            throw .unsupported("batch mode", at: position)
        case "table.sql-dialect" where value.lowercased() != "default":
            throw .unsupported("another SQL dialect", at: position)
        case _ where key.hasPrefix("table.") && !Catalog.harmlessTableOptions.contains(where: key.hasPrefix):
            throw .unsupported("the setting '\(key)'", at: position)
        default: options[key] = value
        }
    }

    /// Settings of Flink's planner that change how a result comes about, not what it is; others under `table.` could.
    private static let harmlessTableOptions = [
        "table.local-time-zone", "table.sql-dialect", "table.exec.mini-batch.", "table.exec.resource.", "table.optimizer.",
    ]

    // MARK: Views

    private mutating func create(_ syntax: ViewSyntax, at position: SQLPosition) throws(SQLError) {
        let name = try Catalog.plainName(syntax.name, at: position)
        if tables[name] != nil || views[name] != nil {
            if syntax.ifNotExists, views[name] != nil { return }
            throw .invalid("'\(name)' exists already", at: position)
        }
        // Binding it now finds what is wrong with it where it is written.
        var binder = QueryBinder(catalog: self)
        let bound = try binder.bind(syntax.query)
        if let columns = syntax.columns, columns.count != bound.columns.count {
            throw .invalid("the view names \(columns.count) columns, its query has \(bound.columns.count)", at: position)
        }
        let names = syntax.columns ?? bound.declaredNames
        if let twice = Catalog.firstRepeated(names) { throw .invalid("the view has two columns '\(twice)'", at: position) }
        views[name] = ViewDefinition(query: syntax.query, columns: syntax.columns)
    }

    static func firstRepeated(_ names: [String]) -> String? {
        var seen = Set<String>()
        return names.first { !seen.insert($0).inserted }
    }

    // MARK: Tables

    private mutating func create(_ syntax: TableSyntax, at position: SQLPosition) throws(SQLError) {
        let name = try Catalog.plainName(syntax.name, at: position)
        if tables[name] != nil || views[name] != nil {
            if syntax.ifNotExists, tables[name] != nil { return }
            throw .invalid("'\(name)' exists already", at: position)
        }
        if let twice = Catalog.firstRepeated(syntax.columns.map(\.name)) {
            throw .invalid("the table has two columns '\(twice)'", at: position)
        }
        guard !syntax.columns.isEmpty else { throw .invalid("the table has no columns", at: position) }
        var table = TableDefinition(
            name: name, columns: [], primaryKey: syntax.primaryKey ?? [], options: syntax.options,
            partitionedBy: syntax.partitionedBy)
        table.columns = try columns(of: syntax)
        try settlePrimaryKey(of: &table, at: position)
        for column in syntax.partitionedBy where !table.columns.contains(where: { $0.name == column }) {
            throw .invalid("the partition column '\(column)' is not a column of the table", at: position)
        }
        if let watermark = syntax.watermark { table.watermark = try bind(watermark, of: table) }
        tables[name] = table
    }

    private func columns(of syntax: TableSyntax) throws(SQLError) -> [ColumnDefinition] {
        var stored: [ScopeColumn] = []
        for column in syntax.columns {
            switch column.kind {
            case .physical(let type), .metadata(let type, _, _): stored.append(ScopeColumn(name: column.name, type: type))
            case .computed: break
            }
        }
        let scope = Scope(columns: stored)
        var columns: [ColumnDefinition] = []
        for column in syntax.columns {
            switch column.kind {
            case .physical(let type): columns.append(ColumnDefinition(name: column.name, type: type))
            case .metadata(let type, let key, let isVirtual):
                let kind = ColumnDefinition.Kind.metadata(key: key ?? column.name, isVirtual: isVirtual)
                columns.append(ColumnDefinition(name: column.name, type: type, kind: kind))
            case .computed(let expression):
                var binder = ExpressionBinder(scope: scope, clause: "a computed column")
                let bound = try binder.bind(expression)
                guard bound.type.kind != .null else { throw .invalid("the column has no type", at: column.position) }
                columns.append(ColumnDefinition(name: column.name, type: bound.type, kind: .computed(bound)))
            }
        }
        return columns
    }

    /// Columns of the PRIMARY KEY become NOT NULL.
    private func settlePrimaryKey(of table: inout TableDefinition, at position: SQLPosition) throws(SQLError) {
        for name in table.primaryKey {
            guard let index = table.columns.firstIndex(where: { $0.name == name }) else {
                throw .invalid("the PRIMARY KEY column '\(name)' is not a column of the table", at: position)
            }
            guard table.columns[index].kind == .physical else {
                throw .invalid("the PRIMARY KEY column '\(name)' is not a physical column", at: position)
            }
            table.columns[index].type.isNullable = false
        }
    }

    private func bind(_ syntax: WatermarkSyntax, of table: TableDefinition) throws(SQLError) -> WatermarkDefinition {
        guard syntax.column.count == 1, let column = table.columns.first(where: { $0.name == syntax.column[0] }) else {
            throw .invalid(
                "the watermark's column '\(syntax.column.joined(separator: "."))' is not a column", at: syntax.position)
        }
        try Catalog.requireRowtime(column.type, "the watermark's column", at: syntax.position)
        let scope = Scope(columns: table.columns.map { ScopeColumn(name: $0.name, type: $0.type) })
        var binder = ExpressionBinder(scope: scope, clause: "a watermark")
        let expression = try binder.bind(syntax.expression)
        try Catalog.requireRowtime(expression.type, "the watermark", at: syntax.expression.position)
        return WatermarkDefinition(column: column.name, expression: expression)
    }

    private static func requireRowtime(_ type: SQLType, _ what: String, at position: SQLPosition) throws(SQLError) {
        switch type.kind {
        case .timestamp(let precision) where precision <= 3, .timestampLTZ(let precision) where precision <= 3: return
        default:
            throw .invalid(
                "\(what) must be TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p of 0 to 3, not \(type.kind)", at: position)
        }
    }
}
