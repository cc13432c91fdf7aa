/// Families of types, as the coercion rules speak of them.
public enum SQLTypeFamily: Hashable, Sendable {
    case null, boolean, numeric, character, binary, date, time, timestamp, timestampLTZ
    case intervalYearMonth, intervalDayTime, array, map, multiset, row
}

extension SQLType {
    public static let boolean = SQLType(.boolean)
    public static let int = SQLType(.int)
    public static let bigint = SQLType(.bigint)
    public static let double = SQLType(.double)
    public static let string = SQLType(.string)
    public static let bytes = SQLType(.bytes)

    /// The family of the type.
    public var family: SQLTypeFamily { kind.family }
    public var isNumeric: Bool { family == .numeric }
    public var isCharacter: Bool { family == .character }
    public var isBinary: Bool { family == .binary }
    public var isInteger: Bool { kind.integerDigits != nil }
    public var isApproximate: Bool { kind == .float || kind == .double }
    /// TIMESTAMP or TIMESTAMP_LTZ.
    public var isTimestamp: Bool { family == .timestamp || family == .timestampLTZ }
    public var isInterval: Bool { family == .intervalDayTime || family == .intervalYearMonth }
    public var isDecimal: Bool { if case .decimal = kind { true } else { false } }
    /// DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ.
    public var isDatetime: Bool {
        switch family {
        case .date, .time, .timestamp, .timestampLTZ: true
        default: false
        }
    }
}

extension SQLTypeKind {
    /// The family of the kind.
    public var family: SQLTypeFamily {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .tinyint, .smallint, .int, .bigint, .float, .double, .decimal: .numeric
        case .char, .varchar: .character
        case .binary, .varbinary: .binary
        case .date: .date
        case .time: .time
        case .timestamp: .timestamp
        case .timestampLTZ: .timestampLTZ
        case .intervalYearMonth: .intervalYearMonth
        case .intervalDayTime: .intervalDayTime
        case .array: .array
        case .map: .map
        case .multiset: .multiset
        case .row: .row
        }
    }

    /// The precision an integer kind has where it meets DECIMAL; nil for other kinds.
    public var integerDigits: Int? {
        switch self {
        case .tinyint: 3
        case .smallint: 5
        case .int: 10
        case .bigint: 19
        default: nil
        }
    }

    /// Precision and scale of an exact numeric kind; nil for other kinds.
    public var exactDigits: (precision: Int, scale: Int)? {
        if case .decimal(let precision, let scale) = self { return (precision, scale) }
        return integerDigits.map { ($0, 0) }
    }
}

extension SQLType: CustomStringConvertible {
    /// The type as Flink prints it in a resolved schema, with ` NOT NULL` where it applies.
    public var description: String { isNullable ? kind.description : "\(kind.description) NOT NULL" }
}

extension SQLTypeKind: CustomStringConvertible {
    public var description: String {
        switch self {
        case .null: "NULL"
        case .boolean: "BOOLEAN"
        case .tinyint: "TINYINT"
        case .smallint: "SMALLINT"
        case .int: "INT"
        case .bigint: "BIGINT"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
        case .char(let length): "CHAR(\(length))"
        case .varchar(let length): length == SQLTypeKind.maxLength ? "STRING" : "VARCHAR(\(length))"
        case .binary(let length): "BINARY(\(length))"
        case .varbinary(let length): length == SQLTypeKind.maxLength ? "BYTES" : "VARBINARY(\(length))"
        case .date: "DATE"
        case .time(let precision): "TIME(\(precision))"
        case .timestamp(let precision): "TIMESTAMP(\(precision))"
        case .timestampLTZ(let precision): "TIMESTAMP_LTZ(\(precision))"
        // Whatever unit an interval was written with, its values are months or milliseconds.
        case .intervalYearMonth: "INTERVAL MONTH"
        case .intervalDayTime: "INTERVAL SECOND(3)"
        case .array(let element): "ARRAY<\(element)>"
        case .map(let key, let value): "MAP<\(key), \(value)>"
        case .multiset(let element): "MULTISET<\(element)>"
        case .row(let fields):
            "ROW<\(fields.map { "`\($0.name)` \($0.type)" }.joined(separator: ", "))>"
        }
    }
}
