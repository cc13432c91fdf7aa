public import EventLoops

/// Who a request comes from, as authentication found it.
public struct Principal: Hashable, Sendable, CustomStringConvertible {
    /// As in `User`.
    public let type: String
    public let name: String

    public init(type: String, name: String) {
        self.type = type
        self.name = name
    }

    /// A client that has not said who it is.
    public static let anonymous = Principal(type: "User", name: "ANONYMOUS")

    public var description: String { "\(type):\(name)" }
}

/// What a handler knows about a request beside its body.
public struct RequestContext: Sendable {
    public let principal: Principal
    /// Free text of the client; nil when it sent none.
    public let clientID: String?
    public let apiVersion: Int16
    public let correlationID: Int32
    /// The connection's number, unique while the broker runs.
    public let connectionID: UInt64
    /// The client's numeric address.
    public let peer: ListenAddress
    /// The loop that the connection lives on: timers of a parked request go there.
    public let loop: EventLoop
    /// Wall-clock time at which the request was read.
    public let nowMs: Int64

    /// The client's host as group descriptions show it.
    public var clientHost: String { "/\(peer.host)" }
}
