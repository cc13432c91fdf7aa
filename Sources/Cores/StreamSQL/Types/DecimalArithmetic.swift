/// Arithmetic with Flink's rounding: exact on the way, then half up to the result type; nil stands for SQL NULL, which
/// is what a result that does not fit is.
extension SQLDecimal {
    /// a + b, or a - b.
    public static func sum(_ a: SQLDecimal, _ b: SQLDecimal, subtracting: Bool, precision: Int, scale: Int) -> SQLDecimal? {
        if a.scale == b.scale, a.scale == scale {
            let (unscaled, over) =
                subtracting
                ? a.unscaled.subtractingReportingOverflow(b.unscaled) : a.unscaled.addingReportingOverflow(b.unscaled)
            let result = SQLDecimal(unscaled: unscaled, scale: scale)
            return !over && result.fits(precision: precision) ? result : nil
        }
        let common = max(a.scale, b.scale)
        guard let left = WideDecimal(a).scaled(up: common - a.scale),
            var right = WideDecimal(b).scaled(up: common - b.scale)
        else { return nil }
        if subtracting { right.isNegative.toggle() }
        let total: WideDecimal
        if left.isNegative == right.isNegative {
            guard let magnitude = left.magnitude.adding(right.magnitude) else { return nil }
            total = WideDecimal(isNegative: left.isNegative, magnitude: magnitude, scale: common)
        } else if left.magnitude < right.magnitude {
            total = WideDecimal(
                isNegative: right.isNegative, magnitude: right.magnitude.subtracting(left.magnitude), scale: common)
        } else {
            total = WideDecimal(
                isNegative: left.isNegative, magnitude: left.magnitude.subtracting(right.magnitude), scale: common)
        }
        return total.rounded(precision: precision, scale: scale)
    }

    /// a * b.
    public static func product(_ a: SQLDecimal, _ b: SQLDecimal, precision: Int, scale: Int) -> SQLDecimal? {
        let wide = a.unscaled.magnitude.multipliedFullWidth(by: b.unscaled.magnitude)
        return WideDecimal(
            isNegative: (a.unscaled < 0) != (b.unscaled < 0), magnitude: UInt256(high: wide.high, low: wide.low),
            scale: a.scale + b.scale
        ).rounded(precision: precision, scale: scale)
    }

    /// a / b, first to 38 significant digits as Flink does, then to the result type. `b` must not be zero.
    public static func quotient(_ a: SQLDecimal, _ b: SQLDecimal, precision: Int, scale: Int) -> SQLDecimal? {
        let divisor = UInt256(low: b.unscaled.magnitude)
        if a.unscaled == 0 { return SQLDecimal(unscaled: 0, scale: scale) }
        // Enough digits that the quotient has 38 or 39 of them.
        let added = max(0, SQLTypeKind.maxDecimalPrecision + divisor.digits - UInt256(low: a.unscaled.magnitude).digits)
        guard let numerator = WideDecimal(a).scaled(up: min(added, 76)) else { return nil }
        let (whole, remainder) = numerator.magnitude.dividedWithRemainder(by: divisor)
        var result = WideDecimal(
            isNegative: (a.unscaled < 0) != (b.unscaled < 0), magnitude: whole, scale: numerator.scale - b.scale)
        let excess = whole.digits - SQLTypeKind.maxDecimalPrecision
        if excess > 0 {
            // Digits cut by the division itself only matter when the kept part sits exactly at a half: it then rounds
            // up anyway.
            result = result.scaled(down: excess, rounding: true)
        } else if !remainder.isLessThanHalf(of: divisor), let up = whole.adding(UInt256(low: 1)) {
            result.magnitude = up
        }
        return result.rounded(precision: precision, scale: scale)
    }

    /// The remainder of a / b with the sign of `a`. `b` must not be zero.
    public static func remainder(_ a: SQLDecimal, _ b: SQLDecimal, precision: Int, scale: Int) -> SQLDecimal? {
        let common = max(a.scale, b.scale)
        guard let left = WideDecimal(a).scaled(up: common - a.scale),
            let right = WideDecimal(b).scaled(up: common - b.scale)
        else { return nil }
        let rest = left.magnitude.dividedWithRemainder(by: right.magnitude).remainder
        return WideDecimal(isNegative: left.isNegative, magnitude: rest, scale: common)
            .rounded(precision: precision, scale: scale)
    }

