import BrokerService
import ProgramRunning
import Settings
import Telemetry

/// `millrace-broker`: a partitioned, durable log over the Kafka protocol.
@main
enum MillraceBroker {
    static func main() {
        let program = ProgramDescription(
            name: "millrace-broker", summary: "A partitioned, durable log over the Kafka protocol.",
            schema: SettingsSchema(BrokerSettings.definitions),
            flags: [
                ProgramDescription.Flag("--data", "FOLDER", key: BrokerSettings.Key.data),
                ProgramDescription.Flag("--listen", "HOST:PORT", key: BrokerSettings.Key.listen),
                ProgramDescription.Flag("--advertise", "HOST:PORT", key: BrokerSettings.Key.advertise),
            ],
            dataFolderKey: BrokerSettings.Key.data, operationsAddress: "127.0.0.1:9644",
            check: { (settings, _) throws(ProgramFailure) in _ = try configuration(settings) })
        ProgramRunner.run(program) { (context) throws(ProgramFailure) in
            try RunningBroker(try configuration(context.settings), context)
        }
    }

    private static func configuration(_ settings: Settings) throws(ProgramFailure) -> BrokerConfiguration {
        do throws(SettingsError) {
            return try BrokerSettings.configuration(from: settings)
        } catch {
            throw .configuration(error.description)
        }
    }
}

/// The broker as the program runner sees it.
final class RunningBroker: RunningProgram {
    private let server: BrokerServer
    let unreadyReason: String? = nil

    init(_ configuration: BrokerConfiguration, _ context: ProgramContext) throws(ProgramFailure) {
        do throws(BrokerFailure) {
            server = try BrokerServer(configuration, metrics: context.metrics, log: context.log)
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

    var readyFields: [(name: String, value: String)] { [("kafka", server.address)] }

    func drain() { server.drain() }
}
