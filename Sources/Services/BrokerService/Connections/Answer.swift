import Synchronization

/// What a handler makes of a request.
enum Answer<Body: Sendable>: Sendable {
    /// Sent at once.
    case now(Body)
    /// Sent when complete. Later requests of the connection wait behind it.
    case later(PendingAnswer<Body>)
    /// The request asks for none (Produce with acks=0).
    case nothing
    /// The connection is closed without an answer, as Kafka does.
    case close
}

/// An answer that comes later: completed once, from any thread.
final class PendingAnswer<Response: Sendable>: Sendable {
    private enum State {
        case waiting(observer: (@Sendable (Response) -> Void)?)
        case complete(Response)
        case delivered
    }

    private let state = Mutex(State.waiting(observer: nil))

    /// Completes the answer. A second completion is ignored, so that a deadline may race with an event.
    /// - Returns: whether this was the first.
    @discardableResult
    func complete(_ response: Response) -> Bool {
        let (observer, isFirst) = state.withLock { state -> ((@Sendable (Response) -> Void)?, Bool) in
            guard case .waiting(let observer) = state else { return (nil, false) }
            state = observer == nil ? .complete(response) : .delivered
            return (observer, true)
        }
        observer?(response)
        return isFirst
    }

    /// Has `observer` called with the response, at once when it is there already. Call once.
    func whenComplete(_ observer: @escaping @Sendable (Response) -> Void) {
        let response = state.withLock { state -> Response? in
            switch state {
            case .waiting:
                state = .waiting(observer: observer)
                return nil
            case .complete(let response):
                state = .delivered
                return response
            case .delivered: return nil
            }
        }
        if let response { observer(response) }
    }
}
