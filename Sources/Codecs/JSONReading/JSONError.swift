/// Why a JSON text could not be used, and where.
public struct JSONError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        case empty = "empty text"
        case notUTF8 = "not UTF-8"
        case controlCharacter = "control character in a string"
        case unclosedString = "string without an end"
        case expectedValue = "expected a value"
        case badNumber = "not a number"
        case badEscape = "bad escape in a string"
        case expectedKey = "expected a quoted name"
        case expectedColon = "expected ':'"
        case expectedCommaOrBrace = "expected ',' or '}'"
        case expectedCommaOrBracket = "expected ',' or ']'"
        case trailing = "text behind the end of the value"
        case tooDeep = "nested too deep"
        case tooLarge = "text too long"
        case notAnObject = "not an object"
        case noMemory = "no memory"
    }

    public var code: Code
    /// Bytes from the start of the text to the fault.
    public var offset: Int

    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "\(code.rawValue) at byte \(offset)" }
}

/// Bounds on what is read.
public struct JSONLimits: Sendable {
    /// Longest text, in bytes.
    public var documentBytesMax: Int
    /// Objects and arrays inside one another.
    public var depthMax: Int

    public init(documentBytesMax: Int = 64 << 20, depthMax: Int = 1000) {
        self.documentBytesMax = min(documentBytesMax, Int(Int32.max))
        self.depthMax = max(depthMax, 1)
    }
}
