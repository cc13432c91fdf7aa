internal import Bytes
internal import CQLValues

// The values of restrictions in one execution: partitions, slices of rows, tests of single rows.

extension Restriction {
    /// For each alternative the values of the columns; one alternative for =, several for IN.
    func alternatives(_ context: ExecutionContext, partition: Bool) throws(StatementError) -> [[ByteSlice]] {
        switch self {
        case .equal(let columns, let term): return [try Self.tuple(term, columns, context)]
        case .in(let columns, let terms): return try Self.inValues(terms, columns, context)
        default: return []
        }
    }

    /// The columns' values of a term: one value, or the fields of a tuple.
    static func tuple(_ term: Term, _ columns: [ColumnDefinition], _ context: ExecutionContext) throws(StatementError)
        -> [ByteSlice]
    {
        if columns.count == 1, case .fields(let terms) = term, terms.count == 1 { return try tuple(terms[0], columns, context) }
        guard columns.count > 1 else {
            switch try term.value(context) {
            case .bytes(let bytes): return [bytes]
            case .null: throw .invalid("Invalid null value in condition for column \(columns[0].name)")
            case .unset: throw .invalid("Invalid unset value for column \(columns[0].name)")
            }
        }
        if case .fields(let terms) = term {
            var values: [ByteSlice] = []
            for (part, column) in zip(terms, columns) { values += try tuple(part, [column], context) }
            return values
        }
        guard let bytes = try term.value(context).bytes, let fields = CQLCollection.fields(of: bytes, countMax: columns.count)
        else {
            throw .invalid("Invalid null value in condition for columns: [\(columns.map(\.name).joined(separator: ", "))]")
        }
        return try values(ofFields: fields, columns)
    }

    private static func values(ofFields fields: [ByteSlice?], _ columns: [ColumnDefinition]) throws(StatementError) -> [ByteSlice]
    {
        var values: [ByteSlice] = []
        for (index, column) in columns.enumerated() {
            guard index < fields.count, let field = fields[index] else {
                throw .invalid("Invalid null value in condition for column \(column.name)")
            }
            values.append(field)
        }
        return values
    }

    private static func inValues(
        _ terms: InTerms, _ columns: [ColumnDefinition], _ context: ExecutionContext
    ) throws(StatementError) -> [[ByteSlice]] {
        switch terms {
        case .list(let terms):
            var all: [[ByteSlice]] = []
            for term in terms { all.append(try tuple(term, columns, context)) }
            return all
        case .marker(let marker, let element):
            switch try marker.value(context) {
            case .null: throw .invalid("Invalid null value for column \(columns.map(\.name).joined(separator: ", "))")
            case .unset: throw .invalid("Invalid unset value for column \(columns.map(\.name).joined(separator: ", "))")
            case .bytes(let bytes):
                var all: [[ByteSlice]] = []
                for item in CQLCollection.items(of: bytes, perEntry: 1) ?? [] {
                    guard let item else { throw .invalid("Invalid null value in condition for column \(columns[0].name)") }
                    if columns.count > 1 || element.unfrozen != columns[0].type.unfrozen {
                        all.append(try values(ofFields: CQLCollection.fields(of: item, countMax: columns.count) ?? [], columns))
                    } else {
                        all.append([item])
                    }
                }
                return all
            }
        }
    }
}

extension Restrictions {
    /// The longest list of partitions or rows that IN may name: a bound on memory.
    static let combinationsMax = 100_000

