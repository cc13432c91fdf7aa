import Glibc
import PipelineService
import ProgramRunning
import Settings
import Telemetry

/// One command of `millrace`.
struct PeopleCommand: Sendable {
    let subcommand: [String]
    let summary: String
    private let program: ProgramDescription
    private let work: @Sendable (ProgramContext) throws(PipelineFailure) -> Void

    init(
        _ subcommand: [String], _ summary: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0,
        settings: [SettingDefinition], flags: [ProgramDescription.Flag],
        _ work: @escaping @Sendable (ProgramContext) throws(PipelineFailure) -> Void
    ) {
        self.subcommand = subcommand
        self.summary = summary
        self.work = work
        program = ProgramDescription(
            name: "millrace", subcommand: subcommand, summary: summary, schema: SettingsSchema(settings), flags: flags,
            operands: operands, operandCount: operandCount)
    }

    /// Where the commands that ask look.
    private static let places = [
        SettingDefinition("broker", .string, default: "127.0.0.1:9092", doc: "broker, HOST:PORT: ours or any Kafka's"),
        SettingDefinition("store", .string, default: "127.0.0.1:9042", doc: "store, HOST:PORT"),
        SettingDefinition("processor", .string, default: "127.0.0.1:9646", doc: "the processor's operations address"),
    ]

    /// What a command that asks is asked for.
    struct Request {
        let settings: Settings
        let arguments: [String]

        var brokers: String { settings.string("broker") }

        func address(_ key: String) throws(PipelineFailure) -> NetworkAddress {
            guard let address = NetworkAddress(settings.string(key)) else {
                throw PipelineFailure(status: 2, "--\(key) \(settings.string(key)) is not HOST:PORT")
            }
            return address
        }

        func deadLetter() throws(PipelineFailure) -> DeadLetterCommands.Key {
            guard let key = DeadLetterCommands.Key(arguments) else {
                throw PipelineFailure(status: 2, "\(arguments.joined(separator: " ")) is not QUERY TOPIC PARTITION OFFSET")
            }
            return key
        }
    }

    /// A command that asks something and prints the answer.
    static func query(
        _ subcommand: [String], _ summary: String, operands: String = "", _ operandCount: Int = 0,
        _ answer: @escaping @Sendable (Request) throws(PipelineFailure) -> String
    ) -> PeopleCommand {
        PeopleCommand(
            subcommand, summary, operands: operands, operandCount: operandCount...operandCount, settings: places,
            flags: [
                .init("--broker", "HOST:PORT", key: "broker"), .init("--store", "HOST:PORT", key: "store"),
                .init("--processor", "HOST:PORT", key: "processor"),
            ]
        ) { context throws(PipelineFailure) in
            let text = try answer(Request(settings: context.settings, arguments: context.arguments))
            StandardStreams.write(text, to: STDOUT_FILENO)
        }
    }

    func run() -> Never {
        let work = work
        ProgramRunner.perform(program) { context throws(ProgramFailure) in
            do throws(PipelineFailure) {
                try work(context)
            } catch {
                throw ProgramFailure(status: error.status, message: error.description)
            }
        }
    }
}
