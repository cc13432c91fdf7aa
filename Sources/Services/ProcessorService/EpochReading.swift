internal import Bytes
internal import Identifiers
internal import KafkaClient
internal import ProgramRunning
internal import StreamRuntime
internal import Telemetry
internal import Threads

/// One epoch after the other, on the pipeline's thread.
struct EpochReading: ~Copyable {
    private static let waitForRoomMs: Int64 = 5

    private let parts: PipelineLoop.Parts
    private let runs: PlanRuns
    private var clock: RowClock
    /// Records in the epoch so far, and when its first came (monotonic ms).
    private var records = 0
    private var startedMs: Int64 = 0
    private var assigned: Set<KafkaPartition> = []
    private var lastRecordMs: [KafkaPartition: Int64] = [:]
    private var idle: Set<KafkaPartition> = []
    private var endedTopics: Set<TopicName> = []

    init(_ parts: PipelineLoop.Parts, _ runs: PlanRuns, clock: RowClock) {
        self.parts = parts
        self.runs = runs
        self.clock = clock
    }

    private static var nowMs: Int64 { SystemTime.monotonicNanoseconds() / 1_000_000 }

    /// Polls once, and commits when the epoch is over. True when every source is bounded and read to its end.
    mutating func step() throws(ProgramFailure) -> Bool {
        let configuration = parts.configuration
        let waitMs = records == 0 ? configuration.commitIntervalMs : startedMs + configuration.commitIntervalMs - Self.nowMs
        let batch = parts.consumer.poll(milliseconds: Int(max(0, waitMs)))
        try look(at: batch.failures)
        let now = Self.nowMs
        if !batch.records.isEmpty {
            if records == 0 { startedMs = now }
            try push(batch.records, now: now)
        }
        try noteAssignment(now: now)
        try markIdle(now: now)
        let isAtEnd = try endBoundedTopics()
        if records > 0, isAtEnd || records >= configuration.epochRecordsMax || now - startedMs >= configuration.commitIntervalMs {
            try commit()
        }
        return isAtEnd
    }

    /// Ends the epoch: makes it durable, then hands its rows on. Nothing to do when nothing was read.
    mutating func commit() throws(ProgramFailure) {
        guard records > 0 else { return }
        while !parts.outbox.hasRoom {
            if parts.context.isEnding { return }
            Latch().wait(milliseconds: Self.waitForRoomMs)
        }
        let result: PlanRuns.EpochResult
        do throws(PipelineFailure) { result = try runs.endEpoch() } catch { throw Self.failure(error) }
        let rowTimestampUs = clock.next(wallClockUs: SystemTime.microseconds())
        let rows = outboxRows(of: result, rowTimestampUs: rowTimestampUs)
        let moved = parts.positions.takeMoved()
        let began = SystemTime.monotonicNanoseconds()
        do throws(ProgressError) {
            try parts.progress.commit(
                EpochCommit(rowTimestampUs: rowTimestampUs, positions: moved, state: result.state, outbox: rows))
        } catch {
            throw .failed("the state in \(parts.configuration.dataFolder) cannot be written: \(error)")
        }
        parts.metrics.commitSeconds.observe(Double(SystemTime.monotonicNanoseconds() - began) / 1e9)
        parts.metrics.epochs.add()
        printRows(of: result)
        parts.outbox.add(OutboxWriter.Item(epoch: OutboxEpoch(rowTimestampUs: rowTimestampUs, rows: rows), positions: moved))
        records = 0
    }

    // MARK: Records

    private mutating func push(_ polled: [KafkaRecord], now: Int64) throws(ProgramFailure) {
        var byTopic: [TopicName: [SourceRecord]] = [:]
        for record in polled {
            guard parts.positions.advance(record.source, past: record.offset) else { continue }
            if let bound = parts.bounds[record.source], record.offset >= bound { continue }
            lastRecordMs[record.source] = now
            idle.remove(record.source)
            byTopic[record.source.topic, default: []].append(
                SourceRecord(
                    partition: record.source.partition.rawValue, offset: record.offset.rawValue,
                    timestampMs: record.timestampMs < 0 ? nil : record.timestampMs, key: record.key, value: record.value,
                    headers: record.headers.map { ($0.name, $0.value) }))
        }
        records += polled.count
        parts.metrics.recordsRead.add(polled.count)
        do throws(PipelineFailure) {
            for (topic, records) in byTopic { try runs.push(records, topic: topic) }
        } catch {
            throw Self.failure(error)
        }
    }

