internal import CQLClient
internal import Identifiers
internal import KafkaClient
public import ProgramRunning
internal import RocksStorage
internal import StreamRuntime
internal import StreamSQL
internal import TableCore
internal import Telemetry
internal import Threads

/// Streaming SQL over topics into tables, exactly once, by one process with its state in one folder.
///
/// A commit is one synced batch of state, positions and outbox in the local store ("state.changelog=off"). DESIGN section 6 has
/// the rules; `StartDecision`, `RowClock`, `PipelineLoop` and `OutboxWriter` each keep one of them.
public final class Processor: RunningProgram {
    private let context: ProgramContext
    private let loop: PipelineLoop
    private let outbox: OutboxWriter
    private let groupCommits: GroupCommits
    private let consumer: KafkaConsumer
    private let progress: ProgressStore

    /// Starts a processor; when it returns, every statement runs.
    ///
    /// - Throws: ``ProgramFailure`` with the exit statuses of DESIGN section 8.
    public static func start(
        _ configuration: ProcessorConfiguration, context: ProgramContext
    ) throws(ProgramFailure) -> Processor {
        let pipeline = try Pipeline(configuration)
        let startup = Startup(configuration: configuration, pipeline: pipeline, context: context)
        let progress = try Self.openState(configuration)
        let (client, sinks) = try startup.connectStore()
        let positions = PositionTable()
        let connection = try startup.connection()
        let instanceID = try startup.instanceID()
        let admin = try startup.kafka("admin client") { () throws(KafkaClientError) in try KafkaAdmin(connection) }
        defer { admin.close() }
        try startup.checkAlone(admin, instanceID: instanceID)
        var settings = KafkaConsumer.Configuration(connection)
        settings.groupID = pipeline.group
        settings.instanceID = instanceID
        settings.onAssignment = { positions.assign($0) }
        let consumer = try startup.kafka("consumer") { () throws(KafkaClientError) in try KafkaConsumer(settings) }
        let probe = BrokerProbe(bootstrapServers: pipeline.brokers)
        let begin = try startup.positions(progress: progress, probe: probe, consumer: consumer)
        positions.reset(begin)
        return try Processor(
            startup,
            Ingredients(
                progress: progress, client: client, sinks: sinks, positions: positions, consumer: consumer, probe: probe))
    }

    /// What `start` has put together.
    private struct Ingredients {
        var progress: ProgressStore
        var client: CQLClient
        var sinks: StoreSinks
        var positions: PositionTable
        var consumer: KafkaConsumer
        var probe: BrokerProbe
    }

    private init(_ startup: Startup, _ made: Ingredients) throws(ProgramFailure) {
        let configuration = startup.configuration
        let pipeline = startup.pipeline
        context = startup.context
        consumer = made.consumer
        progress = made.progress
        let metrics = ProcessorMetrics(context.metrics)
        outbox = OutboxWriter(
            client: made.client, statements: made.sinks.statements, progress: progress, epochsMax: configuration.outboxEpochsMax,
            metrics: metrics, log: context.log)
        let (pending, clock) = try Self.restored(progress)
        // The rows of the last run are written before anything new is read: no later row can be overtaken by an older one.
        for epoch in pending { outbox.add(OutboxWriter.Item(epoch: epoch, positions: [])) }
        let runs = try PlanRuns(
            pipeline, sinks: made.sinks, progress: progress, groupsInMemoryMax: configuration.groupsInMemoryMax)
        loop = PipelineLoop(
            PipelineLoop.Parts(
                configuration: configuration,
                pipeline: PipelineLoop.PipelineFacts(
                    name: pipeline.name, topics: Set(pipeline.topics.keys), boundedTopics: pipeline.boundedTopics,
                    printers: pipeline.printers),
                consumer: consumer, positions: made.positions, progress: progress,
                outbox: outbox, sinks: made.sinks, metrics: metrics, context: context,
                bounds: try startup.bounds(consumer: consumer)))
        groupCommits = GroupCommits(
            consumer: consumer, positions: made.positions, outbox: outbox, probe: made.probe, log: context.log)
        do throws(ThreadFailure) {
            try outbox.start()
            try groupCommits.start()
        } catch {
            throw .failed("\(error)")
        }
        try startup.subscribe(consumer)
        do throws(ThreadFailure) { try loop.start(runs, clock: clock) } catch { throw .failed("\(error)") }
        try startup.awaitAssignment(made.positions)
        registerGauges(startup.context, positions: made.positions)
    }

    public var readyFields: [(name: String, value: String)] { [] }
    public var unreadyReason: String? { outbox.trouble }

    public func drain() {
        loop.drain()
        outbox.drain()
        groupCommits.drain()
        consumer.close()
        progress.close()
    }

    // MARK: Parts

    private static func openState(_ configuration: ProcessorConfiguration) throws(ProgramFailure) -> ProgressStore {
        var settings = RocksConfiguration.small(
            folder: "\(configuration.dataFolder)/state", families: [ProgressStore.family])
        settings.blockCacheBytes = configuration.stateCacheBytes
        do throws(StorageError) { return ProgressStore(store: try RocksStore(settings)) } catch {
            throw .damaged("the state in \(configuration.dataFolder) cannot be opened: \(error)")
        }
    }

    private static func restored(_ progress: ProgressStore) throws(ProgramFailure) -> ([OutboxEpoch], RowClock) {
        do throws(ProgressError) { return (try progress.outbox(), try progress.rowClock()) } catch {
            throw .damaged("the state cannot be read: \(error)")
        }
    }

    private func registerGauges(_ context: ProgramContext, positions: PositionTable) {
        let outbox = outbox
        context.metrics.gauge("millrace_processor_outbox_rows", "Rows committed and not acknowledged by the store") {
            Double(outbox.pendingRows)
        }
        for position in positions.all {
            let place = OutboxWriter.PartitionPlace(topic: position.topic, partition: position.partition)
            context.metrics.gauge(
                "millrace_processor_applied_offset", "Offset up to which every record's rows are in the store",
                labels: ["topic": position.topic.rawValue, "partition": "\(position.partition)"]
            ) { Double(outbox.applied[place] ?? position.nextOffset.rawValue) }
        }
    }
}
