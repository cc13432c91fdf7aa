internal import Bytes
internal import CQLValues

/// What a statement does to one column.
enum ColumnOperation: Sendable {
    case set(ColumnDefinition, Term)
    /// Appends to a list, adds to a set or map.
    case append(ColumnDefinition, Term)
    case prepend(ColumnDefinition, Term)
    /// Takes the values out of a list or set, the keys out of a map.
    case discard(ColumnDefinition, Term)
    case addToCounter(ColumnDefinition, Term, negated: Bool)
    case setElement(ColumnDefinition, key: Term, Term)
    case setField(ColumnDefinition, index: Int, Term)
    case delete(ColumnDefinition)
    case deleteElement(ColumnDefinition, key: Term)
    case deleteField(ColumnDefinition, index: Int)

    var column: ColumnDefinition {
        switch self {
        case .set(let column, _), .append(let column, _), .prepend(let column, _), .discard(let column, _),
            .addToCounter(let column, _, _), .setElement(let column, _, _), .setField(let column, _, _), .delete(let column),
            .deleteElement(let column, _), .deleteField(let column, _):
            column
        }
    }

    /// Whether the row's present content must be read first.
    var needsReading: Bool {
        guard case .list = column.type else { return false }
        switch self {
        case .discard, .setElement, .deleteElement: return true
        default: return false
        }
    }
}

/// Gives assignments and deletions their types, with the checks of each kind of column.
struct OperationPreparation {
    let table: TableDefinition
    var scope: TermScope

    private func receiver(_ column: ColumnDefinition) -> Receiver { Receiver(column, of: table) }

    mutating func operation(_ assignment: Assignment, _ column: ColumnDefinition) throws(StatementError) -> ColumnOperation {
        switch assignment.operation {
        case .set(let value): return try set(value, column)
        case .add(let value): return try addition(value, column, negated: false)
        case .subtract(let value): return try addition(value, column, negated: true)
        case .prepend(let value): return try prepend(value, column)
        case .setElement(let key, let value): return try setElement(key, value, column)
        case .setField(let field, let value): return try setField(field, value, column)
        }
    }

    mutating func set(_ value: RawTerm, _ column: ColumnDefinition) throws(StatementError) -> ColumnOperation {
        if column.type == .counter {
            throw .invalid(
                "Cannot set the value of counter column \(column.name) (counters can only be incremented/decremented, not set)")
        }
        return .set(column, try scope.prepare(value, for: receiver(column)))
    }

    private mutating func addition(
        _ value: RawTerm, _ column: ColumnDefinition, negated: Bool
    ) throws(StatementError) -> ColumnOperation {
        let sign = negated ? "-" : "+"
        let shown = "\(column.name) = \(column.name) \(sign) \(value.text)"
        guard column.type.isCollection else {
            if case .tuple = column.type { throw .invalid("Invalid operation (\(shown)) for tuple column \(column.name)") }
            guard column.type == .counter else {
                throw .invalid("Invalid operation (\(shown)) for non counter column \(column.name)")
            }
            if case .null = value { throw .invalid("Invalid null value for counter increment/decrement") }
            return .addToCounter(column, try scope.prepare(value, for: receiver(column)), negated: negated)
        }
        guard column.type.isMultiCell else {
            throw .invalid("Invalid operation (\(shown)) for frozen collection column \(column.name)")
        }
        if case .map = column.type {
            switch value {
            case .set(let items) where !negated && !items.isEmpty:
                throw .invalid("Value for a map addition has to be a map, but was: '\(value.text)'")
            case .map where negated: throw .invalid("Value for a map substraction has to be a set, but was: '\(value.text)'")
            default: break
            }
        }
        guard negated else { return .append(column, try scope.prepare(value, for: receiver(column))) }
        if case .map(let key, _) = column.type {
            return .discard(column, try scope.prepare(value, for: receiver(column).renamed(column.name, .set(key))))
        }
        return .discard(column, try scope.prepare(value, for: receiver(column)))
    }

