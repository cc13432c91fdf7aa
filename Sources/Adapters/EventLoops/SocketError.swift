import Glibc

/// What the system refused: the operation, on what, and its `errno`.
public struct SocketError: Error, Equatable, CustomStringConvertible {
    /// What was tried, as in "listen on".
    public let operation: String
    /// The address it was tried on, if any.
    public let subject: String?
    /// The system's error number.
    public let errno: Int32

    public init(operation: String, subject: String? = nil, errno: Int32) {
        self.operation = operation
        self.subject = subject
        self.errno = errno
    }

    public var description: String {
        let what = subject.map { "\(operation) \($0)" } ?? operation
        return "cannot \(what): \(String(cString: strerror(errno)))"
    }

    /// Whether another process holds the address.
    public var isAddressInUse: Bool { errno == EADDRINUSE }
}
