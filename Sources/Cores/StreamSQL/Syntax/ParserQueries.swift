// Queries and table references.
extension SQLParser {
    mutating func query() throws(SQLError) -> QuerySyntax {
        try nested { (parser: inout SQLParser) throws(SQLError) -> QuerySyntax in
            let start = parser.current.position
            let commonTables = try parser.commonTables()
            var body = try parser.queryTerm()
            var unions = 0
            while true {
                let position = parser.current.position
                for operation in ["INTERSECT", "EXCEPT", "MINUS"] where parser.current.isKeyword(operation) {
                    throw .unsupported(operation, at: position)
                }
                guard parser.accept("UNION") else { break }
                unions += 1
                guard unions <= SQLParser.nestingDepthMax else {
                    throw SQLError(.syntax, "more than \(SQLParser.nestingDepthMax) UNIONs in a row", at: position)
                }
                let isAll = parser.accept("ALL")
                if !isAll { _ = parser.accept("DISTINCT") }
                let right = QuerySyntax(body: try parser.queryTerm(), position: position)
                body = .union(QuerySyntax(body: body, position: start), right, isAll: isAll, position)
            }
            try parser.refuseOrderAndLimit()
            return QuerySyntax(commonTables: commonTables, body: body, position: start)
        }
    }

    /// A result that is sorted or cut needs an order among rows that arrive, or is never final.
    private mutating func refuseOrderAndLimit() throws(SQLError) {
        let position = current.position
        if accept("ORDER") {
            try expect("BY")
            throw .unsupported("ORDER BY", at: position)
        }
        for clause in ["LIMIT", "OFFSET", "FETCH"] where current.isKeyword(clause) {
            throw .unsupported(clause, at: position)
        }
    }

    private mutating func commonTables() throws(SQLError) -> [CommonTable] {
        guard accept("WITH") else { return [] }
        if current.isKeyword("RECURSIVE") { throw .unsupported("WITH RECURSIVE", at: current.position) }
        var tables: [CommonTable] = []
        repeat {
            let name = try identifier()
            let columns = current.isSymbol("(") ? try nameList() : nil
            try expect("AS")
            try expect(symbol: "(")
            tables.append(CommonTable(name: name, columns: columns, query: try query()))
            try expect(symbol: ")")
        } while accept(symbol: ",")
        return tables
    }

    private mutating func queryTerm() throws(SQLError) -> QueryBody {
        if accept(symbol: "(") {
            let inner = try query()
            try expect(symbol: ")")
            guard inner.commonTables.isEmpty else { throw .unsupported("WITH inside parentheses", at: inner.position) }
            return inner.body
        }
        if current.isKeyword("VALUES") { return try values() }
        return .select(try select())
    }

    private mutating func values() throws(SQLError) -> QueryBody {
        let start = current.position
        try expect("VALUES")
        var rows: [[Expression]] = []
        repeat {
            let row = try expression()
            if case .row(let fields, _) = row.kind { rows.append(fields) } else { rows.append([row]) }
        } while accept(symbol: ",")
        return .values(rows, start)
    }

    private mutating func select() throws(SQLError) -> SelectSyntax {
        let start = current.position
        try expect("SELECT")
        if current.isKeyword("STREAM") { throw .unsupported("SELECT STREAM", at: current.position) }
        let isDistinct = accept("DISTINCT")
        if !isDistinct { _ = accept("ALL") }
        var select = SelectSyntax(isDistinct: isDistinct, items: [try selectItem()], position: start)
        while accept(symbol: ",") { select.items.append(try selectItem()) }
        if accept("FROM") { select.from = try fromClause() }
        if current.isKeyword("WHERE") {
            guard select.from != nil else { throw unexpected("FROM before WHERE") }
            take()
            select.condition = try expression()
        }
        if accept("GROUP") {
            try expect("BY")
            select.groupBy = try groupBy()
        }
        if accept("HAVING") { select.having = try expression() }
        for clause in ["WINDOW", "QUALIFY"] where current.isKeyword(clause) {
            throw .unsupported(clause, at: current.position)
        }
        return select
    }

    private mutating func groupBy() throws(SQLError) -> [Expression] {
        if current.isKeyword("DISTINCT") || current.isKeyword("ALL") {
            throw .unsupported("GROUP BY DISTINCT", at: current.position)
        }
        var keys: [Expression] = []
        repeat {
            for feature in ["GROUPING", "ROLLUP", "CUBE"] where current.isKeyword(feature) {
                throw .unsupported("GROUPING SETS, ROLLUP and CUBE", at: current.position)
            }
            if current.isSymbol("("), ahead(1).isSymbol(")") {
                index += 2
                continue
            }
            let key = try expression()
            if case .row(let fields, explicit: false) = key.kind { keys += fields } else { keys.append(key) }
        } while accept(symbol: ",")
        return keys
    }

    private mutating func selectItem() throws(SQLError) -> SelectItem {
        let start = current.position
        if accept(symbol: "*") { return .star(qualifier: [], start) }
        if let qualifier = starQualifier() { return .star(qualifier: qualifier, start) }
        let expression = try expression()
        if accept("AS") { return .expression(expression, alias: try identifier()) }
        switch current.kind {
        case .quotedName: return .expression(expression, alias: try identifier())
        case .word(let upper) where !ReservedWords.all.contains(Substring(upper)):
            return .expression(expression, alias: try identifier())
        default: return .expression(expression, alias: nil)
        }
    }

