import Bytes
import StreamSQL

/// Functions that write values in another notation: hexadecimal, base 64, URLs, addresses, digests.
enum EncodingFunctions {
    static func apply(_ function: ScalarFunction, _ operands: [SQLValue]) throws(SQLError) -> SQLValue? {
        switch function {
        case .hex: return hex(operands[0])
        case .unhex: return unhex(operands[0].bytes)
        case .bin:
            guard case .integer(let number) = operands[0] else { return nil }
            return .text(String(UInt64(bitPattern: number), radix: 2))
        case .toBase64: return .text(base64(operands[0].bytes))
        case .fromBase64: return try .text(String(decoding: fromBase64(operands[0].bytes), as: UTF8.self))
        case .encode: return .bytes(ByteSlice(operands[0].bytes))
        case .decode: return .text(String(decoding: operands[0].bytes, as: UTF8.self))
        case .urlEncode: return .text(urlEncode(operands[0].bytes))
        case .urlDecode: return urlDecode(operands[0].bytes)
        case .inetNtoa:
            guard case .integer(let number) = operands[0], let address = UInt32(exactly: number) else { return .null }
            return .text([24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: "."))
        case .md5: return .text(Digests.md5(operands[0].bytes).hexText)
        case .sha1: return .text(Digests.sha1(operands[0].bytes).hexText)
        case .sha2(let bits): return .text(Digests.sha2(operands[0].bytes, bits: bits).hexText)
        default: return nil
        }
    }

    private static func hex(_ value: SQLValue) -> SQLValue? {
        switch value {
        case .integer(let number): .text(String(UInt64(bitPattern: number), radix: 16, uppercase: true))
        case .string(let text): .text(text.hex.uppercased())
        default: nil
        }
    }

    private static func unhex(_ digits: [UInt8]) -> SQLValue {
        var bytes: [UInt8] = []
        // Of an odd number of digits the first one counts for nothing.
        let padded = digits.count.isMultiple(of: 2) ? digits : [UInt8(ascii: "0"), UInt8(ascii: "0")] + digits.dropFirst()
        for index in stride(from: 0, to: padded.count, by: 2) {
            guard let byte = UInt8(String(decoding: padded[index...index + 1], as: UTF8.self), radix: 16) else { return .null }
            bytes.append(byte)
        }
        return .bytes(ByteSlice(bytes))
    }

    private static let base64Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let chunk = bytes[start..<min(start + 3, bytes.count)]
            let word = chunk.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - chunk.count))
            for place in 0..<4 {
                text.append(place <= chunk.count ? base64Letters[Int(word >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func fromBase64(_ text: [UInt8]) throws(SQLError) -> [UInt8] {
        let refusal = SQLError(.evaluation, "the text is not base 64")
        var digits = text[...]
        if digits.last == UInt8(ascii: "=") {
            guard text.count.isMultiple(of: 4) else { throw refusal }
            digits.removeLast()
            if digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { throw refusal }
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var bits = 0
        for digit in digits {
            guard let value = base64Letters.firstIndex(of: digit) else { throw refusal }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return bytes
    }

    private static func urlEncode(_ bytes: [UInt8]) -> String {
        var text = ""
        for byte in bytes {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "*"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): text += "+"
            default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }

    private static func urlDecode(_ text: [UInt8]) -> SQLValue {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < text.count,
                    let byte = UInt8(String(decoding: text[index + 1...index + 2], as: UTF8.self), radix: 16)
                else { return .null }
                bytes.append(byte)
                index += 2
            default: bytes.append(text[index])
            }
            index += 1
        }
        return .text(String(decoding: bytes, as: UTF8.self))
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal digits.
    var hexText: String { ByteSlice(self).hex }
}
