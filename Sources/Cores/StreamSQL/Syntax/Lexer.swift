/// Turns a SQL text into tokens. Comments are dropped; hints (`/*+ ... */`) are refused, because ignoring one would
/// change what the author asked for.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    /// The longest text that is read, in characters.
    static let textLengthMax = 4_000_000

    init(_ text: String) throws(SQLError) {
        scalars = Array(text.unicodeScalars)
        guard scalars.count <= Lexer.textLengthMax else {
            throw SQLError(.syntax, "the text is longer than \(Lexer.textLengthMax) characters")
        }
    }

    /// All tokens, the last one of kind `end`.
    static func tokens(of text: String) throws(SQLError) -> [Token] {
        var lexer = try Lexer(text)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.isEnd == false
        return tokens
    }

    private var position: SQLPosition { SQLPosition(line: line, column: column) }
    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        index + ahead < scalars.count ? scalars[index + ahead] : nil
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < scalars.count {
            if scalars[index] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }

    private mutating func next() throws(SQLError) -> Token {
        try skipBlanks()
        let start = position
        guard let first = peek() else { return Token(kind: .end, text: "", position: start) }
        switch first {
        case "'": return Token(kind: .string, text: try quoted("'"), position: start)
        case "`": return try quotedName(at: start)
        case "0"..."9": return number(at: start)
        case ".": if let digit = peek(1), Lexer.isDigit(digit) { return number(at: start) }
        case _ where Lexer.startsName(first): return try word(at: start)
        default: break
        }
        return try symbol(at: start)
    }

    private mutating func skipBlanks() throws(SQLError) {
        while let scalar = peek() {
            if scalar.properties.isWhitespace {
                advance()
            } else if scalar == "-", peek(1) == "-" {
                while let inside = peek(), inside != "\n" { advance() }
            } else if scalar == "/", peek(1) == "*" {
                try skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() throws(SQLError) {
        let start = position
        if peek(2) == "+" { throw .unsupported("hints (/*+ ... */)", at: start) }
        advance(2)
        while let inside = peek() {
            if inside == "*", peek(1) == "/" {
                advance(2)
                return
            }
            advance()
        }
        throw SQLError(.syntax, "a comment is not closed", at: start)
    }

    /// The contents between two `quote`s, a doubled one standing for itself.
    private mutating func quoted(_ quote: Unicode.Scalar) throws(SQLError) -> String {
        let start = position
        var contents = String.UnicodeScalarView()
        advance()
        while let scalar = peek() {
            if scalar == quote {
                guard peek(1) == quote else {
                    advance()
                    return String(contents)
                }
                advance()
            }
            contents.append(scalar)
            advance()
        }
        throw SQLError(.syntax, "a quoted text is not closed", at: start)
    }

    private mutating func quotedName(at start: SQLPosition) throws(SQLError) -> Token {
        let name = try quoted("`")
        guard !name.isEmpty else { throw SQLError(.syntax, "a name is empty", at: start) }
        return Token(kind: .quotedName, text: name, position: start)
    }

    private mutating func number(at start: SQLPosition) -> Token {
        let from = index
        var kind = Token.Kind.integer
        while let digit = peek(), Lexer.isDigit(digit) { advance() }
        if peek() == "." {
            kind = .decimal
            advance()
            while let digit = peek(), Lexer.isDigit(digit) { advance() }
        }
        if peek() == "e" || peek() == "E" {
            let signed = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(signed ? 2 : 1), Lexer.isDigit(digit) {
                kind = .approximate
                advance(signed ? 2 : 1)
                while let digit = peek(), Lexer.isDigit(digit) { advance() }
            }
        }
        return Token(kind: kind, text: text(from: from), position: start)
    }

    private mutating func word(at start: SQLPosition) throws(SQLError) -> Token {
        let from = index
        while let scalar = peek(), Lexer.continuesName(scalar) { advance() }
        let word = text(from: from)
        if peek() == "'" {
            switch word.uppercased() {
            case "X": return Token(kind: .binary, text: try quoted("'"), position: start)
            case "_UTF8", "_UTF16", "_UNICODE": return Token(kind: .string, text: try quoted("'"), position: start)
            case "N", "B", "E", "R", "C": throw .unsupported("\(word)'...' strings", at: start)
            default: break
            }
        }
        if word.uppercased() == "U", peek() == "&", peek(1) == "'" {
            advance()
            return Token(kind: .string, text: try unescaped(quoted("'"), at: start), position: start)
        }
        return Token(kind: .word(upper: word.uppercased()), text: word, position: start)
    }

    /// U&'..' contents: `\XXXX` is the UTF-16 unit with that number.
    private func unescaped(_ raw: String, at start: SQLPosition) throws(SQLError) -> String {
        var units: [UInt16] = []
        var rest = Array(raw.utf16)[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C else {
                units.append(unit)
                continue
            }
            if rest.first == 0x5C {
                units.append(unit)
                rest.removeFirst()
                continue
            }
            guard rest.count >= 4, let code = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) else {
                throw .unsupported("U& escapes other than \\XXXX", at: start)
            }
            units.append(code)
            rest.removeFirst(4)
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw SQLError(.syntax, "the U& text is not Unicode", at: start)
        }
        return text
    }

    private static let longSymbols = ["<>", "<=", ">=", "!=", "||", "=>", "->"]
    private static let shortSymbols: Set<Unicode.Scalar> = [
        "(", ")", "[", "]", ",", ".", ";", "+", "-", "*", "/", "%", "=", "<", ">", "{", "}", "?",
    ]

    private mutating func symbol(at start: SQLPosition) throws(SQLError) -> Token {
        if let first = peek(), let second = peek(1) {
            var pair = String(first)
            pair.unicodeScalars.append(second)
            if Lexer.longSymbols.contains(pair) {
                advance(2)
                return Token(kind: .symbol, text: pair, position: start)
            }
        }
        guard let first = peek(), Lexer.shortSymbols.contains(first) else {
            throw SQLError(.syntax, "\"\(peek().map(String.init) ?? "")\" is not part of SQL", at: start)
        }
        advance()
        return Token(kind: .symbol, text: String(first), position: start)
    }

    private func text(from start: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<index])
        return String(view)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }
    private static func startsName(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }
    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        startsName(scalar) || isDigit(scalar) || scalar == "$"
    }
}
