import CQLClient
import Glibc
import Identifiers
import KafkaClient
public import Settings
import Telemetry

/// `millrace up`: runs every part of a pipeline folder, watches over them and stops them in order.
///
/// Runs on the thread that calls ``run()``, which must live as long as the parts: they end with it.
public final class PipelineRun {
    public struct Configuration {
        public var folder: String
        public var settings: Settings
        /// Folder of the programs.
        public var programs: String

        public init(folder: String, settings: Settings, programs: String) {
            self.folder = folder
            self.settings = settings
            self.programs = programs
        }
    }

    private let configuration: Configuration
    private let isEnding: @Sendable () -> Bool
    private let startedNs = SystemTime.monotonicNanoseconds()
    private var servers: [SupervisedPart] = []
    private var producer: PartProcess?
    private var settings: Settings
    private let display: PipelineDisplay

    /// - Parameter isEnding: once true, the parts are stopped.
    public init(_ configuration: Configuration, isEnding: @escaping @Sendable () -> Bool) {
        self.configuration = configuration
        self.isEnding = isEnding
        settings = configuration.settings
        display = PipelineDisplay()
    }

    private static let startingPollMs = 5
    private static let runningPollMs = 50
    private static let completionPollMs = 20
    private static let liveLineMs: Int64 = 1_000
    /// How long a part may take to drain before it is killed.
    private static let drainMs: Int64 = 20_000

    /// Runs until told to end, or with `--once` until the results are complete.
    public func run() throws(PipelineFailure) {
        let folder = try PipelineFolder(configuration.folder)
        settings = try mergedSettings(folder)
        // The terminal sends Ctrl-C to every program of the group: the parts ignore it and are stopped in order. Ignored signals
        // stay ignored in programs started from here; this one still takes it, since it is blocked and waited for.
        signal(SIGINT, SIG_IGN)
        let data = try openDataFolder()
        defer { if data.isTemporary { TextFile.removeFolder(data.path) } }
        let log = try PartLog("\(data.path)/millrace.log", bytesMax: settings.int("up.log.bytes.max"))
        let launching = PartLaunching(
            folder: folder, settings: settings, programs: configuration.programs, data: data.path, log: log)
        defer { stopAll() }
        do throws(PipelineFailure) {
            try work(launching)
        } catch {
            display.clear()
            throw error
        }
        display.clear()
    }

    private func work(_ launching: PartLaunching) throws(PipelineFailure) {
        let isOnce = settings.boolean("up.once")
        let input = try self.input(launching.folder)
        try startServers(launching)
        guard !isEnding() else { return }
        display.ready(servers, log: launching.log.path)
        let broker = try part("broker").address("kafka")
        let admin = try makeAdmin("\(broker)")
        defer { admin.close() }
        if let input { producer = try launching.producer(input.source, topic: input.topic, broker: "\(broker)") }
        let isSimulated: Bool
        if case .simulator(_, nil) = input?.source { isSimulated = true } else { isSimulated = false }
        var isInputDone = input == nil
        var restarts: [Int64] = []
        var nextLineNs = SystemTime.monotonicNanoseconds()
        while !isEnding() {
            try superviseServers()
            if !isInputDone, let status = producer?.status {
                if isSimulated, let input {
                    try noteRestart(&restarts, status: status)
                    producer = try launching.producer(input.source, topic: input.topic, broker: "\(broker)")
                } else {
                    isInputDone = true
                    try checkInput(status: status)
                    if !isOnce { display.say("input: \(producer?.lines.first ?? "sent")") }
                }
            }
            if isOnce, isInputDone {
                if try finishOnce(launching.folder, admin) { return }
                pause(Self.completionPollMs)
                continue
            }
            if SystemTime.monotonicNanoseconds() >= nextLineNs {
                nextLineNs += Self.liveLineMs * 1_000_000
                if let progress = progress(admin) { display.live(progress, memoryBytes: memoryBytes()) }
            }
            pause(isOnce ? Self.startingPollMs : Self.runningPollMs)
        }
    }

