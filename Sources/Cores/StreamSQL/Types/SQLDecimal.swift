/// An exact decimal number: `unscaled` / 10^`scale`, with at most 38 digits.
///
/// Equality compares representation (1.0 and 1.00 differ); values of one DECIMAL type share a scale, so this is
/// equality of numbers within a column. Use ``compare(_:_:)`` across scales.
public struct SQLDecimal: Hashable, Sendable {
    public var unscaled: Int128
    /// 0...38 digits behind the point.
    public var scale: Int

    public init(unscaled: Int128, scale: Int) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// 10^n for n in 0...38.
    static let powersOfTen: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<SQLTypeKind.maxDecimalPrecision { powers.append(powers[powers.count - 1] &* 10) }
        return powers
    }()

    /// 10^`exponent`; `exponent` must be in 0...38.
    public static func powerOfTen(_ exponent: Int) -> Int128 { powersOfTen[exponent] }

    /// Whether the number has at most `precision` digits, its scale being what it is.
    public func fits(precision: Int) -> Bool {
        precision > SQLTypeKind.maxDecimalPrecision
            || unscaled.magnitude < SQLDecimal.powersOfTen[max(precision, 0)].magnitude
    }

    /// The number with `scale` digits behind the point, rounded half away from zero; nil when it then has more than
    /// `precision` digits.
    public func rescaled(precision: Int, scale newScale: Int) -> SQLDecimal? {
        WideDecimal(self).rounded(precision: precision, scale: newScale)
    }

    /// Order of the numbers: negative, zero or positive.
    public static func compare(_ a: SQLDecimal, _ b: SQLDecimal) -> Int {
        if a.scale == b.scale { return a.unscaled < b.unscaled ? -1 : (a.unscaled > b.unscaled ? 1 : 0) }
        return WideDecimal(a).compare(WideDecimal(b))
    }

    /// The number closest to it.
    public var doubleValue: Double { Double(description) ?? .nan }
}

extension SQLDecimal: CustomStringConvertible {
    /// Plain digits with exactly `scale` of them behind the point.
    public var description: String {
        var digits = String(unscaled.magnitude)
        if scale > 0 {
            if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
        }
        return unscaled < 0 ? "-" + digits : digits
    }
}
