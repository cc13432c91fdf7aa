public import Bytes

/// The protocol side of one connection. Every call comes on the connection's loop, never two at once.
public protocol ConnectionHandler: AnyObject {
    /// Bytes have arrived. Take whole frames from `input`; what is left comes again, with more behind it.
    func received(_ input: inout ReceivedBytes)
    /// Pending output fell below the limit at which reading had stopped.
    func outputDrained()
    /// The server stops: finish what is owed to the client, then close. Called at most once.
    func drain()
    /// The connection is gone. Nothing is called after this.
    func connectionClosed(_ reason: CloseReason)
}

extension ConnectionHandler {
    public func outputDrained() {}
}

/// Why a connection ended.
public enum CloseReason: Equatable, Sendable {
    /// The other side closed it.
    case byPeer
    /// Our handler closed it.
    case byHandler
    /// Nothing arrived for `idleTimeoutMs` while nothing was owed.
    case idle
    /// The handler expected a frame above `frameBytesMax`.
    case frameTooLarge
    /// The client does not read its answers: more than `outputBytesMax` were pending.
    case outputTooLarge
    /// A system call failed with this error number.
    case failed(errno: Int32)
    /// The server stopped before the handler had closed it.
    case serverStopped
}

/// The bytes of a connection that were not consumed yet, first to last.
public struct ReceivedBytes {
    /// What has not been taken. Its memory is shared with the frames taken from it, never written again.
    public private(set) var rest: ByteSlice
    /// Bytes that the next frame takes in all, counted from the first byte of `rest`; 0 when not known.
    private(set) var expectedBytes = 0

    init(_ bytes: ByteSlice) { rest = bytes }

    /// The next `count` bytes, without copying. There must be that many.
    public mutating func take(_ count: Int) -> ByteSlice {
        let taken = rest[0..<count]
        rest = rest[count..<rest.count]
        expectedBytes = 0
        return taken
    }

    /// Says how long the frame at the start of `rest` is, so that a large one is received straight into memory of its own
    /// size. Longer than the server's `frameBytesMax`: the connection is closed.
    public mutating func expect(_ count: Int) { expectedBytes = count }
}

/// What a server allows; each limit has a counter in ``ServerStatistics``.
public struct ConnectionLimits: Sendable {
    /// Connections open at once; more are closed as they come.
    public var connectionsMax: Int
    /// Connections of one client address.
    public var connectionsPerAddressMax: Int
    /// Bytes of one frame.
    public var frameBytesMax: Int
    /// Pending output at which reading from the connection stops until the client has read half of it.
    public var outputPauseBytes: Int
    /// Pending output at which the connection is closed.
    public var outputBytesMax: Int
    /// A connection on which nothing happened for so long is closed; 0 never.
    public var idleTimeoutMs: Int64

    public init(
        connectionsMax: Int = 10_000, connectionsPerAddressMax: Int = 10_000, frameBytesMax: Int = 100 << 20,
        outputPauseBytes: Int = 1 << 20, outputBytesMax: Int = 256 << 20, idleTimeoutMs: Int64 = 600_000
    ) {
        self.connectionsMax = connectionsMax
        self.connectionsPerAddressMax = connectionsPerAddressMax
        self.frameBytesMax = frameBytesMax
        self.outputPauseBytes = outputPauseBytes
        self.outputBytesMax = outputBytesMax
        self.idleTimeoutMs = idleTimeoutMs
    }
}
