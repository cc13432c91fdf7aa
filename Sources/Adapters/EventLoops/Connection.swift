public import Bytes
import CSystem
import Glibc
import Synchronization

/// One accepted TCP connection, confined to its loop: every method is called there, ``loop``'s `execute` gets one there.
///
/// `@unchecked Sendable` so that jobs may carry it back to its loop.
public final class Connection: EventSource, @unchecked Sendable {
    /// The loop it lives on.
    public let loop: EventLoop
    /// Unique in its server.
    public let id: UInt64
    /// The client's numeric address and port.
    public let peer: ListenAddress
    private let descriptor: Int32
    let limits: ConnectionLimits
    private unowned let server: TCPServer
    private var handler: (any ConnectionHandler)?
    private var slot = -1
    private var watched: UInt32 = 0

    // Input.
    private var partial: PartialFrame?
    private var isReadingPaused = false
    private var isInputEnded = false
    private var mustDeliverAgain = false
    private var isDelivering = false

    // Output.
    private var output = OutputQueue()
    private var isFlushQueued = false
    private var isPausedByOutput = false
    private var isClosingAfterFlush = false

    private(set) var lastActivityMs: Int64
    /// Whether the connection is gone.
    public private(set) var isClosed = false

    init(descriptor: Int32, id: UInt64, peer: ListenAddress, loop: EventLoop, server: TCPServer) {
        self.descriptor = descriptor
        self.id = id
        self.peer = peer
        self.loop = loop
        self.server = server
        self.limits = server.limits
        self.lastActivityMs = MonotonicClock.nowMs
    }

    func open(_ handler: any ConnectionHandler) {
        self.handler = handler
        watched = EPOLLIN.rawValue
        slot = loop.add(self, descriptor: descriptor, events: watched)
    }

    // MARK: For handlers

    /// Bytes handed to ``send(_:)`` that the system has not taken yet.
    public var pendingOutputBytes: Int { output.byteCount }

    /// Queues `slices` in order. They leave together with all else that is sent in this turn of the loop.
    public func send(_ slices: [ByteSlice]) {
        precondition(loop.isCurrent, "sent from another thread")
        guard !isClosed, !isClosingAfterFlush else { return }
        for slice in slices { output.append(slice) }
        queueFlush()
    }

    /// Queues one slice.
    public func send(_ slice: ByteSlice) {
        precondition(loop.isCurrent, "sent from another thread")
        guard !isClosed, !isClosingAfterFlush else { return }
        output.append(slice)
        queueFlush()
    }

    /// Closes once what was sent has left; nothing more is read.
    public func closeAfterFlush() {
        guard !isClosed, !isClosingAfterFlush else { return }
        isClosingAfterFlush = true
        updateWatched()
        queueFlush()
    }

    /// Closes now; pending output is dropped.
    public func close() { close(.byHandler) }

    /// Stops reading, so that the client is held back. Bytes already received may still be delivered.
    public func pauseReading() {
        isReadingPaused = true
        updateWatched()
    }

    /// Reads again, and delivers what was left unconsumed.
    public func resumeReading() {
        guard isReadingPaused, !isClosed else { return }
        isReadingPaused = false
        // A handler that pauses and resumes in one call has not given back what it left yet.
        mustDeliverAgain = partial != nil || isDelivering
        updateWatched()
        if mustDeliverAgain { queueFlush() }
    }

    // MARK: Events

    func ready(_ events: UInt32) {
        if events & EPOLLOUT.rawValue != 0 { flush() }
        if !isClosed, events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { readable() }
    }

    private var mayRead: Bool { !isClosed && !isReadingPaused && !isPausedByOutput && !isClosingAfterFlush && !isInputEnded }

    private func readable() {
        guard mayRead else {
            // A reset while reading is paused would otherwise be reported over and over.
            if !isInputEnded, output.isEmpty { checkForReset() }
            return
        }
        lastActivityMs = loop.turnMs
        var budget = ReadPlan.bytesPerTurn
        while mayRead, budget > 0 {
            let outcome = readOnce()
            budget -= outcome.count
            if outcome.isDrained { break }
        }
    }

    private func readOnce() -> (count: Int, isDrained: Bool) {
        let plan = ReadPlan(partial: partial, shared: loop.readBuffer.room())
        let got = plan.read(descriptor)
        if got <= 0 {
            if got == 0 { endOfInput() } else if errno != EAGAIN && errno != EINTR { close(.failed(errno: errno)) }
            return (0, true)
        }
        server.counters.bytesReceived.add(got, ordering: .relaxed)
        let own = min(got, plan.ownRoom)
        let shared = got > own ? loop.readBuffer.filled(got - own) : nil
        if own > 0 {
            partial?.filled += own
            if partial?.isReady == true { deliverPartial() }
        }
        if let shared { absorb(shared) }
        // A short read means that the socket is empty: no probing read is needed to find that out.
        return (got, got < plan.room)
    }

