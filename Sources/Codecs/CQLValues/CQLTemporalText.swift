import Bytes

/// The texts of dates, times and timestamps that Cassandra reads and writes.
public enum CQLTemporal {
    /// 1970-01-01 as a date's unsigned number.
    public static let epochDay: Int64 = 1 << 31
    static let nanosecondsPerDay: Int64 = 86_400_000_000_000
    /// Milliseconds of a day.
    public static let millisecondsPerDay: Int64 = 86_400_000

    // MARK: date

    /// A date from its ISO form or from its unsigned number of days.
    static func date(_ text: String) throws(CQLValueError) -> ByteSlice {
        if isWholeNumber(text) {
            guard let days = UInt32(text) else {
                throw CQLValueError("Unable to make unsigned int (for date) from: '\(text)'")
            }
            return ByteSlice(bigEndian: days)
        }
        guard let days = isoDate(text), let number = UInt32(exactly: days + epochDay) else {
            throw CQLValueError("Unable to coerce '\(text)' to a formatted date (long)")
        }
        return ByteSlice(bigEndian: number)
    }

    private static func isWholeNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    /// ISO 8601: four digits of the year, or up to nine after a sign; a day that is in the calendar.
    private static func isoDate(_ text: String) -> Int64? {
        var scanner = TextScanner(text)
        let isNegative = scanner.take("-")
        let isSigned = isNegative || scanner.take("+")
        guard let (year, digits) = scanner.digits(4...(isSigned ? 9 : 4)), scanner.take("-"),
            let month = scanner.number(2, in: 1...12), scanner.take("-"),
            let day = scanner.number(2, in: 1...31), scanner.isAtEnd
        else { return nil }
        // A plus sign stands only before years that need it.
        if isSigned, !isNegative, digits == 4 { return nil }
        let signed = isNegative ? -year : year
        guard day <= CQLCalendar.length(ofMonth: month, year: signed) else { return nil }
        return CQLCalendar.days(year: signed, month: month, day: day)
    }

    static func dateText(_ bytes: ByteSlice) -> String? {
        guard let number = bytes.signedInteger, bytes.count == 4 else { return nil }
        return CQLCalendar.text(days: Int64(UInt32(truncatingIfNeeded: number)) - epochDay)
    }

    // MARK: time

    /// A time of day from `h:m:s[.fraction]` or from its nanoseconds.
    static func time(_ text: String) throws(CQLValueError) -> ByteSlice {
        if isWholeNumber(text) {
            guard let nanoseconds = Int64(text), nanoseconds >= 0, nanoseconds < nanosecondsPerDay else {
                throw CQLValueError("Unable to make long (for time) from: '\(text)'")
            }
            return ByteSlice(bigEndian: nanoseconds)
        }
        guard let nanoseconds = timeOfDay(text) else {
            throw CQLValueError("(TimeType) Unable to coerce '\(text)' to a formatted time (long)")
        }
        return ByteSlice(bigEndian: nanoseconds)
    }

    private static func timeOfDay(_ text: String) -> Int64? {
        var scanner = TextScanner(text)
        guard let (hour, _) = scanner.digits(1...2), hour < 24, scanner.take(":"),
            let (minute, _) = scanner.digits(1...2), minute < 60, scanner.take(":"),
            let (second, _) = scanner.digits(1...2), second < 60
        else { return nil }
        var nanoseconds: Int64 = 0
        if scanner.take(".") {
            guard let (fraction, digits) = scanner.digits(1...9) else { return nil }
            nanoseconds = fraction
            for _ in digits..<9 { nanoseconds *= 10 }
        }
        guard scanner.isAtEnd else { return nil }
        return (hour * 3600 + minute * 60 + second) * 1_000_000_000 + nanoseconds
    }

    static func timeText(_ bytes: ByteSlice) -> String? {
        guard bytes.count == 8, let nanoseconds = bytes.signedInteger, nanoseconds >= 0, nanoseconds < nanosecondsPerDay
        else { return nil }
        return CQLCalendar.text(nanosecondsOfDay: nanoseconds, decimals: 9)
    }

    // MARK: timestamp

