/// One lexical element of CQL text, with where it began.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A keyword or unquoted name, folded to lower case.
        case word
        /// `"Name"`, quotes removed.
        case quotedName
        /// `'text'` or `$$text$$`, quotes removed.
        case string
        /// Digits without a sign.
        case integer
        /// A decimal number with a point or an exponent, without a sign.
        case float
        case uuid
        /// `0x` and hexadecimal digits.
        case blob
        case duration
        /// An operator or a bracket.
        case symbol
        case end
    }
    let kind: Kind
    /// The text as the kind describes it; for words in lower case.
    let text: String
    /// The text as written.
    let written: String
    /// 1-based line and 0-based column of the first character.
    let line: Int
    let column: Int
}

/// Splits CQL text into tokens.
struct Lexer {
    /// No statement may have more tokens than this: a bound on memory, far above what 16 MiB of text of use hold.
    static let tokensMax = 4_000_000

    private let text: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var tokens: [Token] = []

    private init(_ text: String) { self.text = Array(text.utf8) }

    static func tokens(of text: String) throws(StatementError) -> [Token] {
        var lexer = Lexer(text)
        while try lexer.step() {
            guard lexer.tokens.count < tokensMax else { throw .syntax("line \(lexer.line):0 statement too long") }
        }
        return lexer.tokens
    }

    private func peek(_ ahead: Int = 0) -> UInt8 { at + ahead < text.count ? text[at + ahead] : 0 }

    private mutating func add(_ kind: Token.Kind, from start: Int, text value: String? = nil) {
        let written = String(decoding: text[start..<at], as: UTF8.self)
        tokens.append(Token(kind: kind, text: value ?? written, written: written, line: line, column: start - lineStart))
    }

    private func failure(_ reason: String, at position: Int) -> StatementError {
        .syntax("line \(line):\(position - lineStart) \(reason)")
    }

    /// Reads one token or one run of blanks; false at the end.
    private mutating func step() throws(StatementError) -> Bool {
        guard at < text.count else {
            tokens.append(Token(kind: .end, text: "<EOF>", written: "<EOF>", line: 0, column: -1))
            return false
        }
        let start = at
        switch text[at] {
        case UInt8(ascii: "\n"):
            at += 1
            line += 1
            lineStart = at
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"), UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
            try lineComment()
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): try blockComment()
        case UInt8(ascii: "'"): try quoted(by: UInt8(ascii: "'"), as: .string)
        case UInt8(ascii: "\""): try quoted(by: UInt8(ascii: "\""), as: .quotedName)
        case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "$"): try dollarString()
        case let byte where Self.isDigit(byte) || Self.isLetter(byte): try wordOrNumber(start)
        default: try symbol(start)
        }
        return true
    }

    private mutating func lineComment() throws(StatementError) {
        let start = at
        while at < text.count, text[at] != UInt8(ascii: "\n"), text[at] != UInt8(ascii: "\r") { at += 1 }
        guard at < text.count else { throw failure("mismatched character '<EOF>' expecting set null", at: start) }
    }

    private mutating func blockComment() throws(StatementError) {
        let start = at
        at += 2
        while !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
            guard at < text.count else { throw failure("required (...)+ loop did not match anything", at: start) }
            newline()
            at += 1
        }
        at += 2
    }

    private mutating func newline() {
        if at < text.count, text[at] == UInt8(ascii: "\n") {
            line += 1
            lineStart = at + 1
        }
    }

    private mutating func quoted(by quote: UInt8, as kind: Token.Kind) throws(StatementError) {
        let (start, startLine, startColumn) = (at, line, at - lineStart)
        var content: [UInt8] = []
        at += 1
        while true {
            guard at < text.count else {
                throw failure("mismatched character '<EOF>' expecting '\(Character(UnicodeScalar(quote)))'", at: start)
            }
            if text[at] == quote {
                if peek(1) != quote { break }
                at += 1
            }
            newline()
            content.append(text[at])
            at += 1
        }
        at += 1
        append(kind, content, start: start, line: startLine, column: startColumn)
    }

    private mutating func dollarString() throws(StatementError) {
        let (start, startLine, startColumn) = (at, line, at - lineStart)
        at += 2
        let first = at
        while !(peek() == UInt8(ascii: "$") && peek(1) == UInt8(ascii: "$")) {
            guard at < text.count else { throw failure("mismatched character '<EOF>' expecting '$'", at: start) }
            newline()
            at += 1
        }
        let content = Array(text[first..<at])
        at += 2
        append(.string, content, start: start, line: startLine, column: startColumn)
    }

    private mutating func append(_ kind: Token.Kind, _ content: [UInt8], start: Int, line: Int, column: Int) {
        let written = String(decoding: text[start..<at], as: UTF8.self)
        let value = String(decoding: content, as: UTF8.self)
        tokens.append(Token(kind: kind, text: value, written: written, line: line, column: column))
    }

    private static let symbols2: Set<String> = ["<=", ">=", "!=", "+=", "-=", "..", "&&"]
    private static let symbols1 = Set("()[]{},;:.?*+-/%=<>".utf8)

    private mutating func symbol(_ start: Int) throws(StatementError) {
        if at + 1 < text.count, Self.symbols2.contains(String(decoding: text[at...at + 1], as: UTF8.self)) {
            at += 2
        } else if Self.symbols1.contains(text[at]) {
            at += 1
        } else {
            let character = String(decoding: text[start...].prefix(4), as: UTF8.self).prefix(1)
            throw failure("no viable alternative at character '\(character)'", at: start)
        }
        add(.symbol, from: start)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
    static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "f"))
    }
}

