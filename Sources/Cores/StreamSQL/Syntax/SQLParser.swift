/// Reads SQL texts. The grammar is the part of Flink SQL 2.3 that can be planned here; what is legal there but not
/// supported is refused by name.
public struct SQLParser {
    var tokens: [Token]
    var index = 0
    var depth = 0

    /// How deep expressions and queries may nest.
    public static let nestingDepthMax = 100
    /// How many levels of operators an expression may have.
    public static let operatorDepthMax = 500

    init(_ text: String) throws(SQLError) { tokens = try Lexer.tokens(of: text) }

    /// The statements of `text`, separated by semicolons.
    public static func parse(_ text: String) throws(SQLError) -> [Statement] {
        var parser = try SQLParser(text)
        var statements: [Statement] = []
        while true {
            while parser.accept(symbol: ";") {}
            if parser.current.isEnd { return statements }
            statements.append(try parser.statement())
            guard parser.current.isEnd || parser.current.isSymbol(";") else { throw parser.unexpected() }
        }
    }

    // MARK: Tokens

    var current: Token { tokens[index] }
    func ahead(_ count: Int) -> Token { tokens[min(index + count, tokens.count - 1)] }

    @discardableResult
    mutating func take() -> Token {
        let token = tokens[index]
        if !token.isEnd { index += 1 }
        return token
    }

    func unexpected(_ expected: String? = nil) -> SQLError {
        SQLError(
            .syntax, "did not expect \(current.shown)" + (expected.map { ", expected \($0)" } ?? ""), at: current.position)
    }

    mutating func accept(symbol: String) -> Bool {
        guard current.isSymbol(symbol) else { return false }
        take()
        return true
    }

    mutating func expect(symbol: String) throws(SQLError) {
        guard accept(symbol: symbol) else { throw unexpected("\"\(symbol)\"") }
    }

    /// Takes the words when all of them come next, in this order.
    mutating func accept(_ keywords: String...) -> Bool {
        for (offset, keyword) in keywords.enumerated() where !ahead(offset).isKeyword(keyword) { return false }
        index += keywords.count
        return true
    }

    mutating func expect(_ keyword: String) throws(SQLError) {
        guard accept(keyword) else { throw unexpected(keyword) }
    }

    mutating func identifier() throws(SQLError) -> String {
        switch current.kind {
        case .quotedName: return take().text
        case .word(let upper) where !ReservedWords.all.contains(Substring(upper)): return take().text
        default: throw unexpected("a name")
        }
    }

    /// Names with dots between them.
    mutating func compoundName() throws(SQLError) -> [String] {
        var names = [try identifier()]
        while accept(symbol: ".") { names.append(try identifier()) }
        return names
    }

    /// `(name, name)`
    mutating func nameList() throws(SQLError) -> [String] {
        try expect(symbol: "(")
        var names = [try identifier()]
        while accept(symbol: ",") { names.append(try identifier()) }
        try expect(symbol: ")")
        return names
    }

    mutating func stringLiteral() throws(SQLError) -> String {
        guard current.kind == .string else { throw unexpected("a string in single quotes") }
        return take().text
    }

    mutating func integerLiteral() throws(SQLError) -> Int {
        guard current.kind == .integer, let value = Int(current.text) else { throw unexpected("a whole number") }
        take()
        return value
    }

    /// Runs `body` one level deeper.
    mutating func nested<T>(_ body: (inout SQLParser) throws(SQLError) -> T) throws(SQLError) -> T {
        depth += 1
        defer { depth -= 1 }
        guard depth <= SQLParser.nestingDepthMax else {
            throw SQLError(.syntax, "nested deeper than \(SQLParser.nestingDepthMax) levels", at: current.position)
        }
        return try body(&self)
    }
}

// MARK: Statements

extension SQLParser {
    mutating func statement() throws(SQLError) -> Statement {
        let start = current.position
        return Statement(kind: try statementKind(), position: start)
    }

