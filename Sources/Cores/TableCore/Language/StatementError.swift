/// Why a statement was refused. The texts are Cassandra's where drivers, tools or people match on them.
public struct StatementError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The class of refusal; each has its own error code in the native protocol.
    public enum Kind: Equatable, Sendable {
        /// A fault of the server itself (0x0000).
        case server
        /// The request is not what the protocol allows (0x000A).
        case protocolViolation
        /// Too few replicas for the consistency level (0x1000).
        case unavailable(consistency: UInt16, required: Int32, alive: Int32)
        /// A function or operator failed on its arguments (0x1400).
        case functionFailure(keyspace: String, function: String, arguments: [String])
        /// A write could not be applied (0x1500).
        case writeFailure(consistency: UInt16)
        /// The text does not parse (0x2000).
        case syntax
        /// Not permitted, whoever asks (0x2100).
        case unauthorized
        /// Parses, but cannot be done (0x2200).
        case invalid
        /// An option or a definition is not acceptable (0x2300).
        case configuration
        /// What is to be created is there (0x2400); `table` is empty for a keyspace.
        case alreadyExists(keyspace: String, table: String)
        /// No prepared statement of this id (0x2500).
        case unprepared(id: [UInt8])
    }

    public let kind: Kind
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public static func invalid(_ message: String) -> StatementError { StatementError(.invalid, message) }
    public static func syntax(_ message: String) -> StatementError { StatementError(.syntax, message) }
    public static func configuration(_ message: String) -> StatementError { StatementError(.configuration, message) }

    public var description: String { "\(kind): \(message)" }
}