// MARK: - Words and numbers

extension Lexer {
    private mutating func wordOrNumber(_ start: Int) throws(StatementError) {
        if let end = uuidEnd() {
            at = end
            add(.uuid, from: start)
            return
        }
        if text[at] == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
            at += 2
            while at < text.count, Self.isHex(text[at]) { at += 1 }
            add(.blob, from: start)
            return
        }
        if let end = Self.durationEnd(text, from: at) {
            at = end
            add(.duration, from: start)
            return
        }
        if Self.isDigit(text[at]) { return number(start) }
        while at < text.count, Self.isLetter(text[at]) || Self.isDigit(text[at]) || text[at] == UInt8(ascii: "_") { at += 1 }
        add(.word, from: start, text: String(decoding: text[start..<at], as: UTF8.self).lowercased())
    }

    private mutating func number(_ start: Int) {
        var kind = Token.Kind.integer
        while Self.isDigit(peek()) { at += 1 }
        if peek() == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
            kind = .float
            at += 1
            while Self.isDigit(peek()) { at += 1 }
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
            if Self.isDigit(peek(1 + sign)) {
                kind = .float
                at += 1 + sign
                while Self.isDigit(peek()) { at += 1 }
            }
        }
        add(kind, from: start)
    }

    /// Where a UUID that begins here ends (8-4-4-4-12 hexadecimal digits), or nil.
    private func uuidEnd() -> Int? {
        var position = at
        for (index, length) in [8, 4, 4, 4, 12].enumerated() {
            if index > 0 {
                guard position < text.count, text[position] == UInt8(ascii: "-") else { return nil }
                position += 1
            }
            guard position + length <= text.count, text[position..<position + length].allSatisfy(Self.isHex) else { return nil }
            position += length
        }
        return position
    }

    /// Where a duration that begins at `start` ends: `1y2mo3d`, `P1Y2M3DT4H`, `P3W` or `P0001-02-03T04:05:06`; or nil.
    private static func durationEnd(_ text: [UInt8], from start: Int) -> Int? {
        let end = isDigit(text[start]) ? unitDurationEnd(text, from: start) : isoDurationEnd(text, from: start)
        guard let end, end == text.count || !(isLetter(text[end]) || isDigit(text[end]) || text[end] == UInt8(ascii: "_")) else {
            return nil
        }
        return end
    }

    private static func unitDurationEnd(_ text: [UInt8], from start: Int) -> Int? {
        var at = start
        var any = false
        while at < text.count, isDigit(text[at]) {
            while at < text.count, isDigit(text[at]) { at += 1 }
            guard let unit = unitLength(text, at) else { return nil }
            at += unit
            any = true
        }
        return any ? at : nil
    }

    private static func unitLength(_ text: [UInt8], _ at: Int) -> Int? {
        func lower(_ index: Int) -> UInt8 { index < text.count ? text[index] | 0x20 : 0 }
        switch lower(at) {
        case UInt8(ascii: "m"):
            let next = lower(at + 1)
            return next == UInt8(ascii: "o") || next == UInt8(ascii: "s") ? 2 : 1
        case UInt8(ascii: "u"), UInt8(ascii: "n"): return lower(at + 1) == UInt8(ascii: "s") ? 2 : nil
        case UInt8(ascii: "y"), UInt8(ascii: "w"), UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "s"): return 1
        default:
            // The micro sign (U+00B5) is two bytes in UTF-8.
            let isMicro = at + 2 < text.count && text[at] == 0xC2 && text[at + 1] == 0xB5 && lower(at + 2) == UInt8(ascii: "s")
            return isMicro ? 3 : nil
        }
    }

    private static func isoDurationEnd(_ text: [UInt8], from start: Int) -> Int? {
        guard text[start] == UInt8(ascii: "P"), start + 1 < text.count else { return nil }
        var at = start + 1
        var sawPart = false
        while at < text.count {
            let byte = text[at]
            if isDigit(byte) {
                sawPart = true
            } else if byte == UInt8(ascii: "T") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") {
                if at == start + 1, byte != UInt8(ascii: "T") { return nil }
            } else if !"YMDWHS".utf8.contains(byte) || !sawPart {
                break
            }
            at += 1
        }
        return sawPart ? at : nil
    }
}
