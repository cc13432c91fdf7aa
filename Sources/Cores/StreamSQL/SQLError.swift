/// Where something stands in a SQL text: both counted from 1, columns in characters.
public struct SQLPosition: Hashable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Why a statement is refused: where, and what to do about it.
public struct SQLError: Error, Hashable, Sendable {
    /// What kind of refusal it is.
    public enum Reason: Hashable, Sendable {
        /// The text is not SQL.
        case syntax
        /// The statement has no meaning: unknown names, types that do not fit, bad options.
        case invalid
        /// Legal SQL that is not supported here; the message names the feature.
        case unsupported
        /// A value could not be computed; raised while running.
        case evaluation
    }

    public var reason: Reason
    /// nil when the refusal concerns the statement as a whole.
    public var position: SQLPosition?
    public var message: String

    public init(_ reason: Reason, _ message: String, at position: SQLPosition? = nil) {
        self.reason = reason
        self.message = message
        self.position = position
    }

    /// Legal SQL that is not supported here.
    public static func unsupported(_ feature: String, at position: SQLPosition? = nil) -> SQLError {
        SQLError(.unsupported, "not supported: \(feature)", at: position)
    }

    /// A statement without meaning.
    public static func invalid(_ message: String, at position: SQLPosition? = nil) -> SQLError {
        SQLError(.invalid, message, at: position)
    }
}

extension SQLError: CustomStringConvertible {
    public var description: String {
        guard let position else { return message }
        return "line \(position.line), column \(position.column): \(message)"
    }
}
