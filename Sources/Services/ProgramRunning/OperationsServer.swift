public import HTTPServing
public import Settings
import Synchronization
import Telemetry

/// `/healthz`, `/readyz` and `/metrics` of a program, on a port of its own.
final class OperationsServer: Sendable {
    /// The program `/readyz` asks, once it has started.
    private final class Subject: Sendable { let program = Mutex<(any RunningProgram)?>(nil) }

    /// Where it listens.
    let address: NetworkAddress
    private let server: HTTPServer
    private let subject: Subject

    /// Scrapers and probes are few; what they ask for is small.
    private static let connectionsMax = 32

    init(_ address: NetworkAddress, metrics: MetricsRegistry) throws(ProgramFailure) {
        var configuration = HTTPServer.Configuration()
        configuration.host = address.host
        configuration.port = address.port
        configuration.connectionsMax = OperationsServer.connectionsMax
        configuration.requestBodyBytesMax = 1024
        let subject = Subject()
        var routes = HTTPRoutes()
        routes.get("/healthz") { _, reply in reply.send(.text("ok\n")) }
        routes.get("/readyz") { _, reply in
            let program = subject.program.withLock { $0 }
            let reason = program == nil ? "starting" : program?.unreadyReason
            reply.send(reason.map { .text("\($0)\n", status: 503) } ?? .text("ok\n"))
        }
        routes.get("/metrics") { _, reply in
            reply.send(HTTPResponse(type: "text/plain; version=0.0.4; charset=utf-8", text: metrics.renderPrometheus()))
        }
        do throws(ListenFailure) {
            server = try HTTPServer(configuration) { [routes] in routes.handle($0, $1) }
        } catch {
            throw ProgramFailure.cannotListen(error, on: address, option: "--http")
        }
        self.address = NetworkAddress(host: address.host, port: server.port)
        self.subject = subject
    }

    /// From now on `/readyz` asks `program`.
    func attach(_ program: any RunningProgram) { subject.program.withLock { $0 = program } }

    func stop() { server.stop() }
}

extension ProgramFailure {
    /// A server's socket could not be had: what is in the way, and which option names another place.
    public static func cannotListen(_ failure: ListenFailure, on address: NetworkAddress, option: String) -> ProgramFailure {
        switch failure.kind {
        case .addressInUse:
            .configuration("\(address) is taken by another program; stop it, or name another port with \(option) (port 0: any)")
        case .notPermitted:
            .configuration("\(address) may not be listened on by this user; name a port above 1023 with \(option)")
        case .noSuchAddress, .other:
            .configuration("cannot listen on \(address): \(failure); name another address with \(option)")
        }
    }
}
