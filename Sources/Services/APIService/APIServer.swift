import Bytes
import CQLClient
public import HTTPServing
import Synchronization
public import Telemetry
import Threads

/// Serves the endpoints of a file, the index page and the management paths.
public final class APIServer: Sendable {
    public struct Configuration: Sendable {
        public var host = "127.0.0.1"
        public var port: UInt16 = 8088
        public var storeHost = "127.0.0.1"
        public var storePort: UInt16 = 9042
        /// Brokers for the management paths, HOST:PORT.
        public var brokers = "127.0.0.1:9092"
        public var endpoints: [EndpointDefinition] = []
        /// Rows read for one answer at most.
        public var rowsMax = 100_000
        /// Threads that wait for the store, and requests that wait for them.
        public var workers = 2
        public var queuedMax = 256
        public var connectionsMax = 512
        public var streamsMax = 128
        public init() {}
    }

    private let configuration: Configuration
    private let client: CQLClient
    private let workers: BlockingWorkers
    private let live: LiveRows
    private let server: HTTPServer

    /// Why a server did not start.
    public enum Failure: Error {
        case cannotListen(ListenFailure)
        case system(String)
    }

    public init(_ configuration: Configuration, metrics: MetricsRegistry) throws(Failure) {
        self.configuration = configuration
        client = CQLClient(.init(host: configuration.storeHost, port: configuration.storePort))
        do throws(ThreadFailure) {
            workers = try BlockingWorkers(threads: configuration.workers, queuedMax: configuration.queuedMax)
            live = try LiveRows(workers: workers, readersMax: configuration.streamsMax)
        } catch {
            throw .system("\(error)")
        }
        var serving = HTTPServer.Configuration()
        serving.host = configuration.host
        serving.port = configuration.port
        serving.connectionsMax = configuration.connectionsMax
        let routes = Self.routes(configuration, client, workers, live, metrics)
        do throws(ListenFailure) {
            server = try HTTPServer(serving) { routes.handle($0, $1) }
        } catch {
            live.stop()
            workers.stop(threads: configuration.workers)
            throw .cannotListen(error)
        }
    }

    /// Where it listens.
    public var port: UInt16 { server.port }

    /// Why the store cannot be asked now, or nil. Blocks.
    public func storeTrouble() -> String? {
        do throws(CQLClientError) {
            try client.connect()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Ends streams, answers who waits, and stops.
    public func stop() {
        live.stop()
        server.stop()
        workers.stop(threads: configuration.workers)
        client.close()
    }

    private static func routes(
        _ configuration: Configuration, _ client: CQLClient, _ workers: BlockingWorkers, _ live: LiveRows,
        _ metrics: MetricsRegistry
    ) -> HTTPRoutes {
        var routes = HTTPRoutes()
        for definition in configuration.endpoints {
            let reading = EndpointReading(definition, client: client, rowsMax: configuration.rowsMax)
            let latency = metrics.histogram(
                "millrace_api_request_seconds", "Time to answer.", labels: ["path": definition.path])
            let failures = metrics.counter(
                "millrace_api_failures_total", "Requests answered by an error.", labels: ["path": definition.path])
            if definition.rendering == .sse {
                routes.get(definition.path) { request, reply in live.add(request, reading, reply) }
                continue
            }
            routes.get(definition.path) { request, reply in
                queue(workers, reply) {
                    let startNs = SystemTime.monotonicNanoseconds()
                    let response = EndpointAnswer.answer(request, reading)
                    if response.status >= 400 { failures.add() }
                    reply.send(response)
                    latency.observe(Double(SystemTime.monotonicNanoseconds() - startNs) / 1e9)
                }
            }
        }
        addFixedPages(to: &routes, configuration)
        let management = Management(brokers: configuration.brokers, client: client)
        routes.get("/v1/topics") { _, reply in queue(workers, reply) { reply.send(management.topics()) } }
        routes.get("/v1/groups") { _, reply in queue(workers, reply) { reply.send(management.groups()) } }
        routes.get("/v1/tables") { _, reply in queue(workers, reply) { reply.send(management.tables()) } }
        return routes
    }

    private static func addFixedPages(to routes: inout HTTPRoutes, _ configuration: Configuration) {
        routes.get(PageRendering.stylePath) { _, reply in
            reply.send(asset(type: "text/css; charset=utf-8", PageAssets.style))
        }
        routes.get(PageRendering.scriptPath) { _, reply in
            reply.send(asset(type: "text/javascript; charset=utf-8", PageAssets.script))
        }
        if !configuration.endpoints.contains(where: { $0.path == "/" }) {
            let index = PageRendering.page(PageRendering.index(configuration.endpoints))
            routes.get("/") { _, reply in reply.send(index) }
        }
    }

    private static func asset(type: String, _ text: String) -> HTTPResponse {
        HTTPResponse(type: type, text: text).with("Cache-Control", "max-age=3600").with("X-Content-Type-Options", "nosniff")
    }

    private static func queue(_ workers: BlockingWorkers, _ reply: HTTPReply, _ job: @escaping @Sendable () -> Void) {
        guard !workers.run(job) else { return }
        reply.send(.problem(503, title: "The server is too busy", detail: "Try again shortly.").with("Retry-After", "1"))
    }
}

/// One answer of an endpoint.
enum EndpointAnswer {
    static func answer(_ request: HTTPRequest, _ reading: EndpointReading) -> HTTPResponse {
        let endpoint = reading.definition
        let table: ResultTable
        do throws(EndpointReading.Failure) {
            table = try reading.read(request.query)
        } catch {
            return endpoint.answer(to: error)
        }
        var response =
            switch endpoint.rendering {
            case .json, .sse: HTTPResponse.json(table.json)
            case .csv: HTTPResponse(type: "text/csv; charset=utf-8", text: table.csv)
            case .html: PageRendering.page(PageRendering.table(endpoint, table))
            }
        if table.isCut { response = response.with("Millrace-Rows-Cut", "at \(table.rowsRead)") }
        // A page tells the time it was made, so only the others can be the same as before.
        guard endpoint.rendering != .html else { return response }
        let tag = "\"\(fingerprint(response.body))\""
        if request.header("if-none-match") == tag { return HTTPResponse(status: 304, headers: [("ETag", tag)]) }
        return response.with("ETag", tag)
    }

    /// FNV-1a, 64 bits: tells bodies apart, keeps no secret.
    private static func fingerprint(_ bytes: ByteSlice) -> String {
        let hash = bytes.withUnsafeBytes { bytes in
            bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return String(hash, radix: 16)
    }
}
