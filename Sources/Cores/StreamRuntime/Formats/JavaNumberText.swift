import StreamSQL

/// Numbers as Java prints them, which is how Flink's formats and sinks write them.
public enum JavaNumberText {
    /// `Double.toString`: plain from 0.001 up to 10 million, else `1.0E7`; at least one digit behind the point.
    public static func text(_ number: Double) -> String { JavaText.double(number) }

    /// `Float.toString`.
    public static func text(_ number: Float) -> String { JavaText.float(number) }

    /// `BigDecimal.toString`: an exponent where there are more than six zeros behind the point.
    static func text(_ number: SQLDecimal) -> String {
        let digits = String(number.unscaled.magnitude)
        let exponent = digits.utf8.count - 1 - number.scale
        if exponent >= -6 { return number.description }
        let fraction = digits.dropFirst()
        return (number.unscaled < 0 ? "-" : "") + digits.prefix(1) + (fraction.isEmpty ? "" : ".\(fraction)") + "E\(exponent)"
    }
}
