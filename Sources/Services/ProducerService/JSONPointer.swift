import Bytes
package import JSONReading

/// A place in a JSON text (RFC 6901): `/venue/venue_name`, `/results/0/id`.
public struct JSONPointer: Sendable, Equatable {
    let parts: [String]

    /// Nil when `text` is not empty and does not begin with `/`, or holds a `~` that is neither `~0` nor `~1`.
    public init?(_ text: String) {
        if text.isEmpty {
            parts = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        var parts: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let plain = JSONPointer.unescaped(part) else { return nil }
            parts.append(plain)
        }
        self.parts = parts
    }

    private static func unescaped(_ part: Substring) -> String? {
        var plain = ""
        var characters = part.makeIterator()
        while let character = characters.next() {
            guard character == "~" else {
                plain.append(character)
                continue
            }
            switch characters.next() {
            case "0": plain.append("~")
            case "1": plain.append("/")
            default: return nil
            }
        }
        return plain
    }

    /// The value there; nil when there is none.
    package func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for part in parts {
            switch value {
            case .object:
                guard let member = value[part] else { return nil }
                value = member
            case .array(let elements):
                // RFC 6901 has no leading zeros.
                guard let index = Int(part), "\(index)" == part, elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }
}

extension JSONValue {
    /// The value as a key or header carries it: the text itself for strings, JSON for the rest, nothing for null.
    var fieldBytes: ByteSlice? {
        switch self {
        case .null: return nil
        case .string(let text): return ByteSlice(utf8: text)
        default:
            var writer = ByteWriter()
            write(to: &writer)
            return writer.finish()
        }
    }

    /// A whole number, written as a number or as a text.
    var wholeNumber: Int64? {
        switch self {
        case .number(let text), .string(let text): Int64(text)
        default: nil
        }
    }
}