    private mutating func prepend(_ value: RawTerm, _ column: ColumnDefinition) throws(StatementError) -> ColumnOperation {
        let shown = "\(column.name) = \(value.text) - \(column.name)"
        guard case .list = column.type.unfrozen else {
            throw .invalid("Invalid operation (\(shown)) for non list column \(column.name)")
        }
        guard column.type.isMultiCell else {
            throw .invalid("Invalid operation (\(shown)) for frozen list column \(column.name)")
        }
        return .prepend(column, try scope.prepare(value, for: receiver(column)))
    }

    private mutating func setElement(
        _ key: RawTerm, _ value: RawTerm, _ column: ColumnDefinition
    ) throws(StatementError) -> ColumnOperation {
        let shown = "\(column.name)[\(key.text)] = \(value.text)"
        guard column.type.isCollection else {
            throw .invalid("Invalid operation (\(shown)) for non collection column \(column.name)")
        }
        guard column.type.isMultiCell else {
            throw .invalid("Invalid operation (\(shown)) for frozen collection column \(column.name)")
        }
        let whole = receiver(column)
        switch column.type {
        case .list(let element):
            let index = try scope.prepare(key, for: whole.renamed("idx(\(column.name))", .int))
            return .setElement(column, key: index, try scope.prepare(value, for: whole.renamed("value(\(column.name))", element)))
        case .map(let keyType, let valueType):
            let keyTerm = try scope.prepare(key, for: whole.renamed("key(\(column.name))", keyType))
            return .setElement(
                column, key: keyTerm, try scope.prepare(value, for: whole.renamed("value(\(column.name))", valueType)))
        default: throw .invalid("Invalid operation (\(shown)) for set column \(column.name)")
        }
    }

    private mutating func setField(
        _ name: String, _ value: RawTerm, _ column: ColumnDefinition
    ) throws(StatementError) -> ColumnOperation {
        let shown = "\(column.name).\(name) = \(value.text)"
        guard case .userDefined(let type) = column.type.unfrozen else {
            throw .invalid("Invalid operation (\(shown)) for non-UDT column \(column.name)")
        }
        guard column.type.isMultiCell else { throw .invalid("Invalid operation (\(shown)) for frozen UDT column \(column.name)") }
        guard let index = type.fields.firstIndex(where: { $0.name == name }) else {
            throw .invalid("UDT column \(column.name) does not have a field named \(name)")
        }
        let place = receiver(column).renamed("\(column.name).\(name)", type.fields[index].type)
        return .setField(column, index: index, try scope.prepare(value, for: place))
    }

    mutating func deletion(_ target: Delete.Target, _ column: ColumnDefinition) throws(StatementError) -> ColumnOperation {
        switch target {
        case .column: return .delete(column)
        case .element(_, let key):
            guard column.type.isCollection else {
                throw .invalid("Invalid deletion operation for non collection column \(column.name)")
            }
            guard column.type.isMultiCell else {
                throw .invalid("Invalid deletion operation for frozen collection column \(column.name)")
            }
            let whole = receiver(column)
            switch column.type {
            case .map(let keyType, _):
                return .deleteElement(column, key: try scope.prepare(key, for: whole.renamed("key(\(column.name))", keyType)))
            case .set(let element):
                return .deleteElement(column, key: try scope.prepare(key, for: whole.renamed("value(\(column.name))", element)))
            default: return .deleteElement(column, key: try scope.prepare(key, for: whole.renamed("idx(\(column.name))", .int)))
            }
        case .field(_, let name):
            guard case .userDefined(let type) = column.type.unfrozen else {
                throw .invalid("Invalid field deletion operation for non-UDT column \(column.name)")
            }
            guard column.type.isMultiCell else {
                throw .invalid("Frozen UDT column \(column.name) does not support field deletions")
            }
            guard let index = type.fields.firstIndex(where: { $0.name == name }) else {
                throw .invalid("UDT column \(column.name) does not have a field named \(name)")
            }
            return .deleteField(column, index: index)
        }
    }
}
