// SELECT: selectors, relations and the clauses behind them.

extension Parser {
    mutating func select() throws(StatementError) -> Statement {
        if isWord("json"), !isWord("from", ahead: 1), !isSymbol(",", ahead: 1), !isWord("as", ahead: 1), !isSymbol(".", ahead: 1),
            !isSymbol("[", ahead: 1)
        {
            skipRest()
            return .refused(.json("SELECT JSON"))
        }
        var distinct = false
        if isWord("distinct"), !isWord("from", ahead: 1), !isSymbol(",", ahead: 1), !isWord("as", ahead: 1) {
            advance()
            distinct = true
        }
        let selectors = take(symbol: "*") ? [] : try list { (parser) throws(StatementError) in try parser.selectorClause() }
        try expect("from")
        var select = Select(table: try qualifiedName())
        select.isDistinct = distinct
        select.selectors = selectors
        if take("where") { select.relations = try relations() }
        try selectTail(&select)
        return .select(select)
    }

    private mutating func selectTail(_ select: inout Select) throws(StatementError) {
        if take("group") {
            try expect("by")
            select.groupBy = try list { (parser) throws(StatementError) in try parser.selectorSum() }
        }
        if take("order") {
            try expect("by")
            select.orderBy = try list { (parser) throws(StatementError) in
                let column = try parser.identifier()
                let descending = parser.take("desc")
                if !descending { _ = parser.take("asc") }
                return ClusteringOrder(column: column, descending: descending)
            }
        }
        if take("per") {
            try expect("partition")
            try expect("limit")
            select.perPartitionLimit = try integerTerm()
        }
        if take("limit") { select.limit = try integerTerm() }
        if take("allow") {
            try expect("filtering")
            select.allowFiltering = true
        }
    }

    // MARK: Selectors

    private mutating func selectorClause() throws(StatementError) -> SelectorClause {
        let selector = try selectorSum()
        let alias = take("as") ? try identifier() : nil
        return SelectorClause(selector: selector, alias: alias)
    }

    mutating func selectorSum() throws(StatementError) -> RawSelector {
        try nested { (parser) throws(StatementError) in
            var left = try parser.selectorProduct()
            while let op = [ArithmeticOperator.add, .subtract].first(where: { parser.isSymbol($0.rawValue) }) {
                parser.advance()
                left = .operation(op, left, try parser.selectorProduct())
            }
            return left
        }
    }

    private mutating func selectorProduct() throws(StatementError) -> RawSelector {
        var left = try selectorGroup()
        while let op = [ArithmeticOperator.multiply, .divide, .remainder].first(where: { isSymbol($0.rawValue) }) {
            advance()
            left = .operation(op, left, try selectorGroup())
        }
        return left
    }

    private mutating func selectorGroup() throws(StatementError) -> RawSelector {
        if isSymbol("-"),
            peek(1).kind == .integer || peek(1).kind == .float || peek(1).kind == .duration
                || isWord("nan", ahead: 1) || isWord("infinity", ahead: 1)
        {
            return .term(try term1())
        }
        if take(symbol: "-") { return .negation(try selectorGroup()) }
        var selector = try simpleSelector()
        while true {
            if take(symbol: ".") {
                selector = .field(selector, try identifier())
            } else if isSymbol("[") {
                selector = try elementSelector(of: selector)
            } else {
                return selector
            }
        }
    }

    /// A signed constant alone, without arithmetic behind it.
    private mutating func term1() throws(StatementError) -> RawTerm {
        advance()
        guard case .constant(let kind, let text)? = try constant() else { throw noAlternative() }
        return .constant(kind, "-" + text)
    }

    private mutating func elementSelector(of selector: RawSelector) throws(StatementError) -> RawSelector {
        try expect(symbol: "[")
        var from: RawTerm?
        if !isSymbol("..") { from = try term() }
        if take(symbol: "..") {
            let to = isSymbol("]") ? nil : try term()
            try expect(symbol: "]")
            return .slice(selector, from: from, to: to)
        }
        guard let from else { throw noAlternative() }
        try expect(symbol: "]")
        return .element(selector, from)
    }

    private mutating func simpleSelector() throws(StatementError) -> RawSelector {
        if let constant = try constant() { return .term(constant) }
        if let marker = try marker() { return .term(.marker(marker)) }
        if take("null") { return .term(.null) }
        if isSymbol("(") { return try parenthesisedSelector() }
        if isSymbol("[") { return .list(try selectors(between: "[", and: "]")) }
        if isSymbol("{") { return try bracedSelector() }
        if isCall(ahead: 0) { return try callSelector() }
        return .column(try identifier())
    }

    private mutating func selectors(between open: String, and close: String) throws(StatementError) -> [RawSelector] {
        try expect(symbol: open)
        if take(symbol: close) { return [] }
        let items = try list { (parser) throws(StatementError) in try parser.selectorSum() }
        try expect(symbol: close)
        return items
    }

    private mutating func parenthesisedSelector() throws(StatementError) -> RawSelector {
        if let hint = attempt({ (parser) throws(StatementError) in try parser.selectorTypeHint() }) { return hint }
        let items = try selectors(between: "(", and: ")")
        guard let first = items.first else { throw noAlternative() }
        return items.count == 1 ? first : .tuple(items)
    }

