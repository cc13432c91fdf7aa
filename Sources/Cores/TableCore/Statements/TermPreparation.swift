internal import CQLValues

/// Where terms are given their types: the keyspace and its types; collects the markers' receivers.
struct TermScope {
    let keyspace: String
    let types: [String: UserDefinedType]
    /// For each marker its receiver, set as terms are prepared.
    var receivers: [Receiver?]
    /// Milliseconds since 1970, for the timestamp 'now'.
    let nowMs: Int64
    /// What `token()` takes: the types of the table's partition key.
    var tokenTypes: [CQLType] = []

    init(keyspace: String, types: [String: UserDefinedType], markerCount: Int, nowMs: Int64) {
        self.nowMs = nowMs
        self.keyspace = keyspace
        self.types = types
        self.receivers = [Receiver?](repeating: nil, count: markerCount)
    }

    func resolve(_ type: RawType) throws(StatementError) -> CQLType {
        try TypeResolution(keyspace: keyspace, types: types).resolve(type)
    }

    /// Gives a marker its receiver.
    mutating func bind(_ index: Int, to receiver: Receiver) -> Term {
        receivers[index] = receiver
        return .marker(index, receiver)
    }

    /// Gives `raw` the receiver's type.
    /// - Throws: invalid, with Cassandra's text of the misfit.
    mutating func prepare(_ raw: RawTerm, for receiver: Receiver) throws(StatementError) -> Term {
        let type = receiver.type
        switch raw {
        case .null: return .null
        case .marker(let index): return bind(index, to: receiver)
        case .constant(let kind, let text): return try constant(kind, text, receiver)
        case .list(let items): return try list(raw, items, receiver)
        case .set(let items): return try set(raw, items, receiver)
        case .map(let entries): return try map(entries, receiver)
        case .userType(let fields): return try userType(fields, receiver)
        case .tuple(let items): return try tuple(items, receiver)
        case .typeHint(let hint, let inner):
            let hinted = try resolve(hint)
            guard RawTerm.fit(hinted, type) > .none else {
                throw .invalid("Cannot assign value \(raw.text) to \(receiver.name) of type \(type)")
            }
            return try prepare(inner, for: receiver.renamed(receiver.name, hinted))
        case .function, .operation, .negation: return try computed(raw, receiver)
        }
    }

    private func constant(_ kind: ConstantKind, _ text: String, _ receiver: Receiver) throws(StatementError) -> Term {
        let type = receiver.type
        guard kind.assignability(to: type, text: text) > .none else {
            throw .invalid("Invalid \(kind.rawValue) constant (\(text)) for \"\(receiver.name)\" of type \(type)")
        }
        do throws(CQLValueError) {
            let constant = CQLConstant(CQLConstant.Kind(rawValue: kind.rawValue) ?? .string, text)
            return .constant(try type.bytes(of: constant, for: receiver.name, now: nowMs))
        } catch {
            throw StatementError(error)
        }
    }

    // MARK: Collections

    private mutating func elements(
        _ items: [RawTerm], kind: String, _ element: CQLType, _ receiver: Receiver
    ) throws(StatementError) -> [Term] {
        let place = receiver.renamed("value(\(receiver.name))", element)
        for item in items where item.assignability(to: element, self) == .none {
            throw .invalid("Invalid \(kind) literal for \(receiver.name): value \(item.text) is not of type \(element)")
        }
        var terms: [Term] = []
        for item in items {
            let term = try prepare(item, for: place)
            guard kind == "vector" || !term.holdsMarker else {
                throw .invalid(
                    "Invalid \(kind) literal for \(receiver.name): bind variables are not supported inside collection literals")
            }
            if term == .null { throw .invalid("null is not supported inside collections") }
            terms.append(term)
        }
        return terms
    }

    private mutating func list(_ raw: RawTerm, _ items: [RawTerm], _ receiver: Receiver) throws(StatementError) -> Term {
        switch receiver.type.unfrozen {
        case .list(let element): return try folded(.list(try elements(items, kind: "list", element, receiver)))
        case .vector(let element, let dimension):
            guard items.count == dimension else {
                throw .invalid(
                    "Invalid vector literal for \(receiver.name) of type \(receiver.type); expected \(dimension) elements, but given \(items.count)"
                )
            }
            return try folded(.vector(try elements(items, kind: "vector", element, receiver), element: element))
        default: throw .invalid("Unexpected receiver type '\(receiver.type)'; only list and vector are expected")
        }
    }

