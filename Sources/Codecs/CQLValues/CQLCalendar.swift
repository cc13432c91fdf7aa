/// Days and times of the proleptic Gregorian calendar, without zones or leap seconds.
public enum CQLCalendar {
    /// Days from 1970-01-01 to a date; the date must be a real one.
    public static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, in eras of 400 years.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date that many days after 1970-01-01.
    public static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days of a month.
    public static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Months later (or earlier); a day that the month does not have becomes its last.
    public static func adding(months: Int64, toDays days: Int64) -> Int64 {
        let (year, month, day) = date(days: days)
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        if overflow { return days }
        let newYear = count >= 0 ? count / 12 : (count - 11) / 12
        let newMonth = count - newYear * 12 + 1
        return self.days(year: newYear, month: newMonth, day: min(day, length(ofMonth: newMonth, year: newYear)))
    }

    /// `2024-01-05`; years beyond four digits with a sign, as ISO 8601 has it.
    static func text(days: Int64) -> String {
        let (year, month, day) = date(days: days)
        let absolute = String(year.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - absolute.count)) + absolute
        let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
        return "\(sign)\(padded)-\(twoDigits(month))-\(twoDigits(day))"
    }

    static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// `12:34:56` and a fraction of `decimals` digits.
    static func text(nanosecondsOfDay nanoseconds: Int64, decimals: Int) -> String {
        let seconds = nanoseconds / 1_000_000_000
        let fraction = padded(nanoseconds % 1_000_000_000, 9).prefix(decimals)
        return
            "\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))\(decimals > 0 ? "." : "")\(fraction)"
    }
}

/// Reads fixed forms of text byte by byte.
struct TextScanner {
    let text: [UInt8]
    var at = 0

    init(_ text: some StringProtocol) { self.text = [UInt8](text.utf8) }

    var isAtEnd: Bool { at == text.count }
    var next: UInt8? { at < text.count ? text[at] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    /// A number of `range` digits, as many as there are.
    mutating func digits(_ range: ClosedRange<Int>) -> (value: Int64, count: Int)? {
        var value: Int64 = 0
        var count = 0
        while count < range.upperBound, let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            if over || more { return nil }
            value = sum
            count += 1
            at += 1
        }
        return count >= range.lowerBound ? (value, count) : nil
    }

    mutating func number(_ digitCount: Int, in range: ClosedRange<Int64>) -> Int64? {
        guard let (value, _) = digits(digitCount...digitCount), range.contains(value) else { return nil }
        return value
    }

    /// Letters as they are, at least one.
    mutating func letters() -> String? {
        let start = at
        while let byte = next, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { at += 1 }
        return at > start ? String(decoding: text[start..<at], as: UTF8.self) : nil
    }
}
