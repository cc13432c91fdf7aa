/// An unsigned integer of 256 bits: what products and aligned sums of 38-digit decimals need on the way.
struct UInt256: Hashable {
    var high: UInt128
    var low: UInt128

    init(high: UInt128 = 0, low: UInt128) {
        self.high = high
        self.low = low
    }

    static func < (a: UInt256, b: UInt256) -> Bool { a.high != b.high ? a.high < b.high : a.low < b.low }

    /// nil on overflow.
    func adding(_ other: UInt256) -> UInt256? {
        let (lowSum, carry) = low.addingReportingOverflow(other.low)
        let (partial, over) = high.addingReportingOverflow(other.high)
        let (highSum, overToo) = partial.addingReportingOverflow(carry ? 1 : 0)
        return over || overToo ? nil : UInt256(high: highSum, low: lowSum)
    }

    /// `other` must not be greater.
    func subtracting(_ other: UInt256) -> UInt256 {
        let (lowPart, borrow) = low.subtractingReportingOverflow(other.low)
        return UInt256(high: high &- other.high &- (borrow ? 1 : 0), low: lowPart)
    }

    /// nil on overflow.
    func multiplied(by factor: UInt128) -> UInt256? {
        let lowProduct = low.multipliedFullWidth(by: factor)
        let (highProduct, over) = high.multipliedReportingOverflow(by: factor)
        let (sum, overToo) = highProduct.addingReportingOverflow(lowProduct.high)
        return over || overToo ? nil : UInt256(high: sum, low: lowProduct.low)
    }

    /// `divisor` must not be zero.
    func dividedWithRemainder(by divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        if high == 0, divisor.high == 0 {
            let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor.low)
            return (UInt256(low: quotient), UInt256(low: remainder))
        }
        var quotient = UInt256(low: 0)
        var remainder = UInt256(low: 0)
        for bit in stride(from: 255, through: 0, by: -1) {
            let next = bit >= 128 ? (high >> UInt128(bit - 128)) & 1 : (low >> UInt128(bit)) & 1
            // The remainder is below the divisor, so a bit shifted out can only mean that it now exceeds it.
            let carriedOut = remainder.high >> 127 == 1
            remainder = UInt256(high: remainder.high << 1 | remainder.low >> 127, low: remainder.low << 1 | next)
            if carriedOut || !(remainder < divisor) {
                remainder = remainder.subtracting(divisor)
                if bit >= 128 { quotient.high |= 1 << UInt128(bit - 128) } else { quotient.low |= 1 << UInt128(bit) }
            }
        }
        return (quotient, remainder)
    }

    /// Number of decimal digits; 1 for zero.
    var digits: Int {
        var rest = self
        var count = 0
        let chunk = UInt256(low: UInt128(SQLDecimal.powerOfTen(38)))
        while rest.high > 0 {
            rest = rest.dividedWithRemainder(by: chunk).quotient
            count += 38
        }
        return count + String(rest.low).utf8.count
    }
}

/// A decimal on the way to its final precision and scale: exact, with up to 77 digits.
struct WideDecimal {
    var isNegative: Bool
    var magnitude: UInt256
    var scale: Int

    init(isNegative: Bool, magnitude: UInt256, scale: Int) {
        self.isNegative = isNegative
        self.magnitude = magnitude
        self.scale = scale
    }

    init(_ value: SQLDecimal) {
        self.init(isNegative: value.unscaled < 0, magnitude: UInt256(low: value.unscaled.magnitude), scale: value.scale)
    }

    var isZero: Bool { magnitude == UInt256(low: 0) }

    /// The same number with more digits behind the point; nil when it needs more than 256 bits.
    func scaled(up digits: Int) -> WideDecimal? {
        var result = self
        var rest = digits
        while rest > 0 {
            let step = min(rest, SQLTypeKind.maxDecimalPrecision)
            guard let next = result.magnitude.multiplied(by: UInt128(SQLDecimal.powerOfTen(step))) else { return nil }
            result.magnitude = next
            rest -= step
        }
        result.scale += digits
        return result
    }

    /// The number with fewer digits behind the point: cut, or rounded half away from zero.
    func scaled(down digits: Int, rounding: Bool) -> WideDecimal {
        guard digits <= 77 else { return WideDecimal(isNegative: false, magnitude: UInt256(low: 0), scale: scale - digits) }
        var divisor = UInt256(low: 1)
        var rest = digits
        while rest > 0 {
            let step = min(rest, SQLTypeKind.maxDecimalPrecision)
            guard let next = divisor.multiplied(by: UInt128(SQLDecimal.powerOfTen(step))) else {
                return WideDecimal(isNegative: false, magnitude: UInt256(low: 0), scale: scale - digits)
            }
            divisor = next
            rest -= step
        }
        var (quotient, remainder) = magnitude.dividedWithRemainder(by: divisor)
        if rounding, !remainder.isLessThanHalf(of: divisor), let up = quotient.adding(UInt256(low: 1)) { quotient = up }
        return WideDecimal(isNegative: isNegative, magnitude: quotient, scale: scale - digits)
    }

    /// Rounded half away from zero to `scale`; nil when it does not fit in `precision` digits.
    func rounded(precision: Int, scale newScale: Int) -> SQLDecimal? {
        let result: WideDecimal
        if isZero {
            result = WideDecimal(isNegative: false, magnitude: magnitude, scale: newScale)
        } else if newScale >= scale {
            guard let up = scaled(up: newScale - scale) else { return nil }
            result = up
        } else {
            result = scaled(down: scale - newScale, rounding: true)
        }
        guard let narrow = result.narrow, narrow.fits(precision: precision) else { return nil }
        return narrow
    }

    /// As a 38-digit decimal of the same scale, nil when it has more digits.
    var narrow: SQLDecimal? {
        guard magnitude.high == 0, let unscaled = Int128(exactly: magnitude.low) else { return nil }
        return SQLDecimal(unscaled: isNegative ? -unscaled : unscaled, scale: scale)
    }

    /// Negative, zero or positive.
    func compare(_ other: WideDecimal) -> Int {
        let common = max(scale, other.scale)
        // 38 digits with up to 38 more fit in 256 bits.
        guard let left = scaled(up: common - scale), let right = other.scaled(up: common - other.scale) else { return 0 }
        if left.isZero, right.isZero { return 0 }
        if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
        if left.magnitude == right.magnitude { return 0 }
        return (left.magnitude < right.magnitude) != left.isNegative ? -1 : 1
    }
}

extension UInt256 {
    /// Whether twice the number is less than `whole`.
    func isLessThanHalf(of whole: UInt256) -> Bool {
        guard let doubled = adding(self) else { return false }
        return doubled < whole
    }
}
