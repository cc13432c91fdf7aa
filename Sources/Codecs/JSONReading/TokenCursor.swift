import Glibc

/// Walks the tokens of one text, checking the grammar as it goes.
///
/// Positions are indices into `starts`; offsets are bytes from the start of the text. Between the start of a string or
/// scalar and the next token there is nothing but that token and white space, which is how a token's end is found.
struct TokenCursor {
    let bytes: UnsafePointer<UInt8>
    let length: Int
    let starts: UnsafePointer<UInt32>
    let count: Int
    /// Scratch for the kinds of open containers: true for an object. `depthMax` of them.
    let containers: UnsafeMutablePointer<Bool>
    let depthMax: Int
    /// The token next to be read.
    var position = 0
    /// The first backslash not before the string last looked at; `length` when there is none. Strings are read in
    /// order, so every byte of the text is searched for backslashes once.
    private var nextBackslash = -1

    init(
        bytes: UnsafePointer<UInt8>, length: Int, starts: UnsafePointer<UInt32>, count: Int,
        containers: UnsafeMutablePointer<Bool>, depthMax: Int
    ) {
        self.bytes = bytes
        self.length = length
        self.starts = starts
        self.count = count
        self.containers = containers
        self.depthMax = depthMax
    }

    /// The first byte of the next token; 0, which begins no token, at the end.
    @inline(__always)
    var character: UInt8 { position < count ? bytes[Int(starts[position])] : 0 }

    /// Where the next token begins.
    @inline(__always)
    var offset: Int { position < count ? Int(starts[position]) : length }

    /// Where the string or scalar at `position` ends.
    @inline(__always)
    var tokenEnd: Int {
        var end = position + 1 < count ? Int(starts[position + 1]) : length
        // Stops at the token's own first byte at the latest, which is no white space.
        while end > 0, JSONByte.isWhitespace(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// Moves over a string: the range between its quotes, and whether it holds escapes, which are checked.
    @inline(__always)
    mutating func takeString() throws(JSONError) -> (start: Int, end: Int, hasEscapes: Bool) {
        let start = offset + 1
        let end = tokenEnd - 1
        guard end >= start, bytes[end] == JSONByte.quote else { throw JSONError(.unclosedString, at: start - 1) }
        position += 1
        if nextBackslash < start { findBackslash(from: start) }
        if nextBackslash < end {
            try EscapedText.check(bytes, start: start, end: end)
            return (start, end, true)
        }
        return (start, end, false)
    }

    @inline(never)
    private mutating func findBackslash(from start: Int) {
        guard start < length, let found = memchr(bytes + start, Int32(JSONByte.backslash), length - start) else {
            nextBackslash = length
            return
        }
        nextBackslash = UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }

    /// Moves over a number, `true`, `false` or `null`, checking it.
    @inline(__always)
    mutating func takeScalar() throws(JSONError) -> (start: Int, end: Int) {
        guard position < count else { throw JSONError(.expectedValue, at: length) }
        let start = offset
        let end = tokenEnd
        try ScalarToken.check(bytes + start, count: end - start, at: start)
        position += 1
        return (start, end)
    }

    /// Moves over the name of a member and its colon; returns the range of the name.
    @inline(__always)
    mutating func takeName() throws(JSONError) -> (start: Int, end: Int, hasEscapes: Bool) {
        guard character == JSONByte.quote else { throw JSONError(.expectedKey, at: offset) }
        let name = try takeString()
        guard character == JSONByte.colon else { throw JSONError(.expectedColon, at: offset) }
        position += 1
        return name
    }

    /// Moves over one value of any kind, checking its grammar to the last byte.
    ///
    /// - Parameter depth: containers already open around it.
    mutating func skipValue(depth: Int) throws(JSONError) {
        var open = 0
        while true {
            let first = character
            if first == JSONByte.quote {
                _ = try takeString()
            } else if first == JSONByte.openBrace || first == JSONByte.openBracket {
                guard depth + open < depthMax else { throw JSONError(.tooDeep, at: offset) }
                let isObject = first == JSONByte.openBrace
                position += 1
                if character == (isObject ? JSONByte.closeBrace : JSONByte.closeBracket) {
                    position += 1
                } else {
                    containers[open] = isObject
                    open += 1
                    if isObject { _ = try takeName() }
                    continue
                }
            } else {
                _ = try takeScalar()
            }
            if try closeContainers(&open) { return }
        }
    }

    /// After a value: closes the containers that end here, or moves to the next value of the innermost one.
    ///
    /// - Returns: true when no container is left open.
    @inline(__always)
    private mutating func closeContainers(_ open: inout Int) throws(JSONError) -> Bool {
        while open > 0 {
            let isObject = containers[open - 1]
            let next = character
            if next == JSONByte.comma {
                position += 1
                if isObject { _ = try takeName() }
                return false
            }
            guard next == (isObject ? JSONByte.closeBrace : JSONByte.closeBracket) else {
                throw JSONError(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket, at: offset)
            }
            position += 1
            open -= 1
        }
        return true
    }

    /// After the value of the text: nothing may follow.
    func expectEnd() throws(JSONError) {
        guard position == count else { throw JSONError(.trailing, at: offset) }
    }
}