    /// Rounds half away from zero, or cuts, at `digits` behind the point (negative: before it); nil when it does not fit.
    public func rounded(at digits: Int, cutting: Bool, precision: Int, scale newScale: Int) -> SQLDecimal? {
        if digits >= scale { return rescaled(precision: precision, scale: newScale) }
        let cut = WideDecimal(self).scaled(down: scale - digits, rounding: !cutting)
        // A negative scale counts zeros before the point.
        return cut.rounded(precision: precision, scale: newScale)
    }

    /// Toward negative (or positive) infinity, to an integer.
    public func floored(up: Bool) -> SQLDecimal {
        let unit = SQLDecimal.powerOfTen(scale)
        var (whole, rest) = unscaled.quotientAndRemainder(dividingBy: unit)
        if rest < 0, !up { whole -= 1 }
        if rest > 0, up { whole += 1 }
        return SQLDecimal(unscaled: whole, scale: 0)
    }

    /// Reads plain or exponent notation (`-12.50`, `.5`, `1e3`), all of `text`; nil when it is something else or needs
    /// more than 77 digits. The result is exact and may exceed 38 digits.
    static func parseWide(_ text: some StringProtocol) -> WideDecimal? {
        var bytes = Array(text.utf8)[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        var magnitude = UInt256(low: 0)
        var scale = 0
        var sawDigit = false
        var sawPoint = false
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else if byte >= 48, byte <= 57 {
                guard let next = magnitude.multiplied(by: 10)?.adding(UInt256(low: UInt128(byte - 48))) else { return nil }
                magnitude = next
                sawDigit = true
                if sawPoint { scale += 1 }
            } else {
                break
            }
            bytes.removeFirst()
        }
        guard sawDigit else { return nil }
        if let mark = bytes.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            guard let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)), abs(exponent) <= 10_000 else {
                return nil
            }
            scale -= exponent
        } else if !bytes.isEmpty {
            return nil
        }
        return WideDecimal(isNegative: isNegative, magnitude: magnitude, scale: scale)
    }

    /// Reads a number and rounds it half up to the given type; nil when it is not a number or does not fit.
    public static func parse(_ text: some StringProtocol, precision: Int, scale: Int) -> SQLDecimal? {
        parseWide(text)?.rounded(precision: precision, scale: scale)
    }
}

extension SQLDecimal {
    /// A number's text rounded half away from zero (or cut) at `digits` behind the point; nil when it has no more digits
    /// than that.
    public static func roundedText(_ text: String, at digits: Int, cutting: Bool) -> String? {
        guard let wide = parseWide(text), wide.scale > digits else { return nil }
        let cut = wide.scaled(down: wide.scale - digits, rounding: !cutting)
        return "\(cut.isNegative && !cut.isZero ? "-" : "")\(cut.magnitude.low)e\(-cut.scale)"
    }

    /// Reads a number as CAST does, to as many digits as the type has; nil when it is no number.
    public static func read(_ text: String, precision: Int, scale: Int) -> (isNumber: Bool, value: SQLDecimal?) {
        guard let wide = parseWide(text) else { return (false, nil) }
        return (true, wide.rounded(precision: precision, scale: scale))
    }

    /// A decimal number's text as Java's BigDecimal writes it: plain with up to six zeros behind the point, else with an
    /// exponent; nil when it is no number.
    public static func javaBigDecimalText(_ text: String) -> String? {
        guard let wide = parseWide(text), wide.magnitude.high == 0 else { return nil }
        let digits = String(wide.magnitude.low)
        let adjusted = digits.utf8.count - 1 - wide.scale
        let sign = wide.isNegative && !wide.isZero ? "-" : ""
        if wide.scale >= 0, adjusted >= -6 {
            if wide.scale == 0 { return sign + digits }
            let padded = String(repeating: "0", count: max(0, wide.scale + 1 - digits.utf8.count)) + digits
            return "\(sign)\(padded.dropLast(wide.scale)).\(padded.suffix(wide.scale))"
        }
        let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
        return "\(sign)\(digits.prefix(1))\(fraction)E\(adjusted >= 0 ? "+" : "")\(adjusted)"
    }
}
