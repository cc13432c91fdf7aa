import CMicroHTTPD
import Synchronization

/// Answers a request through its reply, at once or later. Runs on the server's thread: it must not block.
public typealias HTTPHandler = @Sendable (HTTPRequest, HTTPReply) -> Void

/// An HTTP/1.1 server over libmicrohttpd: epoll, one thread (or a few), no thread per connection.
public final class HTTPServer: Sendable {
    public struct Configuration: Sendable {
        /// A name or literal address.
        public var host = "127.0.0.1"
        /// 0: any free port.
        public var port: UInt16 = 0
        public var threads = 1
        public var connectionsMax = 64
        /// Seconds without traffic after which a connection is closed; streams that sleep are exempt.
        public var idleTimeoutS = 30
        /// Memory for request line and headers of one connection.
        public var headerBytesMax = 32 << 10
        public var requestBodyBytesMax = 1 << 20
        /// Bytes that wait for one slow reader of a stream.
        public var streamPendingBytesMax = 1 << 20
        public init() {}
    }

    /// The port in force.
    public let port: UInt16
    private let core: ServerCore
    private let daemon: DaemonHandle
    private let isStopped = Atomic(false)

    /// Binds and begins to serve.
    public init(_ configuration: Configuration, handler: @escaping HTTPHandler) throws(ListenFailure) {
        let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
        port = socket.port
        core = ServerCore(configuration, handler: handler)
        guard let daemon = core.startDaemon(listeningOn: socket.descriptor) else {
            throw ListenFailure(kind: .other, description: "\(configuration.host):\(socket.port): the HTTP server did not start")
        }
        self.daemon = daemon
    }

    deinit { stop() }

    /// Tells those who wait for an answer, ends streams, closes every connection and returns when the threads have ended.
    public func stop() {
        guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
        core.endAll()
        MHD_stop_daemon(daemon.pointer)
    }
}

/// The daemon's pointer, which libmicrohttpd lets any thread use.
struct DaemonHandle: @unchecked Sendable { let pointer: OpaquePointer }
/// A connection's pointer, valid until its request completes.
struct ConnectionHandle: @unchecked Sendable { let pointer: OpaquePointer }

/// What the C callbacks share.
final class ServerCore: Sendable {
    private struct State {
        var isStopping = false
        var live: [ObjectIdentifier: Exchange] = [:]
    }

    let configuration: HTTPServer.Configuration
    private let handler: HTTPHandler
    private let state = Mutex(State())

    init(_ configuration: HTTPServer.Configuration, handler: @escaping HTTPHandler) {
        self.configuration = configuration
        self.handler = handler
    }

    static let stopping = HTTPResponse.problem(503, title: "The server is stopping")

    func admit(_ exchange: Exchange) {
        let isStopping = state.withLock { state in
            state.live[ObjectIdentifier(exchange)] = exchange
            return state.isStopping
        }
        if isStopping { exchange.reply.end(with: ServerCore.stopping) }
    }

    func dismiss(_ exchange: Exchange) {
        state.withLock { _ = $0.live.removeValue(forKey: ObjectIdentifier(exchange)) }
        exchange.reply.abandon()
    }

    func endAll() {
        let live = state.withLock { state in
            state.isStopping = true
            return Array(state.live.values)
        }
        for exchange in live { exchange.reply.end(with: ServerCore.stopping) }
    }

    func handle(_ request: HTTPRequest, _ reply: HTTPReply) { handler(request, reply) }

    func startDaemon(listeningOn descriptor: Int32) -> DaemonHandle? {
        let own = Unmanaged.passUnretained(self).toOpaque()
        var options = [
            option(MHD_OPTION.LISTEN_SOCKET, Int(descriptor)),
            option(MHD_OPTION.CONNECTION_LIMIT, configuration.connectionsMax),
            option(MHD_OPTION.CONNECTION_TIMEOUT, configuration.idleTimeoutS),
            option(MHD_OPTION.CONNECTION_MEMORY_LIMIT, configuration.headerBytesMax),
            option(MHD_OPTION.THREAD_STACK_SIZE, ServerCore.threadStackBytes),
        ]
        if configuration.threads > 1 { options.append(option(MHD_OPTION.THREAD_POOL_SIZE, configuration.threads)) }
        options.append(completionOption(own))
        options.append(option(MHD_OPTION.END, 0))
        let flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        let pointer = options.withUnsafeMutableBufferPointer { options -> OpaquePointer? in
            let array = options.baseAddress.map { OpaquePointer($0) } as (any CVarArg)?
            return withVaList([CUnsignedInt(MHD_OPTION.ARRAY.rawValue), array ?? 0, CUnsignedInt(MHD_OPTION.END.rawValue)]) {
                MHD_start_daemon_va(flags, 0, nil, nil, accessCallback, own, $0)
            }
        }
        return pointer.map(DaemonHandle.init)
    }

    /// Handlers may build pages: more than libmicrohttpd needs, far less than the default of 8 MB.
    private static let threadStackBytes = 512 << 10

    private func option(_ option: MHD_OPTION, _ value: Int) -> MHD_OptionItem {
        MHD_OptionItem(option: option, value: value, ptr_value: nil)
    }

    private func completionOption(_ own: UnsafeMutableRawPointer) -> MHD_OptionItem {
        let callback: MHD_RequestCompletedCallback = completedCallback
        return MHD_OptionItem(
            option: MHD_OPTION.NOTIFY_COMPLETED, value: unsafeBitCast(callback, to: Int.self), ptr_value: own)
    }
}
