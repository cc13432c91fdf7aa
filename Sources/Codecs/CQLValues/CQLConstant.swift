/// A constant as the parser found it: its kind and its text, without the quotes of a string.
public struct CQLConstant: Hashable, Sendable {
    /// The kind of a constant, named as Cassandra's messages name it.
    public enum Kind: String, Sendable {
        case string = "STRING"
        case integer = "INTEGER"
        case float = "FLOAT"
        case uuid = "UUID"
        case boolean = "BOOLEAN"
        case hex = "HEX"
        case duration = "DURATION"
    }

    public var kind: Kind
    /// The constant's text: a hex constant with its `0x`, a string without its quotes and its doubled quotes undone.
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
