/// A query with names and types settled, as a tree of relational operators; what is done is the same as in
/// ``PhysicalPlan``, what is needed is not worked out yet.
final class Relation: Sendable {
    indirect enum Operation: Sendable {
        /// The physical and metadata columns of a table.
        case scan(TableDefinition)
        case values([[BoundExpression]])
        case calc(Calc, Relation)
        case watermark(WatermarkAssignment, Relation)
        case window(WindowAssignment, Relation)
        case aggregate(GroupAggregation, Relation)
        case windowAggregate(WindowAggregation, Relation)
        case union([Relation])
    }

    let operation: Operation
    let columns: [ScopeColumn]

    init(_ operation: Operation, _ columns: [ScopeColumn]) {
        self.operation = operation
        self.columns = columns
    }

    /// The relation with columns named and qualified anew.
    func renamed(_ columns: [ScopeColumn]) -> Relation { Relation(operation, columns) }

    /// Each column as it is.
    var identity: [BoundExpression] { columns.indices.map { .column(index: $0, type: columns[$0].type) } }
}

/// A bound query: a relation, with the names as declared before repeated ones got their suffix.
struct BoundQuery {
    var relation: Relation
    var declaredNames: [String]
    var columns: [ScopeColumn] { relation.columns }
}
