internal import CQLValues

/// What kind of statement a WHERE belongs to: each allows other relations.
enum StatementKind: String, Sendable {
    case select = "SELECT"
    case update = "UPDATE"
    case delete = "DELETE"
    case insert = "INSERT"
}

/// A WHERE, analysed: what finds the partitions, what the rows in them, and what must be tested row by row.
struct Restrictions: Sendable {
    /// By position in the partition key; nil where a column is not restricted.
    var partition: [Restriction?]
    /// Restrictions on clustering columns in order of their first column.
    var clustering: [Restriction] = []
    /// Restrictions on static and regular columns, in the order written.
    var others: [Restriction] = []
    /// Bounds on the token of the partition key.
    var token: TokenBounds?

    struct TokenBounds: Sendable {
        var equal: Term?
        var bounds = Restriction.SliceBounds()
    }

    static let needsFiltering = StatementError.invalid(
        "Cannot execute this query as it might involve data filtering and thus may have unpredictable performance. If you want to execute this query despite the performance unpredictability, use ALLOW FILTERING"
    )

    /// Every partition key column is fixed by = or IN.
    var fixesPartitions: Bool { partition.allSatisfy { $0?.isEqual == true || $0?.isIn == true } }
    /// The read covers partitions by range, not by key.
    var isKeyRange: Bool { token != nil || !fixesPartitions }
    var hasPartitionRestrictions: Bool { partition.contains { $0 != nil } }

    /// - Parameter allowFiltering: ALLOW FILTERING was written, or the table asks for none.
    init(
        _ relations: [Relation], kind: StatementKind, preparation: inout RelationPreparation, allowFiltering: Bool
    ) throws(StatementError) {
        let table = preparation.table
        partition = [Restriction?](repeating: nil, count: table.partitionKey.count)
        for relation in relations {
            if case .token(let names, let op, let value) = relation {
                try addToken(names, op, value, &preparation)
                continue
            }
            if kind != .select, case .column(_, let op, _) = relation, op == .contains || op == .containsKey {
                throw .invalid("Cannot use \(kind.rawValue) with \(op.rawValue)")
            }
            let restriction = try preparation.restriction(relation)
            try add(restriction, allowFiltering: allowFiltering, table)
        }
    }

    // MARK: Gathering

    private mutating func add(_ restriction: Restriction, allowFiltering: Bool, _ table: TableDefinition) throws(StatementError) {
        guard let first = restriction.columns.first else { return }
        switch first.kind {
        case .partitionKey:
            if token != nil {
                throw .invalid("Columns \"\(first.name)\" cannot be restricted by both a normal relation and a token relation")
            }
            partition[first.position] = try partition[first.position]?.merged(with: restriction) ?? restriction
        case .clustering: try addClustering(restriction, allowFiltering: allowFiltering, table)
        case .static, .regular:
            if let index = others.firstIndex(where: { $0.columns == restriction.columns }) {
                others[index] = try others[index].merged(with: restriction)
            } else {
                others.append(restriction)
            }
        }
    }

    private mutating func addClustering(
        _ new: Restriction, allowFiltering: Bool, _ table: TableDefinition
    ) throws(StatementError) {
        if let index = clustering.firstIndex(where: { existing in existing.columns.contains { new.columns.contains($0) } }) {
            clustering[index] = try clustering[index].merged(with: new)
            return
        }
        let newStart = new.columns[0].position
        if !allowFiltering, let last = clustering.last {
            let lastStart = last.columns[0].position
            if last.isSlice, newStart > lastStart {
                throw .invalid(
                    "Clustering column \"\(new.columns[0].name)\" cannot be restricted (preceding column \"\(last.columns[0].name)\" is restricted by a non-EQ relation)"
                )
            }
            if newStart < lastStart, new.isSlice {
                let next = clustering.first { $0.columns[0].position > newStart } ?? last
                throw .invalid(
                    "PRIMARY KEY column \"\(next.columns[0].name)\" cannot be restricted (preceding column \"\(new.columns[0].name)\" is restricted by a non-EQ relation)"
                )
            }
        }
        let place = clustering.firstIndex { $0.columns[0].position > newStart } ?? clustering.count
        clustering.insert(new, at: place)
    }

