public import Bytes

/// An integer of any size: the value of a `varint` and the unscaled part of a `decimal`.
public struct BigInteger: Hashable, Sendable {
    /// Base 2^32, least significant first, no leading zeros; empty for zero.
    private(set) var magnitude: [UInt32]
    public private(set) var isNegative: Bool

    public static let zero = BigInteger(magnitude: [], isNegative: false)

    init(magnitude: [UInt32], isNegative: Bool) {
        var trimmed = magnitude
        while trimmed.last == 0 { trimmed.removeLast() }
        self.magnitude = trimmed
        self.isNegative = isNegative && !trimmed.isEmpty
    }

    public init(_ value: Int64) {
        let absolute = value.magnitude
        self.init(magnitude: [UInt32(truncatingIfNeeded: absolute), UInt32(absolute >> 32)], isNegative: value < 0)
    }

    public var isZero: Bool { magnitude.isEmpty }
    /// -1, 0 or 1.
    public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }
    /// Whether the number is even.
    public var isEven: Bool { (magnitude.first ?? 0) & 1 == 0 }

    /// The value if it fits in 64 bits.
    public var int64: Int64? {
        guard magnitude.count <= 2 else { return nil }
        let low = UInt64(magnitude.first ?? 0)
        let absolute = low | UInt64(magnitude.count == 2 ? magnitude[1] : 0) << 32
        if isNegative { return absolute <= UInt64(1) << 63 ? Int64(truncatingIfNeeded: 0 &- absolute) : nil }
        return Int64(exactly: absolute)
    }

    /// The low 64 bits of the two's complement form: what a narrowing conversion keeps.
    public var lowBits: Int64 {
        let absolute = UInt64(magnitude.first ?? 0) | UInt64(magnitude.count > 1 ? magnitude[1] : 0) << 32
        return Int64(bitPattern: isNegative ? 0 &- absolute : absolute)
    }
}

// Bytes: two's complement, big-endian, as few bytes as possible.
extension BigInteger {
    /// The number of two's complement big-endian bytes; no bytes are zero.
    public init(twosComplement bytes: ByteSlice) {
        let raw = bytes.array
        guard let first = raw.first else {
            self = .zero
            return
        }
        let isNegative = first & 0x80 != 0
        var words: [UInt32] = []
        words.reserveCapacity(raw.count / 4 + 1)
        var end = raw.count
        var carry: UInt64 = 1
        while end > 0 {
            var word: UInt32 = 0
            for offset in 0..<4 {
                let index = end - 1 - offset
                let byte = index >= 0 ? raw[index] : (isNegative ? 0xFF : 0)
                word |= UInt32(byte) << UInt32(offset * 8)
            }
            if isNegative {
                let negated = UInt64(~word) + carry
                word = UInt32(truncatingIfNeeded: negated)
                carry = negated >> 32
            }
            words.append(word)
            end -= 4
        }
        if isNegative, carry == 1 { words.append(1) }
        self.init(magnitude: words, isNegative: isNegative)
    }

    /// The shortest two's complement big-endian bytes; one zero byte for zero.
    public var twosComplement: ByteSlice {
        if isZero { return [0] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(magnitude.count * 4 + 1)
        var carry: UInt64 = 1
        for word in magnitude {
            var shown = word
            if isNegative {
                let negated = UInt64(~word) + carry
                shown = UInt32(truncatingIfNeeded: negated)
                carry = negated >> 32
            }
            for offset in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: shown >> UInt32(offset * 8))) }
        }
        let fill: UInt8 = isNegative ? 0xFF : 0
        bytes.append(fill)
        // A leading byte says nothing when the next one's top bit repeats its sign.
        while bytes.count > 1, bytes[bytes.count - 1] == fill, (bytes[bytes.count - 2] & 0x80 != 0) == isNegative {
            bytes.removeLast()
        }
        return ByteSlice(bytes.reversed())
    }
}

// Decimal digits.
extension BigInteger {
    /// The most digits that are read from text; what has more is no number here (see ``CQLType/numberBytesMax``).
    public static let digitsMax = 20_000

