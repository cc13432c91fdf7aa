/// A column that names in a query may mean.
struct ScopeColumn: Hashable {
    var name: String
    /// The table's name or alias, nil when the relation has none.
    var qualifier: String?
    var type: SQLType
    var isRowtime = false
    /// Set on the columns a window function adds.
    var window: WindowColumn?
}

/// Which property of which window a column holds.
struct WindowColumn: Hashable {
    enum Property: Hashable { case start, end, time }
    /// Distinguishes the window functions of a statement.
    var window: Int
    var property: Property
}

/// The columns in sight of an expression, in the order of the input row.
struct Scope: Hashable {
    var columns: [ScopeColumn]

    /// What a name with dots means: a column, then fields of it.
    func resolve(_ names: [String], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        if names.count > 1 {
            let qualified = columns.indices.filter { columns[$0].qualifier == names[0] && columns[$0].name == names[1] }
            if qualified.count == 1 { return try fields(names.dropFirst(2), of: column(qualified[0]), at: position) }
            if columns.contains(where: { $0.qualifier == names[0] }), !columns.contains(where: { $0.name == names[0] }) {
                throw .invalid("column '\(names[1])' not found in table '\(names[0])'", at: position)
            }
        }
        let found = columns.indices.filter { columns[$0].name == names[0] }
        if found.count > 1 { throw .invalid("column '\(names[0])' is ambiguous", at: position) }
        if let index = found.first { return try fields(names.dropFirst(), of: column(index), at: position) }
        if names.count > 1 { throw .invalid("table '\(names[0])' not found", at: position) }
        let similar = columns.first { $0.name.uppercased() == names[0].uppercased() }
        if similar == nil, columns.contains(where: { $0.type.hasField(names[0]) }) {
            throw .unsupported("naming a field of a ROW column without the column", at: position)
        }
        throw .invalid(
            "column '\(names[0])' not found" + (similar.map { "; did you mean '\($0.name)'?" } ?? ""), at: position)
    }

    func column(_ index: Int) -> BoundExpression { .column(index: index, type: columns[index].type) }

    private func fields(
        _ names: ArraySlice<String>, of base: BoundExpression, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        var result = base
        for name in names { result = try Scope.field(name, of: result, at: position) }
        return result
    }

    /// The field `name` of a ROW expression; nullable when the row is.
    static func field(_ name: String, of base: BoundExpression, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard case .row(let fields) = base.type.kind else {
            throw .invalid("'\(name)' is asked of a value that is not a ROW", at: position)
        }
        guard let index = fields.firstIndex(where: { $0.name == name }) else {
            throw .invalid("the ROW has no field '\(name)'", at: position)
        }
        let type = fields[index].type
        return .field(base, index: index, type: type.withNullability(type.isNullable || base.type.isNullable))
    }
}

extension SQLType {
    /// Whether a ROW type has the field at any depth.
    func hasField(_ name: String) -> Bool {
        guard case .row(let fields) = kind else { return false }
        return fields.contains { $0.name == name || $0.type.hasField(name) }
    }
}
