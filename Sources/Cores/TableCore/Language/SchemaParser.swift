// Statements of definition: keyspaces, tables, types; and the first words of all others.

extension Parser {
    mutating func statement() throws(StatementError) -> Statement {
        let word = current
        guard word.kind == .word else { throw noAlternative() }
        advance()
        switch word.text {
        case "select": return try select()
        case "insert": return try insert()
        case "update": return try update()
        case "delete": return try delete()
        case "begin": return try batch()
        case "truncate": return try truncate()
        case "use": return .use(try identifier())
        case "create": return try create()
        case "alter": return try alter()
        case "drop": return try drop()
        case "describe", "desc": return .describe(try describe())
        case "grant", "revoke", "list", "add":
            let feature = word.text.uppercased()
            skipRest()
            return .refused(.authorization(feature))
        default:
            at -= 1
            throw noAlternative()
        }
    }

    private mutating func create() throws(StatementError) -> Statement {
        let orReplace = take(words: "or", "replace")
        let word = current
        guard word.kind == .word else { throw noAlternative() }
        advance()
        switch word.text {
        case "keyspace" where !orReplace: return .createKeyspace(try createKeyspace())
        case "table" where !orReplace, "columnfamily" where !orReplace: return .createTable(try createTable())
        case "type" where !orReplace: return .createType(try createType())
        case "function", "aggregate": return refusal(.userFunction("CREATE \(word.text.uppercased())"))
        case "index", "custom": return refusal(.secondaryIndex("CREATE INDEX"))
        case "materialized": return refusal(.materializedView("CREATE MATERIALIZED VIEW"))
        case "trigger": return refusal(.trigger("CREATE TRIGGER"))
        case "role", "user": return refusal(.authorization("CREATE \(word.text.uppercased())"))
        default:
            at -= 1
            throw noAlternative()
        }
    }

    private mutating func refusal(_ feature: RefusedFeature) -> Statement {
        skipRest()
        return .refused(feature)
    }

    private mutating func alter() throws(StatementError) -> Statement {
        let word = current
        guard word.kind == .word else { throw noAlternative() }
        advance()
        switch word.text {
        case "keyspace":
            let exists = try ifExists()
            let name = try identifier()
            try expect("with")
            return .alterKeyspace(AlterKeyspace(name: name, ifExists: exists, properties: try properties()))
        case "table", "columnfamily": return .alterTable(try alterTable())
        case "type": return .alterType(try alterType())
        case "materialized": return refusal(.materializedView("ALTER MATERIALIZED VIEW"))
        case "role", "user": return refusal(.authorization("ALTER \(word.text.uppercased())"))
        default:
            at -= 1
            throw noAlternative()
        }
    }

    private mutating func drop() throws(StatementError) -> Statement {
        let word = current
        guard word.kind == .word else { throw noAlternative() }
        advance()
        switch word.text {
        case "keyspace":
            let exists = try ifExists()
            return .dropKeyspace(try identifier(), ifExists: exists)
        case "table", "columnfamily":
            let exists = try ifExists()
            return .dropTable(try qualifiedName(), ifExists: exists)
        case "type":
            let exists = try ifExists()
            return .dropType(try qualifiedName(), ifExists: exists)
        case "function", "aggregate": return refusal(.userFunction("DROP \(word.text.uppercased())"))
        case "index": return refusal(.secondaryIndex("DROP INDEX"))
        case "materialized": return refusal(.materializedView("DROP MATERIALIZED VIEW"))
        case "trigger": return refusal(.trigger("DROP TRIGGER"))
        case "role", "user", "identity": return refusal(.authorization("DROP \(word.text.uppercased())"))
        default:
            at -= 1
            throw noAlternative()
        }
    }

    // MARK: Keyspaces and properties

    private mutating func createKeyspace() throws(StatementError) -> CreateKeyspace {
        let notExists = try ifNotExists()
        let name = try identifier()
        try expect("with")
        return CreateKeyspace(name: name, ifNotExists: notExists, properties: try properties())
    }

    mutating func properties() throws(StatementError) -> [Property] {
        var all: [Property] = []
        repeat { all.append(try property()) } while take("and")
        return all
    }

