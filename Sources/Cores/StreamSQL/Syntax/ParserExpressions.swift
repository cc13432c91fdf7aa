// Expressions, by precedence: OR, AND, NOT, IS, comparison, BETWEEN/IN/LIKE, + -, * / % ||, sign, item and field.
extension SQLParser {
    mutating func expression() throws(SQLError) -> Expression {
        try nested { (parser: inout SQLParser) throws(SQLError) -> Expression in try parser.disjunction() }
    }

    /// The expression, unless operators in a row made it too deep.
    private func bounded(_ expression: Expression) throws(SQLError) -> Expression {
        guard expression.depth <= SQLParser.operatorDepthMax else {
            throw SQLError(.syntax, "more than \(SQLParser.operatorDepthMax) operators in a row", at: expression.position)
        }
        return expression
    }

    private mutating func disjunction() throws(SQLError) -> Expression {
        var left = try conjunction()
        while current.isKeyword("OR") {
            let position = take().position
            left = try bounded(Expression(.binary(.or, left, try conjunction()), position))
        }
        return left
    }

    private mutating func conjunction() throws(SQLError) -> Expression {
        var left = try negation()
        while current.isKeyword("AND") {
            let position = take().position
            left = try bounded(Expression(.binary(.and, left, try negation()), position))
        }
        return left
    }

    private mutating func negation() throws(SQLError) -> Expression {
        guard current.isKeyword("NOT") else { return try isTests() }
        let position = take().position
        return try nested { (parser: inout SQLParser) throws(SQLError) -> Expression in
            Expression(.unary(.not, try parser.negation()), position)
        }
    }

    private mutating func isTests() throws(SQLError) -> Expression {
        var left = try comparison()
        while current.isKeyword("IS") {
            left = try bounded(left)
            let position = take().position
            let negated = accept("NOT")
            if accept("DISTINCT") {
                try expect("FROM")
                left = Expression(.isDistinctFrom(left, try comparison(), negated: negated), position)
            } else {
                left = Expression(.isTest(left, try isTest(), negated: negated), position)
            }
        }
        return left
    }

    private mutating func isTest() throws(SQLError) -> IsTest {
        if accept("NULL") { return .null }
        if accept("TRUE") { return .isTrue }
        if accept("FALSE") { return .isFalse }
        if accept("UNKNOWN") { return .unknown }
        if accept("JSON") {
            if accept("SCALAR") { return .json(.scalar) }
            if accept("ARRAY") { return .json(.array) }
            if accept("OBJECT") { return .json(.object) }
            _ = accept("VALUE")
            return .json(.value)
        }
        throw unexpected("NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or JSON")
    }

    private static let comparisons: [String: BinaryOperator] = [
        "=": .equal, "<>": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]

    private mutating func comparison() throws(SQLError) -> Expression {
        var left = try rangeTests()
        if current.isSymbol("!=") { throw .unsupported("!=, write <>", at: current.position) }
        while current.kind == .symbol, let operation = SQLParser.comparisons[current.text] {
            let position = take().position
            for quantifier in ["ALL", "ANY", "SOME"] where current.isKeyword(quantifier) {
                throw .unsupported("comparison with \(quantifier)", at: position)
            }
            left = try bounded(Expression(.binary(operation, left, try rangeTests()), position))
        }
        return left
    }

    private mutating func rangeTests() throws(SQLError) -> Expression {
        var left = try sum()
        while true {
            left = try bounded(left)
            let position = current.position
            let negated = current.isKeyword("NOT")
            let word = negated ? ahead(1) : current
            guard case .word(let upper) = word.kind,
                ["BETWEEN", "IN", "LIKE", "SIMILAR", "ILIKE", "RLIKE", "MEMBER", "OVERLAPS", "CONTAINS", "SUBMULTISET"]
                    .contains(upper)
            else { return left }
            if negated { take() }
            take()
            switch upper {
            case "BETWEEN": left = try between(left, negated: negated, position)
            case "IN": left = Expression(.inList(left, try inList(), negated: negated), position)
            case "LIKE":
                let pattern = try sum()
                let escape = accept("ESCAPE") ? try sum() : nil
                left = Expression(.like(left, pattern: pattern, escape: escape, negated: negated), position)
            case "OVERLAPS" where !negated:
                left = Expression(.overlaps([left, try sum()]), position)
            case "SIMILAR": throw .unsupported("SIMILAR TO", at: position)
            default: throw SQLError(.syntax, "did not expect \(upper)", at: position)
            }
        }
    }

