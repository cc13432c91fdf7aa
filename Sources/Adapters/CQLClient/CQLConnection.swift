internal import Bytes
internal import CQLProtocol
internal import Sockets
import Synchronization
internal import Threads

/// One connection: requests go out in the order they are submitted, answers come in any order and are matched by stream.
///
/// A thread of its own reads. A completion runs on that thread, or on the submitting one when the connection is over; it
/// must not block.
final class CQLConnection: Sendable {
    typealias Completion = @Sendable (Result<Response, CQLClientError>) -> Void

    static let version = ProtocolVersion.v4
    private static let receiveBytesMax = 64 << 10

    private struct State {
        var waiting: [Int16: Completion] = [:]
        var freeStreams: [Int16]
        var failure: CQLClientError?
    }

    private let socket: SocketBox
    private let state: Mutex<State>
    /// Held while bytes are sent, so that envelopes do not interleave.
    private let sending = Mutex<Void>(())

    /// `~Copyable` values cannot be captured; a class can.
    private final class SocketBox: Sendable {
        let socket: BlockingSocket
        init(_ socket: consuming BlockingSocket) { self.socket = socket }
    }

    /// Connects; ``start()`` must follow.
    init(_ configuration: CQLClient.Configuration) throws(CQLClientError) {
        do throws(ConnectFailure) {
            socket = SocketBox(
                try BlockingSocket(
                    host: configuration.host, port: configuration.port,
                    connectTimeoutMs: Int32(clamping: configuration.connectTimeoutMs)))
        } catch {
            throw .unreachable(error.reason)
        }
        let streams = Int16(clamping: max(1, configuration.inFlightMax))
        state = Mutex(State(freeStreams: Array((0..<streams).reversed())))
    }

    /// Starts the reading thread.
    func start(bodyBytesMax: Int) throws(CQLClientError) {
        do throws(ThreadFailure) {
            try Threads.start("cql-client") { self.read(bodyBytesMax: bodyBytesMax) }
        } catch {
            throw .unreachable(error.description)
        }
    }

    /// Why the connection is over, nil while it lives.
    var failure: CQLClientError? { state.withLock { $0.failure } }

    /// Sends requests in one write. Each completion is called once. False, and nothing is sent or called, when there are not
    /// enough free streams now.
    func submit(_ requests: [Request], completions: [Completion]) -> Bool {
        let streams: Result<[Int16]?, CQLClientError> = state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            guard state.freeStreams.count >= requests.count else { return .success(nil) }
            let streams = Array(state.freeStreams.suffix(requests.count))
            state.freeStreams.removeLast(requests.count)
            for (stream, completion) in zip(streams, completions) { state.waiting[stream] = completion }
            return .success(streams)
        }
        switch streams {
        case .failure(let failure):
            for completion in completions { completion(.failure(failure)) }
        case .success(nil): return false
        case .success(let streams?):
            var writer = ByteWriter(capacity: requests.count * 256)
            for (stream, request) in zip(streams, requests) {
                request.envelope(version: Self.version, stream: stream).encode(into: &writer)
            }
            let bytes = writer.finish()
            let failure = sending.withLock { _ in socket.socket.send(bytes) }
            if let failure { end(.connectionLost(failure)) }
        }
        return true
    }

    /// Ends the connection: everything waiting fails with `reason`.
    func end(_ reason: CQLClientError) {
        let abandoned = state.withLock { state in
            if state.failure == nil { state.failure = reason }
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        socket.socket.shutDown()
        for completion in abandoned { completion(.failure(reason)) }
    }

    private func read(bodyBytesMax: Int) {
        var decoder = EnvelopeDecoder(bodyBytesMax: bodyBytesMax)
        while let bytes = socket.socket.receive(bytesMax: Self.receiveBytesMax) {
            decoder.append(bytes)
            do throws(ProtocolFault) {
                while let envelope = try decoder.next() { try deliver(envelope) }
            } catch {
                return end(.protocolFault(error.message))
            }
        }
        end(.connectionLost("closed by the store"))
    }

    private func deliver(_ envelope: Envelope) throws(ProtocolFault) {
        // Events come on stream -1; this client registers for none.
        guard envelope.stream >= 0 else { return }
        let response = try Response.decode(envelope, version: Self.version).response
        let completion = state.withLock { state in
            let completion = state.waiting.removeValue(forKey: envelope.stream)
            if completion != nil { state.freeStreams.append(envelope.stream) }
            return completion
        }
        guard let completion else { return }
        if case .error(let body) = response {
            completion(.failure(.server(code: body.code, message: body.message)))
        } else {
            completion(.success(response))
        }
    }
}
