public import StreamSQL

/// The values of one column of a ``Batch``.
///
/// The vector knows how its values are stored, not their SQL type, which the plan tells: a DATE and an INT are both
/// `integers`. Which type is stored how:
///
/// | SQL type | storage |
/// |---|---|
/// | BOOLEAN | `booleans` |
/// | TINYINT, SMALLINT, INT, BIGINT | `integers` |
/// | DATE | `integers`: days since 1970-01-01 |
/// | TIME(p) | `integers`: milliseconds of the day |
/// | INTERVAL YEAR-MONTH, DAY-TIME | `integers`: months; milliseconds |
/// | FLOAT, DOUBLE | `doubles`; a FLOAT is rounded to single precision by whoever makes it |
/// | DECIMAL(p, s) | `decimals`: unscaled value, the scale is the type's |
/// | TIMESTAMP(p), TIMESTAMP_LTZ(p) | `timestamps` |
/// | CHAR, VARCHAR, STRING, BINARY, VARBINARY, BYTES | `strings` |
/// | ROW, ARRAY, MAP, MULTISET | `nested`, boxed |
public struct ColumnVector: Sendable {
    public enum Storage: Sendable {
        case booleans([Bool])
        case integers([Int64])
        case doubles([Double])
        /// Unscaled values: 12.50 as DECIMAL(10, 2) is 1250.
        case decimals([Int128])
        /// Milliseconds since 1970-01-01 00:00:00 (UTC for LTZ, the local clock's otherwise), and the nanoseconds
        /// beyond, 0 to 999,999; no second array when all of them are zero.
        case timestamps([Int64], nanosOfMillisecond: [Int32]?)
        case strings(StringVector)
        /// Boxed ROW, ARRAY, MAP and MULTISET values.
        case nested([SQLValue])
    }

    public var storage: Storage
    /// Which rows are NULL; nil when none is. The stored value of a NULL row means nothing.
    public var nulls: NullBitmap?

    /// - Parameter nulls: as many rows as `storage` has.
    public init(_ storage: Storage, nulls: NullBitmap? = nil) {
        self.storage = storage
        self.nulls = nulls?.nullCount == 0 ? nil : nulls
        precondition(nulls == nil || nulls?.count == count, "null bitmap of another column")
    }

    /// Number of rows.
    public var count: Int {
        switch storage {
        case .booleans(let values): values.count
        case .integers(let values): values.count
        case .doubles(let values): values.count
        case .decimals(let values): values.count
        case .timestamps(let values, _): values.count
        case .strings(let values): values.count
        case .nested(let values): values.count
        }
    }

    /// Whether a row is NULL.
    @inline(__always)
    public func isNull(_ row: Int) -> Bool { nulls?[row] ?? false }

    /// The values of `rows` (each in `0..<count`), in their order. Strings are shared, not copied.
    public func selecting(_ rows: [Int32]) -> ColumnVector {
        let picked: Storage =
            switch storage {
            case .booleans(let values): .booleans(rows.map { values[Int($0)] })
            case .integers(let values): .integers(rows.map { values[Int($0)] })
            case .doubles(let values): .doubles(rows.map { values[Int($0)] })
            case .decimals(let values): .decimals(rows.map { values[Int($0)] })
            case .timestamps(let values, let nanos):
                .timestamps(rows.map { values[Int($0)] }, nanosOfMillisecond: nanos.map { all in rows.map { all[Int($0)] } })
            case .strings(let values): .strings(values.selecting(rows))
            case .nested(let values): .nested(rows.map { values[Int($0)] })
            }
        return ColumnVector(picked, nulls: nulls?.selecting(rows))
    }
}
