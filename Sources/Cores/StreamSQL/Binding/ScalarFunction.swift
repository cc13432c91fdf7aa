/// The built-in scalar functions and operators, by what they compute (operand types are settled by the binder).
public enum ScalarFunction: Hashable, Sendable {
    // Arithmetic. Operands of integer arithmetic may be narrower than the result.
    case plus, minus, times, divide, modulo, negate
    // Comparison of two operands of one kind; NULL when either is.
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case isDistinctFrom, isNotDistinctFrom
    // Three-valued logic; `and` and `or` take two operands or more.
    case and, or, not
    case isNull, isNotNull, isTrue, isNotTrue, isFalse, isNotFalse
    /// First operand equals one of the others.
    case inList
    // Conditional.
    case coalesce, greatest, least
    // Math.
    case abs, sign, floor, ceil, round, truncate, sqrt, degrees, radians, pi, e
    // Character strings.
    case concat, concatOperator, concatWS, charLength, upper, lower, initCap, substring, position, locate, instr, overlay
    case replace, translate, lpad, rpad, repeatString, reverse, left, right, ascii, chr, splitIndex, split, strToMap
    case like, startsWith, endsWith, elt
    case trim(TrimSide)
    case btrim
    case toBase64, fromBase64, hex, unhex, bin, encode, decode, urlEncode, urlDecode
    case isAlpha, isDigit, inetNtoa
    case md5, sha1, sha2(bits: Int)
    // JSON.
    case jsonExists(JSONOnError)
    case jsonValue(JSONValueOptions)
    case jsonQuery(JSONQueryOptions)
    case jsonQuote, jsonUnquote
    case isJSON(JSONKind)
    // Time. Datetimes are local time but for TIMESTAMP_LTZ, which is read in the session's zone.
    case extract(TimeUnit), floorTo(TimeUnit), ceilTo(TimeUnit)
    case timestampAdd(TimeUnit), timestampDiff(TimeUnit)
    case dateFormat, toDate, toTimestamp, toTimestampLTZ, fromUnixtime
    case overlaps
    // Collections and rows.
    case makeArray, makeMap, makeRow, item, cardinality
    case arrayContains, arrayPosition, arrayDistinct, arrayConcat, arrayReverse, arrayJoin, arrayMax, arrayMin
    case mapKeys, mapValues
}

/// Which ends TRIM works on.
public enum TrimSide: Hashable, Sendable { case leading, trailing, both }

/// Units of EXTRACT, FLOOR TO, TIMESTAMPADD and TIMESTAMPDIFF.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
    case millennium = "MILLENNIUM"
    case century = "CENTURY"
    case decade = "DECADE"
    case year = "YEAR"
    case isoYear = "ISOYEAR"
    case quarter = "QUARTER"
    case month = "MONTH"
    case week = "WEEK"
    case day = "DAY"
    case dayOfWeek = "DOW"
    case isoDayOfWeek = "ISODOW"
    case dayOfYear = "DOY"
    case hour = "HOUR"
    case minute = "MINUTE"
    case second = "SECOND"
    case millisecond = "MILLISECOND"
    case microsecond = "MICROSECOND"
    case nanosecond = "NANOSECOND"
    case epoch = "EPOCH"
}

/// What JSON_EXISTS answers for broken JSON.
public enum JSONOnError: Hashable, Sendable { case whenTrue, whenFalse, whenUnknown, error }

/// What JSON_VALUE does when the path finds nothing, or fails.
public struct JSONValueOptions: Hashable, Sendable {
    public enum Behavior: Hashable, Sendable { case null, error, value(SQLValue) }
    public var onEmpty: Behavior
    public var onError: Behavior

    public init(onEmpty: Behavior = .null, onError: Behavior = .null) {
        self.onEmpty = onEmpty
        self.onError = onError
    }
}

/// How JSON_QUERY wraps and what it does when the path finds nothing, or fails.
public struct JSONQueryOptions: Hashable, Sendable {
    public enum Behavior: Hashable, Sendable { case null, error, emptyArray, emptyObject }
    public enum Wrapper: Hashable, Sendable { case without, conditional, unconditional }
    public var wrapper: Wrapper
    public var onEmpty: Behavior
    public var onError: Behavior

    public init(wrapper: Wrapper = .without, onEmpty: Behavior = .null, onError: Behavior = .null) {
        self.wrapper = wrapper
        self.onEmpty = onEmpty
        self.onError = onError
    }
}

/// What IS JSON asks for.
public enum JSONKind: Hashable, Sendable { case value, scalar, array, object }
