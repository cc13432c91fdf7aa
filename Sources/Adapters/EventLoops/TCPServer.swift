import CSystem
import Glibc
import Synchronization

/// What a server has seen, for metrics.
public struct ServerStatistics: Equatable, Sendable {
    /// Connections open now.
    public var open = 0
    /// Connections ever accepted.
    public var accepted = 0
    /// Connections closed on arrival, over `connectionsMax` or `connectionsPerAddressMax`.
    public var refused = 0
    /// Connections closed since nothing happened on them.
    public var idleClosed = 0
    /// Connections closed over a limit or a system error.
    public var failed = 0
    public var bytesReceived = 0
    public var bytesSent = 0
}

/// Counters of a server, written from all of its loops.
final class ServerCounters: Sendable {
    let accepted = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    let idleClosed = Atomic<Int>(0)
    let failed = Atomic<Int>(0)
    let bytesReceived = Atomic<Int>(0)
    let bytesSent = Atomic<Int>(0)
}

/// Accepts TCP connections and spreads them over event loops, within limits.
///
/// One socket listens, on the first loop; each new connection goes to the loop that has the fewest. Several listening
/// sockets on one port (SO_REUSEPORT) would let a second process take the same port unnoticed.
public final class TCPServer: EventSource, @unchecked Sendable {
    private struct Members {
        var connections: [UInt64: Connection] = [:]
        var perAddress: [String: Int] = [:]
        var nextID: UInt64 = 0
        var isDraining = false
    }

    /// The loops that connections live on.
    public let loops: [EventLoop]
    public let limits: ConnectionLimits
    /// The address in use; its port is the real one when 0 was asked for.
    public let address: ListenAddress
    let counters = ServerCounters()
    private let members = Mutex(Members())
    private let emptied = TimedSemaphore()
    private let makeHandler: @Sendable (Connection) -> any ConnectionHandler
    // Confined to the first loop.
    private var listener: Int32
    private var slot = -1

    private static let backlog: Int32 = 1_024
    private static let idleSweepMs: Int64 = 1_000
    /// Out of file descriptors: wait so long before the next accept, instead of spinning.
    private static let acceptPauseMs: Int64 = 100

    /// Opens the listening socket; ``start()`` accepts.
    /// - Throws: ``SocketError``; `isAddressInUse` tells a taken port.
    public init(
        listen address: ListenAddress, loops: [EventLoop], limits: ConnectionLimits,
        makeHandler: @escaping @Sendable (Connection) -> any ConnectionHandler
    ) throws(SocketError) {
        precondition(!loops.isEmpty, "a server needs a loop")
        let opened = try address.listen(backlog: Self.backlog)
        self.listener = opened.socket
        self.address = ListenAddress(host: address.host, port: opened.port)
        self.loops = loops
        self.limits = limits
        self.makeHandler = makeHandler
    }

    /// Begins to accept.
    public func start() {
        loops[0].execute { [self] in
            guard listener >= 0 else { return }
            slot = loops[0].add(self, descriptor: listener, events: EPOLLIN.rawValue)
            scheduleIdleSweep()
        }
    }

    /// A snapshot of the counters.
    public var statistics: ServerStatistics {
        ServerStatistics(
            open: members.withLock { $0.connections.count },
            accepted: counters.accepted.load(ordering: .relaxed),
            refused: counters.refused.load(ordering: .relaxed),
            idleClosed: counters.idleClosed.load(ordering: .relaxed),
            failed: counters.failed.load(ordering: .relaxed),
            bytesReceived: counters.bytesReceived.load(ordering: .relaxed),
            bytesSent: counters.bytesSent.load(ordering: .relaxed))
    }

    // MARK: Accepting

    func ready(_ events: UInt32) {
        let perTurn = 64
        for _ in 0..<perTurn {
            let (descriptor, peer) = ListenAddress.withSocketAddress { address, length in
                let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
                let descriptor = millrace_accept4(listener, address, &length, flags)
                return (descriptor, descriptor < 0 ? nil : ListenAddress.numeric(address, length))
            }
            guard descriptor >= 0, let peer else {
                if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM { pauseAccepting() }
                if errno == ECONNABORTED || errno == EINTR { continue }
                return
            }
            admit(descriptor, peer)
        }
    }

