public import Bytes

/// What stands at a wanted path of one text.
public struct JSONToken: Sendable {
    public enum Kind: UInt8, Sendable {
        /// The path leads nowhere: a name is missing, or null lies on the way.
        case missing
        case null, `true`, `false`
        case number
        case string
        /// A string with escapes; its meaning is written behind the text (``JSONFieldReader/unescaped(_:)``).
        case escapedString
        case object, array
        /// Something on the way is neither an object nor null.
        case notAnObject
    }

    public var kind: Kind
    /// Bytes from the start of the reader's arena: of the content between the quotes for strings, of the whole value
    /// otherwise.
    public var offset: UInt32
    public var length: UInt32

    public static let missing = JSONToken(kind: .missing, offset: 0, length: 0)

    public init(kind: Kind, offset: UInt32, length: UInt32) {
        self.kind = kind
        self.offset = offset
        self.length = length
    }
}

/// Reads the values at given paths out of many JSON texts, one pass over each, and checks every text to its last byte.
///
/// The texts are copied, one after another, into an arena that the tokens point into, so that columns of strings can
/// share it. Names are case-sensitive; of a name that occurs twice the last value counts.
///
///     var reader = JSONFieldReader(paths: [["venue", "venue_name"], ["response"]], limits: JSONLimits())
///     let start = reader.append(document)
///     try reader.read(start..<reader.arenaCount, into: &tokens)      // one token a path
///
/// Not thread-safe.
public struct JSONFieldReader: ~Copyable {
    private let tree: PathTree
    private let index: StructuralIndex
    private var arena: ByteWriter
    private let pathCount: Int

    /// The most an arena may hold, meanings of escaped strings included.
    public static let arenaBytesMax = Int(UInt32.max)

    /// - Parameter paths: names from the outermost on; at least one name each.
    public init(paths: [[String]], limits: JSONLimits) {
        tree = PathTree(paths: paths)
        index = StructuralIndex(limits: limits)
        arena = ByteWriter(capacity: 1 << 16)
        pathCount = paths.count
    }

    /// Bytes in the arena. Ranges given out are 32 bits wide: hand the arena over before it passes ``arenaBytesMax``.
    public var arenaCount: Int { arena.count }

    /// Copies a text to the end of the arena.
    ///
    /// - Returns: where it begins there.
    public mutating func append(_ document: ByteSlice) -> Int {
        let start = arena.count
        arena.bytes(document)
        return start
    }

    /// Reads the text at `range` of the arena: one token for each path, in the order the paths were given.
    ///
    /// - Parameter tokens: `paths.count` of them; meaningless after an error.
    /// - Throws: ``JSONError`` with the offset in the text; of no token then anything is known.
    public mutating func read(_ range: Range<Int>, into tokens: inout [JSONToken]) throws(JSONError) {
        precondition(range.upperBound <= arena.count && range.upperBound <= Self.arenaBytesMax, "range outside the arena")
        precondition(tokens.count == pathCount, "a token for every path")
        arena.reserve(StructuralIndex.padding)
        let tree = tree
        let index = index
        try arena.withUnsafeBytes { bytes throws(JSONError) in
            guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { throw JSONError(.empty, at: 0) }
            let cursor = try index.cursor(base + range.lowerBound, length: range.count)
            try tokens.withUnsafeMutableBufferPointer { slots throws(JSONError) in
                var walk = FieldWalk(tree: tree, cursor: cursor, slots: slots, base: UInt32(range.lowerBound))
                try walk.readDocument()
            }
        }
    }

    /// The arena's bytes at the token; for a string with escapes, their meaning is appended to the arena first.
    public mutating func unescaped(_ token: JSONToken) -> (offset: UInt32, length: UInt32) {
        guard token.kind == .escapedString else { return (token.offset, token.length) }
        let start = arena.count
        let count = Int(token.length)
        arena.reserve(count)
        arena.fill(count) { target in
            // Reserved before, so the arena does not move while it is read.
            guard let to = target.bindMemory(to: UInt8.self).baseAddress else { return 0 }
            let from = UnsafePointer(to) - start + Int(token.offset)
            return EscapedText.unescape(from, count: count, to: to)
        }
        return (UInt32(start), UInt32(arena.count - start))
    }