    // MARK: Settings, data and input

    /// The folder's settings below those of the command line, the environment and `--config`.
    private func mergedSettings(_ folder: PipelineFolder) throws(PipelineFailure) -> Settings {
        var merged = Settings(configuration.settings.schema)
        do throws(SettingsError) {
            if let properties = folder.properties {
                try merged.merge(fileText: TextFile.read(properties) ?? "", name: properties)
            }
            for entry in configuration.settings.entries where entry.origin > .builtIn {
                try merged.set(entry.key, entry.value, from: entry.origin)
            }
        } catch {
            throw .configuration("\(error)")
        }
        return merged
    }

    private func openDataFolder() throws(PipelineFailure) -> (path: String, isTemporary: Bool) {
        let named = settings.string("up.data")
        let wantsFresh = !settings.string("up.input").isEmpty || settings.boolean("up.once")
        if named.isEmpty, wantsFresh {
            var template = Array("/tmp/millrace-XXXXXX".utf8CString)
            guard let made = mkdtemp(&template) else {
                throw .configuration("no temporary folder: \(String(cString: strerror(errno)))")
            }
            return (String(cString: made), true)
        }
        let path = named.isEmpty ? "broker-data" : named
        let isUsed = TextFile.exists("\(path)/broker/millrace.format")
        try TextFile.makeFolders(path)
        if isUsed { display.say("\(path) holds data of an earlier run; this run adds to it") }
        return (path, false)
    }

    private func input(_ folder: PipelineFolder) throws(PipelineFailure) -> (source: PartLaunching.Input, topic: String)? {
        let source: PartLaunching.Input
        let path = settings.string("up.input")
        if !path.isEmpty {
            guard path == "-" || TextFile.exists(path) else {
                throw .usage("cannot read \(path): \(String(cString: strerror(errno)))")
            }
            source = .path(path)
        } else if let simulator = folder.simulator {
            source = .simulator(simulator, records: settings.boolean("up.once") ? settings.int("up.once.records") : nil)
        } else {
            return nil
        }
        let topics = try UpSettings.topics(settings)
        let named = settings.string("up.input.topic")
        guard let topic = named.isEmpty && topics.count == 1 ? topics.first?.name : named, !topic.isEmpty else {
            throw .configuration("name the topic of the input: --set up.input.topic=NAME")
        }
        return (source, topic)
    }

    private func checkInput(status: Int32) throws(PipelineFailure) {
        guard status != 0 else { return }
        let delivered = producer?.lines.first ?? "nothing delivered"
        throw SupervisedPart.failure("producer", status: status == 2 ? 2 : 1, "\(producer?.lastError ?? ""); \(delivered)")
    }

    private func noteRestart(_ restarts: inout [Int64], status: Int32) throws(PipelineFailure) {
        let now = SystemTime.milliseconds()
        restarts = restarts.filter { now - $0 < 60_000 } + [now]
        guard restarts.count < settings.int("up.restarts.max") else {
            throw .failed("the simulator died \(restarts.count) times in 60 s: \(producer?.lastError ?? "")")
        }
        display.say("the simulator ended with \(status) (\(producer?.lastError ?? "")) and was started again")
    }

    // MARK: Starting and watching

    private func part(_ name: String) throws(PipelineFailure) -> SupervisedPart {
        guard let part = servers.first(where: { $0.name == name }) else { throw .failed("\(name) is not running") }
        return part
    }

    private func startServers(_ launching: PartLaunching) throws(PipelineFailure) {
        servers.append(try launching.broker())
        servers.append(try launching.store())
        try awaitReady()
        guard !isEnding() else { return }
        let broker = "\(try part("broker").address("kafka"))"
        let store = try part("store").address("cql")
        try Preparation.makeTopics(try UpSettings.topics(settings), broker: broker)
        if let tables = launching.folder.tables { try Preparation.makeTables(tables, store: store) }
        servers.append(try launching.processor(broker: broker, store: "\(store)"))
        servers.append(try launching.api(broker: broker, store: "\(store)"))
        try awaitReady()
    }