    private mutating func between(_ value: Expression, negated: Bool, _ position: SQLPosition) throws(SQLError) -> Expression {
        let symmetric = accept("SYMMETRIC")
        if !symmetric { _ = accept("ASYMMETRIC") }
        let low = try sum()
        try expect("AND")
        return Expression(.between(value, low, try sum(), negated: negated, symmetric: symmetric), position)
    }

    private mutating func inList() throws(SQLError) -> [Expression] {
        try expect(symbol: "(")
        if startsQuery { throw .unsupported("IN (SELECT ...)", at: current.position) }
        var values = [try expression()]
        while accept(symbol: ",") { values.append(try expression()) }
        try expect(symbol: ")")
        return values
    }

    private var startsQuery: Bool { ["SELECT", "WITH", "VALUES"].contains { current.isKeyword($0) } }

    private mutating func sum() throws(SQLError) -> Expression {
        var left = try product()
        while current.isSymbol("+") || current.isSymbol("-") {
            let token = take()
            left = try bounded(Expression(.binary(token.text == "+" ? .plus : .minus, left, try product()), token.position))
        }
        return left
    }

    private mutating func product() throws(SQLError) -> Expression {
        var left = try signed()
        while current.kind == .symbol,
            let operation = ["*": .times, "/": .divide, "%": .modulo, "||": .concat][current.text] as BinaryOperator?
        {
            let position = take().position
            left = try bounded(Expression(.binary(operation, left, try signed()), position))
        }
        return left
    }

    private mutating func signed() throws(SQLError) -> Expression {
        guard current.isSymbol("-") || current.isSymbol("+") else { return try postfix() }
        let token = take()
        return try nested { (parser: inout SQLParser) throws(SQLError) -> Expression in
            Expression(.unary(token.text == "-" ? .minus : .plus, try parser.signed()), token.position)
        }
    }

    private mutating func postfix() throws(SQLError) -> Expression {
        var base = try primary()
        while true {
            base = try bounded(base)
            let position = current.position
            if accept(symbol: "[") {
                base = Expression(.item(base, try expression()), position)
                try expect(symbol: "]")
            } else if current.isSymbol("."), !base.isName {
                take()
                if current.isSymbol("*") { throw .unsupported("expansion of a ROW expression with .*", at: position) }
                base = Expression(.field(base, try identifier()), position)
            } else if current.isKeyword("AT"), ahead(1).isKeyword("TIME") || ahead(1).isKeyword("LOCAL") {
                throw SQLError(.syntax, "did not expect AT", at: position)
            } else if current.isKeyword("COLLATE") {
                throw .unsupported("COLLATE", at: position)
            } else {
                return base
            }
        }
    }

    // MARK: Primaries

    private mutating func primary() throws(SQLError) -> Expression {
        let token = current
        switch token.kind {
        case .integer, .decimal:
            take()
            return Expression(.literal(.exact(token.text)), token.position)
        case .approximate:
            take()
            return Expression(.literal(.approximate(token.text)), token.position)
        case .string:
            take()
            if current.kind == .string { throw .unsupported("strings in several pieces", at: current.position) }
            return Expression(.literal(.string(token.text)), token.position)
        case .binary:
            take()
            return Expression(.literal(.binary(token.text)), token.position)
        case .quotedName: return Expression(.name(try compoundName()), token.position)
        case .symbol where token.text == "(": return try parenthesized()
        case .word(let upper): return try wordPrimary(upper, token)
        default: throw unexpected("an expression")
        }
    }

