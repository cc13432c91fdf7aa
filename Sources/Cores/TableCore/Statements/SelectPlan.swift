internal import Bytes
internal import CQLValues

/// What a SELECT computes for one column of its answer.
indirect enum Selector: Sendable {
    case place(RowPlace)
    case term(Term)
    case call(ScalarFunction, [Selector])
    /// The n-th aggregate of the plan.
    case aggregate(Int)
    case cellMetadata(CellMetadata, TableLayout.Column, isCollection: Bool)
    case field(Selector, Int)
    case element(Selector, CQLType, key: Term)
    case slice(Selector, CQLType, from: Term?, to: Term?)
    case list([Selector])
    case set([Selector], element: CQLType)
    case map([MapEntry], key: CQLType)
    case fields([Selector])

    struct MapEntry: Sendable {
        let key: Selector
        let value: Selector
    }

    enum CellMetadata: String, Sendable {
        case writeTime = "writetime"
        case maxWriteTime = "maxwritetime"
        case timeToLive = "ttl"
    }
}

/// One aggregate of a SELECT: its function and what it is fed.
struct AggregateCall: Sendable {
    let function: AggregateFunction
    let arguments: [Selector]
}

/// A SELECT whose names and types are settled.
struct SelectPlan: Sendable {
    let table: TableDefinition
    let restrictions: Restrictions
    let selectors: [Selector]
    let aggregates: [AggregateCall]
    let columns: [ColumnDescription]
    let isDistinct: Bool
    /// Read each partition from its end.
    let isReversed: Bool
    /// Positions of the clustering columns that ORDER BY names.
    let orderPositions: [Int]
    let limit: Term?
    let perPartitionLimit: Term?
    /// Primary key columns whose values make a group; nil without GROUP BY.
    let groupBy: [RowPlace]?

    var isAggregate: Bool { !aggregates.isEmpty || groupBy != nil }
}

/// Settles names and types of a SELECT.
struct SelectPreparation {
    let table: TableDefinition
    var scope: TermScope
    private var aggregates: [AggregateCall] = []

    init(table: TableDefinition, scope: TermScope) {
        self.table = table
        self.scope = scope
    }

    mutating func plan(_ select: Select) throws(StatementError) -> SelectPlan {
        let chosen = try selectors(select)
        let columns = chosen.map {
            ColumnDescription(keyspace: table.keyspace, table: table.name, name: $0.alias ?? $0.name, type: $0.type)
        }
        let allowFiltering = select.allowFiltering || table.isVirtual
        var relations = RelationPreparation(table: table, scope: scope)
        let restrictions = try Restrictions(
            select.relations, kind: .select, preparation: &relations, allowFiltering: allowFiltering)
        scope = relations.scope
        let statics = selectsOnlyStatics(select)
        try restrictions.checkSelect(table, allowFiltering: allowFiltering, selectsOnlyStatics: statics)
        let groups = try grouping(select, restrictions)
        if select.isDistinct { try checkDistinct(select, restrictions) }
        let isReversed = try order(select, restrictions)
        if select.perPartitionLimit != nil, select.isDistinct {
            throw .invalid("PER PARTITION LIMIT is not allowed with SELECT DISTINCT queries")
        }
        if select.perPartitionLimit != nil, !aggregates.isEmpty, groups == nil {
            throw .invalid("PER PARTITION LIMIT is not allowed with aggregate queries.")
        }
        let place = Receiver(keyspace: table.keyspace, table: table.name, name: "[limit]", type: .int)
        var perPartition: Term?
        var limit: Term?
        if let raw = select.perPartitionLimit {
            perPartition = try scope.prepare(raw, for: place.renamed("[per_partition_limit]", .int))
        }
        if let raw = select.limit { limit = try scope.prepare(raw, for: place) }
        return SelectPlan(
            table: table, restrictions: restrictions, selectors: chosen.map(\.selector), aggregates: aggregates, columns: columns,
            isDistinct: select.isDistinct, isReversed: isReversed,
            orderPositions: select.orderBy.compactMap { table.column($0.column)?.position }, limit: limit,
            perPartitionLimit: perPartition, groupBy: groups)
    }

