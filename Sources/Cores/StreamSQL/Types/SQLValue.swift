public import Bytes

/// One SQL value, NULL included. It does not know its type: DATE and INT are both `integer`.
///
/// Equality and hashing are those of grouping keys and of DISTINCT: NULL equals NULL, NaN equals NaN, and 0.0 and -0.0
/// are two values. The SQL operator `=` is evaluated elsewhere.
public enum SQLValue: Sendable {
    case null
    case boolean(Bool)
    /// TINYINT to BIGINT; DATE in days since 1970-01-01; TIME in milliseconds of the day; intervals in months or in
    /// milliseconds.
    case integer(Int64)
    case float(Float)
    case double(Double)
    case decimal(SQLDecimal)
    /// CHAR, VARCHAR and STRING as UTF-8.
    case string(ByteSlice)
    /// BINARY, VARBINARY and BYTES.
    case bytes(ByteSlice)
    /// TIMESTAMP as local time, TIMESTAMP_LTZ as an instant.
    case timestamp(SQLTimestamp)
    case array([SQLValue])
    /// Entries in the order they were made; also MULTISET, with counts as values.
    case map([SQLMapEntry])
    case row([SQLValue])

    public var isNull: Bool { if case .null = self { true } else { false } }

    /// A character string.
    public static func text(_ text: String) -> SQLValue { .string(ByteSlice(utf8: text)) }
}

/// One entry of a MAP or MULTISET value.
public struct SQLMapEntry: Hashable, Sendable {
    public var key: SQLValue
    public var value: SQLValue

    public init(key: SQLValue, value: SQLValue) {
        self.key = key
        self.value = value
    }
}

/// A point on a time line, since 1970-01-01 00:00:00: of the local clock for TIMESTAMP, of UTC for TIMESTAMP_LTZ.
public struct SQLTimestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64
    /// 0...999,999, added to `milliseconds`.
    public var nanosOfMillisecond: Int32

    public init(milliseconds: Int64, nanosOfMillisecond: Int32 = 0) {
        self.milliseconds = milliseconds
        self.nanosOfMillisecond = nanosOfMillisecond
    }

    public static func < (a: SQLTimestamp, b: SQLTimestamp) -> Bool {
        a.milliseconds != b.milliseconds
            ? a.milliseconds < b.milliseconds : a.nanosOfMillisecond < b.nanosOfMillisecond
    }
}

extension SQLValue: Hashable {
    public static func == (a: SQLValue, b: SQLValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.boolean(let x), .boolean(let y)): x == y
        case (.integer(let x), .integer(let y)): x == y
        case (.float(let x), .float(let y)): x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN)
        case (.double(let x), .double(let y)): x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN)
        case (.decimal(let x), .decimal(let y)): x == y
        case (.string(let x), .string(let y)): x == y
        case (.bytes(let x), .bytes(let y)): x == y
        case (.timestamp(let x), .timestamp(let y)): x == y
        case (.array(let x), .array(let y)), (.row(let x), .row(let y)): x == y
        case (.map(let x), .map(let y)): x.count == y.count && Set(x) == Set(y)
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value.isNaN ? Float.nan.bitPattern : value.bitPattern)
        case .double(let value): hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
        case .decimal(let value): hasher.combine(value)
        case .string(let value), .bytes(let value): hasher.combine(value)
        case .timestamp(let value): hasher.combine(value)
        case .array(let values), .row(let values): hasher.combine(values)
        case .map(let entries): hasher.combine(Set(entries))
        }
    }
}
