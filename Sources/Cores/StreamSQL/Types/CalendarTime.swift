/// The proleptic Gregorian calendar on plain numbers: days and milliseconds since 1970-01-01.
public enum CalendarTime {
    public static let millisecondsPerDay: Int64 = 86_400_000

    /// Days since 1970-01-01 of a date whose month is 1...12; days run over into other months.
    public static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years from March on, in eras of 400 years.
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a number of days since 1970-01-01.
    public static func date(ofDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days &+ 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex + (monthIndex < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    public static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    public static func daysInMonth(year: Int64, month: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `days` moved by whole months, the day of the month clamped to the last one.
    public static func addMonths(_ days: Int64, _ months: Int64) -> Int64 {
        let (year, month, day) = date(ofDays: days)
        let total = year * 12 + month - 1 + months
        let newYear = floorDivide(total, 12)
        let newMonth = total - newYear * 12 + 1
        return CalendarTime.days(
            year: newYear, month: newMonth, day: min(day, daysInMonth(year: newYear, month: newMonth)))
    }

    public static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
    }

    public static func floorModulo(_ a: Int64, _ b: Int64) -> Int64 { a &- floorDivide(a, b) &* b }

    // MARK: Literals

    /// The number in `text` when it is 1 to `most` digits.
    static func digits(_ text: some StringProtocol, atMost most: Int) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= most, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        return Int64(text)
    }

    /// `yyyy-M-d` as DATE literals take it, nil when there is no such day.
    static func parseDateLiteral(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = digits(parts[0], atMost: 4),
            let month = digits(parts[1], atMost: 2), let day = digits(parts[2], atMost: 2), year >= 1,
            (1...12).contains(month), day >= 1, day <= daysInMonth(year: year, month: month),
            // The days left out when the calendar changed.
            !(year == 1582 && month == 10 && (5...14).contains(day))
        else { return nil }
        return days(year: year, month: month, day: day)
    }

    /// `H:m:s[.fraction]`: milliseconds, nanoseconds below them, and the number of fractional digits.
    private static func parseClock(_ text: some StringProtocol) -> (milliseconds: Int64, nanos: Int32, digits: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = digits(parts[0], atMost: 2), let minute = digits(parts[1], atMost: 2),
            hour < 24, minute < 60
        else { return nil }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard seconds.count <= 2, let second = digits(seconds[0], atMost: 2), second < 60 else { return nil }
        let base = ((hour * 60 + minute) * 60 + second) * 1_000
        guard seconds.count == 2 else { return (base, 0, 0) }
        let shown = seconds[1].prefix(9)
        guard digits(seconds[1], atMost: 18) != nil, let nanos = Int64(shown + String(repeating: "0", count: 9 - shown.count))
        else { return nil }
        return (base + nanos / 1_000_000, Int32(nanos % 1_000_000), shown.count)
    }

    static func parseTimeLiteral(_ text: some StringProtocol) -> (milliseconds: Int64, digits: Int)? {
        parseClock(text).map { ($0.milliseconds, $0.digits) }
    }

    /// `yyyy-M-d [H:m:s[.fraction]]`
    static func parseTimestampLiteral(_ text: some StringProtocol) -> (SQLTimestamp, digits: Int)? {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let days = parseDateLiteral(first) else { return nil }
        guard parts.count == 2 else { return (SQLTimestamp(milliseconds: days * millisecondsPerDay), 0) }
        guard let clock = parseClock(parts[1]) else { return nil }
        let milliseconds = days * millisecondsPerDay + clock.milliseconds
        return (SQLTimestamp(milliseconds: milliseconds, nanosOfMillisecond: clock.nanos), clock.digits)
    }
}
