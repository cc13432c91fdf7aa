// INSERT, UPDATE, DELETE, BATCH and TRUNCATE.

extension Parser {
    mutating func insert() throws(StatementError) -> Statement {
        try expect("into")
        let table = try qualifiedName()
        if take("json") {
            skipRest()
            return .refused(.json("INSERT JSON"))
        }
        try expect(symbol: "(")
        let columns = try list { (parser) throws(StatementError) in try parser.identifier() }
        try expect(symbol: ")")
        try expect("values")
        try expect(symbol: "(")
        let values = try list { (parser) throws(StatementError) in try parser.term() }
        try expect(symbol: ")")
        let condition: RawCondition? = try ifNotExists() ? .notExists : nil
        let using = try usingClause(allowsTimeToLive: true)
        return .insert(Insert(table: table, columns: columns, values: values, condition: condition, using: using))
    }

    private mutating func usingClause(allowsTimeToLive: Bool) throws(StatementError) -> UsingClause {
        var clause = UsingClause()
        guard take("using") else { return clause }
        repeat {
            if take("timestamp") {
                clause.timestamp = try integerTerm()
            } else if allowsTimeToLive, take("ttl") {
                clause.timeToLive = try integerTerm()
            } else {
                throw noAlternative()
            }
        } while take("and")
        return clause
    }

    mutating func update() throws(StatementError) -> Statement {
        let table = try qualifiedName()
        let using = try usingClause(allowsTimeToLive: true)
        try expect("set")
        let assignments = try list { (parser) throws(StatementError) in try parser.assignment() }
        try Self.checkAssignments(assignments)
        try expect("where")
        let relations = try relations()
        let condition = try condition()
        return .update(
            Update(table: table, using: using, assignments: assignments, relations: relations, condition: condition))
    }

    /// A column that is set as a whole may not be assigned in any other way.
    private static func checkAssignments(_ assignments: [Assignment]) throws(StatementError) {
        for (index, assignment) in assignments.enumerated() {
            for other in assignments[..<index] where other.column == assignment.column {
                guard !assignment.isWhole, !other.isWhole else {
                    throw .syntax("Multiple incompatible setting of column \(assignment.column)")
                }
            }
        }
    }

    private mutating func assignment() throws(StatementError) -> Assignment {
        let column = try identifier()
        if take(symbol: "[") {
            let key = try term()
            try expect(symbol: "]")
            try expect(symbol: "=")
            return Assignment(column: column, operation: .setElement(key: key, try term()))
        }
        if take(symbol: ".") {
            let field = try identifier()
            try expect(symbol: "=")
            return Assignment(column: column, operation: .setField(field, try term()))
        }
        if take(symbol: "+=") { return Assignment(column: column, operation: .add(try term())) }
        if take(symbol: "-=") { return Assignment(column: column, operation: .subtract(try term())) }
        try expect(symbol: "=")
        if isIdentifier(), !isCall(ahead: 0), isSymbol("+", ahead: 1) || isSymbol("-", ahead: 1) {
            guard try identifier() == column else { throw .syntax("Only expressions of the form X = X +<value> are supported.") }
            let adds = isSymbol("+")
            advance()
            let value = try term()
            return Assignment(column: column, operation: adds ? .add(value) : .subtract(value))
        }
        let value = try term()
        guard take(symbol: "+") else { return Assignment(column: column, operation: .set(value)) }
        guard try identifier() == column else { throw .syntax("Only expressions of the form X = <value> + X are supported.") }
        return Assignment(column: column, operation: .prepend(value))
    }

    mutating func delete() throws(StatementError) -> Statement {
        var targets: [Delete.Target] = []
        if !isWord("from") {
            targets = try list { (parser) throws(StatementError) in
                let column = try parser.identifier()
                if parser.take(symbol: "[") {
                    let key = try parser.term()
                    try parser.expect(symbol: "]")
                    return .element(column, key: key)
                }
                if parser.take(symbol: ".") { return .field(column, try parser.identifier()) }
                return .column(column)
            }
        }
        try expect("from")
        let table = try qualifiedName()
        let using = try usingClause(allowsTimeToLive: false)
        try expect("where")
        let relations = try relations()
        let condition = try condition()
        return .delete(Delete(table: table, targets: targets, using: using, relations: relations, condition: condition))
    }

    private mutating func condition() throws(StatementError) -> RawCondition? {
        guard take("if") else { return nil }
        if take("exists") { return .exists }
        var names: [String] = []
        repeat { names.append(try columnCondition()) } while take("and")
        return .columns(names)
    }

    private mutating func columnCondition() throws(StatementError) -> String {
        let column = try identifier()
        if take(symbol: "[") {
            _ = try term()
            try expect(symbol: "]")
        } else if take(symbol: ".") {
            _ = try identifier()
        }
        if take("in") {
            _ = try inValues { (parser) throws(StatementError) in try parser.term() }
        } else if take("contains") {
            _ = take("key")
            _ = try term()
        } else {
            _ = try comparison()
            _ = try term()
        }
        return column
    }

    mutating func batch() throws(StatementError) -> Statement {
        let kind: BatchKind = take("unlogged") ? .unlogged : take("counter") ? .counter : .logged
        try expect("batch")
        let using = try usingClause(allowsTimeToLive: true)
        var statements: [Statement] = []
        while !isWord("apply") {
            if take("insert") {
                statements.append(try insert())
            } else if take("update") {
                statements.append(try update())
            } else if take("delete") {
                statements.append(try delete())
            } else {
                throw noAlternative()
            }
            _ = take(symbol: ";")
        }
        try expect("apply")
        try expect("batch")
        return .batch(Batch(kind: kind, using: using, statements: statements))
    }

    mutating func truncate() throws(StatementError) -> Statement {
        if isWord("table") || isWord("columnfamily"), isIdentifier(ahead: 1) { advance() }
        return .truncate(try qualifiedName())
    }
}

extension Assignment {
    /// `c = value`
    fileprivate var isWhole: Bool { if case .set = operation { true } else { false } }
}
