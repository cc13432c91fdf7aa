public import Settings
public import Telemetry

/// Millrace's version, as `--version` prints it.
public let millraceVersion = "0.1.0"

/// What a program is called, takes and keeps.
public struct ProgramDescription: Sendable {
    /// A command-line option that sets one key.
    public struct Flag: Sendable {
        /// With its dashes: `--listen`.
        public let name: String
        /// What stands after it in the help, `HOST:PORT`; nil: the option takes no value and sets `true`.
        public let value: String?
        /// The key it sets.
        public let key: String
        /// The option may come again; the values are joined by commas.
        public let isRepeatable: Bool

        public init(_ name: String, _ value: String?, key: String, repeatable: Bool = false) {
            self.name = name
            self.value = value
            self.key = key
            self.isRepeatable = repeatable
        }
    }

    /// As started: `millrace-broker`.
    public let name: String
    /// Words that come first on the command line and choose this program: `["topic", "list"]` of `millrace`.
    public let subcommand: [String]
    /// One line.
    public let summary: String
    public let schema: SettingsSchema
    public let flags: [Flag]
    /// What follows the options in the help, `PIPELINE.sql`; empty: nothing may follow.
    public let operands: String
    public let operandCount: ClosedRange<Int>
    /// The key that holds the data folder, when the program keeps one: it is made, locked, and its format version checked.
    public let dataFolderKey: String?
    /// The version of what is kept in the data folder.
    public let dataFormatVersion: Int
    /// Default of `--http`; nil: the program has no operations server.
    public let operationsAddress: String?
    /// Objections beyond single values, for `check-config` and before each start.
    public let check: @Sendable (Settings, [String]) throws(ProgramFailure) -> Void

    public init(
        name: String, subcommand: [String] = [], summary: String, schema: SettingsSchema, flags: [Flag] = [],
        operands: String = "",
        operandCount: ClosedRange<Int> = 0...0, dataFolderKey: String? = nil, dataFormatVersion: Int = 1,
        operationsAddress: String? = nil,
        check: @escaping @Sendable (Settings, [String]) throws(ProgramFailure) -> Void = { (_, _) throws(ProgramFailure) in }
    ) {
        self.name = name
        self.subcommand = subcommand
        self.summary = summary
        self.schema = schema.adding(ProgramDescription.commonSettings(operationsAddress: operationsAddress))
        self.flags = flags
        self.operands = operands
        self.operandCount = operandCount
        self.dataFolderKey = dataFolderKey
        self.dataFormatVersion = dataFormatVersion
        self.operationsAddress = operationsAddress
        self.check = check
    }

    /// `MILLRACE_BROKER_` of `millrace-broker`, `MILLRACE_` of `millrace`.
    var environmentPrefix: String { Settings.variable(for: name, prefix: "") + "_" }

    /// The keys every program has.
    private static func commonSettings(operationsAddress: String?) -> [SettingDefinition] {
        var settings = [
            SettingDefinition(
                "millrace.log.level", .choice(Logger.Level.allCases.map(\.name)), default: "info",
                doc: "least level of the events written to standard error"),
            SettingDefinition(
                "millrace.log.format", .choice(["logfmt", "json"]), default: "logfmt", doc: "form of the events"),
        ]
        if let operationsAddress {
            settings.append(
                SettingDefinition(
                    "millrace.http.listen", .string, default: operationsAddress,
                    doc: "address of /healthz, /readyz and /metrics, or none"))
        }
        return settings
    }
}

/// Why a program ends before its work is done: an exit status and one line that says what to do.
public struct ProgramFailure: Error, Sendable, CustomStringConvertible {
    public var status: Int32
    public var message: String

    public init(status: Int32, message: String) {
        self.status = status
        self.message = message
    }

    public var description: String { message }

    /// 1: the work failed.
    public static func failed(_ message: String) -> ProgramFailure { ProgramFailure(status: 1, message: message) }
    /// 2: wrong usage, or a named file is missing.
    public static func usage(_ message: String) -> ProgramFailure { ProgramFailure(status: 2, message: message) }
    /// 3: a part that is needed was not reached in time.
    public static func unreachable(_ message: String) -> ProgramFailure { ProgramFailure(status: 3, message: message) }
    /// 4: data is damaged, or not what the state belongs to.
    public static func damaged(_ message: String) -> ProgramFailure { ProgramFailure(status: 4, message: message) }
    /// 5: a taken port, a folder in use, bad configuration.
    public static func configuration(_ message: String) -> ProgramFailure { ProgramFailure(status: 5, message: message) }
}

/// A server at work.
public protocol RunningProgram: AnyObject, Sendable {
    /// What the ready line names, in order: `("kafka", "127.0.0.1:9092")`.
    var readyFields: [(name: String, value: String)] { get }
    /// Why `/readyz` says 503; nil: ready.
    var unreadyReason: String? { get }
    /// Finishes what is owed, then returns. Called once, after SIGTERM or SIGINT.
    func drain()
}

/// What a program gets to start with.
public struct ProgramContext: Sendable {
    public let settings: Settings
    /// What followed the options.
    public let arguments: [String]
    public let metrics: MetricsRegistry
    public let log: Logger
    let ending: ProgramEnding

    /// Ends the program from any thread, when its work is done: it drains and exits 0.
    public func finish() { ending.request(nil) }

    /// Ends the program from any thread, when it cannot go on: it drains, says why and exits with the failure's status.
    public func fail(_ failure: ProgramFailure) { ending.request(failure) }

    /// Whether SIGTERM, SIGINT, ``finish()`` or ``fail(_:)`` has asked the program to end.
    public var isEnding: Bool { ending.isRequested }
}
