/// A statement with the bind markers it holds.
public struct ParsedStatement: Hashable, Sendable {
    public let statement: Statement
    /// For each marker in order of appearance: its name, or nil for `?`.
    public let markers: [String?]
}

/// A recursive-descent parser of CQL 3.4.7.
///
/// Positions in its messages are those of Cassandra: lines from 1, columns from 0, and `0:-1` for the end of the text.
public struct Parser {
    /// How deep terms, selectors and types may nest: a bound on the stack.
    static let nestingMax = 200

    let tokens: [Token]
    var at = 0
    var markers: [String?] = []
    var nesting = 0

    private init(_ text: String) throws(StatementError) { tokens = try Lexer.tokens(of: text) }

    /// Parses exactly one statement, with any number of `;` behind it.
    /// - Throws: ``StatementError`` of kind `syntax`.
    public static func parse(_ text: String) throws(StatementError) -> ParsedStatement {
        var parser = try Parser(text)
        let statement = try parser.statement()
        while parser.take(symbol: ";") {}
        guard parser.current.kind == .end else { throw parser.mismatch(expecting: "EOF") }
        return ParsedStatement(statement: statement, markers: parser.markers)
    }

    /// Parses a type as system tables and drivers write it.
    public static func parseType(_ text: String) throws(StatementError) -> RawType {
        var parser = try Parser(text)
        let type = try parser.type()
        guard parser.current.kind == .end else { throw parser.mismatch(expecting: "EOF") }
        return type
    }
}

// MARK: - Tokens

extension Parser {
    var current: Token { tokens[at] }

    func peek(_ ahead: Int) -> Token { tokens[min(at + ahead, tokens.count - 1)] }

    mutating func advance() {
        if at < tokens.count - 1 { at += 1 }
    }

    func isWord(_ word: String, ahead: Int = 0) -> Bool {
        let token = peek(ahead)
        return token.kind == .word && token.text == word
    }

    func isSymbol(_ symbol: String, ahead: Int = 0) -> Bool {
        let token = peek(ahead)
        return token.kind == .symbol && token.text == symbol
    }

    mutating func take(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        advance()
        return true
    }

    mutating func take(symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    /// Takes all words or none.
    mutating func take(words: String...) -> Bool {
        for (index, word) in words.enumerated() where !isWord(word, ahead: index) { return false }
        for _ in words { advance() }
        return true
    }

    mutating func expect(_ word: String) throws(StatementError) {
        guard take(word) else { throw mismatch(expecting: "K_\(word.uppercased())") }
    }

    mutating func expect(symbol: String) throws(StatementError) {
        guard take(symbol: symbol) else { throw mismatch(expecting: "'\(symbol)'") }
    }

    func mismatch(expecting what: String) -> StatementError {
        .syntax("line \(current.line):\(current.column) mismatched input '\(current.written)' expecting \(what)")
    }

    func noAlternative() -> StatementError {
        .syntax("line \(current.line):\(current.column) no viable alternative at input '\(current.written)'")
    }

    /// Runs `body` one level deeper.
    mutating func nested<R>(_ body: (inout Parser) throws(StatementError) -> R) throws(StatementError) -> R {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.nestingMax else {
            throw .syntax("line \(current.line):\(current.column) nested more than \(Self.nestingMax) levels deep")
        }
        return try body(&self)
    }

    /// Runs `body`; when it fails, goes back to where it began and answers nil.
    mutating func attempt<R>(_ body: (inout Parser) throws(StatementError) -> R) -> R? {
        let saved = (at, markers.count)
        do throws(StatementError) {
            return try body(&self)
        } catch {
            at = saved.0
            markers.removeLast(markers.count - saved.1)
            return nil
        }
    }

    /// `element (, element)*`
    mutating func list<R>(_ element: (inout Parser) throws(StatementError) -> R) throws(StatementError) -> [R] {
        var all = [try element(&self)]
        while take(symbol: ",") { all.append(try element(&self)) }
        return all
    }
}

// MARK: - Names

extension Parser {
    /// A name of a column, field, keyspace …: quoted, or a word that is not reserved.
    mutating func identifier() throws(StatementError) -> String {
        let token = current
        switch token.kind {
        case .quotedName:
            guard !token.text.isEmpty else { throw noAlternative() }
        case .word:
            guard !Keywords.reserved.contains(token.text), token.text != "true", token.text != "false" else {
                throw noAlternative()
            }
        default: throw noAlternative()
        }
        advance()
        return token.text
    }

    func isIdentifier(ahead: Int = 0) -> Bool {
        let token = peek(ahead)
        return token.kind == .quotedName
            || token.kind == .word && !Keywords.reserved.contains(token.text) && token.text != "true" && token.text != "false"
    }

    /// `[keyspace.]name`
    mutating func qualifiedName() throws(StatementError) -> QualifiedName {
        if current.kind == .symbol, current.text == "?" || current.text == ":" {
            throw .syntax("Bind variables cannot be used for table names")
        }
        let first = try identifier()
        guard take(symbol: ".") else { return QualifiedName(keyspace: nil, name: first) }
        return QualifiedName(keyspace: first, name: try identifier())
    }

    mutating func ifExists() throws(StatementError) -> Bool {
        guard take("if") else { return false }
        try expect("exists")
        return true
    }

    mutating func ifNotExists() throws(StatementError) -> Bool {
        guard take("if") else { return false }
        try expect("not")
        try expect("exists")
        return true
    }
}

// MARK: - Types

extension Parser {
    mutating func type() throws(StatementError) -> RawType {
        try nested { (parser) throws(StatementError) in try parser.typeInside() }
    }

    private mutating func typeInside() throws(StatementError) -> RawType {
        let token = current
        if token.kind == .string {
            advance()
            return .custom(token.text)
        }
        if token.kind == .word, isSymbol("<", ahead: 1), let generic = try genericType(token.text) { return generic }
        if token.kind == .word, Keywords.nativeTypes.contains(token.text), !isSymbol(".", ahead: 1) {
            advance()
            return .native(token.text == "varchar" ? "text" : token.text)
        }
        return .user(try qualifiedName())
    }

    private mutating func genericType(_ word: String) throws(StatementError) -> RawType? {
        guard ["list", "set", "map", "tuple", "vector", "frozen"].contains(word) else { return nil }
        advance()
        try expect(symbol: "<")
        let result: RawType
        switch word {
        case "list": result = .list(try type())
        case "set": result = .set(try type())
        case "map":
            let key = try type()
            try expect(symbol: ",")
            result = .map(key, try type())
        case "tuple": result = .tuple(try list { (parser) throws(StatementError) in try parser.type() })
        case "vector": result = try vectorType()
        default: result = .frozen(try frozenArgument())
        }
        try expect(symbol: ">")
        return result
    }

    /// What may be frozen: a collection, a tuple, a vector, a user type.
    private mutating func frozenArgument() throws(StatementError) -> RawType {
        let inner = try type()
        if case .native = inner {
            throw .syntax("frozen<> is only allowed on collections, tuples, and user-defined types (got \(inner.text))")
        }
        return inner
    }

    private mutating func vectorType() throws(StatementError) -> RawType {
        let element = try type()
        try expect(symbol: ",")
        guard current.kind == .integer, let dimension = Int(current.text) else { throw mismatch(expecting: "INTEGER") }
        advance()
        return .vector(element, dimension)
    }
}
