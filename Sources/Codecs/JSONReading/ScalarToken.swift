/// Checks of numbers and the three literals.
enum ScalarToken {
    /// - Parameter offset: where the token stands in the text, for the error.
    @inline(__always)
    static func check(_ token: UnsafePointer<UInt8>, count: Int, at offset: Int) throws(JSONError) {
        let first = token[0]
        if first == JSONByte.minus || JSONByte.isDigit(first) {
            guard isNumber(token, count: count) else { throw JSONError(.badNumber, at: offset) }
        } else {
            guard isLiteral(token, count: count) else { throw JSONError(.expectedValue, at: offset) }
        }
    }

    @inline(__always)
    private static func isLiteral(_ token: UnsafePointer<UInt8>, count: Int) -> Bool {
        let word = UnsafeBufferPointer(start: token, count: count)
        switch count {
        case 4: return word.elementsEqual("true".utf8) || word.elementsEqual("null".utf8)
        case 5: return word.elementsEqual("false".utf8)
        default: return false
        }
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, all of the token.
    @inline(__always)
    private static func isNumber(_ token: UnsafePointer<UInt8>, count: Int) -> Bool {
        var at = token[0] == JSONByte.minus ? 1 : 0
        let whole = digits(token, count, &at)
        guard whole > 0 else { return false }
        // No zero before another digit.
        if whole > 1, token[at - whole] == UInt8(ascii: "0") { return false }
        if at < count, token[at] == UInt8(ascii: ".") {
            at += 1
            guard digits(token, count, &at) > 0 else { return false }
        }
        if at < count, token[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < count, token[at] == UInt8(ascii: "+") || token[at] == JSONByte.minus { at += 1 }
            guard digits(token, count, &at) > 0 else { return false }
        }
        return at == count
    }

    @inline(__always)
    private static func digits(_ token: UnsafePointer<UInt8>, _ count: Int, _ at: inout Int) -> Int {
        let start = at
        while at < count, JSONByte.isDigit(token[at]) { at += 1 }
        return at - start
    }
}