    private func column(_ name: String) throws(StatementError) -> ColumnDefinition {
        guard let column = table.column(name) else { throw table.undefined(name) }
        return column
    }

    /// Only static columns (and no others outside the partition key) are asked for.
    private func selectsOnlyStatics(_ select: Select) -> Bool {
        guard !select.selectors.isEmpty else { return false }
        var sawStatic = false
        for clause in select.selectors {
            guard case .column(let name) = clause.selector, let column = table.column(name) else { return false }
            switch column.kind {
            case .static: sawStatic = true
            case .partitionKey: break
            default: return false
            }
        }
        return sawStatic
    }

    private func checkDistinct(_ select: Select, _ restrictions: Restrictions) throws(StatementError) {
        if !restrictions.clustering.isEmpty || restrictions.others.contains(where: { $0.columns[0].kind == .regular }) {
            throw .invalid("SELECT DISTINCT with WHERE clause only supports restriction by partition key and/or static columns.")
        }
        var named: Set<String> = []
        for clause in select.selectors {
            for name in clause.selector.columnNames {
                let column = try column(name)
                guard column.kind == .partitionKey || column.kind == .static else {
                    throw .invalid(
                        "SELECT DISTINCT queries must only request partition key columns and/or static columns (not \(name))")
                }
                named.insert(name)
            }
        }
        if select.selectors.isEmpty, let other = (table.clustering + table.regulars).first {
            throw .invalid(
                "SELECT DISTINCT queries must only request partition key columns and/or static columns (not \(other.name))")
        }
        // A statics-only read of one partition needs no key; otherwise all of the key is asked for.
        if let missing = table.partitionKey.first(where: { !select.selectors.isEmpty && !named.contains($0.name) }) {
            throw .invalid("SELECT DISTINCT queries must request all the partition key columns (missing \(missing.name))")
        }
    }

    // MARK: GROUP BY and ORDER BY

    private func grouping(_ select: Select, _ restrictions: Restrictions) throws(StatementError) -> [RowPlace]? {
        guard !select.groupBy.isEmpty else { return nil }
        var places: [RowPlace] = []
        let key = table.partitionKey + table.clustering
        var next = 0
        for selector in select.groupBy {
            guard case .column(let name) = selector else {
                throw .invalid("Group by is currently only supported on the columns of the PRIMARY KEY, got a function")
            }
            let column = try column(name)
            guard column.isPrimaryKey else {
                throw .invalid("Group by is currently only supported on the columns of the PRIMARY KEY, got \(name)")
            }
            while next < key.count, key[next] != column, restrictions.isFixed(key[next]) { next += 1 }
            guard next < key.count, key[next] == column else {
                throw .invalid(
                    "Group by currently only support groups of columns following their declared order in the PRIMARY KEY")
            }
            next += 1
            places.append(RowPlace(column))
        }
        if next < table.partitionKey.count, !table.partitionKey[next...].allSatisfy(restrictions.isFixed) {
            throw .invalid("Group by is not supported on only a part of the partition key")
        }
        return places
    }

    /// Whether partitions are to be read from their end.
    private func order(_ select: Select, _ restrictions: Restrictions) throws(StatementError) -> Bool {
        guard !select.orderBy.isEmpty else { return false }
        for order in select.orderBy { _ = try column(order.column) }
        guard !restrictions.isKeyRange else {
            throw .invalid("ORDER BY is only supported when the partition key is restricted by an EQ or an IN.")
        }
        var reversed: Bool?
        var position = 0
        for order in select.orderBy {
            let column = try column(order.column)
            guard column.kind == .clustering else {
                throw .invalid(
                    "Order by is currently only supported on the clustered columns of the PRIMARY KEY, got \(order.column)")
            }
            while position < column.position, restrictions.isFixed(table.clustering[position]) { position += 1 }
            guard column.position == position else {
                throw .invalid(
                    "Order by currently only supports the ordering of columns following their declared order in the PRIMARY KEY")
            }
            position += 1
            let turns = order.descending != column.isDescending
            if let reversed, reversed != turns { throw .invalid("Unsupported order by relation") }
            reversed = turns
        }
        return reversed ?? false
    }