    private mutating func addToken(
        _ names: [String], _ op: RelationOperator, _ value: RawTerm, _ preparation: inout RelationPreparation
    ) throws(StatementError) {
        let table = preparation.table
        var columns: [ColumnDefinition] = []
        for name in names { columns.append(try preparation.column(name)) }
        if columns != table.partitionKey {
            guard table.partitionKey.allSatisfy(columns.contains) else {
                throw .invalid("The token() function must be applied to all partition key components or none of them")
            }
            guard Set(names).count == names.count else {
                throw .invalid("The token() function contains duplicate partition key components")
            }
            guard columns.allSatisfy(table.partitionKey.contains) else {
                throw .invalid("The token() function must contains only partition key components")
            }
            throw .invalid(
                "The token function arguments must be in the partition key order: \(table.partitionKey.map(\.name).joined(separator: ", "))"
            )
        }
        if op == .notEqual { throw .invalid("Unsupported \"!=\" relation: \(Relation.token(names, op, value).text)") }
        if let restricted = partition.compactMap({ $0 }).first {
            throw .invalid(
                "Columns \"\(restricted.columns[0].name)\" cannot be restricted by both a normal relation and a token relation")
        }
        let receiver = Receiver(keyspace: table.keyspace, table: table.name, name: "partition key token", type: .bigint)
        let term = try preparation.scope.prepare(value, for: receiver)
        try mergeToken(op, term, names: names.joined(separator: ", "))
    }

    private mutating func mergeToken(_ op: RelationOperator, _ term: Term, names: String) throws(StatementError) {
        var merged = token ?? TokenBounds()
        if merged.equal != nil {
            throw .invalid("\(names) cannot be restricted by more than one relation if it includes an Equal")
        }
        switch op {
        case .equal:
            if token != nil {
                throw .invalid("Columns \"\(names)\" cannot be restricted by both an equality and an inequality relation")
            }
            merged.equal = term
        case .greater, .greaterOrEqual:
            if merged.bounds.lower != nil {
                throw .invalid("More than one restriction was found for the start bound on \(names)")
            }
            merged.bounds.lower = .init(columns: [], term: term, isInclusive: op == .greaterOrEqual)
        default:
            if merged.bounds.upper != nil { throw .invalid("More than one restriction was found for the end bound on \(names)") }
            merged.bounds.upper = .init(columns: [], term: term, isInclusive: op == .lessOrEqual)
        }
        token = merged
    }

    // MARK: Checks

    /// The checks of a SELECT.
    func checkSelect(_ table: TableDefinition, allowFiltering: Bool, selectsOnlyStatics: Bool) throws(StatementError) {
        if token == nil, hasPartitionRestrictions, !fixesPartitions, !allowFiltering { throw Self.needsFiltering }
        if selectsOnlyStatics, !clustering.isEmpty, !allowFiltering {
            throw .invalid("Cannot restrict clustering columns when selecting only static columns")
        }
        if clustering.contains(where: \.isContains), !allowFiltering {
            throw .invalid("Clustering columns can only be restricted with CONTAINS with a secondary index or filtering")
        }
        if !allowFiltering {
            let restricted = clustering.flatMap(\.columns)
            for (column, expected) in zip(restricted, table.clustering) where column != expected {
                throw .invalid(
                    "PRIMARY KEY column \"\(column.name)\" cannot be restricted as preceding column \"\(expected.name)\" is not restricted"
                )
            }
            if !others.isEmpty { throw Self.needsFiltering }
            if isKeyRange, !clustering.isEmpty { throw Self.needsFiltering }
        }
    }

    /// The checks of an UPDATE, DELETE or INSERT.
    func checkModification(
        _ table: TableDefinition, kind: StatementKind, onlyStatics: Bool, allowsClusteringSlices: Bool
    ) throws(StatementError) {
        if token != nil { throw .invalid("The token function cannot be used in WHERE clauses for \(kind.rawValue) statements") }
        let missing = zip(table.partitionKey, partition).filter { $1 == nil }.map { $0.0.name }
        guard missing.isEmpty else { throw .invalid("Some partition key parts are missing: \(missing.joined(separator: ", "))") }
        guard fixesPartitions else {
            throw .invalid(
                "Only EQ and IN relation are supported on the partition key (unless you use the token() function) for \(kind.rawValue) statements"
            )
        }
        if !allowsClusteringSlices, clustering.contains(where: \.isSlice) {
            throw .invalid("Slice restrictions are not supported on the clustering columns in \(kind.rawValue) statements")
        }
        let restricted = clustering.flatMap(\.columns)
        if !allowsClusteringSlices, !onlyStatics {
            let unrestricted = table.clustering.filter { !restricted.contains($0) }.map(\.name)
            guard unrestricted.isEmpty else {
                throw .invalid("Some clustering keys are missing: \(unrestricted.joined(separator: ", "))")
            }
        }
        for (column, expected) in zip(restricted, table.clustering) where column != expected {
            throw .invalid(
                "PRIMARY KEY column \"\(column.name)\" cannot be restricted as preceding column \"\(expected.name)\" is not restricted"
            )
        }
        guard others.isEmpty else {
            let names = others.flatMap(\.columns).map(\.name).joined(separator: ", ")
            throw .invalid("Non PRIMARY KEY columns found in where clause: \(names) ")
        }
    }
}