    /// The partitions that = and IN name, each once, in order of the values of the key.
    func partitionKeys(_ table: TableDefinition, _ context: ExecutionContext) throws(StatementError) -> [PartitionKey] {
        var combinations: [[ByteSlice]] = [[]]
        for restriction in partition.compactMap({ $0 }) {
            let values = try restriction.alternatives(context, partition: true)
            let type = restriction.columns[0].type
            let sorted = Term.sortedSet(values.flatMap { $0 }, type)
            combinations = try Self.product(combinations, sorted.map { [$0] })
        }
        var keys: [PartitionKey] = []
        for parts in combinations {
            if parts.count == 1, parts[0].isEmpty { throw .invalid("Key may not be empty") }
            guard let key = PartitionKey(parts) else {
                let length = parts.reduce(parts.count > 1 ? parts.count * 3 : 0) { $0 + $1.count }
                throw .invalid("Key length of \(length) is longer than maximum of \(PartitionKeyBytes.lengthMax)")
            }
            keys.append(key)
        }
        return keys
    }

    private static func product(_ heads: [[ByteSlice]], _ tails: [[ByteSlice]]) throws(StatementError) -> [[ByteSlice]] {
        guard heads.count * max(tails.count, 1) <= combinationsMax else {
            throw .invalid("More than \(combinationsMax) combinations of IN values")
        }
        return heads.flatMap { head in tails.map { head + $0 } }
    }

    /// The rows that the leading restrictions on clustering columns name. What lies behind the first slice or gap is
    /// left to ``rowTests(_:_:)``.
    func slices(_ table: TableDefinition, _ context: ExecutionContext) throws(StatementError) -> ClusteringSlices {
        var prefixes: [[ByteSlice]] = [[]]
        var position = 0
        for restriction in clustering {
            guard restriction.columns[0].position == position else { break }
            switch restriction {
            case .equal, .in:
                let values = try restriction.alternatives(context, partition: false)
                prefixes = try Self.product(prefixes, values)
                position += restriction.columns.count
            case .slice(_, let bounds):
                let lower = try Self.bound(bounds.lower, context)
                let upper = try Self.bound(bounds.upper, context)
                if bounds.upper != nil, upper == nil { return .none }
                return .union(prefixes.map { ClusteringSlices(table.layout, equal: $0, lower: lower, upper: upper) })
            case .contains: return .union(prefixes.map { ClusteringSlices(table.layout, equal: $0) })
            }
        }
        if position == 0 { return prefixes.isEmpty ? .none : .all }
        return .union(prefixes.map { ClusteringSlices(table.layout, equal: $0) })
    }

    /// A bound's values; null lies below everything, so a null lower bound bounds nothing.
    private static func bound(
        _ bound: Restriction.Bound?, _ context: ExecutionContext
    ) throws(StatementError) -> ClusteringBound? {
        guard let bound else { return nil }
        let columns = bound.columns
        if columns.count == 1 {
            switch try bound.term.value(context) {
            case .null: return nil
            case .unset: throw .invalid("Invalid unset value for column \(columns[0].name)")
            case .bytes(let bytes): return ClusteringBound([bytes], isInclusive: bound.isInclusive)
            }
        }
        return ClusteringBound(try Restriction.tuple(bound.term, columns, context), isInclusive: bound.isInclusive)
    }

    /// The tokens to read, or nil when there are none.
    func tokenRange(_ context: ExecutionContext) throws(StatementError) -> ClosedRange<Int64>? {
        guard let token else { return .min ... .max }
        func value(_ term: Term) throws(StatementError) -> Int64 {
            guard let bytes = try term.value(context).bytes, let number = bytes.signedInteger else {
                throw .invalid("Invalid null token value")
            }
            return number
        }
        if let equal = token.equal {
            let number = try value(equal)
            return number...number
        }
        var lower = Int64.min
        var upper = Int64.max
        if let bound = token.bounds.lower {
            let number = try value(bound.term)
            // The least token stands before all others, whether included or not.
            if number == .max, !bound.isInclusive { return nil }
            lower = bound.isInclusive || number == .min ? number : number + 1
        }
        if let bound = token.bounds.upper {
            let number = try value(bound.term)
            // As an upper end the least token means the end of the ring.
            if number != .min { upper = bound.isInclusive ? number : number - 1 }
        }
        return lower <= upper ? lower...upper : nil
    }
}
