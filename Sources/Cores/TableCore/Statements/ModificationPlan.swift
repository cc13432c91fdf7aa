internal import CQLValues

/// An INSERT, UPDATE or DELETE whose names and types are settled.
struct ModificationPlan: Sendable {
    let kind: StatementKind
    let table: TableDefinition
    let restrictions: Restrictions
    let operations: [ColumnOperation]
    let timestamp: Term?
    let timeToLive: Term?
    /// The statement writes static columns only.
    let onlyStatics: Bool

    /// Whether the present content of the row must be read first.
    var needsReading: Bool { operations.contains(where: \.needsReading) }
    var isCounter: Bool { table.isCounter }
}

/// Settles names and types of modifications.
struct ModificationPreparation {
    let table: TableDefinition
    var scope: TermScope

    private func column(_ name: String) throws(StatementError) -> ColumnDefinition {
        guard let column = table.column(name) else { throw table.undefined(name) }
        return column
    }

    private func checkWritable() throws(StatementError) {
        if table.isVirtual { throw .invalid("Modification is not supported by table \(table.fullName)") }
        if Schema.systemKeyspaces.contains(table.keyspace) || Schema.distributedKeyspaces.contains(table.keyspace) {
            throw StatementError(.unauthorized, "\(table.keyspace) keyspace is not user-modifiable.")
        }
    }

    private static let conditionsMissing = StatementError.invalid(
        "Conditional updates (IF) are not supported by this server yet")

    private mutating func using(_ clause: UsingClause) throws(StatementError) -> (timestamp: Term?, timeToLive: Term?) {
        let whole = Receiver(keyspace: table.keyspace, table: table.name, name: "[timestamp]", type: .bigint)
        if table.isCounter {
            if clause.timestamp != nil { throw .invalid("Cannot provide custom timestamp for counter updates") }
            if clause.timeToLive != nil { throw .invalid("Cannot provide custom TTL for counter updates") }
        }
        var timestamp: Term?
        var timeToLive: Term?
        if let raw = clause.timestamp { timestamp = try scope.prepare(raw, for: whole) }
        if let raw = clause.timeToLive { timeToLive = try scope.prepare(raw, for: whole.renamed("[ttl]", .int)) }
        return (timestamp, timeToLive)
    }

    mutating func insert(_ insert: Insert) throws(StatementError) -> ModificationPlan {
        if table.isCounter, !table.isVirtual {
            throw .invalid("INSERT statements are not allowed on counter tables, use UPDATE instead")
        }
        guard insert.columns.count == insert.values.count else { throw .invalid("Unmatched column names/values") }
        guard Set(insert.columns).count == insert.columns.count else { throw .invalid("The column names contains duplicates") }
        try checkWritable()
        var operations = OperationPreparation(table: table, scope: scope)
        var settled: [ColumnOperation] = []
        var relations: [Relation] = []
        var writesClustering = false
        // Values are prepared in the order written, so that markers keep theirs.
        for (name, value) in zip(insert.columns, insert.values) {
            let column = try column(name)
            if column.isPrimaryKey {
                relations.append(.column(name, .equal, value))
                writesClustering = writesClustering || column.kind == .clustering
            } else {
                settled.append(try operations.set(value, column))
            }
        }
        scope = operations.scope
        let restrictions = try restrictions(relations, kind: .insert)
        let statics = !settled.isEmpty && settled.allSatisfy { $0.column.kind == .static }
        let onlyStatics = statics && !writesClustering
        try restrictions.checkModification(table, kind: .insert, onlyStatics: onlyStatics, allowsClusteringSlices: false)
        if insert.condition != nil { throw Self.conditionsMissing }
        let using = try using(insert.using)
        return ModificationPlan(
            kind: .insert, table: table, restrictions: restrictions, operations: settled, timestamp: using.timestamp,
            timeToLive: using.timeToLive, onlyStatics: onlyStatics)
    }

    private mutating func restrictions(_ relations: [Relation], kind: StatementKind) throws(StatementError) -> Restrictions {
        var preparation = RelationPreparation(table: table, scope: scope)
        let restrictions = try Restrictions(relations, kind: kind, preparation: &preparation, allowFiltering: false)
        scope = preparation.scope
        return restrictions
    }

    mutating func update(_ update: Update) throws(StatementError) -> ModificationPlan {
        try checkWritable()
        let using = try using(update.using)
        var operations = OperationPreparation(table: table, scope: scope)
        var settled: [ColumnOperation] = []
        for assignment in update.assignments {
            let column = try column(assignment.column)
            guard !column.isPrimaryKey else { throw .invalid("PRIMARY KEY part \(column.name) found in SET part") }
            settled.append(try operations.operation(assignment, column))
        }
        scope = operations.scope
        let restrictions = try restrictions(update.relations, kind: .update)
        let onlyStatics = settled.allSatisfy { $0.column.kind == .static }
        if onlyStatics, !restrictions.clustering.isEmpty {
            throw .invalid("Invalid restrictions on clustering columns since the UPDATE statement modifies only static columns")
        }
        try restrictions.checkModification(table, kind: .update, onlyStatics: onlyStatics, allowsClusteringSlices: false)
        try checkCondition(update.condition)
        return ModificationPlan(
            kind: .update, table: table, restrictions: restrictions, operations: settled, timestamp: using.timestamp,
            timeToLive: using.timeToLive, onlyStatics: onlyStatics)
    }

    private func checkCondition(_ condition: RawCondition?) throws(StatementError) {
        guard let condition else { return }
        if case .columns(let names) = condition {
            for name in names { _ = try column(name) }
        }
        throw Self.conditionsMissing
    }

    mutating func delete(_ delete: Delete) throws(StatementError) -> ModificationPlan {
        try checkWritable()
        let using = try using(delete.using)
        var operations = OperationPreparation(table: table, scope: scope)
        var settled: [ColumnOperation] = []
        for target in delete.targets {
            let column = try column(target.column)
            guard !column.isPrimaryKey else {
                throw .invalid("Invalid identifier \(column.name) for deletion (should not be a PRIMARY KEY part)")
            }
            settled.append(try operations.deletion(target, column))
        }
        scope = operations.scope
        let restrictions = try restrictions(delete.relations, kind: .delete)
        let onlyStatics = !settled.isEmpty && settled.allSatisfy { $0.column.kind == .static }
        if onlyStatics, !restrictions.clustering.isEmpty {
            throw .invalid("Invalid restrictions on clustering columns since the DELETE statement modifies only static columns")
        }
        try restrictions.checkModification(table, kind: .delete, onlyStatics: onlyStatics, allowsClusteringSlices: true)
        let restricted = restrictions.clustering.flatMap(\.columns).count
        if settled.contains(where: { $0.column.kind == .regular }),
            restricted < table.clustering.count || restrictions.clustering.contains(where: \.isSlice)
        {
            throw .invalid("Range deletions are not supported for specific columns")
        }
        try checkCondition(delete.condition)
        return ModificationPlan(
            kind: .delete, table: table, restrictions: restrictions, operations: settled, timestamp: using.timestamp,
            timeToLive: nil, onlyStatics: onlyStatics)
    }
}
