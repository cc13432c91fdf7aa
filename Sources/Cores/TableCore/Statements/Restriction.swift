internal import CQLValues

/// One or more relations on the same column (or columns), with their values prepared.
enum Restriction: Sendable {
    case equal([ColumnDefinition], Term)
    case `in`([ColumnDefinition], InTerms)
    case slice([ColumnDefinition], SliceBounds)
    case contains(ColumnDefinition, ContainsTerms)

    /// The values of IN: a list of terms, or one marker that is a list.
    enum InTerms: Sendable {
        case list([Term])
        case marker(Term, element: CQLType)
    }

    struct Bound: Sendable {
        /// The columns the bound speaks of: `(a, b) > (1, 2)` has two.
        let columns: [ColumnDefinition]
        let term: Term
        let isInclusive: Bool
    }

    struct SliceBounds: Sendable {
        var lower: Bound?
        var upper: Bound?
    }

    struct ContainsTerms: Sendable {
        var values: [Term] = []
        var keys: [Term] = []
        var entries: [(key: Term, value: Term)] = []
    }

    var columns: [ColumnDefinition] {
        switch self {
        case .equal(let columns, _), .in(let columns, _), .slice(let columns, _): columns
        case .contains(let column, _): [column]
        }
    }

    /// The restriction names its columns in parentheses.
    var isMultiColumn: Bool { columns.count > 1 }
    var isSlice: Bool { if case .slice = self { true } else { false } }
    var isEqual: Bool { if case .equal = self { true } else { false } }
    var isIn: Bool { if case .in = self { true } else { false } }
    var isContains: Bool { if case .contains = self { true } else { false } }

    /// This restriction and another one on the same column.
    /// - Throws: invalid when they cannot go together.
    func merged(with other: Restriction) throws(StatementError) -> Restriction {
        let names = columns.filter(other.columns.contains).map(\.name).joined(separator: ", ")
        switch self {
        case .equal: throw .invalid("\(names) cannot be restricted by more than one relation if it includes an Equal")
        case .in: throw .invalid("\(names) cannot be restricted by more than one relation if it includes a IN")
        case .slice(let columns, let bounds):
            guard case .slice(let otherColumns, let added) = other else {
                throw .invalid("Column \"\(names)\" cannot be restricted by both an equality and an inequality relation")
            }
            guard columns.first == otherColumns.first else {
                throw .invalid("Column \"\(names)\" cannot be restricted by two inequalities not starting with the same column")
            }
            if bounds.lower != nil, added.lower != nil {
                throw .invalid("More than one restriction was found for the start bound on \(names)")
            }
            if bounds.upper != nil, added.upper != nil {
                throw .invalid("More than one restriction was found for the end bound on \(names)")
            }
            return .slice(
                columns.count < otherColumns.count ? otherColumns : columns,
                SliceBounds(lower: bounds.lower ?? added.lower, upper: bounds.upper ?? added.upper))
        case .contains(let column, let terms):
            guard case .contains(_, let added) = other else {
                throw .invalid(
                    "Collection column \(column.name) can only be restricted by CONTAINS, CONTAINS KEY, or map-entry equality")
            }
            return .contains(
                column,
                ContainsTerms(
                    values: terms.values + added.values, keys: terms.keys + added.keys, entries: terms.entries + added.entries))
        }
    }
}