    /// A timestamp from its text forms, from its milliseconds, or from `now`.
    ///
    /// - Parameter now: milliseconds since 1970, for the text "now".
    static func timestamp(_ text: String, now: Int64) throws(CQLValueError) -> ByteSlice {
        if text.isEmpty { return ByteSlice() }
        if text.lowercased() == "now" { return ByteSlice(bigEndian: now) }
        if isWholeNumber(text) {
            guard let milliseconds = Int64(text) else {
                throw CQLValueError("Unable to make long (for date) from: '\(text)'")
            }
            return ByteSlice(bigEndian: milliseconds)
        }
        guard let milliseconds = instant(text) else {
            throw CQLValueError("Unable to parse a date/time from '\(text)'")
        }
        return ByteSlice(bigEndian: milliseconds)
    }

    /// A date, then optionally a time to the minute, second or fraction, then optionally a zone; UTC without one.
    private static func instant(_ text: String) -> Int64? {
        var scanner = TextScanner(text)
        let isNegative = scanner.take("-")
        let isSigned = isNegative || scanner.take("+")
        guard let (year, _) = scanner.digits(4...(isSigned ? 9 : 4)), scanner.take("-"),
            let month = scanner.number(2, in: 1...12), scanner.take("-"),
            let day = scanner.number(2, in: 1...31)
        else { return nil }
        let signed = isNegative ? -year : year
        // A day beyond the month's end, but not beyond 31, means its last day.
        let days = CQLCalendar.days(
            year: signed, month: month, day: min(day, CQLCalendar.length(ofMonth: month, year: signed)))
        var milliseconds: Int64 = 0
        if scanner.take("T") || (scanner.next == UInt8(ascii: " ") && isDigit(scanner.text, scanner.at + 1)) {
            _ = scanner.take(" ")
            guard let hour = scanner.number(2, in: 0...23), scanner.take(":"),
                let minute = scanner.number(2, in: 0...59)
            else { return nil }
            milliseconds = (hour * 60 + minute) * 60_000
            if scanner.take(":") {
                guard let second = scanner.number(2, in: 0...59) else { return nil }
                milliseconds += second * 1000
                if scanner.take(".") {
                    guard let (fraction, digits) = scanner.digits(1...9) else { return nil }
                    milliseconds += Int64(CQLCalendar.padded(fraction, digits).padding(to: 3)) ?? 0
                }
            }
        }
        var offset: Int64 = 0
        if !scanner.isAtEnd {
            guard let zone = zoneMilliseconds(&scanner) else { return nil }
            offset = zone
        }
        guard scanner.isAtEnd else { return nil }
        return days * millisecondsPerDay + milliseconds - offset
    }

    private static func isDigit(_ text: [UInt8], _ index: Int) -> Bool {
        index < text.count && text[index] >= UInt8(ascii: "0") && text[index] <= UInt8(ascii: "9")
    }

    /// `Z`, `+hh`, `+hhmm`, `+hh:mm`, or the name of a zone that is UTC.
    private static func zoneMilliseconds(_ scanner: inout TextScanner) -> Int64? {
        _ = scanner.take(" ")
        if scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-") {
            let isNegative = scanner.take("-")
            if !isNegative { _ = scanner.take("+") }
            guard let hours = scanner.number(2, in: 0...18) else { return nil }
            var minutes: Int64 = 0
            if scanner.take(":") || !scanner.isAtEnd {
                guard let written = scanner.number(2, in: 0...59) else { return nil }
                minutes = written
            }
            let offset = (hours * 60 + minutes) * 60_000
            return isNegative ? -offset : offset
        }
        guard let name = scanner.letters() else { return nil }
        return ["z", "utc", "gmt", "ut"].contains(name.lowercased()) ? 0 : nil
    }

    /// The milliseconds as ISO 8601 in UTC: `2024-01-01T00:00:00.000Z`, or with a blank for the `T`.
    static func timestampText(_ bytes: ByteSlice, separator: String = "T") -> String? {
        guard bytes.count == 8, let milliseconds = bytes.signedInteger else { return nil }
        let days = milliseconds >= 0 ? milliseconds / millisecondsPerDay : ~(~milliseconds / millisecondsPerDay)
        let (start, overflow) = days.multipliedReportingOverflow(by: millisecondsPerDay)
        // The first day of all begins before the first millisecond there is.
        let rest = overflow ? milliseconds &- days &* millisecondsPerDay : milliseconds - start
        let time = CQLCalendar.text(nanosecondsOfDay: rest * 1_000_000, decimals: 3)
        return "\(CQLCalendar.text(days: days))\(separator)\(time)Z"
    }
}

extension String {
    /// The first `width` characters, zeros added behind.
    fileprivate func padding(to width: Int) -> String {
        String((self + String(repeating: "0", count: width)).prefix(width))
    }
}
