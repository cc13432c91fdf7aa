/// 128 bits that name one thing for ever: a topic id, a member id, a cluster id (RFC 9562 UUIDs).
public struct UniqueID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Kafka's "no topic id".
    public static let zero = UniqueID(high: 0, low: 0)

    /// A random (version 4) UUID. Randomness is passed in, so that cores stay repeatable.
    public static func random(using generator: inout some RandomNumberGenerator) -> UniqueID {
        let high = UInt64.random(in: .min ... .max, using: &generator)
        let low = UInt64.random(in: .min ... .max, using: &generator)
        return UniqueID(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    public static func < (a: UniqueID, b: UniqueID) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// The 16 bytes, in network order.
    public var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - 8 * ($0 % 8))) }
    }

    /// From 16 bytes in network order; nil for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, byte) in bytes.enumerated() { halves[index / 8] = halves[index / 8] << 8 | UInt64(byte) }
        self.init(high: halves[0], low: halves[1])
    }

    /// The usual text: 8-4-4-4-12 hexadecimal digits.
    public var description: String {
        let digits = bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }

    private static let base64Digits = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Kafka's text of a topic id: URL-safe base64 of 22 characters, without padding.
    public var base64: String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(Self.base64Digits[Int(bits >> UInt32(held) & 63)])
            }
        }
        text.append(Self.base64Digits[Int(bits << UInt32(6 - held) & 63)])
        return String(decoding: text, as: UTF8.self)
    }

    /// From Kafka's 22-character text; nil for anything else.
    public init?(base64: String) {
        let digits = Array(base64.utf8)
        guard digits.count == 22 else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for digit in digits {
            guard let value = Self.base64Digits.firstIndex(of: digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        self.init(bytes: bytes)
    }
}
