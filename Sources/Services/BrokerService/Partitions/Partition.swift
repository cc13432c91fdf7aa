import BrokerCore
import Bytes
import CommitLog
import EventLoops
import Identifiers
import RecordBatches
import Synchronization
import Telemetry

/// One partition: its log behind a mutex held for microseconds, and who waits for it.
///
/// Appends queue bytes; a plan of the log writes and syncs them. Small plans that need no sync run where they stand, the
/// others on a storage thread; one plan of a partition is out at a time, and what comes meanwhile travels in the next:
/// that is the group commit.
final class Partition: Sendable {
    /// Called when a batch has reached what its producer was promised, or with the error that prevents it.
    typealias Completion = @Sendable (KafkaErrorCode) -> Void

    private struct Waiter {
        let nextOffset: Offset
        let durability: AppendDurability
        let completion: Completion
    }

    private struct State: ~Copyable {
        var log: PartitionLog
        var rules: ProduceRules
        var waiters: [Waiter] = []
        /// Parked fetches, told when there is more to see.
        var observers: [UInt64: @Sendable () -> Void] = [:]
        var seenHighWatermark: Offset
        var isRemoved = false
    }

    /// A plan up to this size that needs no sync is written by the thread that appended: a wake-up of another costs more.
    private static let inlineBytesMax = 2 << 20

    let id: TopicPartition
    let topicID: UniqueID
    let leaderEpoch: LeaderEpoch
    private let state: Mutex<State>
    private let io: IOThreads
    private let counters: BrokerCounters
    private let events: Logger

    init(
        _ id: TopicPartition, topicID: UniqueID, log: consuming PartitionLog, leaderEpoch epoch: LeaderEpoch, rules: ProduceRules,
        io: IOThreads,
        counters: BrokerCounters, events: Logger
    ) {
        self.id = id
        self.topicID = topicID
        leaderEpoch = epoch
        var log = log
        log.beginLeaderEpoch(epoch)
        let highWatermark = log.highWatermark
        state = Mutex(State(log: log, rules: rules, seenHighWatermark: highWatermark))
        self.io = io
        self.counters = counters
        self.events = events
    }

    // MARK: Appending

    /// What a produced batch must obey now.
    var rules: ProduceRules { state.withLock { $0.rules } }

    /// Appends a batch. `completion` is called once, when the batch has reached `durability`: maybe before this returns,
    /// else on another thread.
    /// - Throws: ``LogError``; the completion is then not called.
    func append(
        _ batch: ValidatedBatch, origin: AppendOrigin, durability: AppendDurability, nowMs: Int64,
        completion: Completion?
    ) throws(LogError) -> AppendResult {
        let queued = try enqueue(batch, origin: origin, durability: durability, nowMs: nowMs, completion: completion)
        write(queued)
        return queued.result
    }

    /// A batch that has its offsets and is not written yet.
    struct Queued: Sendable {
        let result: AppendResult
        fileprivate let plan: IOPlan?
        fileprivate let ready: Ready
    }

    /// The first half of ``append(_:origin:durability:nowMs:completion:)``: calls nobody back, so that it may be used under
    /// a caller's lock. ``write(_:)`` must follow.
    func enqueue(
        _ batch: ValidatedBatch, origin: AppendOrigin, durability: AppendDurability, nowMs: Int64,
        completion: Completion?
    ) throws(LogError) -> Queued {
        let (result, plan, ready) = try state.withLock { (state) throws(LogError) -> (AppendResult, IOPlan?, Ready) in
            let result = try state.log.append(
                batch, leaderEpoch: leaderEpoch, origin: origin, durability: durability, now: nowMs)
            if let completion {
                state.waiters.append(Waiter(nextOffset: result.nextOffset, durability: durability, completion: completion))
            }
            // A retry may be of a batch that has long been written.
            let ready = result.isDuplicate ? Self.takeReady(&state) : Ready()
            return (result, state.log.planIO(), ready)
        }
        counters.producedBytes.add(batch.sizeInBytes)
        return Queued(result: result, plan: plan, ready: ready)
    }

    /// The second half: writes what is queued, or has it written.
    func write(_ queued: Queued) {
        queued.ready.tell()
        if let plan = queued.plan { start(plan) }
    }

    /// Who is to be told after a plan has run.
    fileprivate struct Ready {
        var completions: [(Completion, KafkaErrorCode)] = []
        var observers: [@Sendable () -> Void] = []

        func tell() {
            for (completion, error) in completions { completion(error) }
            for observer in observers { observer() }
        }
    }

    private func start(_ plan: IOPlan) {
        if !plan.needsSync, plan.bytes <= Self.inlineBytesMax { return run(plan) }
        if !io.submit({ [self] in run(plan) }) { run(plan) }
    }

    /// Runs plans until none is left.
    private func run(_ first: IOPlan) {
        var next: IOPlan? = first
        while let plan = next {
            let outcome = plan.run()
            if plan.needsSync { counters.syncs.add() }
            if let failure = outcome.failure {
                events.log(.error, event: "partition.write_failed", ["partition": id, "reason": failure])
            }
            let (ready, following) = state.withLock { state -> (Ready, IOPlan?) in
                state.log.complete(outcome)
                return (Self.takeReady(&state), state.log.planIO())
            }
            ready.tell()
            next = following
        }
    }

