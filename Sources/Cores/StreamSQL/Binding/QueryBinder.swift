/// Binds queries to the tables and views of a catalog.
struct QueryBinder {
    let catalog: Catalog
    /// Tables of WITH in sight, innermost last.
    private var commonTables: [(name: String, query: BoundQuery)] = []
    private var windowCount = 0
    /// Views being bound, to refuse one that reads itself.
    private var viewDepth = 0

    init(catalog: Catalog) { self.catalog = catalog }

    mutating func bind(_ query: QuerySyntax) throws(SQLError) -> BoundQuery {
        let outer = commonTables.count
        for table in query.commonTables {
            let bound = try bind(table.query)
            commonTables.append((table.name, try renamed(bound, table.columns, at: query.position)))
        }
        defer { commonTables.removeLast(commonTables.count - outer) }
        return try bind(query.body)
    }

    private mutating func bind(_ body: QueryBody) throws(SQLError) -> BoundQuery {
        switch body {
        case .select(let select): return try bind(select)
        case .values(let rows, let position): return try values(rows, at: position)
        case .union(let left, let right, let isAll, let position):
            return try union(bind(left), bind(right), isAll: isAll, at: position)
        }
    }

    // MARK: VALUES and UNION

    private func values(_ rows: [[Expression]], at position: SQLPosition) throws(SQLError) -> BoundQuery {
        var binder = ExpressionBinder(scope: Scope(columns: []), clause: "VALUES")
        var bound: [[BoundExpression]] = []
        for row in rows {
            var values: [BoundExpression] = []
            for value in row { values.append(try binder.bind(value)) }
            bound.append(values)
        }
        let width = bound.first?.count ?? 0
        guard bound.allSatisfy({ $0.count == width }) else { throw .invalid("the rows of VALUES differ in length", at: position) }
        var columns: [ScopeColumn] = []
        for index in 0..<width {
            guard let type = TypeRules.leastRestrictive(bound.map { $0[index].type }), type.kind != .null else {
                throw .invalid("the values of column \(index + 1) have no common type", at: position)
            }
            columns.append(ScopeColumn(name: "EXPR$\(index)", type: type))
        }
        let coerced = bound.map { row in row.enumerated().map { $0.element.coerced(to: columns[$0.offset].type) } }
        return BoundQuery(relation: Relation(.values(coerced), columns), declaredNames: columns.map(\.name))
    }

