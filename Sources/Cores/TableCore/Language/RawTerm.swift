/// A name that may carry its keyspace.
public struct QualifiedName: Hashable, Sendable {
    public var keyspace: String?
    public var name: String

    public init(keyspace: String?, name: String) {
        self.keyspace = keyspace
        self.name = name
    }
}

/// What kind of constant was written; decides which types accept it.
public enum ConstantKind: String, Hashable, Sendable {
    case string = "STRING"
    case integer = "INTEGER"
    case float = "FLOAT"
    case uuid = "UUID"
    case boolean = "BOOLEAN"
    case duration = "DURATION"
    case hexadecimal = "HEX"
}

/// An arithmetic operator, as written.
public enum ArithmeticOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
}

/// A value as written, before any type is known.
public indirect enum RawTerm: Hashable, Sendable {
    case null
    case constant(ConstantKind, String)
    /// The n-th bind marker of the statement, from 0.
    case marker(Int)
    case list([RawTerm])
    /// `{a, b}`; `{}` is an empty set or map.
    case set([RawTerm])
    case map([MapEntry])
    /// `{field: value}`.
    case userType([UserTypeField])
    case tuple([RawTerm])
    case function(QualifiedName, [RawTerm])
    /// `(type) term`.
    case typeHint(RawType, RawTerm)
    case operation(ArithmeticOperator, RawTerm, RawTerm)
    case negation(RawTerm)

    public struct MapEntry: Hashable, Sendable {
        public let key: RawTerm
        public let value: RawTerm
    }

    public struct UserTypeField: Hashable, Sendable {
        public let name: String
        public let value: RawTerm
    }

    /// True when the term is a bind marker.
    public var isMarker: Bool { if case .marker = self { true } else { false } }

    /// The term as error texts show it.
    public var text: String {
        switch self {
        case .null: return "NULL"
        case .constant(.string, let text): return "'\(text)'"
        case .constant(_, let text): return text
        case .marker: return "?"
        case .list(let items): return "[\(Self.joined(items))]"
        case .set(let items): return "{\(Self.joined(items))}"
        case .map(let entries): return "{" + entries.map { "\($0.key.text): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .userType(let fields): return "{" + fields.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .tuple(let items): return "(\(Self.joined(items)))"
        case .function(let name, let arguments): return "\(name.text)(\(Self.joined(arguments)))"
        case .typeHint(let type, let term): return "(\(type.text))\(term.text)"
        case .operation(let op, let left, let right): return "\(left.text) \(op.rawValue) \(right.text)"
        case .negation(let term): return "-\(term.text)"
        }
    }

    private static func joined(_ items: [RawTerm]) -> String { items.map(\.text).joined(separator: ", ") }
}

extension QualifiedName {
    /// `keyspace.name` or `name`, unquoted.
    public var text: String { keyspace.map { "\($0).\(name)" } ?? name }
}

/// A type as written, before user types are looked up.
public indirect enum RawType: Hashable, Sendable {
    case native(String)
    case list(RawType)
    case set(RawType)
    case map(RawType, RawType)
    case tuple([RawType])
    case vector(RawType, Int)
    case frozen(RawType)
    case user(QualifiedName)
    /// `'a.class.Name'`.
    case custom(String)

    /// The type as CQL text.
    public var text: String {
        switch self {
        case .native(let name): name
        case .list(let element): "list<\(element.text)>"
        case .set(let element): "set<\(element.text)>"
        case .map(let key, let value): "map<\(key.text), \(value.text)>"
        case .tuple(let parts): "tuple<\(parts.map(\.text).joined(separator: ", "))>"
        case .vector(let element, let dimension): "vector<\(element.text), \(dimension)>"
        case .frozen(let type): "frozen<\(type.text)>"
        case .user(let name): name.text
        case .custom(let name): "'\(name)'"
        }
    }
}