    private static func takeReady(_ state: inout State) -> Ready {
        var ready = Ready()
        let highWatermark = state.log.highWatermark
        let hasFailed = state.log.refusal != nil
        if !state.waiters.isEmpty {
            let written = state.log.writtenOffset
            state.waiters.removeAll { waiter in
                let reached = waiter.durability == .written ? written : highWatermark
                if reached >= waiter.nextOffset {
                    ready.completions.append((waiter.completion, .none))
                } else if hasFailed {
                    ready.completions.append((waiter.completion, .kafkaStorageError))
                } else {
                    return false
                }
                return true
            }
        }
        if highWatermark > state.seenHighWatermark {
            state.seenHighWatermark = highWatermark
            ready.observers = Array(state.observers.values)
        }
        return ready
    }

    // MARK: Reading

    /// Where the log stands, as answers show it.
    struct Offsets: Equatable, Sendable {
        var start: Offset
        var highWatermark: Offset
        var lastStable: Offset
        var end: Offset
    }

    var offsets: Offsets { state.withLock { Self.offsets(of: $0.log) } }

    private static func offsets(of log: borrowing PartitionLog) -> Offsets {
        Offsets(
            start: log.logStartOffset, highWatermark: log.highWatermark, lastStable: log.lastStableOffset,
            end: log.logEndOffset)
    }

    /// Finds batches to send; see ``PartitionLog/read(from:limit:maxBytes:givesFirstBatch:)``.
    func read(
        from offset: Offset, committedOnly: Bool, maxBytes: Int, givesFirstBatch: Bool
    ) throws(LogError) -> (read: LogRead, offsets: Offsets) {
        try state.withLock { (state) throws(LogError) in
            let offsets = Self.offsets(of: state.log)
            let read = try state.log.read(
                from: offset, limit: committedOnly ? offsets.lastStable : offsets.highWatermark, maxBytes: maxBytes,
                givesFirstBatch: givesFirstBatch)
            return (read, offsets)
        }
    }

    /// The first record at or after a time; nil when there is none below `limit`. Reads files.
    func offset(atOrAfter timestamp: Int64, limit: Offset) throws(LogError) -> TimestampedOffset? {
        try state.withLock { $0.log.search(timestamp: timestamp, limit: limit) }.run()
    }

    /// The first record with the largest timestamp; nil when there is none below `limit`. Reads files.
    func offsetOfMaxTimestamp(limit: Offset) throws(LogError) -> TimestampedOffset? {
        try state.withLock { $0.log.searchMaxTimestamp(limit: limit) }?.run()
    }

    /// Every record, for loading what the broker keeps in its internal topics; reads files under the lock, so only for the
    /// start, when nobody else is there.
    func allRecords() throws(LogError) -> (records: [Record], unreadableBatches: Int) {
        try state.withLock { (state) throws(LogError) in
            var records: [Record] = []
            let unreadable = try InternalLogReader.forEachRecord(in: state.log) { records.append($0) }
            return (records, unreadable)
        }
    }

    /// Looks at the log under its lock; `body` must not block.
    func withLog<Result, Failure: Error>(
        _ body: (inout PartitionLog) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try state.withLock { (state) throws(Failure) in try body(&state.log) }
    }

    /// Changes the log under its lock, then writes what that queued and tells who waits.
    func change<Result: Sendable>(_ body: (inout PartitionLog) throws(LogError) -> Result) throws(LogError) -> Result {
        let (result, plan, observers) = try state.withLock {
            (state) throws(LogError) -> (Result, IOPlan?, [@Sendable () -> Void]) in
            let result = try body(&state.log)
            return (result, state.log.planIO(), Array(state.observers.values))
        }
        if let plan { start(plan) }
        for observer in observers { observer() }
        return result
    }

    /// Has `observer` called whenever more can be seen, until it is removed.
    func addObserver(_ number: UInt64, _ observer: @escaping @Sendable () -> Void) {
        state.withLock { $0.observers[number] = observer }
    }

    func removeObserver(_ number: UInt64) {
        state.withLock { $0.observers[number] = nil }
    }

    // MARK: Life

    func reconfigure(_ configuration: LogConfiguration, _ rules: ProduceRules) {
        state.withLock { state in
            state.log.configuration = configuration
            state.rules = rules
        }
    }

    /// Whether the partition's topic was deleted.
    var isRemoved: Bool { state.withLock { $0.isRemoved } }

    /// The topic is deleted: who waits is told so.
    func markRemoved() {
        let (waiters, observers) = state.withLock { state -> ([Waiter], [@Sendable () -> Void]) in
            state.isRemoved = true
            let waiters = state.waiters
            state.waiters = []
            return (waiters, Array(state.observers.values))
        }
        for waiter in waiters { waiter.completion(.unknownTopicOrPartition) }
        for observer in observers { observer() }
    }

    /// Writes and syncs everything. Blocks; for the end of a clean stop.
    func close() throws(LogError) {
        try state.withLock { (state) throws(LogError) in try state.log.close() }
    }
}
