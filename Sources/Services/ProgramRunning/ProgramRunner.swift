import CSystem
import Glibc
import Settings
import Telemetry
import Threads

/// Runs a program from its command line to its exit status, by the rules all of Millrace's programs share.
public enum ProgramRunner {
    /// Runs a server: starts it, prints the ready line on standard output, and drains it on SIGTERM, SIGINT,
    /// ``ProgramContext/finish()`` or ``ProgramContext/fail(_:)``. A second signal ends the process at once with 130.
    public static func run(
        _ program: ProgramDescription, start: @escaping (ProgramContext) throws(ProgramFailure) -> any RunningProgram
    ) -> Never {
        let signals = prepareProcess()
        do throws(ProgramFailure) {
            let context = try prepareContext(program)
            let operations = try startOperations(program, context)
            if let key = program.dataFolderKey {
                try DataFolder.open(
                    context.settings.string(key), program: program.name, formatVersion: program.dataFormatVersion)
            }
            let running = try start(context)
            operations?.attach(running)
            var fields = running.readyFields.map { "\($0.name)=\($0.value)" }
            if let operations { fields.append("http=\(operations.address)") }
            StandardStreams.write((["ready"] + fields).joined(separator: " ") + "\n", to: STDOUT_FILENO)
            try serve(running, context, signals)
            operations?.stop()
            throw context.ending.failure ?? ProgramFailure(status: 0, message: "")
        } catch {
            end(program, error)
        }
    }

    /// Runs a program that does one piece of work and ends. On the first SIGTERM or SIGINT ``ProgramContext/isEnding`` turns
    /// true, and the work is to finish what it owes; a second one ends the process at once with 130.
    public static func perform(
        _ program: ProgramDescription, _ work: @escaping @Sendable (ProgramContext) throws(ProgramFailure) -> Void
    ) -> Never {
        let signals = prepareProcess()
        do throws(ProgramFailure) {
            let context = try prepareContext(program)
            let operations = try startOperations(program, context)
            let running = OneShotWork(context, work)
            operations?.attach(running)
            try running.begin()
            try serve(running, context, signals)
            throw context.ending.failure ?? ProgramFailure(status: 0, message: "")
        } catch {
            end(program, error)
        }
    }

    /// Arenas of glibc's malloc: each costs memory for good, and no program of ours allocates much on many threads.
    private static let mallocArenas: Int32 = 2

    private static func prepareProcess() -> EndingSignals {
        millrace_limit_malloc_arenas(mallocArenas)
        // Set by `millrace up`: its parts must not outlive it, however it ends.
        if getenv("MILLRACE_STOP_WITH_PARENT") != nil { _ = millrace_prctl_parent_death_signal(SIGTERM) }
        return EndingSignals()
    }

    private static func prepareContext(_ program: ProgramDescription) throws(ProgramFailure) -> ProgramContext {
        let request = try CommandLineRequest(Array(CommandLine.arguments.dropFirst()), for: program)
        switch request.mode {
        case .help: finish(printing: program.help)
        case .version: finish(printing: "\(program.name) \(millraceVersion)\n")
        case .run, .checkConfiguration, .printConfiguration: break
        }
        let settings = try SettingsReading.settings(for: program, request)
        try program.check(settings, request.operands)
        switch request.mode {
        case .checkConfiguration: finish(printing: "\(program.name): the configuration is good\n")
        case .printConfiguration: finish(printing: SettingsReading.printed(settings))
        case .run, .help, .version: break
        }
        var logging = Logger.Configuration()
        logging.level = Logger.Level(name: settings.string("millrace.log.level")) ?? .info
        logging.format = settings.string("millrace.log.format") == "json" ? .json : .logfmt
        let metrics = MetricsRegistry()
        ProcessMetrics.register(in: metrics)
        return ProgramContext(
            settings: settings, arguments: request.operands, metrics: metrics, log: Logger(logging), ending: ProgramEnding())
    }

    private static func startOperations(
        _ program: ProgramDescription, _ context: ProgramContext
    ) throws(ProgramFailure) -> OperationsServer? {
        guard program.operationsAddress != nil else { return nil }
        let text = context.settings.string("millrace.http.listen")
        if text == "none" { return nil }
        guard let address = NetworkAddress(text) else {
            throw .configuration("millrace.http.listen=\(text) is not HOST:PORT or none")
        }
        return try OperationsServer(address, metrics: context.metrics)
    }

    /// The main thread from ready to drained.
    private static func serve(
        _ running: any RunningProgram, _ context: ProgramContext, _ signals: EndingSignals
    ) throws(ProgramFailure) {
        let ending = context.ending
        var isDraining = false
        while true {
            let number = signals.next()
            if ending.isDrained { return }
            if number != ProgramEnding.wakeSignal {
                if isDraining { throw ProgramFailure(status: 130, message: "stopped by a second signal; work may be unfinished") }
                ending.noteSignal()
                context.log.log(.info, event: "program.stopping", ["signal": number == SIGINT ? "SIGINT" : "SIGTERM"])
            }
            if isDraining || !ending.isRequested { continue }
            isDraining = true
            do throws(ThreadFailure) {
                try Threads.start("drain") {
                    running.drain()
                    ending.noteDrained()
                }
            } catch {
                throw .failed("cannot drain: \(error)")
            }
        }
    }

    private static func finish(printing text: String) -> Never {
        StandardStreams.write(text, to: STDOUT_FILENO)
        _exit(0)
    }

    private static func end(_ program: ProgramDescription, _ failure: ProgramFailure) -> Never {
        if !failure.message.isEmpty { StandardStreams.write("\(program.name): \(failure.message)\n", to: STDERR_FILENO) }
        fflush(nil)
        // Not exit(3): destructors of C++ libraries would run beneath threads that still use them.
        _exit(failure.status)
    }
}

/// A piece of work on a thread of its own, seen as a program that drains by finishing it.
private final class OneShotWork: RunningProgram {
    private let context: ProgramContext
    private let work: @Sendable (ProgramContext) throws(ProgramFailure) -> Void
    private let isDone = Latch()

    init(_ context: ProgramContext, _ work: @escaping @Sendable (ProgramContext) throws(ProgramFailure) -> Void) {
        self.context = context
        self.work = work
    }

    func begin() throws(ProgramFailure) {
        do throws(ThreadFailure) {
            try Threads.start("work", stackBytes: 8 << 20) { [self] in
                var failure: ProgramFailure?
                do throws(ProgramFailure) { try work(context) } catch { failure = error }
                isDone.open()
                context.ending.request(failure)
            }
        } catch {
            throw .failed("\(error)")
        }
    }

    var readyFields: [(name: String, value: String)] { [] }
    var unreadyReason: String? { nil }
    func drain() { isDone.wait() }
}
