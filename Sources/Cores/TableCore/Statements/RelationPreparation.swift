internal import CQLValues

/// Turns relations into restrictions, with the checks that concern one relation alone.
struct RelationPreparation {
    let table: TableDefinition
    var scope: TermScope

    func column(_ name: String) throws(StatementError) -> ColumnDefinition {
        guard let column = table.column(name) else { throw table.undefined(name) }
        return column
    }

    /// A restriction on columns; not for token relations.
    mutating func restriction(_ relation: Relation) throws(StatementError) -> Restriction {
        switch relation {
        case .column(let name, let op, let value): return try single(try column(name), op, value, relation)
        case .columnIn(let name, let values): return try singleIn(try column(name), values)
        case .mapEntry(let name, let key, let op, let value): return try mapEntry(try column(name), key, op, value, relation)
        case .columns(let names, let op, let value): return try multiple(names, op, value, relation)
        case .columnsIn(let names, let values): return try multipleIn(names, values, relation)
        case .token: throw StatementError(.server, "A token relation is no restriction of columns")
        }
    }

    // MARK: One column

    private mutating func single(
        _ column: ColumnDefinition, _ op: RelationOperator, _ value: RawTerm, _ relation: Relation
    ) throws(StatementError) -> Restriction {
        if op == .notEqual { throw .invalid("Unsupported \"!=\" relation: \(relation.text)") }
        if op == .isNotNull { throw .invalid("Unsupported restriction: \(relation.text)") }
        let receiver = try receiver(column, op)
        let term = try scope.prepare(value, for: receiver)
        switch op {
        case .equal: return .equal([column], term)
        case .contains: return .contains(column, Restriction.ContainsTerms(values: [term]))
        case .containsKey: return .contains(column, Restriction.ContainsTerms(keys: [term]))
        case .like:
            throw .invalid("LIKE restriction is only supported on properly indexed columns. \(relation.text) is not valid.")
        default: break
        }
        if column.type.contains(where: { $0 == .duration }) {
            switch column.type.unfrozen {
            case .list, .set, .map: throw .invalid("Slice restrictions are not supported on collections containing durations")
            case .tuple: throw .invalid("Slice restrictions are not supported on tuples containing durations")
            case .userDefined: throw .invalid("Slice restrictions are not supported on UDTs containing durations")
            default: throw .invalid("Slice restrictions are not supported on duration columns")
            }
        }
        return .slice([column], Self.bounds(op, term, [column]))
    }

    private static func bounds(
        _ op: RelationOperator, _ term: Term, _ columns: [ColumnDefinition]
    ) -> Restriction.SliceBounds {
        switch op {
        case .less: Restriction.SliceBounds(upper: .init(columns: columns, term: term, isInclusive: false))
        case .lessOrEqual: Restriction.SliceBounds(upper: .init(columns: columns, term: term, isInclusive: true))
        case .greater: Restriction.SliceBounds(lower: .init(columns: columns, term: term, isInclusive: false))
        default: Restriction.SliceBounds(lower: .init(columns: columns, term: term, isInclusive: true))
        }
    }

    /// What the value of a relation must be.
    private func receiver(_ column: ColumnDefinition, _ op: RelationOperator) throws(StatementError) -> Receiver {
        let type = column.type
        if op == .containsKey {
            guard case .map = type.unfrozen else { throw .invalid("Cannot use CONTAINS KEY on non-map column \(column.name)") }
        }
        if op == .contains, !type.isCollection { throw .invalid("Cannot use CONTAINS on non-collection column \(column.name)") }
        let whole = Receiver(column, of: table)
        if case .userDefined = type {
            throw .invalid("Non-frozen UDT column '\(column.name)' (\(type)) cannot be restricted by any relation")
        }
        guard type.isCollection else { return whole }
        guard op == .contains || op == .containsKey else {
            if type.isMultiCell {
                throw .invalid("Collection column '\(column.name)' (\(type)) cannot be restricted by a '\(op.rawValue)' relation")
            }
            return whole
        }
        switch type.unfrozen {
        case .map(let key, let value):
            return op == .containsKey
                ? whole.renamed("key(\(column.name))", key) : whole.renamed("value(\(column.name))", value)
        case .list(let element), .set(let element): return whole.renamed("value(\(column.name))", element)
        default: return whole
        }
    }

    private mutating func singleIn(_ column: ColumnDefinition, _ values: Relation.InValues) throws(StatementError) -> Restriction
    {
        let receiver = try receiver(column, .in)
        if case .list(let raws) = values, raws.count == 1, let only = raws.first {
            return .equal([column], try scope.prepare(only, for: receiver))
        }
        return .in([column], try inTerms(values, receiver, name: "in(\(column.name))"))
    }

    private mutating func inTerms(
        _ values: Relation.InValues, _ receiver: Receiver, name: String
    ) throws(StatementError) -> Restriction.InTerms {
        switch values {
        case .marker(let index):
            return .marker(scope.bind(index, to: receiver.renamed(name, .list(receiver.type))), element: receiver.type)
        case .list(let raws):
            var terms: [Term] = []
            for raw in raws { terms.append(try scope.prepare(raw, for: receiver)) }
            return .list(terms)
        }
    }