    // MARK: Selectors

    struct Chosen {
        var selector: Selector
        var name: String
        var type: CQLType
        var alias: String?
    }

    private mutating func selectors(_ select: Select) throws(StatementError) -> [Chosen] {
        guard !select.selectors.isEmpty else {
            return table.columns.map { Chosen(selector: .place(RowPlace($0)), name: $0.name, type: $0.type) }
        }
        var all: [Chosen] = []
        for clause in select.selectors {
            if case .term(let term) = clause.selector {
                throw .invalid("Cannot infer type for term \(term.text) in selection clause (try using a cast to force a type)")
            }
            var chosen = try selector(clause.selector)
            chosen.alias = clause.alias
            all.append(chosen)
        }
        return all
    }

    mutating func selector(_ raw: RawSelector, expected: CQLType? = nil) throws(StatementError) -> Chosen {
        switch raw {
        case .column(let name):
            let column = try column(name)
            return Chosen(selector: .place(RowPlace(column)), name: name, type: column.type)
        case .countRows: return aggregate(.countRows, [], name: "count")
        case .term(let term): return try literal(term, expected)
        case .typeHint(let hint, let inner): return try typeHint(hint, inner)
        case .function(let name, let arguments): return try function(name, arguments)
        case .cast(let inner, let type): return try cast(inner, type)
        case .cellMetadata(let name, let inner): return try cellMetadata(name, inner)
        case .field(let inner, let name): return try field(inner, name)
        case .element(let inner, let key): return try element(inner, key)
        case .slice(let inner, let from, let to): return try slice(inner, from, to)
        case .operation(let op, let left, let right): return try operation(op, left, right)
        case .negation(let inner):
            let operand = try selector(inner)
            guard let function = FunctionCatalog.negation(operand.type) else {
                throw .invalid("the '-' operation is not supported on \(operand.name)")
            }
            return Chosen(selector: .call(function, [operand.selector]), name: "-\(operand.name)", type: function.returnType)
        case .list, .set, .map, .tuple:
            throw .invalid("Cannot infer type for term \(raw.text) in selection clause (try using a cast to force a type)")
        }
    }

    private mutating func aggregate(_ function: AggregateFunction, _ arguments: [Chosen], name: String) -> Chosen {
        aggregates.append(AggregateCall(function: function, arguments: arguments.map(\.selector)))
        return Chosen(selector: .aggregate(aggregates.count - 1), name: name, type: function.returnType)
    }

    private mutating func literal(_ term: RawTerm, _ expected: CQLType?) throws(StatementError) -> Chosen {
        guard case .constant(let kind, let text) = term,
            let type = expected.flatMap({ kind.assignability(to: $0, text: text) > .none ? $0 : nil }) ?? kind.preferredType(
                of: text)
                ?? (kind == .float ? .double : nil)
        else {
            throw .invalid("Cannot infer type for term \(term.text) in selection clause (try using a cast to force a type)")
        }
        let receiver = Receiver(keyspace: table.keyspace, table: table.name, name: "[selection]", type: type)
        return Chosen(selector: .term(try scope.prepare(term, for: receiver)), name: term.text, type: type)
    }

    private mutating func typeHint(_ hint: RawType, _ inner: RawSelector) throws(StatementError) -> Chosen {
        let type = try scope.resolve(hint)
        if case .term(let term) = inner {
            let receiver = Receiver(keyspace: table.keyspace, table: table.name, name: "[selection]", type: type)
            return Chosen(selector: .term(try scope.prepare(term, for: receiver)), name: "(\(hint.text))\(term.text)", type: type)
        }
        let chosen = try selector(inner, expected: type)
        guard RawTerm.fit(chosen.type, type) > .none else {
            throw .invalid("Cannot assign value \(chosen.name) to (\(hint.text))\(chosen.name) of type \(type)")
        }
        return Chosen(selector: chosen.selector, name: "(\(hint.text))\(chosen.name)", type: type)
    }

