internal import Identifiers
internal import KafkaClient
internal import ProgramRunning
internal import StreamRuntime
internal import Telemetry
internal import Threads

/// The reading thread: polls records, runs them through the plans, and commits an epoch every commit interval.
///
/// What happens at an epoch's end, in this order: the plans' net changes, positions and outbox rows become durable in one
/// synced batch; only then are the rows handed to the outbox writer. A kill at any moment loses nothing and counts nothing
/// twice: either the batch is there, and its rows are written again after the start, or it is not, and its records are read again.
final class PipelineLoop: Sendable {
    /// What the loop works with; all of it outlives the loop.
    struct Parts: Sendable {
        var configuration: ProcessorConfiguration
        var pipeline: PipelineFacts
        var consumer: KafkaConsumer
        var positions: PositionTable
        var progress: ProgressStore
        var outbox: OutboxWriter
        var sinks: StoreSinks
        var metrics: ProcessorMetrics
        var context: ProgramContext
        /// Where each bounded topic ended at start.
        var bounds: [KafkaPartition: Offset]
    }

    /// The part of a pipeline that the loop needs.
    struct PipelineFacts: Sendable {
        var name: String
        var topics: Set<TopicName>
        var boundedTopics: Set<TopicName>
        /// By plan and sink: nil for a sink that prints nothing.
        var printers: [[PrintSink?]]
    }

    private let parts: Parts
    private let stopping = Latch()
    private let ended = Latch()

    init(_ parts: Parts) { self.parts = parts }

    /// Starts reading. The runs belong to the new thread from here on.
    func start(_ runs: sending PlanRuns, clock: RowClock) throws(ThreadFailure) {
        // Handed over once, to the one thread that uses it.
        nonisolated(unsafe) let runs = runs
        try Threads.start("pipeline", stackBytes: 8 << 20) { [self] in
            var reading = EpochReading(parts, runs, clock: clock)
            do throws(ProgramFailure) {
                while !stopping.isOpen {
                    if try reading.step() { break }
                }
                try reading.commit()
                if !stopping.isOpen { parts.context.finish() }
            } catch {
                parts.context.fail(error)
            }
            ended.open()
        }
    }

    /// Commits what was read and ends the thread.
    func drain() {
        stopping.open()
        ended.wait()
    }
}
