public import Bytes

/// A whole JSON value as a tree: for small texts and nested columns. Numbers keep their text.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// As it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order they were written; of equal names the last counts.
    case object([JSONMember])

    /// Trees are built by recursion, which must fit the smallest thread's stack.
    public static let treeDepthMax = 256

    /// The value of an object's member; nil when this is no object or has none of that name.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// Reads a whole text.
    ///
    /// - Throws: ``JSONError`` with the offset of the fault.
    public static func parse(_ text: ByteSlice, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
        try text.withUnsafeBytes { bytes throws(JSONError) in try parse(bytes, limits: limits) }
    }

    /// Reads a whole text.
    ///
    /// - Throws: ``JSONError`` with the offset of the fault.
    public static func parse(_ text: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
        var padded = ByteWriter(capacity: text.count + StructuralIndex.padding)
        padded.bytes(text)
        padded.reserve(StructuralIndex.padding)
        var limits = limits
        limits.depthMax = min(limits.depthMax, treeDepthMax)
        let index = StructuralIndex(limits: limits)
        return try padded.withUnsafeBytes { bytes throws(JSONError) in
            guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { throw JSONError(.empty, at: 0) }
            var builder = TreeBuilder(cursor: try index.cursor(base, length: text.count))
            let value = try builder.value(depth: 0)
            try builder.cursor.expectEnd()
            return value
        }
    }
}

/// One member of a JSON object.
public struct JSONMember: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

private struct TreeBuilder {
    var cursor: TokenCursor

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch cursor.character {
        case JSONByte.openBrace: return try object(depth: depth + 1)
        case JSONByte.openBracket: return try array(depth: depth + 1)
        case JSONByte.quote:
            let token = try cursor.takeString()
            return .string(text(token))
        case UInt8(ascii: "n"):
            _ = try cursor.takeScalar()
            return .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            let isTrue = cursor.character == UInt8(ascii: "t")
            _ = try cursor.takeScalar()
            return .boolean(isTrue)
        default:
            let token = try cursor.takeScalar()
            return .number(text((token.start, token.end, false)))
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= cursor.depthMax else { throw JSONError(.tooDeep, at: cursor.offset) }
        cursor.position += 1
        var members: [JSONMember] = []
        while cursor.character != JSONByte.closeBrace || !members.isEmpty {
            let name = text(try cursor.takeName())
            members.append(JSONMember(name: name, value: try value(depth: depth)))
            if cursor.character == JSONByte.closeBrace { break }
            guard cursor.character == JSONByte.comma else { throw JSONError(.expectedCommaOrBrace, at: cursor.offset) }
            cursor.position += 1
        }
        cursor.position += 1
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= cursor.depthMax else { throw JSONError(.tooDeep, at: cursor.offset) }
        cursor.position += 1
        var elements: [JSONValue] = []
        while cursor.character != JSONByte.closeBracket || !elements.isEmpty {
            elements.append(try value(depth: depth))
            if cursor.character == JSONByte.closeBracket { break }
            guard cursor.character == JSONByte.comma else { throw JSONError(.expectedCommaOrBracket, at: cursor.offset) }
            cursor.position += 1
        }
        cursor.position += 1
        return .array(elements)
    }

    private func text(_ token: (start: Int, end: Int, hasEscapes: Bool)) -> String {
        let count = token.end - token.start
        let from = cursor.bytes + token.start
        guard token.hasEscapes else {
            return String(decoding: UnsafeBufferPointer(start: from, count: count), as: UTF8.self)
        }
        return String(unsafeUninitializedCapacity: max(count, 1)) { target in
            guard let to = target.baseAddress else { return 0 }
            return EscapedText.unescape(from, count: count, to: to)
        }
    }
}

extension JSONValue {
    /// Appends the value without white space, numbers as they were written.
    public func write(to writer: inout ByteWriter) {
        switch self {
        case .null: writer.utf8("null")
        case .boolean(let value): writer.utf8(value ? "true" : "false")
        case .number(let text): writer.utf8(text)
        case .string(let text): Self.quote(text, to: &writer)
        case .array(let elements):
            writer.integer(JSONByte.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.integer(JSONByte.comma) }
                element.write(to: &writer)
            }
            writer.integer(JSONByte.closeBracket)
        case .object(let members):
            writer.integer(JSONByte.openBrace)
            for (index, member) in members.enumerated() {
                if index > 0 { writer.integer(JSONByte.comma) }
                Self.quote(member.name, to: &writer)
                writer.integer(JSONByte.colon)
                member.value.write(to: &writer)
            }
            writer.integer(JSONByte.closeBrace)
        }
    }

    private static func quote(_ text: String, to writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { EscapedText.appendQuoted(UnsafeRawBufferPointer($0), to: &writer) }
    }
}