    private mutating func mapEntry(
        _ column: ColumnDefinition, _ key: RawTerm, _ op: RelationOperator, _ value: RawTerm, _ relation: Relation
    ) throws(StatementError) -> Restriction {
        if op == .notEqual { throw .invalid("Unsupported \"!=\" relation: \(relation.text)") }
        if case .list = column.type.unfrozen {
            throw .invalid("Indexes on list entries (\(column.name)[index] = value) are not currently supported.")
        }
        guard case .map(let keyType, let valueType) = column.type.unfrozen else {
            throw .invalid("Column \(column.name) cannot be used as a map")
        }
        guard column.type.isMultiCell else {
            throw .invalid("Map-entry equality predicates on frozen map column \(column.name) are not supported")
        }
        guard op == .equal else { throw .invalid("Only EQ relations are supported on map entries") }
        let whole = Receiver(column, of: table)
        let keyTerm = try scope.prepare(key, for: whole.renamed("key(\(column.name))", keyType))
        let valueTerm = try scope.prepare(value, for: whole.renamed("value(\(column.name))", valueType))
        return .contains(column, Restriction.ContainsTerms(entries: [(keyTerm, valueTerm)]))
    }

    // MARK: Several columns

    private func columns(_ names: [String], _ relation: Relation) throws(StatementError) -> [ColumnDefinition] {
        var columns: [ColumnDefinition] = []
        for name in names {
            let column = try column(name)
            guard column.kind == .clustering else {
                throw .invalid("Multi-column relations can only be applied to clustering columns but was applied to: \(name)")
            }
            if columns.contains(column) { throw .invalid("Column \"\(name)\" appeared twice in a relation: \(relation.text)") }
            if let last = columns.last, column.position != last.position + 1 {
                throw .invalid(
                    "Clustering columns must appear in the PRIMARY KEY order in multi-column relations: \(relation.text)")
            }
            columns.append(column)
        }
        return columns
    }

    private func tupleReceiver(_ columns: [ColumnDefinition], prefix: String = "") -> Receiver {
        let name = "\(prefix)(\(columns.map(\.name).joined(separator: ",")))"
        return Receiver(keyspace: table.keyspace, table: table.name, name: name, type: .tuple(columns.map(\.type)))
    }

    private mutating func tupleTerm(
        _ raw: RawTerm, _ columns: [ColumnDefinition], isSlice: Bool = false
    ) throws(StatementError) -> Term {
        guard case .tuple(let items) = raw else { return try scope.prepare(raw, for: tupleReceiver(columns)) }
        guard items.count == columns.count else {
            throw .invalid("Expected \(columns.count) elements in value tuple, but got \(items.count): \(raw.text)")
        }
        if columns.count == 1 { return try scope.prepare(items[0], for: Receiver(columns[0], of: table)) }
        var terms: [Term] = []
        for (item, column) in zip(items, columns) {
            if case .null = item {
                throw .invalid("Invalid null value \(isSlice ? "in condition " : "")for column \(column.name)")
            }
            terms.append(try scope.prepare(item, for: Receiver(column, of: table)))
        }
        return .fields(terms)
    }

    private mutating func multiple(
        _ names: [String], _ op: RelationOperator, _ value: RawTerm, _ relation: Relation
    ) throws(StatementError) -> Restriction {
        if op == .notEqual { throw .invalid("Unsupported \"!=\" relation: \(relation.text)") }
        let columns = try columns(names, relation)
        let term = try tupleTerm(value, columns, isSlice: op.isSlice)
        return op == .equal ? .equal(columns, term) : .slice(columns, Self.bounds(op, term, columns))
    }

    private mutating func multipleIn(
        _ names: [String], _ values: Relation.InValues, _ relation: Relation
    ) throws(StatementError) -> Restriction {
        let columns = try columns(names, relation)
        switch values {
        case .marker(let index):
            let receiver = tupleReceiver(columns, prefix: "in")
            let marker = scope.bind(index, to: receiver.renamed(receiver.name, .list(receiver.type)))
            return .in(columns, .marker(marker, element: receiver.type))
        case .list(let raws):
            var terms: [Term] = []
            for raw in raws { terms.append(try tupleTerm(raw, columns)) }
            return .in(columns, .list(terms))
        }
    }
}

extension TableDefinition {
    func undefined(_ name: String) -> StatementError {
        .invalid("Undefined column name \(CQLName.text(name)) in table \(fullName)")
    }
}

extension Relation {
    /// The relation as error texts show it.
    var text: String {
        switch self {
        case .column(let name, .isNotNull, _): "\(CQLName.text(name)) IS NOT NULL"
        case .column(let name, let op, let value): "\(CQLName.text(name)) \(op.rawValue) \(value.text)"
        case .columnIn(let name, let values): "\(CQLName.text(name)) IN \(values.text)"
        case .mapEntry(let name, let key, let op, let value): "\(CQLName.text(name))[\(key.text)] \(op.rawValue) \(value.text)"
        case .token(let names, let op, let value): "token(\(names.joined(separator: ", "))) \(op.rawValue) \(value.text)"
        case .columns(let names, let op, let value): "(\(names.joined(separator: ", "))) \(op.rawValue) \(value.text)"
        case .columnsIn(let names, let values): "(\(names.joined(separator: ", "))) IN \(values.text)"
        }
    }
}

extension Relation.InValues {
    var text: String {
        switch self {
        case .marker: "?"
        case .list(let items): "(\(items.map(\.text).joined(separator: ", ")))"
        }
    }
}