    /// Adds bytes behind the unfinished frame, or hands them over when there is none.
    private func absorb(_ arrived: ByteSlice) {
        var arrived = arrived
        while !isClosed, !arrived.isEmpty {
            guard let unfinished = partial else { return deliver(arrived) }
            let count = min(unfinished.room, arrived.count)
            arrived.withUnsafeBytes { bytes in
                if let source = bytes.baseAddress { memcpy(unfinished.storage.base + unfinished.filled, source, count) }
            }
            partial?.filled += count
            arrived = arrived[count..<arrived.count]
            guard partial?.isReady == true else { continue }
            if isReadingPaused {
                // The handler wants nothing now: keep it all, delivered when reading goes on.
                growPartial(by: arrived.count)
            } else {
                deliverPartial()
            }
        }
    }

    private func deliverPartial() {
        guard let whole = partial else { return }
        partial = nil
        deliver(whole.bytes)
    }

    private func deliver(_ bytes: ByteSlice) {
        guard let handler else { return }
        var input = ReceivedBytes(bytes)
        isDelivering = true
        handler.received(&input)
        isDelivering = false
        if !isClosed, !input.rest.isEmpty { keep(input.rest, expectedBytes: input.expectedBytes) }
    }

    /// Keeps an unfinished frame in memory of its own, sized for all of it when its length is known.
    private func keep(_ rest: ByteSlice, expectedBytes: Int) {
        guard expectedBytes <= limits.frameBytesMax, rest.count <= limits.frameBytesMax + SharedReadBuffer.capacity else {
            return close(.frameTooLarge)
        }
        let isLengthKnown = expectedBytes > rest.count
        let size = isLengthKnown ? expectedBytes : rest.count + max(rest.count / 2, 64)
        let storage = ByteStorage(capacity: size)
        rest.withUnsafeBytes { bytes in
            if let source = bytes.baseAddress { memcpy(storage.base, source, bytes.count) }
        }
        partial = PartialFrame(
            storage: storage, filled: rest.count, neededBytes: isLengthKnown ? expectedBytes : rest.count + 1)
    }

    private func growPartial(by count: Int) {
        guard let full = partial, full.room < count else { return }
        keep(full.bytes, expectedBytes: full.filled + count)
    }

    private func endOfInput() {
        isInputEnded = true
        // Half-closed clients exist (nc, some probes): what was asked is still answered, then the connection ends.
        if output.isEmpty { close(.byPeer) } else { closeAfterFlush() }
    }

    private func checkForReset() {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
        close(error == 0 ? .byPeer : .failed(errno: error))
    }

    private func updateWatched() {
        guard !isClosed, slot >= 0 else { return }
        let wanted = (mayRead ? EPOLLIN.rawValue : 0) | (output.isBlocked ? EPOLLOUT.rawValue : 0)
        guard wanted != watched else { return }
        watched = wanted
        loop.modify(slot, descriptor: descriptor, events: wanted)
    }

    // MARK: Output

    private func queueFlush() {
        guard !isFlushQueued else { return }
        isFlushQueued = true
        loop.flushAtEndOfTurn(self)
    }

    /// Writes what is pending, as far as the system takes it.
    func flush() {
        isFlushQueued = false
        guard !isClosed else { return }
        if mustDeliverAgain {
            mustDeliverAgain = false
            deliverPartial()
            guard !isClosed else { return }
        }
        let written = output.write(to: descriptor)
        if written > 0 {
            lastActivityMs = loop.turnMs
            server.counters.bytesSent.add(written, ordering: .relaxed)
        }
        if let error = output.failure { return close(.failed(errno: error)) }
        if output.byteCount > limits.outputBytesMax { return close(.outputTooLarge) }
        if output.isEmpty, isClosingAfterFlush { return close(isInputEnded ? .byPeer : .byHandler) }
        if output.byteCount > limits.outputPauseBytes {
            isPausedByOutput = true
        } else if isPausedByOutput, output.byteCount <= limits.outputPauseBytes / 2 {
            isPausedByOutput = false
            handler?.outputDrained()
        }
        updateWatched()
    }

    // MARK: Ending

    func drain() { handler?.drain() }

    func isIdle(nowMs: Int64) -> Bool {
        limits.idleTimeoutMs > 0 && output.isEmpty && !isReadingPaused && nowMs - lastActivityMs > limits.idleTimeoutMs
    }

    func close(_ reason: CloseReason) {
        guard !isClosed else { return }
        isClosed = true
        if slot >= 0 { loop.remove(slot, descriptor: descriptor) }
        Glibc.close(descriptor)
        partial = nil
        output = OutputQueue()
        let handler = handler
        self.handler = nil
        handler?.connectionClosed(reason)
        server.forget(self, reason)
    }
}
