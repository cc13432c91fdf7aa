// Function calls, those with a syntax of their own included.
extension SQLParser {
    mutating func functionCall(_ upper: String, _ token: Token) throws(SQLError) -> Expression {
        take()
        try expect(symbol: "(")
        var call = CallSyntax(upper, [])
        switch upper {
        case "CAST", "TRY_CAST":
            let value = try expression()
            try expect("AS")
            let type = try dataType()
            try expect(symbol: ")")
            return Expression(.cast(value, type, isTry: upper == "TRY_CAST"), token.position)
        case "ROW": return try rowConstructor(token)
        case "EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF": try unitCall(&call)
        case "FLOOR", "CEIL", "CEILING": try roundingCall(&call)
        case "SUBSTRING": try keywordArguments(&call, ["FROM", "FOR"])
        case "OVERLAY": try keywordArguments(&call, ["PLACING", "FROM", "FOR"])
        case "POSITION": try positionCall(&call)
        case "TRIM": try trimCall(&call)
        case "JSON_EXISTS", "JSON_VALUE", "JSON_QUERY": try jsonPathCall(&call)
        case "JSON_OBJECT": try jsonObjectCall(&call)
        case "JSON_ARRAY": try jsonArrayCall(&call)
        case "COUNT": try plainArguments(&call)
        default: try plainArguments(&call)
        }
        try expect(symbol: ")")
        try callSuffix(&call)
        return Expression(.call(call), token.position)
    }

    private mutating func callSuffix(_ call: inout CallSyntax) throws(SQLError) {
        let position = current.position
        if accept("FILTER") {
            try expect(symbol: "(")
            try expect("WHERE")
            call.filter = try expression()
            try expect(symbol: ")")
        }
        for (word, feature) in [
            ("OVER", "OVER windows"), ("WITHIN", "WITHIN GROUP"), ("IGNORE", "IGNORE NULLS"), ("RESPECT", "RESPECT NULLS"),
        ] where current.isKeyword(word) {
            throw .unsupported(feature, at: position)
        }
    }

    private mutating func rowConstructor(_ token: Token) throws(SQLError) -> Expression {
        var fields: [Expression] = []
        if !current.isSymbol(")") {
            repeat { fields.append(try expression()) } while accept(symbol: ",")
        }
        try expect(symbol: ")")
        guard !fields.isEmpty else { throw .unsupported("ROW() without fields", at: token.position) }
        return Expression(.row(fields, explicit: true), token.position)
    }

    private mutating func plainArguments(_ call: inout CallSyntax) throws(SQLError) {
        if accept(symbol: "*") {
            call.isStar = true
            return
        }
        if current.isSymbol(")") { return }
        call.isDistinct = accept("DISTINCT")
        if !call.isDistinct { _ = accept("ALL") }
        repeat {
            if ahead(1).isSymbol("=>") { throw .unsupported("named arguments", at: current.position) }
            call.arguments.append(try expression())
        } while accept(symbol: ",")
    }

    /// Arguments divided by these keywords or by commas.
    private mutating func keywordArguments(_ call: inout CallSyntax, _ keywords: [String]) throws(SQLError) {
        call.arguments.append(try expression())
        if accept(symbol: ",") {
            repeat { call.arguments.append(try expression()) } while accept(symbol: ",")
            return
        }
        guard current.isKeyword(keywords[0]) else { throw unexpected(keywords[0]) }
        for keyword in keywords where accept(keyword) { call.arguments.append(try expression()) }
    }

    private mutating func positionCall(_ call: inout CallSyntax) throws(SQLError) {
        // The operands stop before IN, which is an operator elsewhere.
        call.arguments.append(try positionOperand())
        try expect("IN")
        call.arguments.append(try expression())
        if current.isKeyword("FROM") { throw .unsupported("POSITION ... FROM", at: current.position) }
    }

    private mutating func positionOperand() throws(SQLError) -> Expression {
        let start = index
        var depth = 0
        var end = start
        while !tokens[end].isEnd, depth > 0 || !tokens[end].isKeyword("IN") {
            if tokens[end].isSymbol("(") { depth += 1 }
            if tokens[end].isSymbol(")") { depth -= 1 }
            if depth < 0 { break }
            end += 1
        }
        guard tokens[end].isKeyword("IN") else { throw unexpected("IN") }
        var inner = self
        inner.tokens = Array(tokens[start..<end]) + [Token(kind: .end, text: "", position: tokens[end].position)]
        inner.index = 0
        let operand = try inner.expression()
        guard inner.current.isEnd else { throw inner.unexpected() }
        index = end
        return operand
    }

    private mutating func trimCall(_ call: inout CallSyntax) throws(SQLError) {
        call.trimSide = .both
        if accept("LEADING") {
            call.trimSide = .leading
        } else if accept("TRAILING") {
            call.trimSide = .trailing
        } else {
            _ = accept("BOTH")
        }
        if accept("FROM") {
            call.arguments = [try expression()]
            return
        }
        let first = try expression()
        // TRIM(characters FROM text): the text comes first in the call.
        call.arguments = accept("FROM") ? [try expression(), first] : [first]
    }

