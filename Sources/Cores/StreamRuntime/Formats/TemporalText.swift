import StreamSQL

/// How a format writes points in time: `timestamp-format.standard`.
enum TimestampStandard {
    /// `2024-02-29 01:02:03.5`, LTZ with a `Z`.
    case sql
    /// `2024-02-29T01:02:03.5`, LTZ with a `Z`.
    case iso8601
}

/// Dates and times in records, read strictly. nil stands for a text that is none.
enum TemporalText {
    /// `yyyy-MM-dd`, days since 1970. A day behind the end of its month is none, unless `clamps`: then, up to the 31st, it
    /// is the month's last, as Flink reads the date of a timestamp.
    static func date(_ text: Substring, clamps: Bool = false) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes[0..<4]),
            let month = number(bytes[5..<7]), let day = number(bytes[8..<10]), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let last = CalendarTime.daysInMonth(year: year, month: month)
        guard day <= last || clamps else { return nil }
        return CalendarTime.days(year: year, month: month, day: min(day, last))
    }

    /// `HH:mm:ss` with up to nine digits of a second's fraction: nanoseconds of the day.
    static func time(_ text: Substring) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8, bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"), let hour = number(bytes[0..<2]),
            let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]), hour < 24, minute < 60, second < 60
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1_000_000_000
        if bytes.count == 8 { return whole }
        guard bytes[8] == UInt8(ascii: "."), (10...18).contains(bytes.count), var nanos = number(bytes[9...]) else { return nil }
        for _ in bytes.count..<18 { nanos *= 10 }
        return whole + nanos
    }

    /// A TIMESTAMP, or with `zoned` a TIMESTAMP_LTZ, which ends in `Z`; cut to `precision` digits of a second's fraction.
    static func timestamp(_ text: Substring, _ standard: TimestampStandard, zoned: Bool, precision: Int) -> SQLTimestamp? {
        var text = text
        if zoned { guard text.popLast() == "Z" else { return nil } }
        let separator: Character = standard == .sql ? " " : "T"
        guard let place = text.firstIndex(of: separator), let days = date(text[..<place], clamps: true),
            let nanos = time(text[text.index(after: place)...])
        else { return nil }
        var unit: Int64 = 1
        for _ in min(max(precision, 0), 9)..<9 { unit *= 10 }
        let kept = nanos - nanos % unit
        return SQLTimestamp(
            milliseconds: days * CalendarTime.millisecondsPerDay + kept / 1_000_000,
            nanosOfMillisecond: Int32(kept % 1_000_000))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in digits {
            guard byte &- 48 < 10 else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        return digits.isEmpty ? nil : value
    }

    // MARK: Writing

    static func text(ofDate days: Int64) -> String {
        let (year, month, day) = CalendarTime.date(ofDays: days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// `HH:mm:ss`, with a fraction only where it is not zero.
    static func text(ofTimeMs milliseconds: Int64) -> String { clock(milliseconds, nanosOfMillisecond: 0) }

    static func text(of time: SQLTimestamp, _ standard: TimestampStandard, zoned: Bool) -> String {
        let days = CalendarTime.floorDivide(time.milliseconds, CalendarTime.millisecondsPerDay)
        let rest = time.milliseconds - days * CalendarTime.millisecondsPerDay
        let separator = standard == .sql ? " " : "T"
        return text(ofDate: days) + separator + clock(rest, nanosOfMillisecond: time.nanosOfMillisecond) + (zoned ? "Z" : "")
    }

    private static func clock(_ milliseconds: Int64, nanosOfMillisecond: Int32) -> String {
        let seconds = milliseconds / 1000
        let whole = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let nanos = milliseconds % 1000 * 1_000_000 + Int64(nanosOfMillisecond)
        if nanos == 0 { return whole }
        var digits = padded(nanos, 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}
