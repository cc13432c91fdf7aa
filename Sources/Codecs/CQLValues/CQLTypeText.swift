internal import Bytes

extension CQLType: CustomStringConvertible {
    /// The type as CQL writes it: `frozen<map<int, text>>`; a tuple is always shown frozen, as Cassandra shows it.
    public var description: String {
        switch self {
        case .list(let element): "list<\(element)>"
        case .set(let element): "set<\(element)>"
        case .map(let key, let value): "map<\(key), \(value)>"
        case .tuple(let components): "frozen<tuple<\(components.map(\.description).joined(separator: ", "))>>"
        case .userDefined(let type): CQLName.text(type.name)
        case .vector(let element, let dimension): "vector<\(element), \(dimension)>"
        case .frozen(let inner): "frozen<\(inner)>"
        case .custom(let className): "'\(className)'"
        case .ascii: "ascii"
        case .bigint: "bigint"
        case .blob: "blob"
        case .boolean: "boolean"
        case .counter: "counter"
        case .date: "date"
        case .decimal: "decimal"
        case .double: "double"
        case .duration: "duration"
        case .empty: "empty"
        case .float: "float"
        case .inet: "inet"
        case .int: "int"
        case .smallint: "smallint"
        case .text: "text"
        case .time: "time"
        case .timestamp: "timestamp"
        case .timeuuid: "timeuuid"
        case .tinyint: "tinyint"
        case .uuid: "uuid"
        case .varint: "varint"
        }
    }

    /// The type as a bare word of CQL, a tuple or an outer `frozen<…>` without that mark: for messages that show it so.
    public var descriptionWithoutFrozen: String {
        switch self {
        case .tuple(let components): "tuple<\(components.map(\.description).joined(separator: ", "))>"
        case .frozen(let inner): inner.descriptionWithoutFrozen
        default: description
        }
    }

    /// The name of the type's class in Cassandra, as custom types travel on the wire (without the package).
    public var className: String {
        switch self {
        case .ascii: "AsciiType"
        case .bigint: "LongType"
        case .blob: "BytesType"
        case .boolean: "BooleanType"
        case .counter: "CounterColumnType"
        case .date: "SimpleDateType"
        case .decimal: "DecimalType"
        case .double: "DoubleType"
        case .duration: "DurationType"
        case .empty: "EmptyType"
        case .float: "FloatType"
        case .inet: "InetAddressType"
        case .int: "Int32Type"
        case .smallint: "ShortType"
        case .text: "UTF8Type"
        case .time: "TimeType"
        case .timestamp: "TimestampType"
        case .timeuuid: "TimeUUIDType"
        case .tinyint: "ByteType"
        case .uuid: "UUIDType"
        case .varint: "IntegerType"
        case .list(let element): "ListType(\(element.fullClassName))"
        case .set(let element): "SetType(\(element.fullClassName))"
        case .map(let key, let value): "MapType(\(key.fullClassName),\(value.fullClassName))"
        case .tuple(let components): "TupleType(\(components.map(\.fullClassName).joined(separator: ",")))"
        case .vector(let element, let dimension): "VectorType(\(element.fullClassName), \(dimension))"
        case .frozen(.userDefined(let type)): CQLType.userDefined(type).className
        case .frozen(let inner): "FrozenType(\(inner.fullClassName))"
        case .userDefined(let type): type.className
        case .custom(let name): name
        }
    }

    /// ``className`` with Cassandra's package in front.
    public var fullClassName: String {
        if case .custom(let name) = self { return name }
        return "org.apache.cassandra.db.marshal.\(className)"
    }
}

extension UserDefinedType {
    /// The class name, its own and its fields' names in hexadecimal.
    fileprivate var className: String {
        let parts = fields.map { ",\([UInt8]($0.name.utf8).hex):\($0.type.fullClassName)" }
        return "UserType(\(keyspace),\([UInt8](name.utf8).hex)\(parts.joined()))"
    }
}

/// Why a type's text could not be read.
public enum CQLTypeError: Error, Equatable {
    /// The text is not of the form of a type; the offset in UTF-8 bytes at which it stops being one.
    case syntax(offset: Int)
    /// A name that is neither a native type nor a known user-defined one.
    case unknownType(String)
    /// Nesting deeper than ``CQLType/nestingMax``.
    case tooDeep
}

extension CQLType {
    /// The deepest nesting of types that is read from text.
    public static let nestingMax = 32

    /// Reads a type's text, `map<int, frozen<list<text>>>` say; `frozen<…>` freezes what it holds.
    ///
    /// - Parameter userType: finds a user-defined type by its name (quotes taken off).
    public init(
        parsing text: String, userType: @escaping (String) -> UserDefinedType? = { _ in nil }
    ) throws(CQLTypeError) {
        var parser = TypeTextParser(text: [UInt8](text.utf8), userType: userType)
        self = try parser.type(depth: 0)
        try parser.expectEnd()
    }
}

private struct TypeTextParser {
    let text: [UInt8]
    let userType: (String) -> UserDefinedType?
    var at = 0

    private mutating func skipBlanks() {
        while at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard at < text.count, text[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(CQLTypeError) {
        guard take(character) else { throw .syntax(offset: at) }
    }

    mutating func expectEnd() throws(CQLTypeError) {
        skipBlanks()
        guard at == text.count else { throw .syntax(offset: at) }
    }

    /// A bare, double-quoted or single-quoted word; `mark` is its quote.
    private mutating func word() throws(CQLTypeError) -> (word: String, mark: UInt8?) {
        skipBlanks()
        guard at < text.count else { throw .syntax(offset: at) }
        let mark = text[at]
        if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
            guard let end = text[(at + 1)...].firstIndex(of: mark) else { throw .syntax(offset: at) }
            defer { at = end + 1 }
            return (String(decoding: text[(at + 1)..<end], as: UTF8.self), mark)
        }
        let start = at
        while at < text.count, isWordByte(text[at]) { at += 1 }
        guard at > start else { throw .syntax(offset: at) }
        return (String(decoding: text[start..<at], as: UTF8.self).lowercased(), nil)
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    mutating func type(depth: Int) throws(CQLTypeError) -> CQLType {
        guard depth < CQLType.nestingMax else { throw .tooDeep }
        let (name, mark) = try word()
        if mark == UInt8(ascii: "'") { return .custom(name) }
        guard mark == nil, take("<") else {
            if mark == nil, let native = CQLType.nativeTypes[name] { return native }
            guard let found = userType(name) else { throw .unknownType(name) }
            return .userDefined(found)
        }
        let first = try type(depth: depth + 1)
        switch name {
        case "list":
            try expect(">")
            return .list(first)
        case "set":
            try expect(">")
            return .set(first)
        case "frozen":
            try expect(">")
            return first.frozen()
        case "map":
            try expect(",")
            let value = try type(depth: depth + 1)
            try expect(">")
            return .map(first, value)
        case "tuple":
            var components = [first.frozen()]
            while take(",") { components.append(try type(depth: depth + 1).frozen()) }
            try expect(">")
            return .tuple(components)
        case "vector":
            try expect(",")
            let (digits, _) = try word()
            guard let dimension = Int(digits), dimension > 0, dimension <= CQLType.vectorDimensionMax else {
                throw .syntax(offset: at)
            }
            try expect(">")
            return .vector(first.frozen(), dimension)
        default: throw .syntax(offset: at)
        }
    }
}

extension CQLType {
    /// The largest dimension of a vector (Cassandra's limit for vectors of floats in an index is lower).
    public static let vectorDimensionMax = 1 << 13
}
