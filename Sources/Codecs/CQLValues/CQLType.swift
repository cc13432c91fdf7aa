/// A type of CQL, as a column, field, element or bound value may have.
///
/// A tuple is always frozen, so `frozen<tuple<…>>` is simply ``tuple(_:)``. Use ``frozen()`` to freeze any type: it
/// freezes what is nested too, so that equal types are equal values.
public indirect enum CQLType: Hashable, Sendable {
    case ascii, bigint, blob, boolean, counter, date, decimal, double, duration, empty, float, inet, int, smallint
    case text, time, timestamp, timeuuid, tinyint, uuid, varint
    case list(CQLType)
    case set(CQLType)
    case map(CQLType, CQLType)
    case tuple([CQLType])
    case userDefined(UserDefinedType)
    /// `vector<element, dimension>`.
    case vector(CQLType, Int)
    /// A collection or user-defined type stored as one value.
    case frozen(CQLType)
    /// A type that is known only by the name of its class in Cassandra; its values are opaque bytes.
    case custom(String)

    /// The native types by the name CQL gives them (`varchar` is another name of `text`).
    public static let nativeTypes: [String: CQLType] = [
        "ascii": .ascii, "bigint": .bigint, "blob": .blob, "boolean": .boolean, "counter": .counter, "date": .date,
        "decimal": .decimal, "double": .double, "duration": .duration, "empty": .empty, "float": .float, "inet": .inet,
        "int": .int, "smallint": .smallint, "text": .text, "varchar": .text, "time": .time, "timestamp": .timestamp,
        "timeuuid": .timeuuid, "tinyint": .tinyint, "uuid": .uuid, "varint": .varint,
    ]
}

/// A user-defined type: a named list of named fields.
public struct UserDefinedType: Hashable, Sendable {
    /// One field of the type.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var type: CQLType

        public init(name: String, type: CQLType) {
            self.name = name
            self.type = type
        }
    }

    public var keyspace: String
    public var name: String
    public var fields: [Field]

    public init(keyspace: String, name: String, fields: [Field]) {
        self.keyspace = keyspace
        self.name = name
        self.fields = fields
    }
}

extension CQLType {
    /// The type without an outer `frozen<…>`.
    public var unfrozen: CQLType {
        if case .frozen(let inner) = self { inner } else { self }
    }

    /// The frozen form of the type: one value, and so are all collections and user-defined types nested in it.
    public func frozen() -> CQLType {
        switch self {
        case .list, .set, .map, .userDefined: .frozen(freezingNested())
        case .frozen(let inner): .frozen(inner.freezingNested())
        case .tuple, .vector: freezingNested()
        default: self
        }
    }

    /// The same type with everything nested in it frozen.
    private func freezingNested() -> CQLType {
        switch self {
        case .list(let element): .list(element.frozen())
        case .set(let element): .set(element.frozen())
        case .map(let key, let value): .map(key.frozen(), value.frozen())
        case .tuple(let components): .tuple(components.map { $0.frozen() })
        case .vector(let element, let dimension): .vector(element.frozen(), dimension)
        case .userDefined(var type):
            .userDefined(
                {
                    type.fields = type.fields.map { .init(name: $0.name, type: $0.type.frozen()) }
                    return type
                }())
        default: self
        }
    }

    /// Whether the elements or fields are stored as cells of their own: an unfrozen collection or user-defined type.
    public var isMultiCell: Bool {
        switch self {
        case .list, .set, .map, .userDefined: true
        default: false
        }
    }

    /// Whether the type is a list, set or map, frozen or not.
    public var isCollection: Bool {
        switch unfrozen {
        case .list, .set, .map: true
        default: false
        }
    }

    /// Whether the type is a native one.
    public var isNative: Bool {
        switch self {
        case .list, .set, .map, .tuple, .userDefined, .vector, .frozen, .custom: false
        default: true
        }
    }

    /// The types of which this one is directly made: elements, key and value, components or fields.
    public var parts: [CQLType] {
        switch self {
        case .list(let element), .set(let element), .vector(let element, _): [element]
        case .map(let key, let value): [key, value]
        case .tuple(let components): components
        case .userDefined(let type): type.fields.map(\.type)
        case .frozen(let inner): inner.parts
        default: []
        }
    }

    /// Whether this type, or one nested in it at any depth, satisfies `condition`.
    public func contains(where condition: (CQLType) -> Bool) -> Bool {
        if condition(self) { return true }
        if case .frozen(let inner) = self { return inner.contains(where: condition) }
        return parts.contains { $0.contains(where: condition) }
    }

    /// The number of bytes that every value of the type has, nil when it varies (a zero-length value aside).
    public var fixedLength: Int? {
        switch self {
        case .boolean: 1
        case .int, .float: 4
        case .bigint, .double, .timestamp, .counter: 8
        case .uuid, .timeuuid: 16
        case .vector(let element, let dimension): element.fixedLength.map { $0 * dimension }
        default: nil
        }
    }
}
