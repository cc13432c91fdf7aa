import ProcessorService
import ProgramRunning
import Settings
import Telemetry

/// `millrace-processor`: streaming SQL over topics into tables.
@main
enum MillraceProcessor {
    static let schema = SettingsSchema([
        SettingDefinition("data.folder", .string, default: "broker-data/processor", doc: "folder of the state"),
        SettingDefinition("broker", .string, doc: "HOST:PORT of the broker, before what the tables name"),
        SettingDefinition("store", .string, doc: "HOST:PORT of the store, before what the tables name"),
        SettingDefinition(
            "rebuild", .boolean, default: "false", doc: "empty the state and count again from the earliest record"),
        SettingDefinition(
            "commit.interval", .duration, default: "100 ms", range: 1...60_000,
            doc: "time from the first record of an epoch to its commit"),
        SettingDefinition(
            "connect.timeout", .duration, default: "30 s", range: 100...3_600_000,
            doc: "how long broker and store may take to answer at start"),
        SettingDefinition(
            "idle.timeout", .duration, default: "10 s", range: 0...86_400_000,
            doc: "a partition without records for this long holds no watermark back; 0: it does for ever"),
        SettingDefinition(
            "epoch.records.max", .integer, default: "200000", range: 1...10_000_000, doc: "records of one epoch at most"),
        SettingDefinition(
            "outbox.epochs.max", .integer, default: "8", range: 1...1_000,
            doc: "committed epochs that wait for the store; reading pauses when there are as many"),
        SettingDefinition(
            "state.groups.max", .integer, default: "1000000", range: 1_000...100_000_000,
            doc: "groups of an aggregation kept in memory"),
        SettingDefinition(
            "state.cache.bytes", .integer, default: "8388608", range: 1_048_576...17_179_869_184,
            doc: "block cache of the state"),
    ])

    static func main() {
        let program = ProgramDescription(
            name: "millrace-processor", summary: "runs streaming SQL over topics into tables, exactly once", schema: schema,
            flags: [
                .init("--data", "FOLDER", key: "data.folder"), .init("--broker", "HOST:PORT", key: "broker"),
                .init("--store", "HOST:PORT", key: "store"), .init("--rebuild", nil, key: "rebuild"),
            ], operands: "PIPELINE.sql", operandCount: 1...1, dataFolderKey: "data.folder",
            operationsAddress: "127.0.0.1:9646",
            check: { settings, arguments throws(ProgramFailure) in
                _ = try configuration(settings, arguments)
            })
        ProgramRunner.run(program) { context throws(ProgramFailure) in
            try Processor.start(try configuration(context.settings, context.arguments), context: context)
        }
    }

    /// What the settings ask for.
    static func configuration(_ settings: Settings, _ arguments: [String]) throws(ProgramFailure) -> ProcessorConfiguration {
        guard let path = arguments.first else { throw .usage("name the pipeline's file: millrace-processor PIPELINE.sql") }
        var configuration = ProcessorConfiguration(
            pipelinePath: path, pipelineText: try PipelineFile.read(path), dataFolder: settings.string("data.folder"))
        configuration.brokers = settings.optional("broker")
        if let text = settings.optional("store") {
            guard let address = NetworkAddress(text), address.port > 0 else {
                throw .configuration("--store \(text) is not HOST:PORT")
            }
            configuration.store = StoreAddress(host: address.host, port: address.port)
        }
        configuration.isRebuild = settings.boolean("rebuild")
        configuration.commitIntervalMs = settings.milliseconds("commit.interval")
        configuration.connectTimeoutMs = settings.milliseconds("connect.timeout")
        configuration.idleTimeoutMs = settings.milliseconds("idle.timeout")
        configuration.epochRecordsMax = settings.int("epoch.records.max")
        configuration.outboxEpochsMax = settings.int("outbox.epochs.max")
        configuration.groupsInMemoryMax = settings.int("state.groups.max")
        configuration.stateCacheBytes = settings.int("state.cache.bytes")
        return configuration
    }
}
