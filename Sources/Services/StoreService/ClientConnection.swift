internal import Bytes
internal import CQLProtocol
internal import EventLoops
internal import TableCore
internal import Telemetry

/// What all connections of a store share.
final class StoreShared: Sendable {
    let engine: TableEngine
    let events = SchemaEvents()
    let io: IOThreads
    let configuration: StoreConfiguration
    let metrics: StoreMetrics

    init(engine: TableEngine, io: IOThreads, configuration: StoreConfiguration, metrics: StoreMetrics) {
        self.engine = engine
        self.io = io
        self.configuration = configuration
        self.metrics = metrics
    }
}

/// One client's connection: envelopes in, envelopes out.
///
/// Confined to its loop; `@unchecked Sendable` so that jobs may carry it back there.
final class ClientConnection: ConnectionHandler, @unchecked Sendable {
    let shared: StoreShared
    private let connection: Connection
    private var decoder: EnvelopeDecoder
    private var outgoing: Framing = .bare(nil)
    private var version: ProtocolVersion?
    private var isStarted = false
    /// Requests being worked on.
    private var inFlight = 0
    private var isPaused = false
    private var isClosing = false
    /// What USE chose.
    private(set) var keyspace: String?

    init(_ connection: Connection, shared: StoreShared) {
        self.connection = connection
        self.shared = shared
        decoder = EnvelopeDecoder(bodyBytesMax: shared.configuration.requestBytesMax)
    }

    // MARK: Receiving

    func received(_ input: inout ReceivedBytes) {
        decoder.append(input.take(input.rest.count))
        takeEnvelopes()
    }

    private func takeEnvelopes() {
        while !isClosing, !isPaused {
            do throws(ProtocolFault) {
                guard let envelope = try decoder.next() else { return }
                handle(envelope)
            } catch {
                fail(error)
            }
            if inFlight >= shared.configuration.requestsInFlightMax {
                isPaused = true
                connection.pauseReading()
            }
        }
    }

    private func fail(_ fault: ProtocolFault) {
        shared.metrics.protocolErrors.add()
        send(.error(ErrorBody(code: fault.code, message: fault.message)), stream: fault.stream)
        guard fault.closes else { return }
        isClosing = true
        connection.closeAfterFlush()
    }

    private static let versions = ProtocolVersion.allCases.map(\.name) + ["6/v6-beta"]

    private func handle(_ envelope: Envelope) {
        guard let spoken = ProtocolVersion(rawValue: envelope.version) else { return refuseVersion(envelope) }
        do throws(ProtocolFault) {
            if let version, version != spoken {
                throw ProtocolFault(
                    "Invalid message version. Got \(spoken.name) but previous messages on this connection had version \(version.name)",
                    stream: envelope.stream)
            }
            if envelope.isResponse {
                let name = Opcode(rawValue: envelope.opcode)?.name ?? "unknown"
                throw ProtocolFault(
                    "Wrong protocol direction (expected REQUEST, got RESPONSE) for opcode \(envelope.opcode) (\(name))",
                    stream: envelope.stream)
            }
            let request = try Request.decode(envelope, version: spoken)
            try answer(request, envelope, spoken)
        } catch {
            if version == nil { version = isStarted ? spoken : nil }
            fail(error)
        }
    }

    /// Says which versions there are, in the form of the version asked for where that is known.
    private func refuseVersion(_ envelope: Envelope) {
        decoder.discard()
        let asked = envelope.version
        let message: String
        if asked == 6, !envelope.flags.contains(.useBeta) {
            message = "Beta version of the protocol used (6/v6-beta), but USE_BETA flag is unset"
        } else {
            message =
                "Invalid or unsupported protocol version (\(asked)); supported versions are (\(Self.versions.joined(separator: ", ")))"
        }
        var refusal = Response.error(ErrorBody(code: 0x000A, message: message)).envelope(version: .v5, stream: 0)
        guard asked == 1 || asked == 2 else {
            if asked == 6 {
                refusal.version = 6
                refusal.flags = .useBeta
            }
            return connection.send(refusal.encoded())
        }
        // Versions 1 and 2 have a stream of one byte.
        var writer = ByteWriter(capacity: 128)
        for byte in [asked | 0x80, 0, 0, Opcode.error.rawValue] { writer.integer(byte) }
        writer.integer(Int32(refusal.body.count))
        writer.bytes(refusal.body)
        connection.send(writer.finish())
    }

