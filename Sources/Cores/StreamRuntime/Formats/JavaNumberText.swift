import StreamSQL

/// Numbers as Java prints them, which is how Flink's formats and sinks write them.
public enum JavaNumberText {
    /// `Double.toString`: plain from 0.001 up to 10 million, else `1.0E7`; at least one digit behind the point.
    public static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == 0 { return number.sign == .minus ? "-0.0" : "0.0" }
        // Java shows two digits where one, 5, would do.
        if number.magnitude == .leastNonzeroMagnitude { return number < 0 ? "-4.9E-324" : "4.9E-324" }
        return layout(number.description, isPlain: (1e-3..<1e7).contains(number.magnitude))
    }

    /// `Float.toString`.
    public static func text(_ number: Float) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == 0 { return number.sign == .minus ? "-0.0" : "0.0" }
        if number.magnitude == .leastNonzeroMagnitude { return number < 0 ? "-1.4E-45" : "1.4E-45" }
        return layout(number.description, isPlain: (1e-3..<1e7).contains(number.magnitude))
    }

    /// `BigDecimal.toString`: an exponent where there are more than six zeros behind the point.
    static func text(_ number: SQLDecimal) -> String {
        let digits = String(number.unscaled.magnitude)
        let exponent = digits.utf8.count - 1 - number.scale
        if exponent >= -6 { return number.description }
        return (number.unscaled < 0 ? "-" : "") + scientific(digits, exponent: exponent, keepsZeros: true)
    }

    /// Swift writes the same shortest digits, in another layout.
    private static func layout(_ description: String, isPlain: Bool) -> String {
        var text = Substring(description)
        let sign = text.first == "-" ? "-" : ""
        if !sign.isEmpty { text.removeFirst() }
        var exponent = 0
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = text[..<mark]
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts.first.map(String.init) ?? "0"
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        var digits = whole + fraction
        // The value is 0.digits times ten to the power of `point`.
        var point = whole.utf8.count + exponent
        while digits.hasPrefix("0"), digits.utf8.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
        guard isPlain else { return sign + scientific(digits, exponent: point - 1, keepsZeros: false) }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.utf8.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.utf8.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// - Parameter keepsZeros: a decimal shows its own digits only; a double shows one behind the point in any case.
    private static func scientific(_ digits: String, exponent: Int, keepsZeros: Bool) -> String {
        let rest = digits.dropFirst()
        let fraction = rest.isEmpty && !keepsZeros ? "0" : String(rest)
        return digits.prefix(1) + (fraction.isEmpty ? "" : ".\(fraction)") + "E\(exponent)"
    }
}