    private func admit(_ descriptor: Int32, _ peer: ListenAddress) {
        let loop =
            loops.min { $0.connectionCount.load(ordering: .relaxed) < $1.connectionCount.load(ordering: .relaxed) } ?? loops[0]
        let connection = members.withLock { members -> Connection? in
            guard !members.isDraining, members.connections.count < limits.connectionsMax,
                members.perAddress[peer.host, default: 0] < limits.connectionsPerAddressMax
            else { return nil }
            members.nextID += 1
            let connection = Connection(descriptor: descriptor, id: members.nextID, peer: peer, loop: loop, server: self)
            members.connections[connection.id] = connection
            members.perAddress[peer.host, default: 0] += 1
            return connection
        }
        guard let connection else {
            counters.refused.add(1, ordering: .relaxed)
            close(descriptor)
            return
        }
        counters.accepted.add(1, ordering: .relaxed)
        loop.connectionCount.add(1, ordering: .relaxed)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let open: @Sendable () -> Void = { [self] in
            connection.open(makeHandler(connection))
            // A drain that began meanwhile did not see the handler.
            if members.withLock({ $0.isDraining }) { connection.drain() }
        }
        if loop.isCurrent { open() } else if !loop.execute(open) { connection.close(.serverStopped) }
    }

    private func pauseAccepting() {
        guard slot >= 0 else { return }
        loops[0].modify(slot, descriptor: listener, events: 0)
        loops[0].schedule(afterMs: Self.acceptPauseMs) { [self] in
            if slot >= 0 { loops[0].modify(slot, descriptor: listener, events: EPOLLIN.rawValue) }
        }
    }

    // MARK: Ending

    func forget(_ connection: Connection, _ reason: CloseReason) {
        connection.loop.connectionCount.subtract(1, ordering: .relaxed)
        switch reason {
        case .idle: counters.idleClosed.add(1, ordering: .relaxed)
        case .frameTooLarge, .outputTooLarge, .failed: counters.failed.add(1, ordering: .relaxed)
        case .byPeer, .byHandler, .serverStopped: break
        }
        let isEmpty = members.withLock { members -> Bool in
            members.connections[connection.id] = nil
            let left = members.perAddress[connection.peer.host, default: 1] - 1
            members.perAddress[connection.peer.host] = left > 0 ? left : nil
            return members.isDraining && members.connections.isEmpty
        }
        if isEmpty { emptied.signal() }
    }

    private func scheduleIdleSweep() {
        guard limits.idleTimeoutMs > 0 else { return }
        let everyMs = min(Self.idleSweepMs, max(10, limits.idleTimeoutMs / 4))
        loops[0].schedule(afterMs: everyMs) { [self] in
            guard listener >= 0 else { return }
            let connections = members.withLock { Array($0.connections.values) }
            for loop in loops {
                let own = connections.filter { $0.loop === loop }
                guard !own.isEmpty else { continue }
                loop.execute {
                    let nowMs = MonotonicClock.nowMs
                    for connection in own where connection.isIdle(nowMs: nowMs) { connection.close(.idle) }
                }
            }
            scheduleIdleSweep()
        }
    }

    /// Stops accepting, lets every handler finish what it owes, and closes what is still open after `graceMs`.
    /// Blocks the caller, which must not be a loop; the loops go on turning. Call once.
    public func drain(graceMs: Int64) {
        let isEmpty = members.withLock { members -> Bool in
            members.isDraining = true
            return members.connections.isEmpty
        }
        let closed = TimedSemaphore()
        let isQueued = loops[0].execute { [self] in
            if slot >= 0 { loops[0].remove(slot, descriptor: listener) }
            slot = -1
            close(listener)
            listener = -1
            closed.signal()
        }
        if isQueued { closed.wait(timeoutMs: graceMs) }
        guard !isEmpty else { return }
        onEveryConnection { $0.drain() }
        if emptied.wait(timeoutMs: graceMs) { return }
        onEveryConnection { $0.close(.serverStopped) }
        emptied.wait(timeoutMs: graceMs)
    }

    private func onEveryConnection(_ body: @escaping @Sendable (Connection) -> Void) {
        for connection in members.withLock({ Array($0.connections.values) }) {
            connection.loop.execute { body(connection) }
        }
    }
}