    /// `a.b.*` when it comes next.
    private mutating func starQualifier() -> [String]? {
        var probe = self
        guard var names = (try? probe.identifier()).map({ [$0] }) else { return nil }
        while probe.accept(symbol: ".") {
            if probe.accept(symbol: "*") {
                self = probe
                return names
            }
            guard let next = try? probe.identifier() else { return nil }
            names.append(next)
        }
        return nil
    }

    // MARK: FROM

    private mutating func fromClause() throws(SQLError) -> TableReference {
        let reference = try tableReference()
        let position = current.position
        if current.isSymbol(",") {
            take()
            _ = try tableReference()
            throw .unsupported("joins", at: position)
        }
        for word in ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "OUTER"] where current.isKeyword(word) {
            throw .unsupported("joins", at: position)
        }
        return reference
    }

    private mutating func tableReference() throws(SQLError) -> TableReference {
        let start = current.position
        for feature in ["LATERAL", "UNNEST"] where current.isKeyword(feature) { throw .unsupported(feature, at: start) }
        let reference: TableReference
        if accept("TABLE") {
            try expect(symbol: "(")
            let window = try windowFunction()
            try expect(symbol: ")")
            reference = .window(window, alias: try tableAlias())
        } else if accept(symbol: "(") {
            let inner = try query()
            try expect(symbol: ")")
            reference = .subquery(inner, alias: try tableAlias())
        } else if ahead(1).isSymbol("("), case .word = current.kind {
            throw .unsupported("table functions without TABLE(...)", at: start)
        } else {
            let name = try compoundName()
            if current.isKeyword("FOR") { throw .unsupported("FOR SYSTEM_TIME AS OF", at: current.position) }
            reference = .table(name: name, alias: try tableAlias(), start)
        }
        for feature in ["FOR", "MATCH_RECOGNIZE", "TABLESAMPLE", "PIVOT", "UNPIVOT"] where current.isKeyword(feature) {
            throw .unsupported(feature, at: current.position)
        }
        return reference
    }

    private mutating func tableAlias() throws(SQLError) -> TableAlias? {
        if !accept("AS") {
            switch current.kind {
            case .quotedName: break
            case .word(let upper) where !ReservedWords.all.contains(Substring(upper)): break
            default: return nil
            }
        }
        let name = try identifier()
        return TableAlias(name: name, columns: current.isSymbol("(") ? try nameList() : nil)
    }

    /// `TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL ..)`, with or without argument names.
    private mutating func windowFunction() throws(SQLError) -> WindowFunctionSyntax {
        let start = current.position
        guard case .word(let function) = current.kind else { throw unexpected("a table function") }
        guard ["TUMBLE", "HOP", "CUMULATE"].contains(function) else {
            throw .unsupported("the table function \(current.text)", at: start)
        }
        take()
        try expect(symbol: "(")
        var input: TableReference?
        var timeColumn: String?
        var intervals: [(name: String?, value: Expression)] = []
        repeat {
            let name = ahead(1).isSymbol("=>") ? take().text.uppercased() : nil
            if name != nil { take() }
            if current.isKeyword("TABLE"), input == nil {
                input = try windowInput()
            } else if accept("DESCRIPTOR"), timeColumn == nil {
                let names = try nameList()
                guard names.count == 1 else { throw .invalid("DESCRIPTOR takes one column", at: start) }
                timeColumn = names[0]
            } else {
                intervals.append((name, try expression()))
            }
        } while accept(symbol: ",")
        try expect(symbol: ")")
        guard let input, let timeColumn else { throw .invalid("\(function) needs a TABLE and a DESCRIPTOR", at: start) }
        return WindowFunctionSyntax(
            function: function, input: input, timeColumn: timeColumn, intervals: try arranged(intervals, function, start),
            position: start)
    }

    private mutating func windowInput() throws(SQLError) -> TableReference {
        try expect("TABLE")
        let position = current.position
        if accept(symbol: "(") {
            let inner = try query()
            try expect(symbol: ")")
            return .subquery(inner, alias: nil)
        }
        let reference = TableReference.table(name: try compoundName(), alias: nil, position)
        if current.isKeyword("PARTITION") || current.isKeyword("ORDER") {
            throw .unsupported("PARTITION BY in a window function", at: current.position)
        }
        return reference
    }

    /// Brings named arguments into the order of positions.
    private func arranged(
        _ intervals: [(name: String?, value: Expression)], _ function: String, _ position: SQLPosition
    ) throws(SQLError) -> [Expression] {
        guard intervals.contains(where: { $0.name != nil }) else { return intervals.map(\.value) }
        let order =
            switch function {
            case "TUMBLE": ["SIZE", "OFFSET"]
            case "HOP": ["SLIDE", "SIZE", "OFFSET"]
            default: ["STEP", "SIZE", "OFFSET"]
            }
        var arranged: [Expression] = []
        for name in order {
            let found = intervals.filter { $0.name == name }
            guard found.count <= 1 else { throw .invalid("\(name) is given twice", at: position) }
            arranged += found.map(\.value)
        }
        guard arranged.count == intervals.count else { throw .invalid("unknown argument of \(function)", at: position) }
        return arranged
    }
}