    mutating func property() throws(StatementError) -> Property {
        let name = try identifier().lowercased()
        try expect(symbol: "=")
        if isSymbol("{") { return Property(name: name, value: .map(try propertyMap())) }
        if current.kind == .word, isIdentifier() {
            let word = current.text
            advance()
            return Property(name: name, value: .text(word))
        }
        return Property(name: name, value: .text(try constantText()))
    }

    private mutating func constantText() throws(StatementError) -> String {
        let negative = take(symbol: "-")
        guard case .constant(_, let text)? = try constant() else { throw noAlternative() }
        return negative ? "-" + text : text
    }

    /// `{ 'key': value, … }` of constants.
    private mutating func propertyMap() throws(StatementError) -> [PropertyValue.PropertyEntry] {
        try expect(symbol: "{")
        if take(symbol: "}") { return [] }
        let entries = try list { (parser) throws(StatementError) in
            let key = try parser.constantText()
            try parser.expect(symbol: ":")
            return PropertyValue.PropertyEntry(key: key, value: try parser.constantText())
        }
        try expect(symbol: "}")
        return entries
    }

    // MARK: Tables

    private mutating func createTable() throws(StatementError) -> CreateTable {
        let notExists = try ifNotExists()
        var table = CreateTable(name: try qualifiedName(), ifNotExists: notExists)
        try expect(symbol: "(")
        try tableElement(&table)
        while take(symbol: ",") {
            if isSymbol(")") || isSymbol(",") { continue }
            try tableElement(&table)
        }
        try expect(symbol: ")")
        if take("with") {
            repeat { try tableProperty(&table) } while take("and")
        }
        return table
    }

    private mutating func tableElement(_ table: inout CreateTable) throws(StatementError) {
        if isWord("primary"), isWord("key", ahead: 1) {
            advance()
            advance()
            table.primaryKeys.append(try primaryKey())
            return
        }
        let name = try identifier()
        let type = try type()
        let isStatic = take("static")
        if isWord("masked"), isWord("with", ahead: 1) { throw .invalid("Dynamic data masking is not supported") }
        table.columns.append(ColumnDeclaration(name: name, type: type, isStatic: isStatic))
        if take("primary") {
            try expect("key")
            table.primaryKeys.append(CreateTable.PrimaryKey(partition: [name], clustering: []))
        }
    }

    private mutating func primaryKey() throws(StatementError) -> CreateTable.PrimaryKey {
        try expect(symbol: "(")
        var partition: [String]
        if take(symbol: "(") {
            partition = try list { (parser) throws(StatementError) in try parser.identifier() }
            try expect(symbol: ")")
        } else {
            partition = [try identifier()]
        }
        var clustering: [String] = []
        while take(symbol: ",") { clustering.append(try identifier()) }
        try expect(symbol: ")")
        return CreateTable.PrimaryKey(partition: partition, clustering: clustering)
    }

    private mutating func tableProperty(_ table: inout CreateTable) throws(StatementError) {
        if isWord("compact"), isWord("storage", ahead: 1) {
            advance()
            advance()
            table.compactStorage = true
        } else if isWord("clustering"), isWord("order", ahead: 1) {
            advance()
            advance()
            try expect("by")
            try expect(symbol: "(")
            table.clusteringOrder += try list { (parser) throws(StatementError) in
                let column = try parser.identifier()
                let descending = parser.take("desc")
                if !descending { try parser.expect("asc") }
                return ClusteringOrder(column: column, descending: descending)
            }
            try expect(symbol: ")")
        } else {
            table.properties.append(try property())
        }
    }

    private mutating func alterTable() throws(StatementError) -> AlterTable {
        let exists = try ifExists()
        let name = try qualifiedName()
        return AlterTable(name: name, ifExists: exists, change: try tableChange())
    }

    private mutating func tableChange() throws(StatementError) -> AlterTable.Change {
        if take("add") {
            let notExists = try ifNotExists()
            return .add(try columnDeclarations(), ifNotExists: notExists)
        }
        if take("drop") {
            if take(words: "compact", "storage") { return .dropCompactStorage }
            return try dropColumns()
        }
        if take("rename") {
            let exists = try ifExists()
            return .rename(try renames(), ifExists: exists)
        }
        if take("with") { return .properties(try properties()) }
        if take("alter") {
            _ = try ifExists()
            let column = try identifier()
            if take("type") { return .alterType(column, try type()) }
            throw .invalid("Dynamic data masking is not supported")
        }
        throw noAlternative()
    }