    private mutating func timeUnit() throws(SQLError) -> TimeUnit {
        guard case .word(let upper) = current.kind else { throw unexpected("a time unit") }
        let name = upper.hasPrefix("SQL_TSI_") ? String(upper.dropFirst(8)) : upper
        guard let unit = TimeUnit(rawValue: name) else {
            throw .invalid("\(current.text) is not a time unit", at: current.position)
        }
        take()
        return unit
    }

    private mutating func unitCall(_ call: inout CallSyntax) throws(SQLError) {
        call.unit = try timeUnit()
        if call.name == "EXTRACT" {
            try expect("FROM")
            call.arguments = [try expression()]
            return
        }
        while accept(symbol: ",") { call.arguments.append(try expression()) }
    }

    private mutating func roundingCall(_ call: inout CallSyntax) throws(SQLError) {
        if call.name == "CEILING" { call.name = "CEIL" }
        call.arguments = [try expression()]
        if accept("TO") { call.unit = try timeUnit() }
    }

    // MARK: JSON

    private mutating func jsonPathCall(_ call: inout CallSyntax) throws(SQLError) {
        call.arguments = [try expression()]
        if accept("FORMAT") { throw .unsupported("FORMAT JSON here", at: current.position) }
        try expect(symbol: ",")
        call.arguments.append(try expression())
        if current.isKeyword("PASSING") { throw .unsupported("PASSING", at: current.position) }
        var clauses = JSONClauses()
        if accept("RETURNING") { clauses.returning = try dataType() }
        if call.name == "JSON_QUERY" { clauses.wrapper = try wrapper() }
        while !current.isSymbol(")") {
            let behavior = try jsonBehavior()
            try expect("ON")
            if accept("EMPTY") {
                guard clauses.onEmpty == nil else { throw unexpected() }
                clauses.onEmpty = behavior
            } else {
                try expect("ERROR")
                guard clauses.onError == nil else { throw unexpected() }
                clauses.onError = behavior
            }
        }
        call.json = clauses
    }

    private mutating func wrapper() throws(SQLError) -> JSONQueryOptions.Wrapper? {
        var wrapper: JSONQueryOptions.Wrapper?
        if accept("WITHOUT") {
            _ = accept("ARRAY")
            wrapper = .without
        } else if accept("WITH") {
            wrapper = accept("CONDITIONAL") ? .conditional : .unconditional
            if wrapper == .unconditional { _ = accept("UNCONDITIONAL") }
            _ = accept("ARRAY")
        } else {
            return nil
        }
        try expect("WRAPPER")
        return wrapper
    }

    private mutating func jsonBehavior() throws(SQLError) -> JSONClauses.Behavior {
        if accept("NULL") { return .null }
        if accept("ERROR") { return .error }
        if accept("TRUE") { return .isTrue }
        if accept("FALSE") { return .isFalse }
        if accept("UNKNOWN") { return .unknown }
        if accept("DEFAULT") { return .value(try expression()) }
        if accept("EMPTY") {
            if accept("OBJECT") { return .emptyObject }
            return accept("ARRAY") ? .emptyArray : .empty
        }
        throw unexpected("what to do ON EMPTY or ON ERROR")
    }

    private mutating func jsonObjectCall(_ call: inout CallSyntax) throws(SQLError) {
        var clauses = JSONClauses()
        if !current.isSymbol(")"), !startsNullClause {
            repeat {
                _ = accept("KEY")
                call.arguments.append(try expression())
                guard accept("VALUE") || accept(symbol: ":") else { throw unexpected("VALUE") }
                call.arguments.append(try expression())
                if current.isKeyword("FORMAT") { throw .unsupported("FORMAT JSON here", at: current.position) }
            } while accept(symbol: ",")
        }
        clauses.absentOnNull = try nullClause()
        call.json = clauses
    }

    private mutating func jsonArrayCall(_ call: inout CallSyntax) throws(SQLError) {
        var clauses = JSONClauses()
        if !current.isSymbol(")"), !startsNullClause {
            repeat {
                call.arguments.append(try expression())
                if current.isKeyword("FORMAT") { throw .unsupported("FORMAT JSON here", at: current.position) }
            } while accept(symbol: ",")
        }
        clauses.absentOnNull = try nullClause()
        call.json = clauses
    }

    private var startsNullClause: Bool {
        (current.isKeyword("NULL") || current.isKeyword("ABSENT")) && ahead(1).isKeyword("ON")
    }

    private mutating func nullClause() throws(SQLError) -> Bool? {
        guard startsNullClause else { return nil }
        let isAbsent = take().isKeyword("ABSENT")
        try expect("ON")
        try expect("NULL")
        return isAbsent
    }
}
