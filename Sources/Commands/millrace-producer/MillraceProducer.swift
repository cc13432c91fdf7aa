import Glibc
import ProducerService
import ProgramRunning
import Settings
import Telemetry

/// Publishes files, standard input and the simulator's stream to a topic.
@main
enum MillraceProducer {
    static func main() {
        let program = ProgramDescription(
            name: "millrace-producer", summary: "publishes lines of files to a topic",
            schema: SettingsSchema(ProducerConfiguration.settings), flags: flags, operands: "[FILE|FOLDER|-...]",
            operandCount: 0...1_000_000,
            check: { settings, operands throws(ProgramFailure) in
                do throws(ProducerFailure) {
                    _ = try ProducerConfiguration(settings, paths: operands)
                } catch {
                    throw failure(error)
                }
            })
        ProgramRunner.perform(program) { context throws(ProgramFailure) in
            do throws(ProducerFailure) {
                try publish(context)
            } catch {
                throw failure(error)
            }
        }
    }

    private static let flags: [ProgramDescription.Flag] = [
        .init("--broker", "HOST:PORT", key: "bootstrap.servers"), .init("--topic", "NAME", key: "topic"),
        .init("--null", nil, key: "millrace.producer.null"), .init("--key", "POINTER", key: "millrace.producer.key"),
        .init("--header", "NAME=POINTER", key: "millrace.producer.headers", repeatable: true),
        .init("--partition", "POINTER", key: "millrace.producer.partition"),
        .init("--timestamp", "POINTER", key: "millrace.producer.timestamp"),
        .init("--rate", "NUMBER", key: "millrace.producer.rate"), .init("--speed", "FACTOR", key: "millrace.producer.speed"),
        .init("--repeat", "TIMES", key: "millrace.producer.repeat"),
        .init("--records", "NUMBER", key: "millrace.producer.records"),
        .init("--compression", "TYPE", key: "compression.type"), .init("--acks", "0|1|all", key: "acks"),
        .init("--idempotence", "true|false", key: "enable.idempotence"),
        .init("--simulate", "FILE", key: "millrace.producer.simulate"),
        .init("--position", "FILE", key: "millrace.producer.position"),
        .init("--progress", "auto|always|never", key: "millrace.producer.progress"),
    ]

    private static func publish(_ context: ProgramContext) throws(ProducerFailure) {
        let configuration = try ProducerConfiguration(context.settings, paths: context.arguments)
        let mode = context.settings.string("millrace.producer.progress")
        let isShown = mode == "always" || mode == "auto" && isatty(STDERR_FILENO) == 1
        let line = ProgressLine()
        let run = ProducerRun(configuration, isCancelled: { context.isEnding }) { progress in
            if isShown { StandardStreams.write(line.text(progress), to: STDERR_FILENO) }
        }
        let summary = try run.run()
        if isShown { StandardStreams.write("\n", to: STDERR_FILENO) }
        for failure in summary.failures { StandardStreams.write("millrace-producer: \(failure)\n", to: STDERR_FILENO) }
        StandardStreams.write(summary.text + "\n", to: STDOUT_FILENO)
        guard summary.isComplete else {
            let number = summary.failed + summary.tooLarge
            throw .fatal("\(number) of \(number + summary.delivered) records were not delivered")
        }
    }

    private static func failure(_ failure: ProducerFailure) -> ProgramFailure {
        switch failure {
        case .missingInput: .usage("\(failure)")
        case .brokenInput, .fatal: .failed("\(failure)")
        case .badConfiguration: .configuration("\(failure)")
        case .unreachable: .unreachable("\(failure)")
        }
    }
}
