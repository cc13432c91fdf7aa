public import Bytes

/// A decimal number: `unscaled` times 10 to the power of minus `scale`. 1.0 and 1.00 are equal in value, not in form.
public struct CQLDecimal: Hashable, Sendable {
    public var unscaled: BigInteger
    public var scale: Int32

    public init(unscaled: BigInteger, scale: Int32) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// Reads a value's bytes: a four-byte scale and the unscaled number. Nil when there are fewer than four.
    public init?(_ bytes: ByteSlice) {
        guard bytes.count >= 4 else { return nil }
        var reader = ByteReader(bytes)
        guard let scale = try? reader.integer(Int32.self) else { return nil }
        self.init(unscaled: BigInteger(twosComplement: reader.rest()), scale: scale)
    }

    /// The value's bytes.
    public var bytes: ByteSlice {
        var writer = ByteWriter(capacity: 32)
        writer.integer(scale)
        writer.bytes(unscaled.twosComplement)
        return writer.finish()
    }

    /// Reads digits with an optional sign, point and exponent; the scale is as written: "1.00" has two, "1e3" minus three.
    public init?(_ text: some StringProtocol) {
        var mantissa = Substring(text)
        var exponent: Int64 = 0
        if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            let written = mantissa[mantissa.index(after: mark)...]
            guard let value = Int64(written), abs(value) <= Int64(Int32.max) else { return nil }
            exponent = value
            mantissa = mantissa[..<mark]
        }
        var digits = String(mantissa)
        var decimals: Int64 = 0
        if let point = mantissa.firstIndex(of: ".") {
            let fraction = mantissa[mantissa.index(after: point)...]
            decimals = Int64(fraction.utf8.count)
            digits = String(mantissa[..<point]) + fraction
        }
        guard let unscaled = BigInteger(decimal: digits), let scale = Int32(exactly: decimals - exponent) else { return nil }
        self.init(unscaled: unscaled, scale: scale)
    }

    /// The same value without trailing zeros: the significant digits, and the power of ten of the first one's place.
    ///
    /// The value is 0.d₁d₂d₃… times 10 to the power of `exponent`; zero has no digits.
    public var normalized: (isNegative: Bool, digits: [UInt8], exponent: Int64) {
        if unscaled.isZero { return (false, [], 0) }
        var digits = unscaled.digits.map { $0 - UInt8(ascii: "0") }
        let exponent = Int64(digits.count) - Int64(scale)
        while digits.last == 0 { digits.removeLast() }
        return (unscaled.isNegative, digits, exponent)
    }

    /// By value: -1, 0 or 1.
    public func compare(_ other: CQLDecimal) -> Int {
        let mine = normalized
        let theirs = other.normalized
        let mySign = unscaled.signum
        if mySign != other.unscaled.signum { return mySign < other.unscaled.signum ? -1 : 1 }
        if mySign == 0 { return 0 }
        var order = 0
        if mine.exponent != theirs.exponent {
            order = mine.exponent < theirs.exponent ? -1 : 1
        } else if mine.digits != theirs.digits {
            order = mine.digits.lexicographicallyPrecedes(theirs.digits) ? -1 : 1
        }
        return mySign < 0 ? -order : order
    }
}

extension CQLDecimal: CustomStringConvertible {
    /// As Java's BigDecimal writes it: plain while the exponent is small, else with an exponent ("1E+10", "1.5E-8").
    public var description: String {
        let digits = String(decoding: unscaled.digits, as: UTF8.self)
        let sign = unscaled.isNegative ? "-" : ""
        if scale == 0 { return sign + digits }
        let adjusted = Int64(digits.utf8.count) - 1 - Int64(scale)
        if scale > 0, adjusted >= -6 {
            let point = digits.utf8.count - Int(scale)
            if point > 0 { return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))" }
            return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)"
        }
        let fraction = digits.dropFirst()
        return "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)E\(adjusted >= 0 ? "+" : "")\(adjusted)"
    }

    /// Without an exponent, nil when that would take more than `lengthMax` characters.
    public func plainText(lengthMax: Int = 1 << 15) -> String? {
        let digits = String(decoding: unscaled.digits, as: UTF8.self)
        let sign = unscaled.isNegative ? "-" : ""
        guard digits.utf8.count + Int(scale.magnitude) <= lengthMax else { return nil }
        if scale <= 0 {
            return unscaled.isZero ? "0" : sign + digits + String(repeating: "0", count: Int(scale.magnitude))
        }
        let point = digits.utf8.count - Int(scale)
        if point > 0 { return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))" }
        return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)"
    }
}

// Arithmetic.
extension CQLDecimal {
    /// The widest gap of scales that addition bridges; Cassandra bounds none, and so spends memory without end.
    public static let scaleGapMax = 1 << 14

    /// The sum, with the larger scale of the two. Nil when the scales lie further apart than ``scaleGapMax``.
    public static func + (a: CQLDecimal, b: CQLDecimal) -> CQLDecimal? {
        let scale = max(a.scale, b.scale)
        guard let left = a.rescaled(to: scale), let right = b.rescaled(to: scale) else { return nil }
        return CQLDecimal(unscaled: left.unscaled + right.unscaled, scale: scale)
    }

    /// The same value with a scale at least its own. Nil when it is further off than ``scaleGapMax``.
    public func rescaled(to wanted: Int32) -> CQLDecimal? {
        let gap = Int64(wanted) - Int64(scale)
        guard gap >= 0, gap <= Int64(Self.scaleGapMax) else { return nil }
        return CQLDecimal(unscaled: unscaled * .powerOfTen(Int(gap)), scale: wanted)
    }
}