    private mutating func selectorTypeHint() throws(StatementError) -> RawSelector {
        try expect(symbol: "(")
        let hint = try type()
        try expect(symbol: ")")
        return .typeHint(hint, try selectorGroup())
    }

    private mutating func bracedSelector() throws(StatementError) -> RawSelector {
        try expect(symbol: "{")
        if take(symbol: "}") { return .set([]) }
        let first = try selectorSum()
        guard take(symbol: ":") else {
            var items = [first]
            while take(symbol: ",") { items.append(try selectorSum()) }
            try expect(symbol: "}")
            return .set(items)
        }
        var entries = [RawSelector.MapEntry(key: first, value: try selectorSum())]
        while take(symbol: ",") {
            let key = try selectorSum()
            try expect(symbol: ":")
            entries.append(RawSelector.MapEntry(key: key, value: try selectorSum()))
        }
        try expect(symbol: "}")
        return .map(entries)
    }

    private mutating func callSelector() throws(StatementError) -> RawSelector {
        if isWord("cast") {
            advance()
            try expect(symbol: "(")
            let inner = try selectorSum()
            try expect("as")
            let target = try type()
            try expect(symbol: ")")
            return .cast(inner, target)
        }
        if isWord("count"), isSymbol("(", ahead: 1), isSymbol(")", ahead: 3), isSymbol("*", ahead: 2) || isOne(ahead: 2) {
            for _ in 0..<4 { advance() }
            return .countRows
        }
        if ["writetime", "maxwritetime", "ttl"].contains(where: { isWord($0) }), isSymbol("(", ahead: 1) {
            let name = current.text
            advance()
            try expect(symbol: "(")
            var inner = RawSelector.column(try identifier())
            if take(symbol: ".") {
                inner = .field(inner, try identifier())
            } else if isSymbol("[") {
                inner = try elementSelector(of: inner)
            }
            try expect(symbol: ")")
            return .cellMetadata(name, inner)
        }
        let name = try functionName()
        return .function(name, try selectors(between: "(", and: ")"))
    }

    private func isOne(ahead: Int) -> Bool { peek(ahead).kind == .integer && peek(ahead).text == "1" }

    // MARK: Relations

    mutating func relations() throws(StatementError) -> [Relation] {
        var all: [Relation] = []
        repeat { all.append(try relation()) } while take("and")
        return all
    }

    private mutating func relation() throws(StatementError) -> Relation {
        try nested { (parser) throws(StatementError) in
            if parser.isWord("token"), parser.isSymbol("(", ahead: 1) {
                parser.advance()
                let columns = try parser.parenthesisedNames()
                return .token(columns, try parser.comparison(), try parser.term())
            }
            if parser.isSymbol("(") { return try parser.parenthesisedRelation() }
            return try parser.columnRelation()
        }
    }

    private mutating func parenthesisedNames() throws(StatementError) -> [String] {
        try expect(symbol: "(")
        if take(symbol: ")") { return [] }
        let names = try list { (parser) throws(StatementError) in try parser.identifier() }
        try expect(symbol: ")")
        return names
    }

    mutating func comparison() throws(StatementError) -> RelationOperator {
        guard current.kind == .symbol, let op = RelationOperator(rawValue: current.text) else { throw noAlternative() }
        advance()
        return op
    }

    private mutating func columnRelation() throws(StatementError) -> Relation {
        let column = try identifier()
        if take("in") { return .columnIn(column, try inValues { (parser) throws(StatementError) in try parser.term() }) }
        if take("like") { return .column(column, .like, try term()) }
        if take("is") {
            try expect("not")
            try expect("null")
            return .column(column, .isNotNull, .null)
        }
        if take("contains") {
            let op: RelationOperator = take("key") ? .containsKey : .contains
            return .column(column, op, try term())
        }
        if take(symbol: "[") {
            let key = try term()
            try expect(symbol: "]")
            return .mapEntry(column, key: key, try comparison(), try term())
        }
        return .column(column, try comparison(), try term())
    }

    mutating func inValues(
        _ element: (inout Parser) throws(StatementError) -> RawTerm
    ) throws(StatementError) -> Relation.InValues {
        if let marker = try marker() { return .marker(marker) }
        try expect(symbol: "(")
        if take(symbol: ")") { return .list([]) }
        let values = try list(element)
        try expect(symbol: ")")
        return .list(values)
    }

    private mutating func parenthesisedRelation() throws(StatementError) -> Relation {
        let names = attempt { (parser) throws(StatementError) -> [String] in
            let names = try parser.parenthesisedNames()
            guard parser.isWord("in") || RelationOperator(rawValue: parser.current.text) != nil else {
                throw parser.noAlternative()
            }
            return names
        }
        guard let names else {
            try expect(symbol: "(")
            let inner = try relation()
            try expect(symbol: ")")
            return inner
        }
        let tupleOrMarker = { (parser: inout Parser) throws(StatementError) -> RawTerm in
            if let marker = try parser.marker() { return .marker(marker) }
            guard parser.isSymbol("(") else { throw parser.noAlternative() }
            return try parser.term()
        }
        if take("in") { return .columnsIn(names, try inValues(tupleOrMarker)) }
        return .columns(names, try comparison(), try tupleOrMarker(&self))
    }

    /// Passes over the rest of a statement that is refused as a whole.
    mutating func skipRest() {
        while current.kind != .end, !isSymbol(";") { advance() }
    }
}
