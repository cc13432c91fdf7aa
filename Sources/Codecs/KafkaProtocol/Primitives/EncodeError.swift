/// Why a message could not be written: a bug of the caller, who set what the version cannot say.
public struct EncodeError: Error, Equatable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: Equatable, Sendable {
        /// A field that this version lacks holds something other than its default.
        case fieldNotInVersion
        /// A null where this version has none.
        case unexpectedNull
        /// Text, bytes or an array longer than its length field can say.
        case tooLong
        /// A message version outside its type's `versions`.
        case unsupportedVersion
    }

    public let code: Code
    /// The struct and field, as in `FetchTopic.topicID`; empty for a length.
    public let field: String
    /// The version asked for.
    public let version: Int16

    public init(_ code: Code, field: String = "", version: Int16 = -1) {
        self.code = code
        self.field = field
        self.version = version
    }

    public var description: String {
        switch code {
        case .fieldNotInVersion: "\(field) cannot be sent in version \(version)"
        case .unexpectedNull: "\(field) cannot be null in version \(version)"
        case .tooLong: "a value is longer than its length field can say"
        case .unsupportedVersion: "\(field) has no version \(version)"
        }
    }
}
