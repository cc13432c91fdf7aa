public import Bytes

/// Escapes in JSON strings, both ways.
public enum EscapedText {
    /// Checks the escapes between the quotes of a string.
    static func check(_ bytes: UnsafePointer<UInt8>, start: Int, end: Int) throws(JSONError) {
        var at = start
        while at < end {
            guard bytes[at] == JSONByte.backslash else {
                at += 1
                continue
            }
            guard at + 1 < end else { throw JSONError(.badEscape, at: at) }
            switch bytes[at + 1] {
            case JSONByte.quote, JSONByte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                at += 2
            case UInt8(ascii: "u"):
                guard at + 6 <= end, codeUnit(bytes + at + 2) != nil else { throw JSONError(.badEscape, at: at) }
                at += 6
            default: throw JSONError(.badEscape, at: at)
            }
        }
    }

    private static func codeUnit(_ digits: UnsafePointer<UInt8>) -> UInt16? {
        var unit: UInt16 = 0
        for index in 0..<4 {
            let byte = digits[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Writes the meaning of the checked bytes between a string's quotes to `target`, which has room for as many bytes.
    /// Half a surrogate pair becomes `?`, as Java encodes it.
    ///
    /// - Returns: bytes written, never more than `count`.
    static func unescape(_ bytes: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var at = 0
        var written = 0
        while at < count {
            let byte = bytes[at]
            guard byte == JSONByte.backslash, at + 1 < count else {
                target[written] = byte
                written += 1
                at += 1
                continue
            }
            let letter = bytes[at + 1]
            guard letter == UInt8(ascii: "u"), at + 6 <= count, let unit = codeUnit(bytes + at + 2) else {
                target[written] = plain(letter)
                written += 1
                at += 2
                continue
            }
            at += 6
            var low: UInt16?
            if unit & 0xFC00 == 0xD800, at + 6 <= count, bytes[at] == JSONByte.backslash, bytes[at + 1] == UInt8(ascii: "u"),
                let next = codeUnit(bytes + at + 2), next & 0xFC00 == 0xDC00
            {
                low = next
                at += 6
            }
            written += encode(unit, low, to: target + written)
        }
        return written
    }

    private static func plain(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// At most 3 bytes for a lone unit (6 were read) and 4 for a pair (12 were read).
    private static func encode(_ unit: UInt16, _ low: UInt16?, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let code = low.map { 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32($0 & 0x3FF) } ?? UInt32(unit)
        guard let scalar = Unicode.Scalar(code) else {
            target[0] = UInt8(ascii: "?")
            return 1
        }
        var written = 0
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            target[written] = byte
            written += 1
        }
        return written
    }

    /// Appends a quoted JSON string: `"`, `\` and control characters escaped, everything else as it is.
    public static func appendQuoted(_ text: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        writer.reserve(text.count + 2)
        writer.integer(JSONByte.quote)
        var start = 0
        for (index, byte) in text.enumerated() where byte < 0x20 || byte == JSONByte.quote || byte == JSONByte.backslash {
            writer.bytes(UnsafeRawBufferPointer(rebasing: text[start..<index]))
            appendEscape(byte, to: &writer)
            start = index + 1
        }
        writer.bytes(UnsafeRawBufferPointer(rebasing: text[start..<text.count]))
        writer.integer(JSONByte.quote)
    }

    private static func appendEscape(_ byte: UInt8, to writer: inout ByteWriter) {
        switch byte {
        case JSONByte.quote: writer.utf8("\\\"")
        case JSONByte.backslash: writer.utf8("\\\\")
        case 0x08: writer.utf8("\\b")
        case 0x09: writer.utf8("\\t")
        case 0x0A: writer.utf8("\\n")
        case 0x0C: writer.utf8("\\f")
        case 0x0D: writer.utf8("\\r")
        default:
            let digits = Array("0123456789ABCDEF".utf8)
            writer.utf8("\\u00")
            writer.integer(digits[Int(byte >> 4)])
            writer.integer(digits[Int(byte & 15)])
        }
    }
}