    /// Reads the arena's bytes of a token as they were written.
    @inline(__always)
    public func withBytes<R, E: Error>(of token: JSONToken, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try arena.withUnsafeBytes { bytes throws(E) in
            try body(UnsafeRawBufferPointer(rebasing: bytes[Int(token.offset)..<Int(token.offset) + Int(token.length)]))
        }
    }

    /// Forgets what was appended to the arena behind `offset`: a text that could not be used.
    public mutating func truncateArena(to offset: Int) { arena.truncate(to: offset) }

    /// Hands the arena over and goes on with an empty one of about the same size.
    public mutating func takeArena() -> ByteSlice {
        var full = ByteWriter(capacity: arena.count + arena.count / 8 + StructuralIndex.padding)
        swap(&full, &arena)
        return full.finish()
    }
}

/// One pass over one text.
private struct FieldWalk {
    /// Kept alive by the reader.
    unowned(unsafe) let tree: PathTree
    var cursor: TokenCursor
    let slots: UnsafeMutableBufferPointer<JSONToken>
    /// Where the text begins in the arena.
    let base: UInt32

    mutating func readDocument() throws(JSONError) {
        for slot in slots.indices { slots[slot] = .missing }
        guard cursor.character == JSONByte.openBrace else {
            let start = cursor.offset
            try cursor.skipValue(depth: 0)
            try cursor.expectEnd()
            throw JSONError(.notAnObject, at: start)
        }
        try readMembers(of: PathTree.root, depth: 1)
        try cursor.expectEnd()
    }

    private mutating func readMembers(of node: Int, depth: Int) throws(JSONError) {
        guard depth <= cursor.depthMax else { throw JSONError(.tooDeep, at: cursor.offset) }
        cursor.position += 1
        if cursor.character == JSONByte.closeBrace {
            cursor.position += 1
            return
        }
        while true {
            let name = try cursor.takeName()
            let wanted =
                name.hasEscapes
                ? escapedChild(of: node, name.start, name.end)
                : tree.child(of: node, cursor.bytes + name.start, count: name.end - name.start)
            if let wanted { try readWanted(wanted, depth: depth) } else { try cursor.skipValue(depth: depth) }
            let next = cursor.character
            guard next == JSONByte.comma || next == JSONByte.closeBrace else {
                throw JSONError(.expectedCommaOrBrace, at: cursor.offset)
            }
            cursor.position += 1
            if next == JSONByte.closeBrace { return }
        }
    }

    private func escapedChild(of node: Int, _ start: Int, _ end: Int) -> Int? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: end - start) { plain in
            guard let target = plain.baseAddress else { return nil }
            let count = EscapedText.unescape(cursor.bytes + start, count: end - start, to: target)
            return tree.child(of: node, target, count: count)
        }
    }

    private mutating func readWanted(_ node: Int, depth: Int) throws(JSONError) {
        let children = tree.hasChildren(node)
        if children { for slot in tree.slotsBelow(node) { slots[slot] = .missing } }
        let token = try readValue(node, depth: depth)
        if children, token.kind != .object, token.kind != .null {
            for slot in tree.slotsBelow(node) { slots[slot].kind = .notAnObject }
        }
        for slot in tree.slots(at: node) { slots[slot] = token }
    }

    private mutating func readValue(_ node: Int, depth: Int) throws(JSONError) -> JSONToken {
        let first = cursor.character
        switch first {
        case JSONByte.quote:
            let text = try cursor.takeString()
            return token(text.hasEscapes ? .escapedString : .string, text.start, text.end)
        case JSONByte.openBrace, JSONByte.openBracket:
            let start = cursor.offset
            let isObject = first == JSONByte.openBrace
            if isObject, tree.hasChildren(node) {
                try readMembers(of: node, depth: depth + 1)
            } else {
                try cursor.skipValue(depth: depth)
            }
            // The token just passed is the closing brace or bracket.
            return token(isObject ? .object : .array, start, Int(cursor.starts[cursor.position - 1]) + 1)
        default:
            let scalar = try cursor.takeScalar()
            let kind: JSONToken.Kind =
                switch first {
                case UInt8(ascii: "n"): .null
                case UInt8(ascii: "t"): .true
                case UInt8(ascii: "f"): .false
                default: .number
                }
            return token(kind, scalar.start, scalar.end)
        }
    }

    @inline(__always)
    private func token(_ kind: JSONToken.Kind, _ start: Int, _ end: Int) -> JSONToken {
        JSONToken(kind: kind, offset: base + UInt32(start), length: UInt32(end - start))
    }
}
