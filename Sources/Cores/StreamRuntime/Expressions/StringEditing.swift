import Bytes
import StreamSQL

// Functions that make new strings of old ones, and LIKE.
extension StringFunctions {
    /// UTF-16 units as UTF-8; half of a pair becomes a question mark, as where Java encodes it.
    static func javaText(_ units: some Sequence<UInt16>) -> SQLValue {
        var text = ""
        for part in UnicodeDecoder(units) { text.unicodeScalars.append(part ?? "?") }
        return .text(text)
    }

    static func overlay(_ operands: [SQLValue]) -> SQLValue? {
        let text = Array(operands[0].string.utf16)
        let replacement = Array(operands[1].string.utf16)
        guard case .integer(let start) = operands[2] else { return nil }
        var length = Int64(replacement.count)
        if operands.count > 3 {
            guard case .integer(let wanted) = operands[3] else { return nil }
            length = wanted
        }
        guard start >= 1, start <= text.count else { return operands[0] }
        let from = Int(start - 1)
        // A length that is not positive or reaches beyond the end replaces all of the rest.
        let rest = length <= 0 || Int64(from) + length > text.count ? [] : Array(text[(from + Int(length))...])
        return javaText(text[..<from] + replacement + rest)
    }

    static func replace(_ operands: [SQLValue]) -> SQLValue {
        let sought = operands[1].bytes
        let text = operands[0].bytes
        if sought.isEmpty {
            let replacement = operands[2].string
            return .text(replacement + operands[0].string.unicodeScalars.map { String($0) + replacement }.joined())
        }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index...].starts(with: sought) {
                result += operands[2].bytes
                index += sought.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return .string(ByteSlice(result))
    }

    static func translate(_ operands: [SQLValue]) -> SQLValue {
        let from = Array(operands[1].string.unicodeScalars)
        let to = Array(operands[2].string.unicodeScalars)
        var mapping: [Unicode.Scalar: Unicode.Scalar?] = [:]
        for (index, scalar) in from.enumerated() where mapping[scalar] == nil {
            mapping[scalar] = .some(index < to.count ? to[index] : nil)
        }
        return .scalars(
            operands[0].string.unicodeScalars.compactMap { scalar in
                if let target = mapping[scalar] { target } else { scalar }
            })
    }

    static func pad(_ operands: [SQLValue], left: Bool) throws(SQLError) -> SQLValue? {
        guard case .integer(let length) = operands[1] else { return nil }
        let text = Array(operands[0].string.utf16)
        let filling = Array(operands[2].string.utf16)
        guard length >= 0, !filling.isEmpty else { return .null }
        guard length <= resultBytesMax else { throw SQLError(.evaluation, "a string of \(length) characters is too long") }
        let wanted = Int(length)
        if text.count >= wanted { return javaText(text[..<wanted]) }
        let missing = (0..<wanted - text.count).map { filling[$0 % filling.count] }
        return javaText(left ? missing + text : text + missing)
    }

    static func repeated(_ operands: [SQLValue]) throws(SQLError) -> SQLValue? {
        guard case .integer(let count) = operands[1] else { return nil }
        if count <= 0 || operands[0].bytes.isEmpty { return .text("") }
        guard count <= resultBytesMax / operands[0].bytes.count else {
            throw SQLError(.evaluation, "REPEAT makes more than \(resultBytesMax) bytes")
        }
        return .text(String(repeating: operands[0].string, count: Int(count)))
    }

    // MARK: LIKE

    private enum LikePart: Equatable {
        case any, one
        case scalar(Unicode.Scalar)
    }

    static func like(_ operands: [SQLValue]) throws(SQLError) -> SQLValue {
        // Only an explicit ESCAPE escapes.
        var escape: Unicode.Scalar?
        if operands.count > 2 {
            let scalars = operands[2].string.unicodeScalars
            guard scalars.count == 1, let first = scalars.first else {
                throw SQLError(.evaluation, "ESCAPE takes one character")
            }
            escape = first
        }
        let parts = try likeParts(operands[1].string.unicodeScalars, escape)
        return .boolean(matches(Array(operands[0].string.unicodeScalars), parts))
    }

    private static func likeParts(
        _ pattern: String.UnicodeScalarView, _ escape: Unicode.Scalar?
    ) throws(SQLError) -> [LikePart] {
        var parts: [LikePart] = []
        var iterator = pattern.makeIterator()
        while let scalar = iterator.next() {
            if scalar == escape {
                guard let next = iterator.next(), next == "%" || next == "_" || next == escape else {
                    throw SQLError(.evaluation, "the LIKE pattern escapes what needs no escape")
                }
                parts.append(.scalar(next))
            } else {
                parts.append(scalar == "%" ? .any : (scalar == "_" ? .one : .scalar(scalar)))
            }
        }
        return parts
    }

    /// Greedy with one point to come back to: the last `%`.
    private static func matches(_ text: [Unicode.Scalar], _ parts: [LikePart]) -> Bool {
        var index = 0
        var part = 0
        var resume: (part: Int, index: Int)?
        while index < text.count {
            if part < parts.count, parts[part] == .any {
                resume = (part + 1, index)
                part += 1
            } else if part < parts.count, parts[part] == .one || parts[part] == .scalar(text[index]) {
                part += 1
                index += 1
            } else if let last = resume {
                resume = (last.part, last.index + 1)
                part = last.part
                index = last.index + 1
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }
}

/// Decodes UTF-16 one scalar at a time, nil for a unit without its partner.
struct UnicodeDecoder: Sequence, IteratorProtocol {
    private var units: [UInt16]
    private var index = 0

    init(_ units: some Sequence<UInt16>) { self.units = Array(units) }

    mutating func next() -> Unicode.Scalar?? {
        guard index < units.count else { return nil }
        let unit = units[index]
        index += 1
        guard UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) else { return .some(Unicode.Scalar(unit)) }
        guard UTF16.isLeadSurrogate(unit), index < units.count, UTF16.isTrailSurrogate(units[index]) else { return .some(nil) }
        let low = UInt32(units[index]) - 0xDC00
        index += 1
        return .some(Unicode.Scalar((UInt32(unit) - 0xD800) << 10 + low + 0x10000))
    }
}
