import ProgramRunning
import Settings
import StoreService
import Telemetry

/// `millrace-store`: wide-column tables on disk over the CQL protocol.
@main
enum MillraceStore {
    static func main() {
        let program = ProgramDescription(
            name: "millrace-store", summary: "Wide-column tables on disk over the CQL protocol.",
            schema: SettingsSchema(StoreSettings.definitions),
            flags: [
                ProgramDescription.Flag("--data", "FOLDER", key: StoreSettings.Key.data),
                ProgramDescription.Flag("--listen", "HOST:PORT", key: StoreSettings.Key.listen),
                ProgramDescription.Flag("--advertise", "HOST:PORT", key: StoreSettings.Key.advertise),
            ],
            dataFolderKey: StoreSettings.Key.data, operationsAddress: "127.0.0.1:9645",
            check: { (settings, _) throws(ProgramFailure) in _ = try configuration(settings) })
        ProgramRunner.run(program) { (context) throws(ProgramFailure) in
            try RunningStore(try configuration(context.settings), context)
        }
    }

    private static func configuration(_ settings: Settings) throws(ProgramFailure) -> StoreConfiguration {
        do throws(SettingsError) {
            return try StoreSettings.configuration(from: settings)
        } catch {
            throw .configuration(error.description)
        }
    }
}

/// The store as the program runner sees it.
final class RunningStore: RunningProgram {
    private let server: StoreServer
    let unreadyReason: String? = nil

    init(_ configuration: StoreConfiguration, _ context: ProgramContext) throws(ProgramFailure) {
        do throws(StoreFailure) {
            server = try StoreServer(configuration, metrics: context.metrics, log: context.log)
        } catch {
            if error.isAddressInUse {
                throw .configuration(
                    "\(configuration.listen) is taken by another program; stop it, or name another port with --listen (port 0: any)"
                )
            }
            switch error {
            case .cannotListen, .system: throw .configuration("\(error); name another address with --listen")
            case .storage: throw .failed(error.description)
            case .damaged: throw .damaged(error.description)
            }
        }
    }

    var readyFields: [(name: String, value: String)] { [("cql", server.address)] }

    func drain() { server.drain() }
}
