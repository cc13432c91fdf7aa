/// Why bytes or a literal are not a value of a type. The text is Cassandra's, where people and drivers match on it.
public struct CQLValueError: Error, Equatable, CustomStringConvertible {
    /// Whose fault it is.
    public enum Kind: Sendable {
        /// The request's: error 0x2200.
        case invalid
        /// Cassandra answers it as an internal error, 0x0000: a null inside a bound collection, say.
        case internalFailure
    }

    public let kind: Kind
    public let message: String

    public init(_ message: String, kind: Kind = .invalid) {
        self.message = message
        self.kind = kind
    }

    public var description: String { message }
}