    private mutating func statementKind() throws(SQLError) -> Statement.Kind {
        guard case .word(let first) = current.kind else {
            if current.isSymbol("(") { return .query(try query()) }
            throw unexpected("a statement")
        }
        switch first {
        case "CREATE": return try createStatement()
        case "DROP": return try dropStatement()
        case "SET": return try setStatement()
        case "RESET":
            take()
            return .reset(key: current.kind == .string ? try stringLiteral() : nil)
        case "INSERT", "UPSERT": return .insert(try insert())
        case "EXECUTE", "BEGIN": return try statementSet()
        case "EXPLAIN": return try explainStatement()
        case "SELECT", "WITH", "VALUES": return .query(try query())
        case "UPDATE", "DELETE", "MERGE", "TRUNCATE", "ALTER", "ANALYZE", "CALL", "COMPILE", "DESC", "DESCRIBE", "LOAD",
            "RENAME", "SHOW", "UNLOAD", "USE", "ADD", "REMOVE", "STOP", "TABLE":
            throw .unsupported("the statement \(first)", at: current.position)
        default: throw unexpected("a statement")
        }
    }

    private mutating func setStatement() throws(SQLError) -> Statement.Kind {
        try expect("SET")
        guard current.kind == .string else { throw unexpected("'key' = 'value' in single quotes") }
        let key = try stringLiteral()
        try expect(symbol: "=")
        return .set(key: key, value: try stringLiteral())
    }

    private mutating func dropStatement() throws(SQLError) -> Statement.Kind {
        try expect("DROP")
        _ = accept("TEMPORARY")
        let isView = accept("VIEW")
        if !isView {
            guard accept("TABLE") else { throw .unsupported("DROP of what is not a table or view", at: current.position) }
        }
        let ifExists = accept("IF", "EXISTS")
        return .drop(name: try compoundName(), isView: isView, ifExists: ifExists)
    }

    private mutating func explainStatement() throws(SQLError) -> Statement.Kind {
        try expect("EXPLAIN")
        if accept("PLAN") { try expect("FOR") }
        for detail in ["ESTIMATED_COST", "CHANGELOG_MODE", "JSON_EXECUTION_PLAN", "PLAN_ADVICE"] where accept(detail) {
            throw .unsupported("EXPLAIN \(detail)", at: current.position)
        }
        let start = current.position
        switch current.kind {
        case .word("INSERT"): return .explain(Statement(kind: .insert(try insert()), position: start))
        case .word("STATEMENT"), .word("EXECUTE"), .word("BEGIN"):
            return .explain(Statement(kind: try statementSet(), position: start))
        default: return .explain(Statement(kind: .query(try query()), position: start))
        }
    }

    /// EXECUTE STATEMENT SET BEGIN ... END, BEGIN STATEMENT SET; ... END
    private mutating func statementSet() throws(SQLError) -> Statement.Kind {
        if accept("BEGIN") {
            try expect("STATEMENT")
            try expect("SET")
            try expect(symbol: ";")
        } else {
            if accept("EXECUTE"), !current.isKeyword("STATEMENT") {
                throw .unsupported("EXECUTE of one statement", at: current.position)
            }
            try expect("STATEMENT")
            try expect("SET")
            try expect("BEGIN")
        }
        var inserts: [InsertSyntax] = []
        while !accept("END") {
            inserts.append(try insert())
            try expect(symbol: ";")
        }
        guard !inserts.isEmpty else { throw SQLError(.syntax, "the statement set is empty", at: current.position) }
        return .statementSet(inserts)
    }

    private mutating func insert() throws(SQLError) -> InsertSyntax {
        let start = current.position
        if current.isKeyword("UPSERT") { throw .unsupported("UPSERT", at: start) }
        try expect("INSERT")
        if current.isKeyword("OVERWRITE") { throw .unsupported("INSERT OVERWRITE", at: current.position) }
        try expect("INTO")
        let target = try compoundName()
        if current.isKeyword("PARTITION") { throw .unsupported("INSERT into a static partition", at: current.position) }
        // `INSERT INTO t (SELECT ...)` has no column list.
        let startsList =
            current.isSymbol("(") && !["SELECT", "WITH", "VALUES"].contains { ahead(1).isKeyword($0) } && !ahead(1).isSymbol("(")
        let columns = startsList ? try nameList() : nil
        return InsertSyntax(target: target, columns: columns, query: try query(), position: start)
    }
}
