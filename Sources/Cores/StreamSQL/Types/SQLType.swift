/// A SQL data type together with whether NULL is one of its values.
///
/// The names, default lengths and the text form are those of Flink SQL 2.3.
public struct SQLType: Hashable, Sendable {
    /// What values of the type are.
    public var kind: SQLTypeKind
    /// Whether NULL is a value of the type.
    public var isNullable: Bool

    public init(_ kind: SQLTypeKind, nullable: Bool = true) {
        self.kind = kind
        self.isNullable = nullable
    }

    /// The same type with the given nullability.
    public func withNullability(_ nullable: Bool) -> SQLType { SQLType(kind, nullable: nullable) }
    /// The same type, NOT NULL.
    public var notNull: SQLType { withNullability(false) }
    /// The same type, nullable.
    public var nullable: SQLType { withNullability(true) }

    /// Equal but for top-level nullability.
    public func sameKind(as other: SQLType) -> Bool { kind == other.kind }
}

/// The kind of a ``SQLType``.
public indirect enum SQLTypeKind: Hashable, Sendable {
    /// The type of an untyped NULL.
    case null
    case boolean
    case tinyint, smallint, int, bigint
    case float, double
    /// `precision` 1...38 digits of which `scale` 0...precision are behind the point.
    case decimal(precision: Int, scale: Int)
    /// Fixed and bounded character strings; `varchar(SQLTypeKind.maxLength)` is STRING. Lengths count UTF-16 units for
    /// literals and are otherwise those declared.
    case char(Int), varchar(Int)
    /// Fixed and bounded byte strings; `varbinary(SQLTypeKind.maxLength)` is BYTES.
    case binary(Int), varbinary(Int)
    case date
    /// Precision 0...3: fractional digits of a second that are kept (Flink keeps milliseconds).
    case time(Int)
    /// Precision 0...9: fractional digits of a second.
    case timestamp(Int)
    /// An instant, shown in the session's time zone. Precision 0...9.
    case timestampLTZ(Int)
    /// Months.
    case intervalYearMonth(IntervalUnit)
    /// Milliseconds.
    case intervalDayTime(IntervalUnit)
    case array(SQLType)
    case map(key: SQLType, value: SQLType)
    case multiset(SQLType)
    case row([RowField])

    /// The length that stands for "unbounded" in VARCHAR and VARBINARY.
    public static let maxLength = 2_147_483_647
    /// STRING.
    public static let string = SQLTypeKind.varchar(maxLength)
    /// BYTES.
    public static let bytes = SQLTypeKind.varbinary(maxLength)
    /// The most digits a DECIMAL holds.
    public static let maxDecimalPrecision = 38
}

/// A named field of a ROW type.
public struct RowField: Hashable, Sendable {
    public var name: String
    public var type: SQLType

    public init(name: String, type: SQLType) {
        self.name = name
        self.type = type
    }
}

/// The unit or range of units an interval type was written with; only shown in messages and in type texts.
public enum IntervalUnit: String, Hashable, Sendable, CaseIterable {
    case year = "YEAR"
    case quarter = "QUARTER"
    case month = "MONTH"
    case yearToMonth = "YEAR TO MONTH"
    case week = "WEEK"
    case day = "DAY"
    case dayToHour = "DAY TO HOUR"
    case dayToMinute = "DAY TO MINUTE"
    case dayToSecond = "DAY TO SECOND"
    case hour = "HOUR"
    case hourToMinute = "HOUR TO MINUTE"
    case hourToSecond = "HOUR TO SECOND"
    case minute = "MINUTE"
    case minuteToSecond = "MINUTE TO SECOND"
    case second = "SECOND"
}
