import Bytes
import StreamSQL

/// Shifting points in time.
enum DatetimeMath {
    static func addMonths(_ value: SQLValue, _ months: Int64, _ type: SQLType) -> SQLValue {
        // Beyond any date there is.
        guard months.magnitude < 1_200_000 else { return .null }
        switch value {
        case .integer(let days): return type.family == .date ? .integer(CalendarTime.addMonths(days, months)) : value
        case .timestamp(var time):
            let day = CalendarTime.millisecondsPerDay
            let days = CalendarTime.floorDivide(time.milliseconds, day)
            let moved = CalendarTime.addMonths(days, months)
            time.milliseconds = time.milliseconds &+ (moved - days) &* day
            return .timestamp(time)
        default: return .null
        }
    }

    static func addMilliseconds(_ value: SQLValue, _ amount: Int64, _ type: SQLType) -> SQLValue {
        let day = CalendarTime.millisecondsPerDay
        switch value {
        // A DATE moves by whole days only.
        case .integer(let number):
            return .integer(type.family == .date ? number &+ amount / day : CalendarTime.floorModulo(number &+ amount % day, day))
        case .timestamp(var time):
            time.milliseconds = time.milliseconds &+ amount
            return .timestamp(time)
        default: return .null
        }
    }

    /// Whole months from `start` to `end`.
    static func months(from start: (days: Int64, clock: Int64), to end: (days: Int64, clock: Int64)) -> Int64 {
        let months = end.days < start.days ? -wholeMonths(end.days, start.days) : wholeMonths(start.days, end.days)
        return CalendarTime.addMonths(start.days, months) == end.days && end.clock < start.clock ? months - 1 : months
    }

    private static func wholeMonths(_ start: Int64, _ end: Int64) -> Int64 {
        var months = (end - start) / 31
        while CalendarTime.addMonths(start, months + 1) <= end { months += 1 }
        return months
    }
}

/// Functions of dates and times; the session's zone is UTC.
enum TimeFunctions {
    private static let day = CalendarTime.millisecondsPerDay

    static func apply(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        switch function {
        case .extract(let unit): return extract(unit, operands[0], types[0]).map { .integer($0) }
        case .floorTo(let unit): return truncate(operands[0], unit, types[0], up: false)
        case .ceilTo(let unit): return truncate(operands[0], unit, types[0], up: true)
        case .timestampAdd(let unit):
            guard case .integer(let amount) = operands[0] else { return nil }
            return add(unit, amount, operands[1], types[1])
        case .timestampDiff(let unit): return difference(unit, operands[0], operands[1])
        case .dateFormat:
            guard case .timestamp(let time) = operands[0], let pattern = pattern(operands[1]) else { return nil }
            let days = CalendarTime.floorDivide(time.milliseconds, day)
            let text = pattern.format(
                days: days, milliseconds: CalendarTime.floorModulo(time.milliseconds, day),
                nanosOfMillisecond: Int64(time.nanosOfMillisecond))
            return .text(text)
        case .toDate:
            guard case .string(let text) = operands[0] else { return nil }
            return TimeCasting.parseDate(NumberText.trimmed(text)).map { .integer($0) } ?? .null
        case .toTimestamp: return toTimestamp(operands)
        case .toTimestampLTZ: return toTimestampLTZ(operands)
        case .fromUnixtime:
            guard case .integer(let seconds) = operands[0] else { return nil }
            return .text(JavaText.timestamp(SQLTimestamp(milliseconds: seconds &* 1_000), precision: 0))
        default: return nil
        }
    }

    private static func pattern(_ value: SQLValue) -> DatePattern? {
        guard case .string(let text) = value else { return nil }
        return text.utf8Text.flatMap { DatePattern($0) }
    }

    private static func toTimestamp(_ operands: [SQLValue]) -> SQLValue? {
        guard case .string(let bytes) = operands[0] else { return nil }
        let text = String(decoding: bytes.array, as: UTF8.self)
        let parsed = operands.count > 1 ? pattern(operands[1])?.parse(text) : TimeCasting.parseTimestamp(text)
        return parsed.map { .timestamp(TimeCasting.cut($0, 3)) } ?? .null
    }

    private static func toTimestampLTZ(_ operands: [SQLValue]) -> SQLValue? {
        guard case .integer(let number) = operands[0], case .integer(let digits) = operands[1] else { return nil }
        if digits <= 3 { return .timestamp(SQLTimestamp(milliseconds: number &* Int64(SQLDecimal.powerOfTen(3 - Int(digits))))) }
        let unit = Int64(SQLDecimal.powerOfTen(Int(digits) - 3))
        let milliseconds = CalendarTime.floorDivide(number, unit)
        let nanos = CalendarTime.floorModulo(number, unit) * Int64(SQLDecimal.powerOfTen(9 - Int(digits)))
        return .timestamp(SQLTimestamp(milliseconds: milliseconds, nanosOfMillisecond: Int32(nanos)))
    }

    // MARK: EXTRACT