    private mutating func cellMetadata(_ name: String, _ inner: RawSelector) throws(StatementError) -> Chosen {
        guard let kind = Selector.CellMetadata(rawValue: name) else { throw .invalid("Unknown function '\(name)'") }
        let chosen = try selector(inner)
        guard case .place(let place) = chosen.selector, case .column(let column) = place else {
            if case .column(let columnName) = inner {
                throw .invalid("Cannot use selection function \(name) on PRIMARY KEY part \(columnName)")
            }
            throw .invalid("\(name) of a part of a column is not supported")
        }
        let single: CQLType = kind == .timeToLive ? .int : .bigint
        let isCollection = column.type.isMultiCell && kind != .maxWriteTime
        return Chosen(
            selector: .cellMetadata(kind, column, isCollection: isCollection), name: "\(name)(\(chosen.name))",
            type: isCollection ? .list(single) : single)
    }

    private mutating func field(_ inner: RawSelector, _ name: String) throws(StatementError) -> Chosen {
        let chosen = try selector(inner)
        guard case .userDefined(let type) = chosen.type.unfrozen else {
            throw .invalid("Invalid field selection: \(chosen.name) of type \(chosen.type) is not a user type")
        }
        guard let index = type.fields.firstIndex(where: { $0.name == name }) else {
            throw .invalid("\(chosen.name) of type \(type.name) has no field \(name)")
        }
        return Chosen(selector: .field(chosen.selector, index), name: "\(chosen.name).\(name)", type: type.fields[index].type)
    }

    private mutating func element(_ inner: RawSelector, _ key: RawTerm) throws(StatementError) -> Chosen {
        let chosen = try selector(inner)
        let place = Receiver(keyspace: table.keyspace, table: table.name, name: chosen.name, type: chosen.type)
        switch chosen.type.unfrozen {
        case .map(let keyType, let valueType):
            let term = try scope.prepare(key, for: place.renamed("key(\(chosen.name))", keyType))
            return Chosen(
                selector: .element(chosen.selector, chosen.type, key: term), name: "\(chosen.name)[\(key.text)]", type: valueType)
        case .set(let elementType):
            let term = try scope.prepare(key, for: place.renamed("key(\(chosen.name))", elementType))
            return Chosen(
                selector: .element(chosen.selector, chosen.type, key: term), name: "\(chosen.name)[\(key.text)]",
                type: elementType)
        case .list: throw .invalid("Element selection is only allowed on sets and maps, but \(chosen.name) is a list")
        default: throw .invalid("Invalid element selection: \(chosen.name) is of type \(chosen.type) is not a collection")
        }
    }

    private mutating func slice(_ inner: RawSelector, _ from: RawTerm?, _ to: RawTerm?) throws(StatementError) -> Chosen {
        let chosen = try selector(inner)
        let keyType: CQLType
        switch chosen.type.unfrozen {
        case .map(let key, _): keyType = key
        case .set(let element): keyType = element
        case .list: throw .invalid("Slice selection is only allowed on sets and maps, but \(chosen.name) is a list")
        default: throw .invalid("Invalid slice selection: \(chosen.name) is of type \(chosen.type) is not a collection")
        }
        let prefix = if case .map = chosen.type.unfrozen { "key" } else { "value" }
        let place = Receiver(
            keyspace: table.keyspace, table: table.name, name: "\(prefix)(\(chosen.name))", type: keyType)
        var lower: Term?
        var upper: Term?
        if let from { lower = try scope.prepare(from, for: place) }
        if let to { upper = try scope.prepare(to, for: place) }
        return Chosen(
            selector: .slice(chosen.selector, chosen.type, from: lower, to: upper),
            name: "\(chosen.name)[\(from?.text ?? "")..\(to?.text ?? "")]", type: chosen.type)
    }