    private func outboxRows(of result: PlanRuns.EpochResult, rowTimestampUs: Int64) -> [OutboxRow] {
        var rows: [OutboxRow] = []
        for (plan, outputs) in result.outputs.enumerated() {
            for (index, output) in outputs.enumerated() {
                rows += parts.sinks.outboxRows(of: output, plan: plan, sink: index) { _, _, reason in
                    // The row stands for many records, so none of them is a dead letter; the operator must know.
                    parts.context.log.log(.error, event: "row.refused", ["query": parts.pipeline.name, "reason": reason])
                    parts.metrics.rowsRefused.add()
                }
            }
        }
        for letter in result.letters {
            rows.append(
                parts.sinks.outboxRow(
                    of: letter.letter, query: parts.pipeline.name, topic: letter.topic.rawValue, seenMs: rowTimestampUs / 1000))
        }
        parts.metrics.deadLetters.add(result.letters.count)
        return rows
    }

    private func printRows(of result: PlanRuns.EpochResult) {
        for (plan, outputs) in result.outputs.enumerated() {
            for (index, output) in outputs.enumerated() { parts.pipeline.printers[plan][index]?.print(output) }
        }
    }

    // MARK: Partitions

    /// Tells the plans which partitions are read, so that their watermarks wait for all of them.
    private mutating func noteAssignment(now: Int64) throws(ProgramFailure) {
        let current = parts.positions.assigned
        guard current != assigned else { return }
        assigned = current
        for partition in current where lastRecordMs[partition] == nil { lastRecordMs[partition] = now }
        do throws(PipelineFailure) {
            for topic in parts.pipeline.topics {
                try runs.setPartitions(
                    Set(current.filter { $0.topic == topic }.map(\.partition.rawValue)), topic: topic)
            }
        } catch {
            throw Self.failure(error)
        }
    }

    private mutating func markIdle(now: Int64) throws(ProgramFailure) {
        let limit = parts.configuration.idleTimeoutMs
        guard limit > 0 else { return }
        for partition in assigned where !idle.contains(partition) && now - (lastRecordMs[partition] ?? now) >= limit {
            idle.insert(partition)
            do throws(PipelineFailure) {
                try runs.markIdle(partition.partition.rawValue, topic: partition.topic)
            } catch { throw Self.failure(error) }
        }
    }

    /// Ends the sources of bounded topics that were read to their bound. True when there are only such topics, all at the end.
    private mutating func endBoundedTopics() throws(ProgramFailure) -> Bool {
        guard !parts.pipeline.boundedTopics.isEmpty else { return false }
        let offsets = Dictionary(
            parts.positions.all.map { (KafkaPartition($0.topic, $0.partition), $0.nextOffset) }, uniquingKeysWith: { $1 })
        for topic in parts.pipeline.boundedTopics where !endedTopics.contains(topic) {
            let bounds = parts.bounds.filter { $0.key.topic == topic }
            guard bounds.allSatisfy({ offsets[$0.key] ?? 0 >= $0.value }) else { continue }
            endedTopics.insert(topic)
            do throws(PipelineFailure) { try runs.endOfInput(topic: topic) } catch { throw Self.failure(error) }
            // Windows that fire at the end are an epoch of their own, even when no record came.
            records = max(records, 1)
        }
        return endedTopics == parts.pipeline.topics
    }

    // MARK: Failures

    private func look(at failures: [(partition: KafkaPartition?, error: KafkaClientError)]) throws(ProgramFailure) {
        for (partition, error) in failures {
            switch error.kind {
            case .broker(.offsetOutOfRange):
                throw .damaged(
                    "\(partition.map { "\($0)" } ?? "a partition") no longer holds the record the state goes on with: \(error)")
            case .fatal, .broker(.fencedInstanceId):
                throw .configuration("another processor took this one's place in the group: \(error)")
            default: parts.context.log.log(.warning, event: "broker.trouble", ["reason": error])
            }
        }
    }

    private static func failure(_ error: PipelineFailure) -> ProgramFailure {
        error.reason == .badState ? .damaged(error.description) : .failed(error.description)
    }
}
