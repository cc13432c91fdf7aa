internal import Bytes
internal import CQLClient
internal import Identifiers
import Synchronization
internal import StreamRuntime
internal import Telemetry
internal import Threads

/// Writes the rows of committed epochs to the store, oldest first, and forgets them once they are acknowledged. It never gives
/// up: the store may be away for hours, and an epoch written twice is the same rows again.
final class OutboxWriter: Sendable {
    /// A committed epoch on its way to the store, with the positions that are applied once it is there.
    struct Item: Sendable {
        var epoch: OutboxEpoch
        var positions: [SourcePosition]
    }

    private struct State {
        var queue: [Item] = []
        var rows = 0
        var isStopping = false
        var trouble: String?
        var applied: [PartitionPlace: Int64] = [:]
    }

    /// A partition of a topic.
    struct PartitionPlace: Hashable {
        var topic: TopicName
        var partition: PartitionIndex
    }

    private static let retryFirstMs: Int64 = 50
    private static let retryLastMs: Int64 = 2_000

    private let client: CQLClient
    private let statements: [PreparedStatement]
    private let progress: ProgressStore
    private let epochsMax: Int
    private let metrics: ProcessorMetrics
    private let log: Logger
    private let state = Mutex(State())
    private let changed = Signal()
    private let stopping = Latch()
    private let ended = Latch()

    init(
        client: CQLClient, statements: [PreparedStatement], progress: ProgressStore, epochsMax: Int, metrics: ProcessorMetrics,
        log: Logger
    ) {
        self.client = client
        self.statements = statements
        self.progress = progress
        self.epochsMax = epochsMax
        self.metrics = metrics
        self.log = log
    }

    /// Why the store does not take rows now, nil when it does.
    var trouble: String? { state.withLock { $0.trouble } }
    /// Rows committed and not yet acknowledged by the store.
    var pendingRows: Int { state.withLock { $0.rows } }
    /// Whether another epoch may be committed.
    var hasRoom: Bool { state.withLock { $0.queue.count < epochsMax } }
    /// The positions whose rows are all in the store.
    var applied: [PartitionPlace: Int64] { state.withLock { $0.applied } }

    func start() throws(ThreadFailure) {
        try Threads.start("outbox") {
            self.run()
            self.ended.open()
        }
    }

    /// Queues an epoch. Call only when there is room.
    func add(_ item: Item) {
        state.withLock {
            $0.queue.append(item)
            $0.rows += item.epoch.rows.count
        }
        changed.raise()
    }

    /// Writes what is queued and ends; when the store is away it ends at once: what is left stays in the outbox for the next
    /// start.
    func drain() {
        state.withLock { $0.isStopping = true }
        stopping.open()
        changed.raise()
        ended.wait()
    }

    private func run() {
        while true {
            let (item, isStopping) = state.withLock { ($0.queue.first, $0.isStopping) }
            guard let item else {
                if isStopping { return }
                changed.wait()
                continue
            }
            guard write(item.epoch) else { return }
            do throws(ProgressError) {
                if !item.epoch.rows.isEmpty { try progress.acknowledge(rowTimestampUs: item.epoch.rowTimestampUs) }
            } catch {
                // The rows stay in the outbox and are written again after the next start: nothing is lost.
                log.log(.warning, event: "outbox.acknowledge_failed", ["reason": error])
            }
            state.withLock { state in
                state.queue.removeFirst()
                state.rows -= item.epoch.rows.count
                for position in item.positions {
                    state.applied[PartitionPlace(topic: position.topic, partition: position.partition)] =
                        position.nextOffset.rawValue
                }
            }
            metrics.rowsWritten.add(item.epoch.rows.count)
        }
    }

    /// Whether the epoch is in the store; false only when the writer is to stop first.
    private func write(_ epoch: OutboxEpoch) -> Bool {
        let executions = epoch.rows.compactMap { row in
            statements.indices.contains(Int(row.statement))
                ? CQLExecution(statements[Int(row.statement)], values: row.values, timestampUs: epoch.rowTimestampUs) : nil
        }
        var waitMs = Self.retryFirstMs
        while true {
            do throws(CQLClientError) {
                try client.executeAll(executions)
                if state.withLock({ state in
                    defer { state.trouble = nil }
                    return state.trouble != nil
                }) {
                    log.log(.info, event: "store.back")
                }
                return true
            } catch {
                let isFirst = state.withLock { state in
                    defer { state.trouble = "the store takes no rows: \(error)" }
                    return state.trouble == nil
                }
                if isFirst { log.log(.warning, event: "store.away", ["reason": error]) }
                metrics.writeRetries.add(1)
                if stopping.wait(milliseconds: waitMs) { return false }
                waitMs = min(waitMs * 2, Self.retryLastMs)
            }
        }
    }
}
