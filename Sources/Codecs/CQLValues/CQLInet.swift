import Bytes

/// Internet addresses as text.
enum CQLInet {
    /// An address of four or sixteen bytes; an IPv4 address inside IPv6 becomes the former. Names are not looked up,
    /// save `localhost`: a statement must not wait for a name server.
    static func address(_ text: String) throws(CQLValueError) -> ByteSlice {
        if text.isEmpty { return ByteSlice() }
        if text.lowercased() == "localhost" { return [127, 0, 0, 1] }
        if text.contains(":") {
            if let bytes = version6(text) {
                let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
                return ByteSlice(isMapped ? Array(bytes[12...]) : bytes)
            }
        } else if let bytes = version4(text) {
            return ByteSlice(bytes)
        }
        throw CQLValueError("Unable to make inet address from '\(text)'")
    }

    /// One to four numbers; the last fills the bytes that are left: `1.2.3` is 1.2.0.3.
    private static func version4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            guard part.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let number = UInt32(part)
            else { return nil }
            if index < parts.count - 1 {
                guard let byte = UInt8(exactly: number) else { return nil }
                bytes.append(byte)
            } else {
                let left = 4 - bytes.count
                if left < 4, number >= UInt32(1) << UInt32(left * 8) { return nil }
                for shift in stride(from: left - 1, through: 0, by: -1) {
                    bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift * 8)))
                }
            }
        }
        return bytes
    }

    private static func version6(_ text: String) -> [UInt8]? {
        let address = text.split(separator: "%", maxSplits: 1).first.map(String.init) ?? ""
        let halves = separate(address)
        guard halves.count <= 2 else { return nil }
        var runs: [[UInt8]] = []
        for half in halves {
            guard let run = groups(half) else { return nil }
            runs.append(run)
        }
        if runs.count == 1 { return runs[0].count == 16 ? runs[0] : nil }
        let missing = 16 - runs[0].count - runs[1].count
        guard missing >= 2 else { return nil }
        return runs[0] + [UInt8](repeating: 0, count: missing) + runs[1]
    }

    /// The parts before and after "::", one part if there is none.
    private static func separate(_ address: String) -> [Substring] {
        let bytes = Array(address.utf8)
        var parts: [Substring] = []
        var start = 0
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: ":") {
                parts.append(Substring(String(decoding: bytes[start..<index], as: UTF8.self)))
                index += 2
                start = index
            } else {
                index += 1
            }
        }
        parts.append(Substring(String(decoding: bytes[start...], as: UTF8.self)))
        return parts
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.contains(".") {
                guard index == parts.count - 1, part.split(separator: ".").count == 4, let last = version4(String(part)) else {
                    return nil
                }
                bytes += last
            } else {
                guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16), part.first != "+" else {
                    return nil
                }
                bytes += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }

    /// The address as Java writes it: all eight groups of an IPv6 address, without leading zeros.
    static func text(_ bytes: ByteSlice) -> String? {
        switch bytes.count {
        case 4: bytes.array.map(String.init).joined(separator: ".")
        case 16:
            stride(from: 0, to: 16, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
                .joined(separator: ":")
        default: nil
        }
    }
}
