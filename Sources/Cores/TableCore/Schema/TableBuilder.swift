internal import CQLValues

/// Makes the columns of a CREATE TABLE, with the checks in Cassandra's order.
struct TableBuilder {
    let create: CreateTable
    let key: CreateTable.PrimaryKey
    let resolution: TypeResolution

    func columns() throws(StatementError) -> [ColumnDefinition] {
        var types: [String: CQLType] = [:]
        for column in create.columns {
            let type = try resolution.resolve(column.type)
            if case .userDefined(let user) = type, user.fields.contains(where: \.type.isMultiCell) {
                throw .invalid("Non-frozen UDTs with nested non-frozen collections are not supported")
            }
            types[column.name] = type
        }
        try checkKey(types)
        let descending = try checkClusteringOrder()
        var columns: [ColumnDefinition] = []
        for (position, name) in key.partition.enumerated() {
            guard let type = types.removeValue(forKey: name) else { continue }
            columns.append(ColumnDefinition(name: name, kind: .partitionKey, position: position, type: type))
        }
        for (position, name) in key.clustering.enumerated() {
            guard let type = types.removeValue(forKey: name) else { continue }
            columns.append(
                ColumnDefinition(
                    name: name, kind: .clustering, position: position, type: type, isDescending: descending.contains(name)))
        }
        return columns + (try otherColumns(types))
    }

    private func otherColumns(_ types: [String: CQLType]) throws(StatementError) -> [ColumnDefinition] {
        var columns: [ColumnDefinition] = []
        for declaration in create.columns {
            guard let type = types[declaration.name] else { continue }
            columns.append(
                ColumnDefinition(
                    name: declaration.name, kind: declaration.isStatic ? .static : .regular, type: type,
                    id: ColumnID(UInt16(columns.count + 1))))
        }
        guard key.clustering.isEmpty == false || !columns.contains(where: { $0.kind == .static }) else {
            throw .invalid("Static columns are only useful (and thus allowed) if the table has at least one clustering column")
        }
        let counters = columns.filter { $0.type == .counter }.count
        guard counters == 0 || counters == columns.count else {
            throw .invalid("Cannot mix counter and non counter columns in the same table")
        }
        return columns
    }

    private func checkKey(_ types: [String: CQLType]) throws(StatementError) {
        let statics = Set(create.columns.filter(\.isStatic).map(\.name))
        let table = create.name.name
        var seen: Set<String> = []
        for name in key.partition + key.clustering {
            if seen.contains(name) { throw .invalid("Duplicate column '\(name)' in PRIMARY KEY clause for table '\(table)'") }
            guard let type = types[name] else {
                throw .invalid("Unknown column '\(name)' referenced in PRIMARY KEY for table '\(table)'")
            }
            seen.insert(name)
            if type.isMultiCell {
                let kind = type.isCollection ? "collection" : "user-defined"
                throw .invalid("Invalid non-frozen \(kind) type \(type) for PRIMARY KEY column '\(name)'")
            }
            if type == .counter { throw .invalid("counter type is not supported for PRIMARY KEY column '\(name)'") }
            if type.contains(where: { $0 == .duration }) {
                throw .invalid("duration type is not supported for PRIMARY KEY column '\(name)'")
            }
            if statics.contains(name) { throw .invalid("Static column '\(name)' cannot be part of the PRIMARY KEY") }
        }
    }

    /// The columns that are DESC.
    private func checkClusteringOrder() throws(StatementError) -> Set<String> {
        guard !create.clusteringOrder.isEmpty else { return [] }
        let table = create.name.name
        var seen: Set<String> = []
        for order in create.clusteringOrder {
            guard seen.insert(order.column).inserted else {
                throw .invalid("Duplicate column '\(order.column)' in CLUSTERING ORDER BY clause for table '\(table)'")
            }
        }
        let foreign = create.clusteringOrder.map(\.column).filter { !key.clustering.contains($0) }
        guard foreign.isEmpty else {
            throw .invalid(
                "Only clustering key columns can be defined in CLUSTERING ORDER directive: [\(foreign.joined(separator: ", "))] are not clustering columns"
            )
        }
        for (index, column) in key.clustering.enumerated() {
            guard index < create.clusteringOrder.count || seen.contains(column) else {
                throw .invalid("Missing CLUSTERING ORDER for column \(column)")
            }
            guard seen.contains(column) else { throw .invalid("Missing CLUSTERING ORDER for column \(column)") }
            guard create.clusteringOrder[index].column == column else {
                throw .invalid(
                    "The order of columns in the CLUSTERING ORDER directive must match that of the clustering columns (\(column) must appear before \(create.clusteringOrder[index].column))"
                )
            }
        }
        return Set(create.clusteringOrder.filter(\.descending).map(\.column))
    }
}
