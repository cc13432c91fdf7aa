/// Plans the statements that run something.
public struct Planner {
    private let catalog: Catalog

    public init(catalog: Catalog) { self.catalog = catalog }

    /// The plan of an INSERT, a statement set or a query (whose rows are collected).
    public func plan(_ statement: Statement) throws(SQLError) -> PhysicalPlan {
        switch statement.kind {
        case .insert(let insert): return try plan([insert])
        case .statementSet(let inserts): return try plan(inserts)
        case .query(let query): return try plan(query)
        case .explain(let inner): return try plan(inner)
        default: throw .invalid("the statement runs nothing", at: statement.position)
        }
    }

    /// Reads a whole text: definitions go to the catalog, each statement that runs something becomes a plan.
    /// EXPLAIN statements are checked and give no plan.
    public static func plans(of text: String) throws(SQLError) -> [PhysicalPlan] {
        var catalog = Catalog()
        var plans: [PhysicalPlan] = []
        for statement in try SQLParser.parse(text) {
            switch statement.kind {
            case .insert, .statementSet, .query: plans.append(try Planner(catalog: catalog).plan(statement))
            case .explain: _ = try Planner(catalog: catalog).plan(statement)
            default: try catalog.apply(statement)
            }
        }
        return plans
    }

    // MARK: Sinks

    /// A bound INSERT: what its sink takes, in the order of the sink's columns.
    private struct BoundInsert {
        var table: TableDefinition
        var relation: Relation
        var position: SQLPosition
    }

    private func plan(_ inserts: [InsertSyntax]) throws(SQLError) -> PhysicalPlan {
        var bound: [BoundInsert] = []
        for insert in inserts { bound.append(try bind(insert)) }
        // First find out what all of them want of each table, so that they can share its scan.
        var survey = PlanBuilder()
        for insert in bound { _ = try survey.exact(insert.relation) }
        var builder = PlanBuilder(widened: survey.wanted)
        var sinks: [PlanNodeID] = []
        for insert in bound {
            let input = try builder.exact(insert.relation)
            try check(builder.node(input), for: insert)
            let columns = insert.table.persistedColumns.map { PlanColumn(name: $0.name, type: $0.type) }
            sinks.append(
                builder.addSink(SinkDescription(target: .table(insert.table)), input, columns))
        }
        return PhysicalPlan(nodes: builder.nodes, sinks: sinks, options: catalog.options)
    }

    private func plan(_ query: QuerySyntax) throws(SQLError) -> PhysicalPlan {
        var binder = QueryBinder(catalog: catalog)
        let bound = try binder.bind(query)
        var builder = PlanBuilder()
        let input = try builder.exact(bound.relation)
        let columns = zip(bound.columns, builder.node(input).columns).map { PlanColumn(name: $0.name, type: $1.type) }
        let sink = builder.addSink(SinkDescription(target: .collect), input, columns)
        return PhysicalPlan(nodes: builder.nodes, sinks: [sink], options: catalog.options)
    }

    private func bind(_ insert: InsertSyntax) throws(SQLError) -> BoundInsert {
        let name = try Catalog.plainName(insert.target, at: insert.position)
        guard let table = catalog.tables[name] else {
            throw .invalid(
                catalog.views[name] == nil ? "table '\(name)' not found" : "'\(name)' is a view and cannot be written",
                at: insert.position)
        }
        var binder = QueryBinder(catalog: catalog)
        let query = try binder.bind(insert.query)
        let targets = try targetColumns(insert, table)
        guard query.columns.count == targets.count else {
            throw .invalid(
                "the query has \(query.columns.count) columns, '\(name)' takes \(targets.count)", at: insert.position)
        }
        var projection: [BoundExpression] = []
        for column in table.persistedColumns {
            guard let source = targets.firstIndex(of: column.name) else {
                guard column.type.isNullable else {
                    throw .invalid("'\(column.name)' is NOT NULL and gets no value", at: insert.position)
                }
                projection.append(.literal(.null, column.type))
                continue
            }
            let value = query.columns[source]
            guard TypeRules.canAssign(value.type, to: column.type) else {
                throw .invalid(
                    "'\(value.name)' of type \(value.type.kind) does not fit '\(column.name)' of type \(column.type.kind): CAST it",
                    at: insert.position)
            }
            // The key of a keyed table is held to its rules row by row; elsewhere a NULL would fail Flink's job.
            let isKept = table.primaryKey.contains(column.name) && ConnectorOptions.connectors[table.connector]?.isKeyed == true
            guard column.type.isNullable || !value.type.isNullable || isKept else {
                throw .invalid(
                    "'\(column.name)' is NOT NULL, and the query may give it NULL: COALESCE it, or let the column be NULL",
                    at: insert.position)
            }
            projection.append(.column(index: source, type: value.type).coerced(to: column.type))
        }
        let columns = zip(table.persistedColumns, projection).map { ScopeColumn(name: $0.name, type: $1.type) }
        let relation = Relation(.calc(Calc(condition: nil, projection: projection), query.relation), columns)
        return BoundInsert(table: table, relation: relation, position: insert.position)
    }

    private func targetColumns(_ insert: InsertSyntax, _ table: TableDefinition) throws(SQLError) -> [String] {
        guard let names = insert.columns else { return table.persistedColumns.map(\.name) }
        for name in names where !table.persistedColumns.contains(where: { $0.name == name }) {
            throw .invalid("'\(name)' is no column of '\(table.name)' that can be written", at: insert.position)
        }
        if let twice = Catalog.firstRepeated(names) { throw .invalid("'\(twice)' is given twice", at: insert.position) }
        return names
    }

    /// Whether the sink can take what the query's result does.
    private func check(_ input: PlanNode, for insert: BoundInsert) throws(SQLError) {
        let table = insert.table
        let connector = try ConnectorOptions.checked(table, reading: false)
        switch connector.updates {
        case .all: return
        case .refused:
            guard input.changelog.isAppendOnly else {
                throw .invalid(
                    "'\(table.name)' takes only rows that are added, and this query's result is updated", at: insert.position)
            }
        case .byPrimaryKey:
            guard !table.primaryKey.isEmpty else {
                throw .invalid("'\(table.name)' needs a PRIMARY KEY ... NOT ENFORCED", at: insert.position)
            }
            if input.changelog.isAppendOnly { return }
            let key = Set(table.primaryKey)
            let names = table.persistedColumns.map(\.name)
            guard input.upsertKeys.contains(where: { Set($0.map { names[$0] }) == key }) else {
                throw .invalid(
                    "the rows of this query are told apart by other columns than the PRIMARY KEY of '\(table.name)'",
                    at: insert.position)
            }
        }
    }
}

extension PlanBuilder {
    /// A sink node.
    mutating func addSink(_ sink: SinkDescription, _ input: PlanNodeID, _ columns: [PlanColumn]) -> PlanNodeID {
        let below = node(input)
        return add(
            .sink(sink), inputs: [input], columns: columns, changelog: below.changelog, upsertKeys: below.upsertKeys)
    }
}
