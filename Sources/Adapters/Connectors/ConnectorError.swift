/// Why a connector cannot go on: the outside world's doing, in words for people.
public struct ConnectorError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
