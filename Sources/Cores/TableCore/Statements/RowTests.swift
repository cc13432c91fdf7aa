internal import Bytes
internal import CQLValues

/// Where a value of a row comes from.
enum RowPlace: Sendable {
    case partitionKey(Int)
    case clustering(Int)
    case column(TableLayout.Column)

    init(_ column: ColumnDefinition) {
        switch column.kind {
        case .partitionKey: self = .partitionKey(column.position)
        case .clustering: self = .clustering(column.position)
        case .static, .regular:
            self = .column(TableLayout.Column(id: column.id, type: column.type, isStatic: column.kind == .static))
        }
    }

    /// The value in `row`, nil when there is none.
    func value(_ row: SelectedRow) -> ByteSlice? {
        switch self {
        case .partitionKey(let index): row.partitionKey[index]
        case .clustering(let index): row.row.clustering?[index]
        case .column(let column): row.row.value(of: column)
        }
    }
}

/// A row that was read, with its partition key taken apart.
struct SelectedRow {
    let row: ReadRow
    let partitionKey: [ByteSlice]
}

/// A condition on single rows: what slices and keys do not express already.
enum RowTest {
    case equal(RowPlace, CQLType, ByteSlice)
    case oneOf(RowPlace, CQLType, [ByteSlice])
    case slice(RowPlace, CQLType, lower: (ByteSlice, Bool)?, upper: (ByteSlice, Bool)?)
    case tupleOneOf([(RowPlace, CQLType)], [[ByteSlice]])
    case containsValue(RowPlace, CQLType, ByteSlice)
    case containsKey(RowPlace, CQLType, ByteSlice)
    case containsEntry(RowPlace, CQLType, key: ByteSlice, value: ByteSlice)
    /// A bound that nothing satisfies.
    case never

    func holds(_ row: SelectedRow) -> Bool {
        switch self {
        case .equal(let place, let type, let wanted): place.value(row).map { type.compare($0, wanted) == 0 } ?? false
        case .oneOf(let place, let type, let wanted):
            place.value(row).map { value in wanted.contains { type.compare(value, $0) == 0 } } ?? false
        case .slice(let place, let type, let lower, let upper):
            place.value(row).map { Self.isInside($0, type, lower, upper) } ?? false
        case .tupleOneOf(let places, let wanted):
            Self.values(places, row).map { values in wanted.contains { Self.compare(places, values, $0) == 0 } } ?? false
        case .containsValue(let place, let type, let wanted): Self.contains(place.value(row), type, value: wanted)
        case .containsKey(let place, let type, let wanted): Self.contains(place.value(row), type, key: wanted)
        case .containsEntry(let place, let type, let key, let value):
            Self.contains(place.value(row), type, key: key, value: value)
        case .never: false
        }
    }

    private static func isInside(
        _ value: ByteSlice, _ type: CQLType, _ lower: (ByteSlice, Bool)?, _ upper: (ByteSlice, Bool)?
    ) -> Bool {
        if let lower {
            let order = type.compare(value, lower.0)
            if order < 0 || order == 0 && !lower.1 { return false }
        }
        if let upper {
            let order = type.compare(value, upper.0)
            if order > 0 || order == 0 && !upper.1 { return false }
        }
        return true
    }

    private static func values(_ places: [(RowPlace, CQLType)], _ row: SelectedRow) -> [ByteSlice]? {
        var values: [ByteSlice] = []
        for (place, _) in places {
            guard let value = place.value(row) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func compare(_ places: [(RowPlace, CQLType)], _ a: [ByteSlice], _ b: [ByteSlice]) -> Int {
        for (index, (_, type)) in places.enumerated() where index < b.count {
            let order = type.compare(a[index], b[index])
            if order != 0 { return order }
        }
        return 0
    }

    private static func contains(_ bytes: ByteSlice?, _ type: CQLType, key: ByteSlice? = nil, value: ByteSlice? = nil) -> Bool {
        guard let bytes else { return false }
        switch type.unfrozen {
        case .list(let element), .set(let element):
            guard let value else { return false }
            return (CQLCollection.items(of: bytes, perEntry: 1) ?? []).contains {
                $0.map { element.compare($0, value) == 0 } ?? false
            }
        case .map(let keyType, let valueType):
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            return stride(from: 0, to: items.count, by: 2).contains { index in
                let keyFits = key.map { wanted in items[index].map { keyType.compare($0, wanted) == 0 } ?? false } ?? true
                let valueFits =
                    value.map { wanted in items[index + 1].map { valueType.compare($0, wanted) == 0 } ?? false } ?? true
                return keyFits && valueFits
            }
        default: return false
        }
    }
}

extension Restrictions {
    /// The tests that rows must pass in one execution.
    func rowTests(_ context: ExecutionContext) throws(StatementError) -> [RowTest] {
        var tests: [RowTest] = []
        if !fixesPartitions, token == nil {
            for restriction in partition.compactMap({ $0 }) { tests += try restriction.tests(context) }
        }
        var position = 0
        var sliced = false
        for restriction in clustering {
            if !sliced, restriction.columns[0].position == position, !restriction.isContains {
                position += restriction.columns.count
                sliced = restriction.isSlice
                continue
            }
            sliced = true
            tests += try restriction.tests(context)
        }
        for restriction in others { tests += try restriction.tests(context) }
        return tests
    }
}

extension Restriction {
    fileprivate func tests(_ context: ExecutionContext) throws(StatementError) -> [RowTest] {
        let places = columns.map { (RowPlace($0), $0.type) }
        let (place, type) = places[0]
        switch self {
        case .equal(let columns, let term):
            if columns.count > 1 { return [.tupleOneOf(places, [try Self.tuple(term, columns, context)])] }
            return [.equal(place, type, try Self.filterValue(term, columns[0], context))]
        case .in(let columns, _):
            let all = try alternatives(context, partition: false)
            if columns.count > 1 { return [.tupleOneOf(places, all)] }
            return [.oneOf(place, type, all.flatMap { $0 })]
        case .slice(let columns, let bounds):
            if columns.count > 1 { throw .invalid("Multi-column slice restrictions cannot be used for filtering.") }
            return [
                .slice(
                    place, type, lower: try Self.filterBound(bounds.lower, columns[0], context),
                    upper: try Self.filterBound(bounds.upper, columns[0], context))
            ]
        case .contains(let column, let terms):
            var tests: [RowTest] = []
            for term in terms.values { tests.append(.containsValue(place, type, try Self.filterValue(term, column, context))) }
            for term in terms.keys { tests.append(.containsKey(place, type, try Self.filterValue(term, column, context))) }
            for entry in terms.entries {
                tests.append(
                    .containsEntry(
                        place, type, key: try Self.filterValue(entry.key, column, context),
                        value: try Self.filterValue(entry.value, column, context)))
            }
            return tests
        }
    }

    private static func filterValue(
        _ term: Term, _ column: ColumnDefinition, _ context: ExecutionContext
    ) throws(StatementError) -> ByteSlice {
        switch try term.value(context) {
        case .bytes(let bytes): return bytes
        case .null: throw .invalid("Unsupported null value for column \(column.name)")
        case .unset: throw .invalid("Unsupported unset value for column \(column.name)")
        }
    }

    private static func filterBound(
        _ bound: Bound?, _ column: ColumnDefinition, _ context: ExecutionContext
    ) throws(StatementError) -> (ByteSlice, Bool)? {
        guard let bound else { return nil }
        return (try filterValue(bound.term, column, context), bound.isInclusive)
    }
}
