internal import CQLValues

/// How well a written value fits a type: decides between overloads and refuses misfits.
enum Assignability: Int, Comparable, Sendable {
    case none = 0
    case weak = 1
    case exact = 2

    static func < (a: Assignability, b: Assignability) -> Bool { a.rawValue < b.rawValue }
}

extension RawTerm {
    /// How well the value fits `type` within `scope`.
    func assignability(to type: CQLType, _ scope: TermScope) -> Assignability {
        switch self {
        case .null: return type == .counter ? .none : .weak
        case .marker: return .weak
        case .constant(let kind, let text): return kind.assignability(to: type, text: text)
        case .list(let items): return Self.list(items, type, scope)
        case .set(let items): return Self.set(items, type, scope)
        case .map(let entries):
            guard case .map(let key, let value) = type.unfrozen else { return .none }
            return entries.map { min($0.key.assignability(to: key, scope), $0.value.assignability(to: value, scope)) }.min()
                ?? .weak
        case .userType(let fields):
            guard case .userDefined(let definition) = type.unfrozen else { return .none }
            for field in fields {
                guard let found = definition.fields.first(where: { $0.name == field.name }),
                    field.value.assignability(to: found.type, scope) > .none
                else { return .none }
            }
            return .weak
        case .tuple(let items):
            guard case .tuple(let components) = type.unfrozen, items.count <= components.count else { return .none }
            return zip(items, components).allSatisfy { $0.assignability(to: $1, scope) > .none } ? .weak : .none
        case .typeHint(let hint, _):
            guard let hinted = try? scope.resolve(hint) else { return .none }
            return Self.fit(hinted, type)
        case .function, .operation, .negation:
            guard let result = try? scope.resultType(of: self, expected: type) else { return .none }
            return Self.fit(result, type)
        }
    }

    /// How well a value of type `given` fits `wanted`.
    static func fit(_ given: CQLType, _ wanted: CQLType) -> Assignability {
        if given.unfrozen == wanted.unfrozen { return .exact }
        switch (given, wanted) {
        case (.ascii, .text), (.timeuuid, .uuid), (.int, .varint), (.bigint, .varint), (.bigint, .timestamp),
            (.bigint, .counter), (.counter, .bigint):
            return .weak
        default: return wanted == .blob && given.isNative ? .weak : .none
        }
    }

    private static func list(_ items: [RawTerm], _ type: CQLType, _ scope: TermScope) -> Assignability {
        switch type.unfrozen {
        case .list(let element): items.map { $0.assignability(to: element, scope) }.min() ?? .weak
        case .vector(let element, let dimension):
            items.count == dimension && items.allSatisfy { $0.assignability(to: element, scope) > .none } ? .weak : .none
        default: .none
        }
    }

    private static func set(_ items: [RawTerm], _ type: CQLType, _ scope: TermScope) -> Assignability {
        switch type.unfrozen {
        case .map: items.isEmpty ? .weak : .none
        case .set(let element): items.map { $0.assignability(to: element, scope) }.min() ?? .weak
        default: .none
        }
    }
}

extension ConstantKind {
    /// How well a constant fits a type.
    func assignability(to type: CQLType, text: String) -> Assignability {
        switch type {
        case .frozen, .list, .set, .map, .userDefined: return .none
        case .tuple, .vector, .custom: return .weak
        default: break
        }
        if type == preferredType(of: text) { return .exact }
        return accepted.contains(type) ? .weak : .none
    }

    private var accepted: Set<CQLType> {
        switch self {
        case .string: [.ascii, .text, .inet, .date, .time, .timestamp]
        case .integer:
            [
                .bigint, .counter, .date, .decimal, .double, .duration, .float, .int, .smallint, .time, .timestamp, .tinyint,
                .varint,
            ]
        case .uuid: [.uuid, .timeuuid]
        case .float: [.decimal, .double, .float]
        case .boolean: [.boolean]
        case .hexadecimal: [.blob]
        case .duration: [.duration]
        }
    }

    /// The type a constant has when nothing else says.
    func preferredType(of text: String) -> CQLType? {
        switch self {
        case .string: return .text
        case .integer: return Int32(text) != nil ? .int : Int64(text) != nil ? .bigint : .varint
        case .uuid: return text.count > 14 && Array(text)[14] == "1" ? .timeuuid : .uuid
        case .float: return text.hasSuffix("NaN") || text.hasSuffix("Infinity") ? .double : nil
        case .boolean: return .boolean
        case .duration: return .duration
        case .hexadecimal: return .blob
        }
    }
}
