import APIService
import HTTPServing
import ProgramRunning
import Settings
import Telemetry
import Threads

/// REST, live rows and pages over tables and topics.
@main
enum MillraceAPI {
    static func main() {
        let program = ProgramDescription(
            name: "millrace-api", summary: "REST, live rows and pages over tables and topics",
            schema: SettingsSchema(APISettings.definitions),
            flags: [
                .init("--listen", "HOST:PORT", key: "millrace.api.listen"),
                .init("--endpoints", "FILE", key: "millrace.api.endpoints"),
                .init("--broker", "HOST:PORT", key: "millrace.api.broker"),
                .init("--store", "HOST:PORT", key: "millrace.api.store"),
            ], operationsAddress: "127.0.0.1:9647",
            check: { settings, _ throws(ProgramFailure) in _ = try configuration(settings) })
        ProgramRunner.run(program) { context throws(ProgramFailure) in
            try RunningAPI(try configuration(context.settings), context)
        }
    }

    static func configuration(_ settings: Settings) throws(ProgramFailure) -> APIServer.Configuration {
        do throws(APISettings.Fault) {
            return try APISettings.configuration(settings)
        } catch {
            switch error {
            case .missingFile(let message): throw .usage(message)
            case .bad(let message): throw .configuration(message)
            }
        }
    }
}

/// The API as the program runner sees it.
final class RunningAPI: RunningProgram {
    private let server: APIServer
    private let address: NetworkAddress

    init(_ configuration: APIServer.Configuration, _ context: ProgramContext) throws(ProgramFailure) {
        let asked = NetworkAddress(host: configuration.host, port: configuration.port)
        do throws(APIServer.Failure) {
            server = try APIServer(configuration, metrics: context.metrics)
        } catch {
            switch error {
            case .cannotListen(let failure): throw .cannotListen(failure, on: asked, option: "--listen")
            case .system(let message): throw .failed(message)
            }
        }
        address = NetworkAddress(host: configuration.host, port: server.port)
        try awaitStore(configuration, context)
    }

    /// The longest pause between two attempts.
    private static let retryMs: Int64 = 100

    private func awaitStore(_ configuration: APIServer.Configuration, _ context: ProgramContext) throws(ProgramFailure) {
        let timeoutMs = context.settings.milliseconds("connect.timeout")
        let deadline = SystemTime.monotonicNanoseconds() + timeoutMs * 1_000_000
        while let trouble = server.storeTrouble() {
            guard !context.isEnding, SystemTime.monotonicNanoseconds() < deadline else {
                let store = NetworkAddress(host: configuration.storeHost, port: configuration.storePort)
                throw .unreachable("no store at \(store) within \(timeoutMs) ms (\(trouble)); is millrace-store running?")
            }
            Latch().wait(milliseconds: Self.retryMs)
        }
    }

    var readyFields: [(name: String, value: String)] { [("api", "\(address)")] }
    var unreadyReason: String? { server.storeTrouble() }
    func drain() { server.stop() }
}
