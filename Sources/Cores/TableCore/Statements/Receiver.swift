internal import Bytes
internal import CQLValues

/// What a value is for: its name in messages and the type it must have.
struct Receiver: Hashable, Sendable {
    let keyspace: String
    let table: String
    let name: String
    let type: CQLType

    init(keyspace: String, table: String, name: String, type: CQLType) {
        self.keyspace = keyspace
        self.table = table
        self.name = name
        self.type = type
    }

    init(_ column: ColumnDefinition, of table: TableDefinition) {
        self.init(keyspace: table.keyspace, table: table.name, name: column.name, type: column.type)
    }

    /// The same place under another name and type: `[limit]`, `key(m)`, `in(c)`.
    func renamed(_ name: String, _ type: CQLType) -> Receiver {
        Receiver(keyspace: keyspace, table: table, name: name, type: type)
    }

    var description: ColumnDescription { ColumnDescription(keyspace: keyspace, table: table, name: name, type: type) }
}

/// A value of a statement whose type is known: a constant already serialized, a marker, or something to compute.
indirect enum Term: Hashable, Sendable {
    case constant(ByteSlice)
    case null
    case marker(Int, Receiver)
    case list([Term])
    case set([Term], element: CQLType)
    case map([MapEntry], key: CQLType)
    /// Tuples and user-defined types.
    case fields([Term])
    case vector([Term], element: CQLType)
    case call(FunctionCall)

    struct MapEntry: Hashable, Sendable {
        let key: Term
        let value: Term
    }

    /// A scalar function with arguments, and the name under which its failures are told.
    struct FunctionCall: Hashable, Sendable {
        let function: ScalarFunction
        let arguments: [Term]
    }
}

/// The outcome of evaluating a term.
enum TermValue: Hashable, Sendable {
    case bytes(ByteSlice)
    case null
    case unset

    /// The bytes, nil for null. Unset counts as null where it is allowed at all.
    var bytes: ByteSlice? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

extension Term {
    /// The value in one execution.
    /// - Throws: invalid when a bound value is not one of its type.
    func value(_ context: ExecutionContext) throws(StatementError) -> TermValue {
        switch self {
        case .constant(let bytes): return .bytes(bytes)
        case .null: return .null
        case .marker(let index, let receiver): return try Self.bound(index, receiver, context)
        case .list(let items): return .bytes(CQLCollection.bytes(of: try Self.items(items, context)))
        case .set(let items, let element):
            return .bytes(CQLCollection.bytes(of: Self.sortedSet(try Self.items(items, context), element)))
        case .map(let entries, let key): return .bytes(try Self.map(entries, key, context))
        case .fields(let terms):
            var fields: [ByteSlice?] = []
            for term in terms { fields.append(try term.value(context).bytes) }
            return .bytes(CQLCollection.bytes(ofFields: fields))
        case .vector(let items, let element):
            return .bytes(CQLCollection.bytes(ofVector: try Self.items(items, context), element: element))
        case .call(let call):
            var arguments: [ByteSlice?] = []
            for argument in call.arguments { arguments.append(try argument.value(context).bytes) }
            return try call.function.evaluate(arguments, context).map { .bytes($0) } ?? .null
        }
    }

    private static func items(_ terms: [Term], _ context: ExecutionContext) throws(StatementError) -> [ByteSlice] {
        var items: [ByteSlice] = []
        for term in terms {
            guard let bytes = try term.value(context).bytes else { throw .invalid("null is not supported inside collections") }
            items.append(bytes)
        }
        return items
    }

    /// In the element type's order, each once.
    static func sortedSet(_ items: [ByteSlice], _ element: CQLType) -> [ByteSlice] {
        var unique: [ByteSlice] = []
        for item in items.sorted(by: { element.compare($0, $1) < 0 }) {
            if let last = unique.last, element.compare(last, item) == 0 { continue }
            unique.append(item)
        }
        return unique
    }

    private static func map(
        _ entries: [MapEntry], _ keyType: CQLType, _ context: ExecutionContext
    ) throws(StatementError) -> ByteSlice {
        var pairs: [(key: ByteSlice, value: ByteSlice)] = []
        for entry in entries {
            guard let key = try entry.key.value(context).bytes, let value = try entry.value.value(context).bytes else {
                throw .invalid("null is not supported inside collections")
            }
            pairs.append((key, value))
        }
        return CQLCollection.bytes(of: sortedMap(pairs, keyType))
    }

    /// In the key type's order; of two entries with one key the last.
    static func sortedMap(
        _ pairs: [(key: ByteSlice, value: ByteSlice)], _ keyType: CQLType
    ) -> [(key: ByteSlice, value: ByteSlice)] {
        var unique: [(key: ByteSlice, value: ByteSlice)] = []
        for (_, pair) in pairs.enumerated().sorted(by: { a, b in
            let order = keyType.compare(a.element.key, b.element.key)
            return order != 0 ? order < 0 : a.offset < b.offset
        }) {
            if let last = unique.last, keyType.compare(last.key, pair.key) == 0 { unique.removeLast() }
            unique.append(pair)
        }
        return unique
    }

    private static func bound(
        _ index: Int, _ receiver: Receiver, _ context: ExecutionContext
    ) throws(StatementError) -> TermValue {
        guard index < context.values.count else { throw .invalid("Invalid amount of bind variables") }
        switch context.values[index] {
        case .null: return .null
        case .unset: return .unset
        case .bytes(let bytes):
            let type = receiver.type
            do throws(CQLValueError) {
                try type.validate(bytes)
                // Sets and maps may come unsorted; they are kept in order.
                return .bytes(type.normalized(bytes))
            } catch {
                throw StatementError(error)
            }
        }
    }

    /// The value when it needs neither markers nor functions, else nil.
    var constantBytes: ByteSlice? { if case .constant(let bytes) = self { bytes } else { nil } }

    /// Whether a marker or a function is in it.
    var isConstant: Bool {
        switch self {
        case .constant, .null: true
        case .marker, .call: false
        case .list(let items), .set(let items, _), .fields(let items), .vector(let items, _): items.allSatisfy(\.isConstant)
        case .map(let entries, _): entries.allSatisfy { $0.key.isConstant && $0.value.isConstant }
        }
    }
}

extension StatementError {
    /// A value that is not one of its type.
    init(_ error: CQLValueError) {
        self.init(error.kind == .invalid ? .invalid : .server, error.message)
    }
}
