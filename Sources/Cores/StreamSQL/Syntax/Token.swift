/// One token of a SQL text.
struct Token: Hashable {
    enum Kind: Hashable {
        /// A word without quotes: a keyword or a name. `upper` is its upper-case form.
        case word(upper: String)
        /// A name in back-ticks.
        case quotedName
        /// Digits only; digits with a point; with an exponent.
        case integer, decimal, approximate
        /// A character string; its text is the contents.
        case string
        /// x'..'; its text is the hexadecimal digits.
        case binary
        case symbol
        case end
    }

    var kind: Kind
    /// The text: of names and strings the contents, else as written.
    var text: String
    var position: SQLPosition

    /// Whether it is the keyword, which is given in upper case.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let upper) = kind { return upper == keyword }
        return false
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
    var isEnd: Bool { kind == .end }

    /// How a message shows it.
    var shown: String { isEnd ? "the end of the statement" : "\"\(text)\"" }
}