    /// Reads an optional sign and decimal digits; nil when there is anything else, or more than ``digitsMax`` of them.
    public init?(decimal text: some StringProtocol) {
        var digits = Substring(text).utf8[...]
        var isNegative = false
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        guard !digits.isEmpty, digits.count <= Self.digitsMax else { return nil }
        var magnitude: [UInt32] = []
        var chunk: UInt32 = 0
        var chunkScale: UInt32 = 1
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            chunk = chunk * 10 + UInt32(byte - UInt8(ascii: "0"))
            chunkScale *= 10
            if chunkScale == 1_000_000_000 {
                Self.multiply(&magnitude, by: chunkScale, adding: chunk)
                chunk = 0
                chunkScale = 1
            }
        }
        if chunkScale > 1 { Self.multiply(&magnitude, by: chunkScale, adding: chunk) }
        self.init(magnitude: magnitude, isNegative: isNegative)
    }

    private static func multiply(_ magnitude: inout [UInt32], by factor: UInt32, adding addend: UInt32) {
        var carry = UInt64(addend)
        for index in magnitude.indices {
            let product = UInt64(magnitude[index]) * UInt64(factor) + carry
            magnitude[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { magnitude.append(UInt32(carry)) }
    }

    /// The decimal digits of the absolute value, most significant first.
    public var digits: [UInt8] {
        if isZero { return [UInt8(ascii: "0")] }
        var rest = magnitude
        var reversed: [UInt8] = []
        while !rest.isEmpty {
            var remainder: UInt64 = 0
            for index in rest.indices.reversed() {
                let dividend = remainder << 32 | UInt64(rest[index])
                rest[index] = UInt32(dividend / 1_000_000_000)
                remainder = dividend % 1_000_000_000
            }
            while rest.last == 0 { rest.removeLast() }
            for _ in 0..<9 {
                if rest.isEmpty, remainder == 0 { break }
                reversed.append(UInt8(ascii: "0") + UInt8(remainder % 10))
                remainder /= 10
            }
        }
        return reversed.reversed()
    }
}

extension BigInteger: CustomStringConvertible {
    public var description: String { (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self) }
}

extension BigInteger: Comparable {
    public static func < (a: BigInteger, b: BigInteger) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        let order = compareMagnitude(a.magnitude, b.magnitude)
        return a.isNegative ? order > 0 : order < 0
    }

    private static func compareMagnitude(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
    }
}

// Arithmetic.
extension BigInteger {
    public static prefix func - (a: BigInteger) -> BigInteger {
        BigInteger(magnitude: a.magnitude, isNegative: !a.isNegative)
    }

    public static func + (a: BigInteger, b: BigInteger) -> BigInteger {
        if a.isNegative == b.isNegative {
            return BigInteger(magnitude: sum(a.magnitude, b.magnitude), isNegative: a.isNegative)
        }
        let order = compareMagnitude(a.magnitude, b.magnitude)
        if order == 0 { return .zero }
        return order > 0
            ? BigInteger(magnitude: difference(a.magnitude, b.magnitude), isNegative: a.isNegative)
            : BigInteger(magnitude: difference(b.magnitude, a.magnitude), isNegative: b.isNegative)
    }

    public static func - (a: BigInteger, b: BigInteger) -> BigInteger { a + -b }

