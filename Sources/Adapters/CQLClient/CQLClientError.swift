/// Why a request to a store got no result.
public enum CQLClientError: Error, Equatable, Sendable {
    /// No connection could be made; what failed, for people.
    case unreachable(String)
    /// The connection ended before the answer came: whether the request was carried out is not known.
    case connectionLost(String)
    /// No answer within the request timeout.
    case timeout
    /// The server refused the request. `code` is one of the protocol's error codes, section 9.
    case server(code: Int32, message: String)
    /// The server's bytes or answer make no sense here.
    case protocolFault(String)
    /// ``CQLClient/close()`` was called.
    case closed

    /// Whether the same request may succeed when it is sent again later: the server is away, busy or timed out.
    ///
    /// Codes: overloaded, is bootstrapping, unavailable, write and read timeout, read and write failure; and server error,
    /// which Cassandra also answers while it starts.
    public var isTransient: Bool {
        switch self {
        case .unreachable, .connectionLost, .timeout: true
        case .server(let code, _): [0x0000, 0x1000, 0x1001, 0x1002, 0x1100, 0x1200, 0x1300, 0x1500].contains(code)
        case .protocolFault, .closed: false
        }
    }
}

extension CQLClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let why): why
        case .connectionLost(let why): "the connection to the store was lost: \(why)"
        case .timeout: "the store did not answer in time"
        case .server(let code, let message): "\(message) (code 0x\(String(code, radix: 16)))"
        case .protocolFault(let what): "the store answered something unexpected: \(what)"
        case .closed: "the client is closed"
        }
    }
}
