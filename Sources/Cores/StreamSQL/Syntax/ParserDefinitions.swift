// CREATE TABLE and CREATE VIEW.
extension SQLParser {
    mutating func createStatement() throws(SQLError) -> Statement.Kind {
        try expect("CREATE")
        if current.isKeyword("OR") { throw .unsupported("CREATE OR REPLACE / CREATE OR ALTER", at: current.position) }
        let isTemporary = accept("TEMPORARY")
        if accept("TABLE") { return .createTable(try table(isTemporary: isTemporary)) }
        if accept("VIEW") { return .createView(try view()) }
        throw .unsupported("CREATE \(current.text)", at: current.position)
    }

    private mutating func view() throws(SQLError) -> ViewSyntax {
        let ifNotExists = accept("IF", "NOT", "EXISTS")
        let name = try compoundName()
        let columns = current.isSymbol("(") ? try nameList() : nil
        if accept("COMMENT") { _ = try stringLiteral() }
        try expect("AS")
        return ViewSyntax(name: name, ifNotExists: ifNotExists, columns: columns, query: try query())
    }

    private mutating func table(isTemporary: Bool) throws(SQLError) -> TableSyntax {
        let ifNotExists = accept("IF", "NOT", "EXISTS")
        var table = TableSyntax(
            name: try compoundName(), isTemporary: isTemporary, ifNotExists: ifNotExists, columns: [], primaryKey: nil,
            watermark: nil, partitionedBy: [], options: [:])
        guard current.isSymbol("(") else { throw .unsupported("CREATE TABLE ... LIKE or AS", at: current.position) }
        try expect(symbol: "(")
        repeat { try tableElement(into: &table) } while accept(symbol: ",")
        try expect(symbol: ")")
        if accept("COMMENT") { _ = try stringLiteral() }
        if current.isKeyword("DISTRIBUTED") { throw .unsupported("DISTRIBUTED BY", at: current.position) }
        if accept("PARTITIONED") {
            try expect("BY")
            table.partitionedBy = try nameList()
        }
        if accept("WITH") { table.options = try tableOptions() }
        if current.isKeyword("LIKE") || current.isKeyword("AS") {
            throw .unsupported("CREATE TABLE ... LIKE or AS", at: current.position)
        }
        return table
    }

    private mutating func tableOptions() throws(SQLError) -> [String: String] {
        var options: [String: String] = [:]
        try expect(symbol: "(")
        repeat {
            let position = current.position
            let key = try stringLiteral()
            try expect(symbol: "=")
            guard options.updateValue(try stringLiteral(), forKey: key) == nil else {
                throw .invalid("the option '\(key)' is given twice", at: position)
            }
        } while accept(symbol: ",")
        try expect(symbol: ")")
        return options
    }

    private mutating func tableElement(into table: inout TableSyntax) throws(SQLError) {
        let start = current.position
        if accept("WATERMARK") {
            try expect("FOR")
            guard table.watermark == nil else { throw .invalid("a table has one WATERMARK at most", at: start) }
            let column = try compoundName()
            try expect("AS")
            table.watermark = WatermarkSyntax(column: column, expression: try expression(), position: start)
        } else if accept("PRIMARY") {
            try primaryKey(columns: nil, into: &table, at: start)
        } else if accept("CONSTRAINT") {
            _ = try identifier()
            guard accept("PRIMARY") else { throw .unsupported("constraints other than PRIMARY KEY", at: start) }
            try primaryKey(columns: nil, into: &table, at: start)
        } else if accept("UNIQUE") {
            throw .unsupported("UNIQUE", at: start)
        } else {
            try column(into: &table)
        }
    }

    private mutating func primaryKey(columns: [String]?, into table: inout TableSyntax, at start: SQLPosition) throws(SQLError) {
        try expect("KEY")
        let names: [String]
        if let columns { names = columns } else { names = try nameList() }
        guard accept("NOT") else {
            throw .invalid("a PRIMARY KEY must be declared NOT ENFORCED: nothing checks it on the way in", at: start)
        }
        try expect("ENFORCED")
        guard table.primaryKey == nil else { throw .invalid("a table has one PRIMARY KEY at most", at: start) }
        guard Set(names).count == names.count else { throw .invalid("the PRIMARY KEY names a column twice", at: start) }
        table.primaryKey = names
    }

    private mutating func column(into table: inout TableSyntax) throws(SQLError) {
        let start = current.position
        let name = try identifier()
        if accept("AS") {
            table.columns.append(ColumnSyntax(name: name, kind: .computed(try expression()), position: start))
            if accept("COMMENT") { _ = try stringLiteral() }
            return
        }
        if current.isKeyword("INTERVAL") { throw SQLError(.syntax, "a column cannot be an INTERVAL", at: current.position) }
        let type = try dataType()
        if accept("METADATA") {
            let key = accept("FROM") ? try stringLiteral() : nil
            let isVirtual = accept("VIRTUAL")
            table.columns.append(
                ColumnSyntax(name: name, kind: .metadata(type, key: key, isVirtual: isVirtual), position: start))
        } else {
            table.columns.append(ColumnSyntax(name: name, kind: .physical(type), position: start))
            if accept("PRIMARY") { try primaryKey(columns: [name], into: &table, at: start) }
            if current.isKeyword("UNIQUE") { throw .unsupported("UNIQUE", at: current.position) }
        }
        if accept("COMMENT") { _ = try stringLiteral() }
    }
}