    private mutating func parenthesized() throws(SQLError) -> Expression {
        let start = take().position
        if startsQuery { throw .unsupported("a subquery as a value", at: start) }
        let first = try expression()
        if accept(symbol: ",") {
            var fields = [first]
            repeat { fields.append(try expression()) } while accept(symbol: ",")
            try expect(symbol: ")")
            return Expression(.row(fields, explicit: false), start)
        }
        try expect(symbol: ")")
        if case .binary(.minus, let left, let right) = first.kind, case .word(let upper) = current.kind,
            IntervalUnit(rawValue: upper) != nil
        {
            return Expression(.datetimeDifference(left, right, try intervalQualifier().unit), start)
        }
        return first
    }

    private mutating func wordPrimary(_ upper: String, _ token: Token) throws(SQLError) -> Expression {
        switch upper {
        case "TRUE", "FALSE", "UNKNOWN":
            take()
            return Expression(.literal(.boolean(upper == "UNKNOWN" ? nil : upper == "TRUE")), token.position)
        case "NULL":
            take()
            return Expression(.literal(.null), token.position)
        case "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL":
            if let literal = try timeLiteral(upper) { return Expression(.literal(literal), token.position) }
        case "CASE": return try caseExpression()
        case "ARRAY", "MAP":
            if ahead(1).isSymbol("[") { return try collection(upper) }
        case "MULTISET" where ahead(1).isSymbol("["): throw .unsupported("MULTISET[...]", at: token.position)
        case "NEXT", "EXISTS", "UNIQUE", "CURSOR", "CURRENT_ROW":
            throw .unsupported(upper, at: token.position)
        default: break
        }
        if ahead(1).isSymbol("(") { return try functionCall(upper, token) }
        if ReservedWords.values.contains(Substring(upper)) {
            take()
            var call = CallSyntax(upper, [])
            call.isBare = true
            return Expression(.call(call), token.position)
        }
        return Expression(.name(try compoundName()), token.position)
    }

    private mutating func collection(_ word: String) throws(SQLError) -> Expression {
        let start = take().position
        try expect(symbol: "[")
        var elements: [Expression] = []
        if !current.isSymbol("]") {
            repeat { elements.append(try expression()) } while accept(symbol: ",")
        }
        try expect(symbol: "]")
        return Expression(word == "ARRAY" ? .array(elements) : .map(elements), start)
    }

    private mutating func caseExpression() throws(SQLError) -> Expression {
        let start = take().position
        let operand = current.isKeyword("WHEN") ? nil : try expression()
        var branches: [CaseSyntax] = []
        while accept("WHEN") {
            let when = try expression()
            if current.isSymbol(",") { throw .unsupported("several values after WHEN", at: current.position) }
            try expect("THEN")
            branches.append(CaseSyntax(when: when, then: try expression()))
        }
        guard !branches.isEmpty else { throw unexpected("WHEN") }
        let otherwise = accept("ELSE") ? try expression() : nil
        try expect("END")
        return Expression(.caseOf(operand: operand, branches, otherwise: otherwise), start)
    }

    /// DATE '..' and its like; nil when the word starts something else.
    private mutating func timeLiteral(_ word: String) throws(SQLError) -> Literal? {
        if word == "INTERVAL" { return try intervalLiteral() }
        if word == "TIMESTAMP", ahead(1).isKeyword("WITH") {
            take()
            guard accept("WITH", "LOCAL", "TIME", "ZONE") else {
                throw .unsupported("TIMESTAMP WITH TIME ZONE", at: current.position)
            }
            return .timestampLTZ(try stringLiteral())
        }
        guard ahead(1).kind == .string else { return nil }
        take()
        let text = try stringLiteral()
        switch word {
        case "DATE": return .date(text)
        case "TIME": return .time(text)
        case "TIMESTAMP": return .timestamp(text)
        default: throw .unsupported("TIMESTAMP_LTZ '...'", at: current.position)
        }
    }

    private mutating func intervalLiteral() throws(SQLError) -> Literal? {
        let start = current.position
        take()
        var isNegative = false
        if accept(symbol: "-") { isNegative = true } else { _ = accept(symbol: "+") }
        guard current.kind == .string else { throw .unsupported("INTERVAL of what is not a string", at: start) }
        let text = try stringLiteral()
        return .interval(text: text, isNegative: isNegative, try intervalQualifier())
    }
}

extension Expression {
    var isName: Bool { if case .name = kind { true } else { false } }
}
