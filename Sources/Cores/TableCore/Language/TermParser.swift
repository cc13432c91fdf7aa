// Values: constants, markers, collections, function calls and arithmetic.

extension Parser {
    mutating func term() throws(StatementError) -> RawTerm {
        try nested { (parser) throws(StatementError) in
            var left = try parser.termProduct()
            while parser.isSymbol("+") || parser.isSymbol("-") {
                // `c = value + c` of UPDATE ends the value before the plus.
                if parser.isSymbol("+"), parser.isIdentifier(ahead: 1), !parser.isCall(ahead: 1) { break }
                let op: ArithmeticOperator = parser.isSymbol("+") ? .add : .subtract
                parser.advance()
                left = .operation(op, left, try parser.termProduct())
            }
            return left
        }
    }

    private mutating func termProduct() throws(StatementError) -> RawTerm {
        var left = try termGroup()
        while let op = [ArithmeticOperator.multiply, .divide, .remainder].first(where: { isSymbol($0.rawValue) }) {
            advance()
            left = .operation(op, left, try termGroup())
        }
        return left
    }

    private mutating func termGroup() throws(StatementError) -> RawTerm {
        guard take(symbol: "-") else { return try simpleTerm() }
        if let number = signedConstant() { return number }
        return .negation(try simpleTerm())
    }

    /// The constant after a minus sign, when a number, a duration, NaN or Infinity follows.
    private mutating func signedConstant() -> RawTerm? {
        let token = current
        switch token.kind {
        case .integer: advance(); return .constant(.integer, "-" + token.text)
        case .float: advance(); return .constant(.float, "-" + token.text)
        case .duration: advance(); return .constant(.duration, "-" + token.text)
        case .word where token.text == "nan": advance(); return .constant(.float, "NaN")
        case .word where token.text == "infinity": advance(); return .constant(.float, "-Infinity")
        default: return nil
        }
    }

    /// A literal without sign, or nil.
    mutating func constant() throws(StatementError) -> RawTerm? {
        let token = current
        let kind: ConstantKind
        switch token.kind {
        case .string: kind = .string
        case .integer: kind = .integer
        case .float:
            guard let number = Double(token.text), number.isFinite else {
                throw .syntax("Failed parsing statement: [\(token.text)]")
            }
            kind = .float
        case .uuid: kind = .uuid
        case .blob: kind = .hexadecimal
        case .duration: kind = .duration
        case .word where token.text == "true" || token.text == "false":
            advance()
            return .constant(.boolean, token.text)
        case .word where token.text == "nan": advance(); return .constant(.float, "NaN")
        case .word where token.text == "infinity": advance(); return .constant(.float, "Infinity")
        default: return nil
        }
        advance()
        return .constant(kind, token.text)
    }

    /// `?` or `:name`, or nil.
    mutating func marker() throws(StatementError) -> Int? {
        if take(symbol: "?") {
            markers.append(nil)
            return markers.count - 1
        }
        guard take(symbol: ":") else { return nil }
        let token = current
        // After a colon even reserved words are names.
        guard token.kind == .word || token.kind == .quotedName else { throw noAlternative() }
        advance()
        markers.append(token.text)
        return markers.count - 1
    }

    private mutating func simpleTerm() throws(StatementError) -> RawTerm {
        if let constant = try constant() { return constant }
        if let marker = try marker() { return .marker(marker) }
        if take("null") { return .null }
        if isSymbol("[") { return .list(try bracketedTerms()) }
        if isSymbol("{") { return try bracedTerm() }
        if isSymbol("(") { return try parenthesisedTerm() }
        if isCall(ahead: 0) { return try functionTerm() }
        throw noAlternative()
    }

    /// `name(` or `keyspace.name(`.
    func isCall(ahead: Int) -> Bool {
        guard isIdentifier(ahead: ahead) || isWord("token", ahead: ahead) else { return false }
        if isSymbol("(", ahead: ahead + 1) { return true }
        return isSymbol(".", ahead: ahead + 1) && isSymbol("(", ahead: ahead + 3)
    }

    mutating func functionName() throws(StatementError) -> QualifiedName {
        if take("token") { return QualifiedName(keyspace: nil, name: "token") }
        return try qualifiedName()
    }

    private mutating func functionTerm() throws(StatementError) -> RawTerm {
        let name = try functionName()
        try expect(symbol: "(")
        if take(symbol: ")") { return .function(name, []) }
        let arguments = try list { (parser) throws(StatementError) in try parser.term() }
        try expect(symbol: ")")
        return .function(name, arguments)
    }

    private mutating func bracketedTerms() throws(StatementError) -> [RawTerm] {
        try expect(symbol: "[")
        if take(symbol: "]") { return [] }
        let items = try list { (parser) throws(StatementError) in try parser.term() }
        try expect(symbol: "]")
        return items
    }

    private mutating func bracedTerm() throws(StatementError) -> RawTerm {
        try expect(symbol: "{")
        if take(symbol: "}") { return .set([]) }
        if isIdentifier(), isSymbol(":", ahead: 1) {
            let fields = try list { (parser) throws(StatementError) in
                let name = try parser.identifier()
                try parser.expect(symbol: ":")
                return RawTerm.UserTypeField(name: name, value: try parser.term())
            }
            try expect(symbol: "}")
            return .userType(fields)
        }
        let first = try term()
        guard take(symbol: ":") else {
            var items = [first]
            while take(symbol: ",") { items.append(try term()) }
            try expect(symbol: "}")
            return .set(items)
        }
        var entries = [RawTerm.MapEntry(key: first, value: try term())]
        while take(symbol: ",") {
            let key = try term()
            try expect(symbol: ":")
            entries.append(RawTerm.MapEntry(key: key, value: try term()))
        }
        try expect(symbol: "}")
        return .map(entries)
    }

    private mutating func parenthesisedTerm() throws(StatementError) -> RawTerm {
        if let hint = attempt({ (parser) throws(StatementError) in try parser.typeHint() }) { return hint }
        try expect(symbol: "(")
        let items = try list { (parser) throws(StatementError) in try parser.term() }
        try expect(symbol: ")")
        return .tuple(items)
    }

    private mutating func typeHint() throws(StatementError) -> RawTerm {
        try expect(symbol: "(")
        let hint = try type()
        try expect(symbol: ")")
        return .typeHint(hint, try simpleTerm())
    }

    /// An integer constant with an optional sign, or a marker: TIMESTAMP, TTL, LIMIT.
    mutating func integerTerm() throws(StatementError) -> RawTerm {
        if let marker = try marker() { return .marker(marker) }
        let negative = take(symbol: "-")
        guard current.kind == .integer else { throw noAlternative() }
        let digits = current.text
        advance()
        return .constant(.integer, negative ? "-" + digits : digits)
    }
}