    private func union(
        _ left: BoundQuery, _ right: BoundQuery, isAll: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundQuery {
        guard left.columns.count == right.columns.count else {
            throw .invalid("the sides of UNION have \(left.columns.count) and \(right.columns.count) columns", at: position)
        }
        var columns: [ScopeColumn] = []
        for (a, b) in zip(left.columns, right.columns) {
            guard let type = TypeRules.leastRestrictive(a.type, b.type) else {
                throw .invalid(
                    "column '\(a.name)' is \(a.type.kind) on one side of UNION and \(b.type.kind) on the other", at: position)
            }
            columns.append(ScopeColumn(name: a.name, type: type, isRowtime: a.isRowtime && b.isRowtime))
        }
        let sides = [left, right].map { side in
            let projection = zip(side.relation.identity, columns).map { $0.coerced(to: $1.type) }
            return Relation(.calc(Calc(condition: nil, projection: projection), side.relation), columns)
        }
        var relation = Relation(.union(sides), columns)
        if !isAll { relation = try distinct(relation, at: position) }
        return BoundQuery(relation: relation, declaredNames: left.declaredNames)
    }

    private func distinct(_ relation: Relation, at position: SQLPosition) throws(SQLError) -> Relation {
        if let column = relation.columns.first(where: { !$0.type.isHashable }) {
            throw .unsupported("DISTINCT over \(column.type.kind)", at: position)
        }
        let keys = Array(relation.columns.indices)
        let columns = relation.columns.map { ScopeColumn(name: $0.name, qualifier: $0.qualifier, type: $0.type) }
        return Relation(.aggregate(GroupAggregation(keys: keys, aggregates: []), relation), columns)
    }

    // MARK: SELECT

    private mutating func bind(_ select: SelectSyntax) throws(SQLError) -> BoundQuery {
        var input =
            try select.from.map { (from) throws(SQLError) -> Relation in try self.bind(from) }
            ?? Relation(.values([[]]), [])
        if let condition = select.condition {
            var binder = ExpressionBinder(scope: Scope(columns: input.columns), clause: "WHERE")
            let bound = try binder.bind(condition)
            guard bound.type.kind == .boolean else { throw .invalid("WHERE needs a condition", at: condition.position) }
            input = Relation(.calc(Calc(condition: bound, projection: input.identity), input), input.columns)
        }
        let items = try expanded(select.items, input)
        let isAggregate =
            select.groupBy != nil || select.having != nil || items.contains { $0.expression.containsAggregate }
        let projected = isAggregate ? try aggregate(select, items, input) : try project(items, input)
        let relation = select.isDistinct ? try distinct(projected, at: select.position) : projected
        let names = relation.columns.map(\.name)
        return BoundQuery(relation: relation.renamed(unique(relation.columns)), declaredNames: names)
    }

    /// One output column of a SELECT.
    struct Item {
        var expression: Expression
        var name: String
    }

    private func expanded(_ items: [SelectItem], _ input: Relation) throws(SQLError) -> [Item] {
        var result: [Item] = []
        for item in items {
            switch item {
            case .expression(let expression, let alias):
                result.append(Item(expression: expression, name: alias ?? expression.impliedName ?? "EXPR$\(result.count)"))
            case .star(let qualifier, let position):
                let scope = Scope(columns: input.columns)
                if qualifier.isEmpty || input.columns.contains(where: { $0.qualifier == qualifier[0] && qualifier.count == 1 }) {
                    guard !input.columns.isEmpty else { throw .invalid("* needs a FROM", at: position) }
                    for column in input.columns {
                        let names = column.qualifier.map { [$0, column.name] } ?? [column.name]
                        result.append(Item(expression: Expression(.name(names), position), name: column.name))
                    }
                } else {
                    let row = try scope.resolve(qualifier, at: position)
                    guard case .row(let fields) = row.type.kind else {
                        throw .invalid("'\(qualifier.joined(separator: "."))' is no table and no ROW", at: position)
                    }
                    for field in fields {
                        result.append(Item(expression: Expression(.name(qualifier + [field.name]), position), name: field.name))
                    }
                }
            }
        }
        return result
    }

    private func project(_ items: [Item], _ input: Relation) throws(SQLError) -> Relation {
        var binder = ExpressionBinder(scope: Scope(columns: input.columns), clause: "SELECT")
        var projection: [BoundExpression] = []
        var columns: [ScopeColumn] = []
        for item in items {
            let bound = try binder.bind(item.expression)
            guard bound.type.kind != .null else { throw .invalid("NULL without a type: CAST it", at: item.expression.position) }
            projection.append(bound)
            columns.append(QueryBinder.column(named: item.name, bound, input.columns))
        }
        return Relation(.calc(Calc(condition: nil, projection: projection), input), columns)
    }

    /// A column passed on unchanged keeps what is known of it.
    static func column(named name: String, _ bound: BoundExpression, _ input: [ScopeColumn]) -> ScopeColumn {
        if case .column(let index, let type) = bound {
            return ScopeColumn(name: name, type: type, isRowtime: input[index].isRowtime, window: input[index].window)
        }
        return ScopeColumn(name: name, type: bound.type)
    }

    /// A repeated name gets a number.
    private func unique(_ columns: [ScopeColumn]) -> [ScopeColumn] {
        var used = Set<String>()
        return columns.map { column in
            var column = column
            var number = 0
            let base = column.name
            while !used.insert(column.name).inserted {
                column.name = "\(base)\(number)"
                number += 1
            }
            return column
        }
    }

    // MARK: FROM

    private mutating func bind(_ reference: TableReference) throws(SQLError) -> Relation {
        switch reference {
        case .table(let names, let alias, let position):
            let (relation, name) = try named(names, at: position)
            return try aliased(relation, alias, fallback: name, at: position)
        case .subquery(let query, let alias):
            return try aliased(bind(query).relation, alias, fallback: nil, at: query.position)
        case .window(let syntax, let alias):
            return try aliased(window(syntax), alias, fallback: nil, at: syntax.position)
        }
    }

    private func aliased(
        _ relation: Relation, _ alias: TableAlias?, fallback: String?, at position: SQLPosition
    ) throws(SQLError) -> Relation {
        if let names = alias?.columns, names.count != relation.columns.count {
            throw .invalid("the alias names \(names.count) columns, there are \(relation.columns.count)", at: position)
        }
        if let names = alias?.columns, let twice = Catalog.firstRepeated(names) {
            throw .invalid("the alias names '\(twice)' twice", at: position)
        }
        return relation.renamed(
            relation.columns.enumerated().map { index, column in
                var column = column
                column.qualifier = alias?.name ?? fallback
                if let names = alias?.columns { column.name = names[index] }
                return column
            })
    }

    private mutating func named(_ names: [String], at position: SQLPosition) throws(SQLError) -> (Relation, String) {
        if names.count == 1, let common = commonTables.last(where: { $0.name == names[0] }) {
            return (common.query.relation, names[0])
        }
        let name = try Catalog.plainName(names, at: position)
        if let view = catalog.views[name] {
            guard viewDepth < SQLParser.nestingDepthMax else { throw .invalid("views nest too deeply", at: position) }
            let outer = commonTables
            commonTables = []
            viewDepth += 1
            defer {
                viewDepth -= 1
                commonTables = outer
            }
            return (try renamed(bind(view.query), view.columns, at: position).relation, name)
        }
        guard let table = catalog.tables[name] else { throw .invalid("table '\(name)' not found", at: position) }
        return (try scan(table), name)
    }

    private func renamed(_ query: BoundQuery, _ names: [String]?, at position: SQLPosition) throws(SQLError) -> BoundQuery {
        guard let names else { return query }
        guard names.count == query.columns.count else {
            throw .invalid("\(names.count) names for \(query.columns.count) columns", at: position)
        }
        let columns = zip(query.columns, names).map { column, name in
            var column = column
            column.name = name
            return column
        }
        return BoundQuery(relation: query.relation.renamed(columns), declaredNames: names)
    }

    /// A table's rows: what is read, the computed columns on top, then event time.
    private func scan(_ table: TableDefinition) throws(SQLError) -> Relation {
        _ = try ConnectorOptions.checked(table, reading: true)
        let stored = table.columns.filter { if case .computed = $0.kind { false } else { true } }
        var relation = Relation(.scan(table), stored.map { ScopeColumn(name: $0.name, type: $0.type) })
        let columns = table.columns.map { ScopeColumn(name: $0.name, qualifier: table.name, type: $0.type) }
        if stored.count < table.columns.count {
            var next = 0
            let projection = table.columns.map { column -> BoundExpression in
                if case .computed(let expression) = column.kind { return expression }
                next += 1
                return .column(index: next - 1, type: column.type)
            }
            relation = Relation(.calc(Calc(condition: nil, projection: projection), relation), columns)
        }
        guard let watermark = table.watermark, let time = table.columns.firstIndex(where: { $0.name == watermark.column }) else {
            return relation.renamed(columns)
        }
        var marked = columns
        marked[time].isRowtime = true
        let assignment = WatermarkAssignment(timeColumn: time, expression: watermark.expression)
        return Relation(.watermark(assignment, relation), marked)
    }

    // MARK: Window functions

    private mutating func window(_ syntax: WindowFunctionSyntax) throws(SQLError) -> Relation {
        let input = try bind(syntax.input)
        let found = input.columns.indices.filter { input.columns[$0].name == syntax.timeColumn }
        guard let time = found.first, found.count == 1 else {
            throw .invalid("column '\(syntax.timeColumn)' not found", at: syntax.position)
        }
        guard input.columns[time].isRowtime else {
            throw .invalid("\(syntax.function) needs a time attribute, and '\(syntax.timeColumn)' is none", at: syntax.position)
        }
        var lengths: [Int64] = []
        for interval in syntax.intervals {
            var binder = ExpressionBinder(scope: Scope(columns: []))
            let bound = try binder.bind(interval)
            guard bound.type.family == .intervalDayTime, let length = bound.constantInteger else {
                throw .invalid("\(syntax.function) takes INTERVAL literals of days to seconds", at: interval.position)
            }
            lengths.append(length)
        }
        let assignment = try assignment(syntax, lengths, time)
        windowCount += 1
        let timestamp = SQLType(.timestamp(3), nullable: false)
        var columns = input.columns.map { column in
            var column = column
            // The row's own time is replaced by window_time.
            column.isRowtime = false
            return column
        }
        for (name, property) in [("window_start", WindowColumn.Property.start), ("window_end", .end), ("window_time", .time)] {
            var column = ScopeColumn(name: name, type: timestamp)
            column.window = WindowColumn(window: windowCount, property: property)
            if property == .time {
                column.isRowtime = true
                column.type = SQLType(input.columns[time].type.kind, nullable: false)
            }
            columns.append(column)
        }
        return Relation(.window(assignment, input), columns)
    }

    private func assignment(
        _ syntax: WindowFunctionSyntax, _ lengths: [Int64], _ time: Int
    ) throws(SQLError) -> WindowAssignment {
        let plain = syntax.function == "TUMBLE" ? 1 : 2
        guard lengths.count == plain || lengths.count == plain + 1, lengths.prefix(plain).allSatisfy({ $0 > 0 }) else {
            throw .invalid(
                "\(syntax.function) was given \(lengths.count) intervals, or one that is not positive", at: syntax.position)
        }
        let offset = lengths.count > plain ? lengths[plain] : 0
        let kind: WindowAssignment.Kind
        switch syntax.function {
        case "TUMBLE":
            kind = .tumble(sizeMs: lengths[0])
            guard abs(offset) < lengths[0] else {
                throw .invalid("the offset is not shorter than the window", at: syntax.position)
            }
        case "HOP": kind = .hop(sizeMs: lengths[1], slideMs: lengths[0])
        default: kind = .cumulate(maxSizeMs: lengths[1], stepMs: lengths[0])
        }
        guard plain == 1 || lengths[1] >= lengths[0] && lengths[1] % lengths[0] == 0 else {
            throw .invalid("\(syntax.function): the size must be a whole multiple of the step", at: syntax.position)
        }
        return WindowAssignment(kind: kind, offsetMs: offset, timeColumn: time)
    }
}
