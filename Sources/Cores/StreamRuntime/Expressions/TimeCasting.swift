import Bytes
import StreamSQL

/// Casts to DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ. The session's zone is UTC.
enum TimeCasting {
    private static let day = CalendarTime.millisecondsPerDay

    static func cast(_ value: SQLValue, from source: SQLType, to target: SQLType) throws(SQLError) -> SQLValue {
        switch target.kind {
        case .date: return try date(value, source)
        case .time(let precision): return try time(value, source, precision)
        case .timestamp(let precision), .timestampLTZ(let precision): return try timestamp(value, source, precision)
        default: return .null
        }
    }

    private static func date(_ value: SQLValue, _ source: SQLType) throws(SQLError) -> SQLValue {
        switch value {
        case .integer: return value
        // Toward zero, as Flink's division goes: the last day of 1969 becomes 1970-01-01.
        case .timestamp(let time): return .integer(time.milliseconds / day)
        case .string(let text):
            guard let days = parseDate(NumberText.trimmed(text)) else { throw Casting.failure(text, "DATE") }
            return .integer(days)
        default: return .null
        }
    }

    private static func time(_ value: SQLValue, _ source: SQLType, _ precision: Int) throws(SQLError) -> SQLValue {
        switch value {
        case .integer(let milliseconds): return .integer(cut(milliseconds, precision))
        case .timestamp(let time):
            guard time.milliseconds >= 0 else { throw SQLError(.evaluation, "the time of a TIMESTAMP before 1970") }
            return .integer(cut(time.milliseconds % day, precision))
        case .string(let text):
            guard let milliseconds = parseTime(NumberText.trimmed(text)) else { throw Casting.failure(text, "TIME") }
            return .integer(cut(milliseconds, precision))
        default: return .null
        }
    }

    /// Keeps `precision` digits of a second.
    private static func cut(_ milliseconds: Int64, _ precision: Int) -> Int64 {
        guard precision < 3 else { return milliseconds }
        let unit = Int64(SQLDecimal.powerOfTen(3 - max(precision, 0)))
        return milliseconds - CalendarTime.floorModulo(milliseconds, unit)
    }

    private static func timestamp(_ value: SQLValue, _ source: SQLType, _ precision: Int) throws(SQLError) -> SQLValue {
        switch value {
        case .integer(let number):
            return .timestamp(SQLTimestamp(milliseconds: source.family == .date ? number &* day : number))
        case .timestamp(let time): return .timestamp(cut(time, precision))
        case .string(let text):
            guard let time = parseTimestamp(String(decoding: text.array, as: UTF8.self)) else {
                throw Casting.failure(text, "TIMESTAMP")
            }
            return .timestamp(cut(time, precision))
        default: return .null
        }
    }

    /// Keeps `precision` digits of a second.
    static func cut(_ time: SQLTimestamp, _ precision: Int) -> SQLTimestamp {
        if precision >= 9 { return time }
        if precision >= 3 {
            let unit = Int32(SQLDecimal.powerOfTen(9 - precision))
            return SQLTimestamp(
                milliseconds: time.milliseconds, nanosOfMillisecond: time.nanosOfMillisecond / unit * unit)
        }
        return SQLTimestamp(milliseconds: cut(time.milliseconds, precision))
    }

    // MARK: Texts

    /// `y[-M[-d[ ...]]]`; nil when there is no such day.
    static func parseDate(_ text: String) -> Int64? {
        let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard let year = CalendarTime.number(parts[0], atMost: 4) else { return nil }
        let month = parts.count > 1 ? CalendarTime.number(parts[1], atMost: 2) : 1
        var day: Int64? = 1
        if parts.count > 2 {
            let shown = parts[2].split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)[0]
            day = CalendarTime.number(shown, atMost: 2)
        }
        guard let month, let day, (1...12).contains(month), day >= 1, day <= CalendarTime.daysInMonth(year: year, month: month)
        else {
            return nil
        }
        return CalendarTime.days(year: year, month: month, day: day)
    }

    /// `H[:m[:s[.fraction]]]` in milliseconds of the day.
    static func parseTime(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 3, let hour = CalendarTime.number(parts[0], atMost: 2), hour < 24 else { return nil }
        let minute = parts.count > 1 ? CalendarTime.number(parts[1], atMost: 2) : 0
        guard let minute, minute < 60 else { return nil }
        guard parts.count > 2 else { return (hour * 60 + minute) * 60_000 }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard seconds.count <= 2, let second = CalendarTime.number(seconds[0], atMost: 2), second < 60 else { return nil }
        var milliseconds: Int64 = 0
        if seconds.count == 2 {
            guard seconds[1].isEmpty || CalendarTime.number(seconds[1], atMost: 9) != nil,
                let shown = CalendarTime.number((seconds[1] + "000").prefix(3), atMost: 3)
            else { return nil }
            milliseconds = shown
        }
        return ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
    }

    /// `yyyy-M-d[ H:m:s[.fraction]]`; a day behind the end of its month becomes the last one.
    static func parseTimestamp(_ text: String) -> SQLTimestamp? {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let dateParts = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard dateParts.count == 3, dateParts[0].utf8.count == 4, let year = CalendarTime.number(dateParts[0], atMost: 4),
            let month = CalendarTime.number(dateParts[1], atMost: 2), let monthDay = CalendarTime.number(dateParts[2], atMost: 2),
            year >= 1, (1...12).contains(month), (1...31).contains(monthDay)
        else { return nil }
        let days = CalendarTime.days(
            year: year, month: month, day: min(monthDay, CalendarTime.daysInMonth(year: year, month: month)))
        guard parts.count == 2 else { return SQLTimestamp(milliseconds: days * day) }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        // 24:00:00 is the start of the next day.
        let isMidnight = clock.count == 3 && clock[0] == "24" && parseTime("0:\(clock[1]):\(clock[2])") == 0
        guard clock.count == 3, let milliseconds = isMidnight ? day : parseTime(String(parts[1])) else { return nil }
        let fraction = clock[2].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first ?? ""
        let nanos = CalendarTime.number((fraction + "000000000").prefix(9), atMost: 9) ?? 0
        return SQLTimestamp(milliseconds: days * day + milliseconds, nanosOfMillisecond: Int32(nanos % 1_000_000))
    }
}

extension CalendarTime {
    /// The number in `text` when it is 1 to `most` digits.
    static func number(_ text: some StringProtocol, atMost most: Int) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= most, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        return Int64(text)
    }
}