    // MARK: Functions

    private mutating func function(_ name: QualifiedName, _ arguments: [RawSelector]) throws(StatementError) -> Chosen {
        if name.keyspace == nil || name.keyspace == "system" {
            if name.name == "token" { return try token(arguments) }
            if AggregateFunction.names.contains(name.name) { return try aggregateCall(name.name, arguments) }
        }
        let candidates = try FunctionCatalog.candidates(name)
        var chosen: [Chosen?] = []
        for argument in arguments { chosen.append(argument.isLiteral ? nil : try selector(argument)) }
        let scope = self.scope
        let best = try FunctionCatalog.best(
            candidates, name: name.name, argumentCount: arguments.count, expected: nil
        ) { index, type in
            if let known = chosen[index] { return RawTerm.fit(known.type, type) }
            guard case .term(let term) = arguments[index] else { return .none }
            return term.assignability(to: type, scope)
        }
        var settled: [Chosen] = []
        for (index, argument) in arguments.enumerated() {
            if let known = chosen[index] {
                settled.append(known)
            } else if case .term(let term) = argument {
                let place = Receiver(
                    keyspace: table.keyspace, table: table.name, name: "arg\(index)(system.\(name.name))",
                    type: best.argumentTypes[index])
                settled.append(
                    Chosen(selector: .term(try self.scope.prepare(term, for: place)), name: term.text, type: place.type))
            }
        }
        return Chosen(
            selector: .call(best, settled.map(\.selector)),
            name: "system.\(name.name)(\(settled.map(\.name).joined(separator: ", ")))",
            type: best.returnType)
    }

    private mutating func aggregateCall(_ name: String, _ arguments: [RawSelector]) throws(StatementError) -> Chosen {
        guard arguments.count == 1 else {
            throw .invalid(
                "Invalid number of arguments in call to function system.\(name): 1 required but \(arguments.count) provided")
        }
        let before = aggregates.count
        let expected: Chosen? = arguments[0].isLiteral ? nil : try selector(arguments[0])
        guard aggregates.count == before else {
            throw .invalid("aggregate functions cannot be used as arguments of aggregate functions")
        }
        if let expected {
            let function = try AggregateFunction.resolve(name, argument: expected.type)
            return aggregate(function, [expected], name: "system.\(name)(\(expected.name))")
        }
        guard case .term(let term) = arguments[0] else { throw .invalid("Unknown function '\(name)'") }
        if name == "count" {
            if case .marker = term { return aggregate(.countRows, [], name: "count") }
            return aggregate(.countRows, [], name: "count")
        }
        let scope = self.scope
        let function = try AggregateFunction.resolve(name, literal: { type in term.assignability(to: type, scope) })
        let place = Receiver(
            keyspace: table.keyspace, table: table.name, name: "arg0(system.\(name))", type: function.argumentType ?? .int)
        let chosen = Chosen(selector: .term(try self.scope.prepare(term, for: place)), name: term.text, type: place.type)
        return aggregate(function, [chosen], name: "system.\(name)(\(term.text))")
    }

    private mutating func token(_ arguments: [RawSelector]) throws(StatementError) -> Chosen {
        guard arguments.count == table.partitionKey.count else {
            throw .invalid(
                "Invalid number of arguments in call to function system.token: \(table.partitionKey.count) required but \(arguments.count) provided"
            )
        }
        var settled: [Chosen] = []
        for (argument, column) in zip(arguments, table.partitionKey) {
            settled.append(try selector(argument, expected: column.type))
        }
        let function = FunctionCatalog.token(table.partitionKey.map(\.type))
        for (chosen, type) in zip(settled, function.argumentTypes) where RawTerm.fit(chosen.type, type) == .none {
            throw .invalid(
                "Type error: \(chosen.name) cannot be passed as argument 0 of function system.token of type \(type)")
        }
        return Chosen(
            selector: .call(function, settled.map(\.selector)),
            name: "system.token(\(settled.map(\.name).joined(separator: ", ")))",
            type: .bigint)
    }

