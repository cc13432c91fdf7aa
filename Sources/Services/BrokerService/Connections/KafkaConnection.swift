import Bytes
import EventLoops
import KafkaProtocol
import Telemetry

/// The Kafka side of one connection: cuts frames, serves requests and keeps the answers in the order of the requests.
///
/// One request is served at a time, as Kafka does; only Produce requests behind Produce requests start early, so that a
/// pipelining producer shares one sync. Confined to its loop (`@unchecked Sendable` for that reason).
final class KafkaConnection: ConnectionHandler, @unchecked Sendable {
    /// Produce requests of one connection under way at once.
    private static let pipelinedProducesMax = 64

    private let connection: Connection
    private let broker: Broker
    /// Requests under way, oldest first.
    private var slots: [ResponseSlot] = []
    private var isReadingPaused = false
    /// Nothing more is read; the connection ends when nothing is under way.
    private var isEnding = false

    var loop: EventLoop { connection.loop }

    init(_ connection: Connection, broker: Broker) {
        self.connection = connection
        self.broker = broker
    }

    // MARK: Requests

    func received(_ input: inout ReceivedBytes) {
        while !isEnding, let length = KafkaFrame.length(input.rest) {
            guard length > 0, Int(length) <= broker.configuration.socketRequestBytesMax else {
                return refuse("frame.length", length)
            }
            let whole = KafkaFrame.prefixBytes + Int(length)
            guard input.rest.count >= whole else { return input.expect(whole) }
            guard mayStart(input.rest) else { return pauseReading() }
            let frame = input.take(whole)
            serve(frame[KafkaFrame.prefixBytes..<whole])
        }
    }

    /// Whether the request at the start of `bytes` may start while others are under way.
    private func mayStart(_ bytes: ByteSlice) -> Bool {
        guard !slots.isEmpty else { return true }
        guard slots.count < Self.pipelinedProducesMax, slots.allSatisfy({ $0.apiKey == .produce }) else { return false }
        var reader = ByteReader(bytes, offset: KafkaFrame.prefixBytes)
        return (try? reader.integer(Int16.self)) == ApiKey.produce.rawValue
    }

    private func serve(_ frame: ByteSlice) {
        var reader = ByteReader(frame)
        do throws(DecodeError) {
            let header = try RequestHeader(from: &reader)
            guard let entry = HandlerTable.entry(for: header.apiKey) else { return refuse("api", header.apiKey.rawValue) }
            let slot = ResponseSlot(apiKey: header.apiKey, connection: self)
            guard entry.schema.versions.contains(header.apiVersion), header.apiVersion <= entry.schema.newestStable else {
                guard header.apiKey == .apiVersions else { return refuse("version", header.apiVersion) }
                slots.append(slot)
                return slot.fill(.frame([UnsupportedApiVersions.frame(correlationID: header.correlationID)]))
            }
            let context = RequestContext(
                principal: .anonymous, clientID: header.clientID, apiVersion: header.apiVersion,
                correlationID: header.correlationID, connectionID: connection.id, peer: connection.peer, loop: connection.loop,
                nowMs: WallClock.nowMs)
            slots.append(slot)
            broker.counters.requests(header.apiKey).add()
            do throws(DecodeError) {
                try entry.serve(&reader, context, broker, slot)
            } catch {
                slots.removeLast()
                refuse("body of \(entry.schema.name) version \(header.apiVersion)", error)
            }
        } catch {
            refuse("header", error)
        }
    }

    /// Ends the connection without an answer to this request; those before it are still answered.
    private func refuse(_ what: String, _ value: any CustomStringConvertible) {
        broker.counters.refusedRequests.add()
        broker.log.log(.debug, event: "request.refused", ["peer": connection.peer, "what": what, "value": value])
        end()
    }

    private func end() {
        isEnding = true
        if slots.isEmpty { connection.closeAfterFlush() } else { connection.pauseReading() }
    }

    private func pauseReading() {
        isReadingPaused = true
        connection.pauseReading()
    }

    // MARK: Answers

    /// A slot got its content: what is ready at the head of the line is sent. It leaves with the turn's other answers.
    func slotFilled() {
        var sent = 0
        loop: while sent < slots.count, let content = slots[sent].content {
            sent += 1
            switch content {
            case .frame(let slices): connection.send(slices)
            case .nothing: break
            case .close:
                isEnding = true
                slots.removeAll()
                break loop
            }
        }
        if sent > 0, !slots.isEmpty { slots.removeFirst(sent) }
        if isEnding {
            if slots.isEmpty { connection.closeAfterFlush() }
        } else if isReadingPaused, slots.isEmpty || slots.count < Self.pipelinedProducesMax / 2 && slots[0].apiKey == .produce {
            isReadingPaused = false
            connection.resumeReading()
        }
    }

    // MARK: Ending

    func drain() { end() }

    func connectionClosed(_ reason: CloseReason) {
        isEnding = true
        slots.removeAll()
    }
}
