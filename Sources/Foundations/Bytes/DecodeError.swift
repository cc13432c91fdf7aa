/// Why bytes from outside could not be read, and where.
public struct DecodeError: Error, Equatable, CustomStringConvertible {
    /// The kind of fault. A struct, so that codecs can add kinds of their own without breaking a `switch`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        public init(_ description: String) { self.description = description }

        /// The bytes end before the value does.
        public static let truncated = Code("truncated")
        /// A length or count that is negative, or larger than what is left or allowed.
        public static let badLength = Code("bad length")
        /// A variable-length integer of more bytes than its type can hold.
        public static let badVarint = Code("bad varint")
        /// Text that is not UTF-8.
        public static let badText = Code("not UTF-8")
        /// A null where the schema has none.
        public static let unexpectedNull = Code("unexpected null")
        /// A value outside what its field may hold.
        public static let badValue = Code("bad value")
        /// Bytes left over after the last field.
        public static let trailingBytes = Code("trailing bytes")
    }

    public let code: Code
    /// Bytes from the start of the frame (or file part) to the fault.
    public let offset: Int

    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }

    public var description: String { "\(code) at byte \(offset)" }
}