    private func awaitReady() throws(PipelineFailure) {
        while !isEnding() {
            var isReady = true
            for server in servers where try !server.isReady() { isReady = false }
            if isReady { return }
            pause(Self.startingPollMs)
        }
    }

    private func superviseServers() throws(PipelineFailure) {
        for server in servers {
            if let text = try server.restartIfDead(restartsMax: settings.int("up.restarts.max")) { display.say(text) }
        }
    }

    private func makeAdmin(_ broker: String) throws(PipelineFailure) -> KafkaAdmin {
        do throws(KafkaClientError) {
            return try KafkaAdmin(KafkaConnection(bootstrapServers: broker), timeoutMs: 5_000)
        } catch {
            throw .failed("\(error)")
        }
    }

    private func progress(_ admin: KafkaAdmin) -> PipelineProgress? {
        guard let processor = servers.first(where: { $0.name == "processor" }),
            let address = processor.addresses["http"].flatMap({ NetworkAddress($0) })
        else { return nil }
        return PipelineProgress(processor: address, admin: admin)
    }

    private func memoryBytes() -> Int {
        ProcessMemory.proportionalBytes(servers.map(\.process.processID) + [producer?.processID ?? 0, getpid()])
    }

    // MARK: The end

    /// Prints the results when they are complete.
    ///
    /// - Returns: whether they are.
    private func finishOnce(_ folder: PipelineFolder, _ admin: KafkaAdmin) throws(PipelineFailure) -> Bool {
        guard let progress = progress(admin), progress.isComplete else { return false }
        let seconds = Double(SystemTime.monotonicNanoseconds() - startedNs) / 1e9
        let memory = memoryBytes()
        let store = try part("store").address("cql")
        let client = CQLClient(.init(host: store.host, port: store.port))
        defer { client.close() }
        do throws(CQLClientError) {
            var text = ""
            if let query = folder.endpoints.flatMap({ ResultPreview.query(endpoints: $0) }) {
                let count = settings.int("up.once.rows")
                let (table, rows) = try ResultPreview.table(query, count: count, from: client)
                text += "\(query.title) (\(min(count, rows)) of \(rows))\n\n\(table)\n"
            }
            let letters = try ResultPreview.deadLetters(from: client)
            text += "dead letters: \(letters.reduce(0) { $0 + $1.count })\n"
            for (reason, count) in letters { text += "  \(count)  \(reason)\n" }
            text += "input: \(producer?.lines.first ?? "none")\n"
            text += "complete in \(PipelineDisplay.decimals(seconds)) s; memory \(memory >> 20) MB (sum of Pss)\n"
            display.clear()
            StandardStreams.write(text, to: STDOUT_FILENO)
        } catch {
            throw .failed("reading the results: \(error)")
        }
        return true
    }

    /// Producer, API, processor, store, broker: each drains before what it needs goes away.
    private func stopAll() {
        if let producer { stop(producer) }
        for server in servers.reversed() where server.name != "broker" && server.name != "store" { stop(server.process) }
        for name in ["store", "broker"] { if let server = servers.first(where: { $0.name == name }) { stop(server.process) } }
    }

    private func stop(_ process: PartProcess) {
        process.terminate()
        let deadline = SystemTime.monotonicNanoseconds() + Self.drainMs * 1_000_000
        while process.status == nil {
            if SystemTime.monotonicNanoseconds() > deadline {
                display.say("\(process.name) did not stop in \(Self.drainMs / 1000) s and was killed")
                process.kill()
                return
            }
            pause(Self.startingPollMs)
        }
    }

    private func pause(_ milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