    private mutating func set(_ raw: RawTerm, _ items: [RawTerm], _ receiver: Receiver) throws(StatementError) -> Term {
        switch receiver.type.unfrozen {
        case .map(let key, _) where items.isEmpty: return try folded(.map([], key: key))
        case .set(let element): return try folded(.set(try elements(items, kind: "set", element, receiver), element: element))
        default: throw .invalid("Invalid set literal for \(receiver.name) of type \(receiver.type)")
        }
    }

    private mutating func map(_ entries: [RawTerm.MapEntry], _ receiver: Receiver) throws(StatementError) -> Term {
        guard case .map(let key, let value) = receiver.type.unfrozen else {
            throw .invalid("Invalid map literal for \(receiver.name) of type \(receiver.type)")
        }
        for entry in entries {
            if entry.key.assignability(to: key, self) == .none {
                throw .invalid("Invalid map literal for \(receiver.name): key \(entry.key.text) is not of type \(key)")
            }
            if entry.value.assignability(to: value, self) == .none {
                throw .invalid("Invalid map literal for \(receiver.name): value \(entry.value.text) is not of type \(value)")
            }
        }
        var prepared: [Term.MapEntry] = []
        for entry in entries {
            let pair = Term.MapEntry(
                key: try prepare(entry.key, for: receiver.renamed("key(\(receiver.name))", key)),
                value: try prepare(entry.value, for: receiver.renamed("value(\(receiver.name))", value)))
            guard !pair.key.holdsMarker, !pair.value.holdsMarker else {
                throw .invalid(
                    "Invalid map literal for \(receiver.name): bind variables are not supported inside collection literals")
            }
            if pair.key == .null || pair.value == .null { throw .invalid("null is not supported inside collections") }
            prepared.append(pair)
        }
        return try folded(.map(prepared, key: key))
    }

    // MARK: Tuples and user types

    private mutating func tuple(_ items: [RawTerm], _ receiver: Receiver) throws(StatementError) -> Term {
        // Parentheses around a single value are only that.
        guard case .tuple(let components) = receiver.type.unfrozen else {
            if items.count == 1, let only = items.first, receiver.type.isNative { return try prepare(only, for: receiver) }
            throw .invalid("Invalid tuple type literal for \(receiver.name) of type \(receiver.type)")
        }
        guard items.count <= components.count else {
            throw .invalid(
                "Invalid tuple literal for \(receiver.name): too many elements. Type \(receiver.type) expects \(components.count) but got \(items.count)"
            )
        }
        var fields: [Term] = []
        for (index, item) in items.enumerated() {
            guard item.assignability(to: components[index], self) > .none else {
                throw .invalid(
                    "Invalid tuple literal for \(receiver.name): component \(index) is not of type \(components[index])")
            }
            fields.append(try prepare(item, for: receiver.renamed("\(receiver.name)[\(index)]", components[index])))
        }
        return try folded(.fields(fields))
    }

    private mutating func userType(_ given: [RawTerm.UserTypeField], _ receiver: Receiver) throws(StatementError) -> Term {
        guard case .userDefined(let type) = receiver.type.unfrozen else {
            throw .invalid("Invalid user type literal for \(receiver.name) of type \(receiver.type)")
        }
        for field in given where !type.fields.contains(where: { $0.name == field.name }) {
            throw .invalid("Unknown field '\(field.name)' in value of user defined type \(type.name)")
        }
        var fields: [Term] = []
        for field in type.fields {
            guard let value = given.first(where: { $0.name == field.name })?.value else {
                fields.append(.null)
                continue
            }
            guard value.assignability(to: field.type, self) > .none else {
                throw .invalid("Invalid user type literal for \(receiver.name): field \(field.name) is not of type \(field.type)")
            }
            fields.append(try prepare(value, for: receiver.renamed("\(receiver.name).\(field.name)", field.type)))
        }
        return try folded(.fields(fields))
    }

    /// Serializes what is constant at once.
    private func folded(_ term: Term) throws(StatementError) -> Term {
        guard term.isConstant else { return term }
        let value = try term.value(
            ExecutionContext(timestamp: 0, nowMs: 0, timeUUIDs: { UniqueTimeUUID(ticks: 0, sequenceAndNode: 0) }))
        return value.bytes.map { .constant($0) } ?? .null
    }
}

extension Term {
    /// Whether a marker is in it.
    var holdsMarker: Bool {
        switch self {
        case .marker: true
        case .constant, .null: false
        case .list(let items), .set(let items, _), .fields(let items), .vector(let items, _): items.contains(where: \.holdsMarker)
        case .map(let entries, _): entries.contains { $0.key.holdsMarker || $0.value.holdsMarker }
        case .call(let call): call.arguments.contains(where: \.holdsMarker)
        }
    }
}