    /// Before 1970 Flink divides toward zero, which this follows.
    private static func extract(_ unit: TimeUnit, _ value: SQLValue, _ type: SQLType) -> Int64? {
        let milliseconds: Int64
        var days: Int64
        var nanos: Int64 = 0
        switch value {
        case .timestamp(let time):
            milliseconds = time.milliseconds
            nanos = Int64(time.nanosOfMillisecond)
            days = milliseconds / day
        case .integer(let number):
            if type.family == .intervalYearMonth { return unit == .year ? number / 12 : number % 12 }
            let isDate = type.family == .date
            milliseconds = isDate ? number &* day : number
            days = isDate ? number : number / day
        default: return nil
        }
        switch unit {
        case .hour: return milliseconds % day / 3_600_000
        case .minute: return milliseconds % 3_600_000 / 60_000
        case .second: return milliseconds % 60_000 / 1_000
        case .millisecond: return milliseconds % 1_000
        case .microsecond: return milliseconds % 1_000 * 1_000 + nanos / 1_000
        case .epoch: return milliseconds / 1_000
        case .nanosecond: return nil
        case .day where type.isInterval: return days
        default: return datePart(unit, days)
        }
    }

    private static func datePart(_ unit: TimeUnit, _ days: Int64) -> Int64? {
        let (year, month, dayOfMonth) = CalendarTime.date(ofDays: days)
        let january = CalendarTime.days(year: year, month: 1, day: 1)
        switch unit {
        case .year: return year
        case .quarter: return (month + 2) / 3
        case .month: return month
        case .day: return dayOfMonth
        case .dayOfYear: return days - january + 1
        case .dayOfWeek: return CalendarTime.floorModulo(days + 4, 7) + 1
        case .isoDayOfWeek: return CalendarTime.floorModulo(days + 3, 7) + 1
        case .week, .isoYear:
            // The ISO week belongs to the year of its Thursday.
            let thursday = days - CalendarTime.floorModulo(days + 3, 7) + 3
            let isoYear = CalendarTime.date(ofDays: thursday).year
            if unit == .isoYear { return isoYear }
            return (thursday - CalendarTime.days(year: isoYear, month: 1, day: 1)) / 7 + 1
        case .decade: return year / 10
        case .century: return (year + 99) / 100
        case .millennium: return (year + 999) / 1_000
        default: return nil
        }
    }

    // MARK: FLOOR and CEIL

    private static let fixedUnits: [TimeUnit: Int64] = [
        .day: 86_400_000, .hour: 3_600_000, .minute: 60_000, .second: 1_000, .millisecond: 1,
    ]

    private static func truncate(_ value: SQLValue, _ unit: TimeUnit, _ type: SQLType, up: Bool) -> SQLValue? {
        switch value {
        case .timestamp(let time):
            if let length = fixedUnits[unit] {
                var start = CalendarTime.floorDivide(time.milliseconds, length) &* length
                if up, start != time.milliseconds { start = start &+ length }
                return .timestamp(SQLTimestamp(milliseconds: start))
            }
            // The time of the day is not looked at, and days are counted toward zero.
            return .timestamp(SQLTimestamp(milliseconds: truncate(days: time.milliseconds / day, unit, up: up) &* day))
        case .integer(let days):
            return .integer(unit == .day ? days : truncate(days: days, unit, up: up))
        default: return nil
        }
    }

    private static func truncate(days: Int64, _ unit: TimeUnit, up: Bool) -> Int64 {
        let (year, month, _) = CalendarTime.date(ofDays: days)
        let start: Int64
        let next: Int64
        switch unit {
        case .week:
            start = days - CalendarTime.floorModulo(days + 4, 7)
            next = start + 7
        case .month:
            start = CalendarTime.days(year: year, month: month, day: 1)
            next = CalendarTime.addMonths(start, 1)
        case .quarter:
            start = CalendarTime.days(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
            next = CalendarTime.addMonths(start, 3)
        case .year:
            start = CalendarTime.days(year: year, month: 1, day: 1)
            next = CalendarTime.addMonths(start, 12)
        default:
            // The longer units go on to the next one even from their first day.
            let length: Int64 = unit == .decade ? 10 : (unit == .century ? 100 : 1_000)
            let first = unit == .decade ? year / 10 * 10 : (year + length - 1) / length * length - length + 1
            return CalendarTime.days(year: up ? first + length : first, month: 1, day: 1)
        }
        return up && start != days ? next : start
    }

    // MARK: TIMESTAMPADD and TIMESTAMPDIFF

    private static let weights: [TimeUnit: Int64] = [
        .week: 7 * 86_400_000, .day: 86_400_000, .hour: 3_600_000, .minute: 60_000, .second: 1_000,
    ]
    private static let monthWeights: [TimeUnit: Int64] = [.year: 12, .quarter: 3, .month: 1]

    private static func add(_ unit: TimeUnit, _ amount: Int64, _ value: SQLValue, _ type: SQLType) -> SQLValue? {
        if let months = monthWeights[unit] { return DatetimeMath.addMonths(value, amount &* months, type) }
        guard let weight = weights[unit] else { return nil }
        return DatetimeMath.addMilliseconds(value, amount &* weight, type)
    }

    private static func difference(_ unit: TimeUnit, _ start: SQLValue, _ end: SQLValue) -> SQLValue? {
        guard let from = instant(start), let to = instant(end) else { return nil }
        let amount: Int64
        if let weight = weights[unit] {
            amount = (to &- from) / weight
        } else {
            guard let weight = monthWeights[unit] else { return nil }
            let split = { (time: Int64) in
                (days: CalendarTime.floorDivide(time, day), clock: CalendarTime.floorModulo(time, day))
            }
            amount = DatetimeMath.months(from: split(from), to: split(to)) / weight
        }
        return .integer(Int64(Int32(truncatingIfNeeded: amount)))
    }

    /// Milliseconds of a DATE or TIMESTAMP.
    private static func instant(_ value: SQLValue) -> Int64? {
        switch value {
        case .timestamp(let time): time.milliseconds
        case .integer(let days): days &* day
        default: nil
        }
    }
}
