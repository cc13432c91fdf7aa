import StreamSQL

/// Numbers and times as text, in the forms Flink casts them to.
enum JavaText {
    /// A DOUBLE as Java's Double.toString: the shortest digits that read back the same, plain from 0.001 to below 10^7,
    /// else in computerized scientific notation.
    static func double(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        let magnitude = value.magnitude
        if let digits = wholeDigits(magnitude, significantBits: 53) { return layout(digitsOf: digits, isNegative: value < 0) }
        if magnitude.isSubnormal {
            let text = subnormal("\(magnitude)", Double(magnitude.significandBitPattern), 4.940656458412465, -324)
            return layout(digitsOf: text, isNegative: value < 0)
        }
        return layout(digitsOf: "\(magnitude)", isNegative: value < 0)
    }

    /// Java before 19 writes whole numbers by their exact digits, less those that their last bit does not determine;
    /// that may be one digit more than the shortest that reads back the same.
    private static func wholeDigits(_ magnitude: Double, significantBits: Int) -> String? {
        guard magnitude >= 1, magnitude < 0x1p62, magnitude == magnitude.rounded(.towardZero) else { return nil }
        var whole = Int64(magnitude)
        let excess = Int(magnitude.exponent) - significantBits - 1
        guard excess >= 4 else { return String(whole) }
        // Digits in 2^excess.
        let dropped = excess * 30_103 / 100_000
        let unit = Int64(SQLDecimal.powerOfTen(dropped))
        whole = whole / unit + (whole % unit >= unit / 2 ? 1 : 0)
        return "\(whole)e\(dropped)"
    }

    /// At least two digits, those closest to the number, where one alone would read back the same.
    private static func subnormal(_ shortest: String, _ steps: Double, _ step: Double, _ exponent: Int) -> String {
        guard !shortest.prefix(while: { $0 != "e" }).contains("."), shortest.prefix(while: { $0 != "e" }).count == 1 else {
            return shortest
        }
        var digits = steps * step
        var power = exponent
        while digits >= 10 {
            digits /= 10
            power += 1
        }
        return "\((digits * 10).rounded() / 10)e\(power)"
    }

    /// A FLOAT as Java's Float.toString.
    static func float(_ value: Float) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        let magnitude = value.magnitude
        if let digits = wholeDigits(Double(magnitude), significantBits: 24) {
            return layout(digitsOf: digits, isNegative: value < 0)
        }
        if magnitude.isSubnormal {
            let text = subnormal("\(magnitude)", Double(magnitude.significandBitPattern), 1.401298464324817, -45)
            return layout(digitsOf: text, isNegative: value < 0)
        }
        return layout(digitsOf: "\(magnitude)", isNegative: value < 0)
    }

    /// Lays the significant digits of Swift's shortest form out as Java does.
    private static func layout(digitsOf text: String, isNegative: Bool) -> String {
        let halves = text.split(separator: "e")
        var exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = Array((parts[0] + (parts.count > 1 ? parts[1] : "")).utf8)
        // The point stands before `point` digits.
        exponent += parts[0].utf8.count
        while digits.count > 1, digits[0] == UInt8(ascii: "0") {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits[digits.count - 1] == UInt8(ascii: "0") { digits.removeLast() }
        let shown = String(decoding: digits, as: UTF8.self)
        let sign = isNegative ? "-" : ""
        if exponent > -3, exponent <= 7 {
            if exponent <= 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent))\(shown)" }
            if digits.count <= exponent {
                return "\(sign)\(shown)\(String(repeating: "0", count: exponent - digits.count)).0"
            }
            return "\(sign)\(shown.prefix(exponent)).\(shown.dropFirst(exponent))"
        }
        let fraction = shown.dropFirst()
        return "\(sign)\(shown.prefix(1)).\(fraction.isEmpty ? "0" : fraction)E\(exponent - 1)"
    }

    // MARK: Times

    static func date(_ days: Int64) -> String {
        let (year, month, day) = CalendarTime.date(ofDays: days)
        return "\(DatePattern.padded(year, 4))-\(DatePattern.padded(month, 2))-\(DatePattern.padded(day, 2))"
    }

    /// `HH:mm:ss` with `precision` digits of a second behind.
    static func time(_ milliseconds: Int64, nanos: Int64 = 0, precision: Int) -> String {
        let seconds = milliseconds / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { DatePattern.padded($0, 2) }.joined(separator: ":")
        if precision <= 0 { return clock }
        return clock + "." + DatePattern.padded(milliseconds % 1_000 * 1_000_000 + nanos, 9).prefix(precision)
    }

    static func timestamp(_ value: SQLTimestamp, precision: Int) -> String {
        let days = CalendarTime.floorDivide(value.milliseconds, CalendarTime.millisecondsPerDay)
        let rest = CalendarTime.floorModulo(value.milliseconds, CalendarTime.millisecondsPerDay)
        return "\(date(days)) \(time(rest, nanos: Int64(value.nanosOfMillisecond), precision: precision))"
    }

    /// `+1 00:00:00.000`
    static func dayTimeInterval(_ milliseconds: Int64) -> String {
        let magnitude = Int64(clamping: milliseconds.magnitude)
        let days = magnitude / CalendarTime.millisecondsPerDay
        return "\(milliseconds < 0 ? "-" : "+")\(days) \(time(magnitude % CalendarTime.millisecondsPerDay, precision: 3))"
    }

    /// `+1-02`
    static func yearMonthInterval(_ months: Int64) -> String {
        let magnitude = Int64(clamping: months.magnitude)
        return "\(months < 0 ? "-" : "+")\(magnitude / 12)-\(DatePattern.padded(magnitude % 12, 2))"
    }
}