    private mutating func cast(_ inner: RawSelector, _ type: RawType) throws(StatementError) -> Chosen {
        let chosen = try selector(inner)
        let target = try scope.resolve(type)
        guard let function = FunctionCatalog.cast(chosen.type, target) else {
            throw .invalid("\(chosen.name) cannot be cast to \(type.text)")
        }
        return Chosen(
            selector: .call(function, [chosen.selector]), name: "cast(\(chosen.name) as \(type.text))", type: target)
    }

    private mutating func operation(
        _ op: ArithmeticOperator, _ left: RawSelector, _ right: RawSelector
    ) throws(StatementError) -> Chosen {
        let ambiguous = StatementError.invalid(
            "Ambiguous '\(op.rawValue)' operation with args \(left.text) and \(right.text): use type hint to disambiguate, example '(int) ?'"
        )
        for side in [left, right] { if case .term(.marker) = side { throw ambiguous } }
        let first = try selector(left)
        let second = try selector(right)
        guard let function = FunctionCatalog.arithmetic(op, first.type, second.type) else {
            throw .invalid("the '\(op.rawValue)' operation is not supported between \(first.name) and \(second.name)")
        }
        return Chosen(
            selector: .call(function, [first.selector, second.selector]), name: "\(first.name) \(op.rawValue) \(second.name)",
            type: function.returnType)
    }
}

extension Restrictions {
    /// Whether a key column has a single value.
    func isFixed(_ column: ColumnDefinition) -> Bool {
        switch column.kind {
        case .partitionKey: partition[column.position]?.isEqual ?? false
        case .clustering: clustering.contains { $0.isEqual && $0.columns.contains(column) }
        default: false
        }
    }
}

extension RawSelector {
    /// A constant, a marker or null: something without a type of its own.
    var isLiteral: Bool { if case .term = self { true } else { false } }

    /// The columns named anywhere in it.
    var columnNames: [String] {
        switch self {
        case .column(let name): [name]
        case .term, .countRows: []
        case .cellMetadata(_, let inner), .cast(let inner, _), .field(let inner, _), .element(let inner, _),
            .slice(let inner, _, _), .negation(let inner), .typeHint(_, let inner):
            inner.columnNames
        case .function(_, let inner), .list(let inner), .set(let inner), .tuple(let inner): inner.flatMap(\.columnNames)
        case .operation(_, let left, let right): left.columnNames + right.columnNames
        case .map(let entries): entries.flatMap { $0.key.columnNames + $0.value.columnNames }
        }
    }

    /// The selector as messages show it.
    var text: String {
        switch self {
        case .column(let name): name
        case .term(let term): term.text
        case .countRows: "count(*)"
        case .cellMetadata(let name, let inner): "\(name)(\(inner.text))"
        case .cast(let inner, let type): "cast(\(inner.text) as \(type.text))"
        case .function(let name, let inner): "\(name.text)(\(inner.map(\.text).joined(separator: ", ")))"
        case .field(let inner, let name): "\(inner.text).\(name)"
        case .element(let inner, let key): "\(inner.text)[\(key.text)]"
        case .slice(let inner, let from, let to): "\(inner.text)[\(from?.text ?? "")..\(to?.text ?? "")]"
        case .operation(let op, let left, let right): "\(left.text) \(op.rawValue) \(right.text)"
        case .negation(let inner): "-\(inner.text)"
        case .typeHint(let type, let inner): "(\(type.text))\(inner.text)"
        case .list(let inner): "[\(inner.map(\.text).joined(separator: ", "))]"
        case .set(let inner): "{\(inner.map(\.text).joined(separator: ", "))}"
        case .tuple(let inner): "(\(inner.map(\.text).joined(separator: ", ")))"
        case .map(let entries): "{" + entries.map { "\($0.key.text): \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }
}
