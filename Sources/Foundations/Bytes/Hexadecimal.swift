extension ByteSlice {
    /// Lower-case hexadecimal digits, two a byte.
    public var hex: String { array.hex }

    /// Bytes from hexadecimal digits of either case; nil when the text is not an even number of them.
    public init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes)
    }
}

extension [UInt8] {
    private static let hexDigits = [UInt8]("0123456789abcdef".utf8)

    /// Lower-case hexadecimal digits, two a byte.
    public var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(Self.hexDigits[Int(byte >> 4)])
            text.append(Self.hexDigits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes from hexadecimal digits of either case; nil when the text is not an even number of them.
    public init?(hex: some StringProtocol) {
        let digits = [UInt8](hex.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self.init()
        reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = hexValue(digits[index]), let low = hexValue(digits[index + 1]) else { return nil }
            append(high << 4 | low)
        }
    }
}

/// The value of one hexadecimal digit, nil for any other byte.
private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
}