    private mutating func dropColumns() throws(StatementError) -> AlterTable.Change {
        let exists = try ifExists()
        var names: [String] = []
        if take(symbol: "(") {
            names = try list { (parser) throws(StatementError) in try parser.identifier() }
            try expect(symbol: ")")
        } else {
            names = [try identifier()]
        }
        var timestamp: Int64?
        if take(words: "using", "timestamp") {
            guard current.kind == .integer, let value = Int64(current.text) else { throw noAlternative() }
            advance()
            timestamp = value
        }
        return .drop(names, ifExists: exists, timestamp: timestamp)
    }

    private mutating func columnDeclarations() throws(StatementError) -> [ColumnDeclaration] {
        let declaration = { (parser: inout Parser) throws(StatementError) -> ColumnDeclaration in
            let name = try parser.identifier()
            let type = try parser.type()
            return ColumnDeclaration(name: name, type: type, isStatic: parser.take("static"))
        }
        guard take(symbol: "(") else { return [try declaration(&self)] }
        let all = try list(declaration)
        try expect(symbol: ")")
        return all
    }

    private mutating func renames() throws(StatementError) -> [AlterTable.Rename] {
        var all: [AlterTable.Rename] = []
        repeat {
            let from = try identifier()
            try expect("to")
            all.append(AlterTable.Rename(from: from, to: try identifier()))
        } while take("and")
        return all
    }

    // MARK: User types

    private mutating func createType() throws(StatementError) -> CreateType {
        let notExists = try ifNotExists()
        let name = try qualifiedName()
        try expect(symbol: "(")
        var fields = [try field()]
        while take(symbol: ",") {
            if isSymbol(")") || isSymbol(",") { continue }
            fields.append(try field())
        }
        try expect(symbol: ")")
        return CreateType(name: name, ifNotExists: notExists, fields: fields)
    }

    private mutating func field() throws(StatementError) -> CreateType.Field {
        let name = try identifier()
        return CreateType.Field(name: name, type: try type())
    }

    private mutating func alterType() throws(StatementError) -> AlterType {
        let exists = try ifExists()
        let name = try qualifiedName()
        if take("add") {
            let notExists = try ifNotExists()
            return AlterType(name: name, ifExists: exists, change: .add(try field(), ifNotExists: notExists))
        }
        if take("rename") {
            let fieldExists = try ifExists()
            return AlterType(name: name, ifExists: exists, change: .rename(try renames(), ifExists: fieldExists))
        }
        try expect("alter")
        let field = try identifier()
        try expect("type")
        _ = try type()
        return AlterType(name: name, ifExists: exists, change: .alter(field))
    }

    // MARK: DESCRIBE

    private mutating func describe() throws(StatementError) -> Describe {
        let target = try describeTarget()
        var internals = false
        if take("with") {
            try expect("internals")
            internals = true
        }
        return Describe(target: target, withInternals: internals)
    }

    private func endsTarget(ahead: Int) -> Bool {
        peek(ahead).kind == .end || isSymbol(";", ahead: ahead) || isWord("with", ahead: ahead)
    }

    private mutating func describeTarget() throws(StatementError) -> Describe.Target {
        let plain: [String: Describe.Target] = [
            "keyspaces": .keyspaces, "tables": .tables, "types": .types, "functions": .functions, "aggregates": .aggregates,
            "cluster": .cluster, "schema": .schema(full: false),
        ]
        if current.kind == .word, let target = plain[current.text], endsTarget(ahead: 1) {
            advance()
            return target
        }
        if take(words: "full", "schema") { return .schema(full: true) }
        if take("only") {
            try expect("keyspace")
            return .keyspace(endsTarget(ahead: 0) ? nil : try identifier(), only: true)
        }
        if isWord("keyspace") {
            advance()
            return .keyspace(endsTarget(ahead: 0) ? nil : try identifier(), only: false)
        }
        if take(words: "materialized", "view") { return .view(try qualifiedName()) }
        if !endsTarget(ahead: 1), !isSymbol(".", ahead: 1) {
            if take("table") || take("columnfamily") { return .table(try qualifiedName()) }
            if take("index") { return .index(try qualifiedName()) }
            if take("type") { return .type(try qualifiedName()) }
            if take("function") { return .function(try qualifiedName()) }
            if take("aggregate") { return .aggregate(try qualifiedName()) }
        }
        return .any(try qualifiedName())
    }
}
