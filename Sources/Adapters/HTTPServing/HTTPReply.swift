public import Bytes
import Synchronization

/// Where one request's answer goes: given once, at once or later, from any thread. The first answer counts.
public final class HTTPReply: Sendable {
    enum Answer: Sendable {
        case whole(HTTPResponse)
        case stream(HTTPResponse, HTTPStream)
    }

    private enum State {
        /// The handler is running; nobody sleeps on the answer.
        case deciding
        /// The connection sleeps until `wake`.
        case waiting(wake: @Sendable () -> Void)
        case answered(Answer)
        /// The connection has the answer; the stream, if it is one, may still grow.
        case taken(HTTPStream?)
    }

    private let state = Mutex(State.deciding)
    private let streamPendingBytesMax: Int

    init(streamPendingBytesMax: Int) { self.streamPendingBytesMax = streamPendingBytesMax }

    /// Gives the whole answer.
    public func send(_ response: HTTPResponse) { answer(.whole(response)) }

    /// Begins an answer whose body comes piece by piece, such as server-sent events.
    ///
    /// - Parameter onClose: called once, on any thread, when the reader has gone or the server stops.
    public func stream(
        status: Int = 200, headers: [(name: String, value: String)], onClose: @escaping @Sendable () -> Void = {}
    ) -> HTTPStream {
        let stream = HTTPStream(pendingBytesMax: streamPendingBytesMax, onClose: onClose)
        if !answer(.stream(HTTPResponse(status: status, headers: headers), stream)) { stream.readerHasGone() }
        return stream
    }

    @discardableResult
    private func answer(_ answer: Answer) -> Bool {
        state.withLock { state in
            switch state {
            case .deciding:
                state = .answered(answer)
                return true
            case .waiting(let wake):
                state = .answered(answer)
                // Under the lock, so that whoever stops the server after this knows the connection to be awake.
                wake()
                return true
            case .answered, .taken: return false
            }
        }
    }

    /// The answer if it is there; otherwise `suspend` runs, and later `wake`, both under the lock.
    func takeOrWait(suspend: () -> Void, wake: @escaping @Sendable () -> Void) -> Answer? {
        state.withLock { state in
            switch state {
            case .answered(let answer):
                if case .stream(_, let stream) = answer { state = .taken(stream) } else { state = .taken(nil) }
                return answer
            case .deciding:
                suspend()
                state = .waiting(wake: wake)
                return nil
            case .waiting, .taken: return nil
            }
        }
    }

    /// The connection is gone, with or without the answer.
    func abandon() { currentStream(abandoning: true)?.readerHasGone() }

    /// The server stops: whoever waits is told so, a stream ends.
    func end(with response: HTTPResponse) {
        send(response)
        currentStream(abandoning: false)?.finish()
    }

    private func currentStream(abandoning: Bool) -> HTTPStream? {
        state.withLock { state in
            let stream: HTTPStream? =
                switch state {
                case .answered(.stream(_, let stream)): stream
                case .taken(let stream): stream
                case .deciding, .waiting, .answered(.whole): nil
                }
            if abandoning { state = .taken(nil) }
            return stream
        }
    }
}

/// An answer's body that grows. Written from any thread; bytes wait in bounded memory for a slow reader.
public final class HTTPStream: Sendable {
    private struct State {
        var pending: [ByteSlice] = []
        var pendingBytes = 0
        var isFinished = false
        var hasReader = true
        var wake: (@Sendable () -> Void)?
        var onClose: (@Sendable () -> Void)?

        mutating func wakeReader() {
            wake?()
            wake = nil
        }
    }

    private let state: Mutex<State>
    private let pendingBytesMax: Int

    init(pendingBytesMax: Int, onClose: @escaping @Sendable () -> Void) {
        self.pendingBytesMax = pendingBytesMax
        var state = State()
        state.onClose = onClose
        self.state = Mutex(state)
    }

    /// Adds to the body. False when the reader has gone, or is too slow: then nothing was added and the body ends here.
    @discardableResult
    public func send(_ bytes: ByteSlice) -> Bool {
        state.withLock { state in
            guard state.hasReader, !state.isFinished else { return false }
            let fits = state.pendingBytes + bytes.count <= pendingBytesMax
            if fits, bytes.isEmpty { return true }
            if fits {
                state.pending.append(bytes)
                state.pendingBytes += bytes.count
            } else {
                state.isFinished = true
            }
            state.wakeReader()
            return fits
        }
    }

    @discardableResult
    public func send(_ text: String) -> Bool { send(ByteSlice(utf8: text)) }

    /// Ends the body after what was sent.
    public func finish() {
        state.withLock { state in
            state.isFinished = true
            state.wakeReader()
        }
    }

    enum Read: Equatable {
        case bytes(Int)
        case end
        /// Nothing to read now: the reader sleeps.
        case asleep
    }

    /// Moves pending bytes to `target`; with none, `suspend` runs, and `wake` when more comes, both under the lock.
    func read(into target: UnsafeMutableRawBufferPointer, suspend: () -> Void, wake: @escaping @Sendable () -> Void) -> Read {
        state.withLock { state in
            var filled = 0
            while let first = state.pending.first, filled < target.count {
                let part = min(first.count, target.count - filled)
                first.withUnsafeBytes { source in
                    UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + part])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[0..<part]))
                }
                filled += part
                if part == first.count { state.pending.removeFirst() } else { state.pending[0] = first[part..<first.count] }
            }
            state.pendingBytes -= filled
            if filled > 0 { return .bytes(filled) }
            if state.isFinished { return .end }
            suspend()
            state.wake = wake
            return .asleep
        }
    }

    func readerHasGone() {
        let onClose = state.withLock { state in
            state.hasReader = false
            state.pending = []
            state.pendingBytes = 0
            state.wake = nil
            defer { state.onClose = nil }
            return state.onClose
        }
        onClose?()
    }
}