    public static func * (a: BigInteger, b: BigInteger) -> BigInteger {
        if a.isZero || b.isZero { return .zero }
        var product = [UInt32](repeating: 0, count: a.magnitude.count + b.magnitude.count)
        for (i, x) in a.magnitude.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in b.magnitude.enumerated() {
                let cell = UInt64(x) * UInt64(y) + UInt64(product[i + j]) + carry
                product[i + j] = UInt32(truncatingIfNeeded: cell)
                carry = cell >> 32
            }
            product[i + b.magnitude.count] = UInt32(carry)
        }
        return BigInteger(magnitude: product, isNegative: a.isNegative != b.isNegative)
    }

    /// 10 to the power of `exponent`, which must not be negative.
    public static func powerOfTen(_ exponent: Int) -> BigInteger {
        var magnitude: [UInt32] = [1]
        var left = exponent
        while left >= 9 {
            multiply(&magnitude, by: 1_000_000_000, adding: 0)
            left -= 9
        }
        for _ in 0..<max(left, 0) { multiply(&magnitude, by: 10, adding: 0) }
        return BigInteger(magnitude: magnitude, isNegative: false)
    }

    /// Quotient towards zero and remainder with the dividend's sign; nil when the divisor is zero.
    public func dividedTowardsZero(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger)? {
        if divisor.isZero { return nil }
        if Self.compareMagnitude(magnitude, divisor.magnitude) < 0 { return (.zero, self) }
        let (quotient, remainder) =
            divisor.magnitude.count == 1
            ? Self.divideShort(magnitude, divisor.magnitude[0]) : Self.divideLong(magnitude, divisor.magnitude)
        return (
            BigInteger(magnitude: quotient, isNegative: isNegative != divisor.isNegative),
            BigInteger(magnitude: remainder, isNegative: isNegative)
        )
    }

    private static func sum(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var total: [UInt32] = []
        total.reserveCapacity(max(a.count, b.count) + 1)
        var carry: UInt64 = 0
        for index in 0..<max(a.count, b.count) {
            carry += UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0)
            total.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        if carry > 0 { total.append(UInt32(carry)) }
        return total
    }

    /// `a - b`, where `a` is not less.
    private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var left = a
        var borrow: Int64 = 0
        for index in a.indices {
            let digit = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
            borrow = digit < 0 ? 1 : 0
            left[index] = UInt32(truncatingIfNeeded: digit)
        }
        return left
    }

    private static func divideShort(_ a: [UInt32], _ divisor: UInt32) -> ([UInt32], [UInt32]) {
        var quotient = a
        var remainder: UInt64 = 0
        for index in a.indices.reversed() {
            let dividend = remainder << 32 | UInt64(a[index])
            quotient[index] = UInt32(dividend / UInt64(divisor))
            remainder = dividend % UInt64(divisor)
        }
        return (quotient, [UInt32(remainder)])
    }

    /// Long division, Knuth's algorithm D (The Art of Computer Programming, 4.3.1), for a divisor of two words or more.
    private static func divideLong(_ a: [UInt32], _ divisor: [UInt32]) -> ([UInt32], [UInt32]) {
        let shift = UInt32(divisor[divisor.count - 1].leadingZeroBitCount)
        let v = shiftedLeft(divisor, shift)
        var u = shiftedLeft(a, shift)
        if u.count == a.count { u.append(0) }
        let n = divisor.count
        var quotient = [UInt32](repeating: 0, count: u.count - n)
        for j in stride(from: u.count - n - 1, through: 0, by: -1) {
            let dividend = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
            var digit = dividend / UInt64(v[n - 1])
            var rest = dividend % UInt64(v[n - 1])
            while digit > UInt64(UInt32.max) || digit * UInt64(v[n - 2]) > (rest << 32 | UInt64(u[j + n - 2])) {
                digit -= 1
                rest += UInt64(v[n - 1])
                if rest > UInt64(UInt32.max) { break }
            }
            var borrow: Int64 = 0
            var carry: UInt64 = 0
            for i in 0..<n {
                let product = digit * UInt64(v[i]) + carry
                carry = product >> 32
                let step = Int64(u[i + j]) - borrow - Int64(product & 0xFFFF_FFFF)
                u[i + j] = UInt32(truncatingIfNeeded: step)
                borrow = step < 0 ? 1 : 0
            }
            let top = Int64(u[j + n]) - borrow - Int64(carry)
            u[j + n] = UInt32(truncatingIfNeeded: top)
            if top < 0 {
                digit -= 1
                var back: UInt64 = 0
                for i in 0..<n {
                    back += UInt64(u[i + j]) + UInt64(v[i])
                    u[i + j] = UInt32(truncatingIfNeeded: back)
                    back >>= 32
                }
                u[j + n] = UInt32(truncatingIfNeeded: UInt64(u[j + n]) + back)
            }
            quotient[j] = UInt32(truncatingIfNeeded: digit)
        }
        return (quotient, shiftedRight(Array(u[0..<n]), shift))
    }

    private static func shiftedLeft(_ a: [UInt32], _ bits: UInt32) -> [UInt32] {
        if bits == 0 { return a }
        var shifted: [UInt32] = []
        var carry: UInt32 = 0
        for word in a {
            shifted.append(word << bits | carry)
            carry = word >> (32 - bits)
        }
        if carry > 0 { shifted.append(carry) }
        return shifted
    }

    private static func shiftedRight(_ a: [UInt32], _ bits: UInt32) -> [UInt32] {
        if bits == 0 { return a }
        var shifted = a
        for index in a.indices {
            let next = index + 1 < a.count ? a[index + 1] << (32 - bits) : 0
            shifted[index] = a[index] >> bits | next
        }
        return shifted
    }
}