    // MARK: Answering

    private func answer(_ request: Request, _ envelope: Envelope, _ spoken: ProtocolVersion) throws(ProtocolFault) {
        if case .options = request {
            return send(.supported(Self.supported), stream: envelope.stream, version: spoken)
        }
        if case .startup(let options) = request {
            guard !isStarted else {
                throw ProtocolFault(
                    "Unexpected message STARTUP, the connection is already initialized", stream: 0)
            }
            return try start(options, envelope.stream, spoken)
        }
        guard isStarted else {
            throw ProtocolFault("Unexpected message \(request.opcode.name), expecting STARTUP or OPTIONS", stream: 0)
        }
        switch request {
        case .register(let kinds):
            if kinds.contains("SCHEMA_CHANGE") { shared.events.register(self, id: connection.id) }
            send(.ready, stream: envelope.stream)
        case .authResponse: send(.authSuccess(nil), stream: envelope.stream)
        default:
            inFlight += 1
            shared.metrics.requests.add()
            RequestExecution(self, stream: envelope.stream, version: spoken).run(request)
        }
    }

    private static let supported: [(String, [String])] = [
        ("PROTOCOL_VERSIONS", versions), ("COMPRESSION", ["snappy", "lz4"]), ("CQL_VERSION", [NodeIdentity.cqlVersion]),
    ]

    private func start(_ options: [String: String], _ stream: Int16, _ spoken: ProtocolVersion) throws(ProtocolFault) {
        guard let cql = options["CQL_VERSION"] else {
            throw ProtocolFault("Missing value CQL_VERSION in STARTUP message", stream: stream)
        }
        try Self.checkCQLVersion(cql, stream)
        var compression: BlockCompression?
        if let name = options["COMPRESSION"] {
            compression = BlockCompression(rawValue: name.lowercased())
            guard compression != nil else { throw ProtocolFault("Unknown compression algorithm: \(name)", stream: stream) }
            if spoken >= .v5, compression == .snappy {
                throw ProtocolFault("Snappy compression is not supported in protocol V5", stream: stream)
            }
        }
        version = spoken
        isStarted = true
        if spoken >= .v5 {
            send(.ready, stream: stream)
            outgoing = .segments(lz4: compression == .lz4)
        } else {
            outgoing = .bare(compression)
            send(.ready, stream: stream)
        }
        decoder.framing = outgoing
    }

    private static func checkCQLVersion(_ text: String, _ stream: Int16) throws(ProtocolFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let major = parts[0], parts[1] != nil, parts[2] != nil else {
            throw ProtocolFault("Invalid version value: \(text)", stream: stream)
        }
        guard major >= 3 else {
            throw ProtocolFault(
                "CQL version \(text) is not supported by the binary protocol (supported version are >= 3.0.0)", stream: stream)
        }
    }

    // MARK: Sending

    /// Sends an answer that no request waits for any more.
    private func send(_ response: Response, stream: Int16, version spoken: ProtocolVersion? = nil) {
        guard !connection.isClosed else { return }
        connection.send(outgoing.encode([response.envelope(version: spoken ?? version ?? .v5, stream: stream)]))
    }

    /// Sends the answer to a request in flight. On the loop.
    func finish(_ envelope: Envelope) {
        inFlight -= 1
        guard !connection.isClosed else { return }
        connection.send(outgoing.encode([envelope]))
        if isPaused, inFlight <= shared.configuration.requestsInFlightMax / 2 {
            isPaused = false
            connection.resumeReading()
            takeEnvelopes()
        }
        if isClosing, inFlight == 0 { connection.closeAfterFlush() }
    }

    /// Runs `job` on the connection's loop, now when already there.
    func onLoop(_ job: @escaping @Sendable () -> Void) {
        if connection.loop.isCurrent { job() } else { _ = connection.loop.execute(job) }
    }

    /// Sends an event, from any thread.
    func deliver(_ response: Response) {
        _ = connection.loop.execute { [self] in send(response, stream: -1) }
    }

    func use(_ name: String) { keyspace = name }

    func drain() {
        isClosing = true
        if inFlight == 0 { connection.closeAfterFlush() }
    }

    func connectionClosed(_ reason: CloseReason) {
        isClosing = true
        shared.events.remove(id: connection.id)
    }
}
