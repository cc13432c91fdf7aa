internal import Bytes
internal import Identifiers
internal import KafkaClient
internal import ProgramRunning
internal import StreamRuntime
internal import StreamSQL

/// The plans of a pipeline at work: records in, epochs out. Used by one thread.
final class PlanRuns {
    /// One scan of one plan, fed from a topic.
    private struct Feed {
        var plan: Int
        var source: Int
        var decoder: RecordDecoder
    }

    /// A dead letter with the topic of its record.
    struct TopicLetter {
        var topic: TopicName
        var letter: DeadLetter
    }

    /// What all plans made of an epoch.
    struct EpochResult {
        var state: [(key: ByteSlice, value: ByteSlice?)] = []
        /// By plan, then sink.
        var outputs: [[SinkOutput]] = []
        var letters: [TopicLetter] = []
    }

    private let executions: [PipelineExecution]
    private var feeds: [TopicName: [Feed]] = [:]
    private var letters: [TopicLetter] = []

    /// - Throws: status 5 for what the runtime does not support, 4 for state that cannot be read.
    init(_ pipeline: Pipeline, sinks: StoreSinks, progress: ProgressStore, groupsInMemoryMax: Int) throws(ProgramFailure) {
        var executions: [PipelineExecution] = []
        for (index, plan) in pipeline.plans.enumerated() {
            do throws(SQLError) {
                let options = ExecutionOptions(groupsInMemoryMax: groupsInMemoryMax, keyRules: sinks.keyRules(plan: index))
                let execution = try PipelineExecution(
                    plan: plan, options: options, state: PlanState(plan: UInt8(clamping: index), progress: progress))
                for (source, scan) in execution.sources.enumerated() {
                    let topic = TopicName(scan.table.options["topic"] ?? "")
                    feeds[topic, default: []].append(
                        Feed(plan: index, source: source, decoder: try RecordDecoder(scan: scan, source: source)))
                }
                executions.append(execution)
            } catch {
                throw .configuration("\(error)")
            }
        }
        self.executions = executions
        for execution in executions {
            do throws(PipelineFailure) { try execution.start() } catch { throw .damaged(error.description) }
        }
    }

    /// Says which partitions of a topic are read.
    func setPartitions(_ partitions: Set<Int32>, topic: TopicName) throws(PipelineFailure) {
        for feed in feeds[topic] ?? [] { try executions[feed.plan].setPartitions(partitions, source: feed.source) }
    }

    /// Runs records of one topic through every scan of it.
    func push(_ records: [SourceRecord], topic: TopicName) throws(PipelineFailure) {
        for feed in feeds[topic] ?? [] {
            let decoded = feed.decoder.decode(records)
            letters += decoded.deadLetters.map { TopicLetter(topic: topic, letter: $0) }
            try executions[feed.plan].push(decoded.batch, source: feed.source)
            collectLetters(of: feed.plan, records: records, topic: topic)
        }
    }

    /// Letters of operators carry no payload: the records are at hand only now.
    private func collectLetters(of plan: Int, records: [SourceRecord], topic: TopicName) {
        for letter in executions[plan].takeDeadLetters() {
            var letter = letter
            letter.payload = letter.payload ?? payload(of: letter.origin, in: records)
            letters.append(TopicLetter(topic: topic, letter: letter))
        }
    }

    private func payload(of origin: RowOrigin, in records: [SourceRecord]) -> ByteSlice? {
        records.first { $0.partition == origin.partition && $0.offset == origin.offset }?.value
    }

    func markIdle(_ partition: Int32, topic: TopicName) throws(PipelineFailure) {
        for feed in feeds[topic] ?? [] { try executions[feed.plan].markIdle(partition: partition, source: feed.source) }
    }

    func endOfInput(topic: TopicName) throws(PipelineFailure) {
        for feed in feeds[topic] ?? [] { try executions[feed.plan].endOfInput(source: feed.source) }
    }

    /// Ends the epoch of every plan.
    func endEpoch() throws(PipelineFailure) -> EpochResult {
        var result = EpochResult(letters: letters)
        letters = []
        for (index, execution) in executions.enumerated() {
            let output = try execution.endEpoch()
            result.state += output.stateChanges.map { (PlanState.key(UInt8(clamping: index), $0.key), $0.value) }
            result.outputs.append(output.sinks)
            for letter in output.deadLetters {
                guard execution.sources.indices.contains(Int(letter.origin.source)) else { continue }
                let topic = TopicName(execution.sources[Int(letter.origin.source)].table.options["topic"] ?? "")
                result.letters.append(TopicLetter(topic: topic, letter: letter))
            }
        }
        return result
    }
}

/// The state of one plan within the processor's: its keys behind the plan's number.
private final class PlanState: StateReader {
    private let plan: UInt8
    private let progress: ProgressStore

    init(plan: UInt8, progress: ProgressStore) {
        self.plan = plan
        self.progress = progress
    }

    static func key(_ plan: UInt8, _ key: ByteSlice) -> ByteSlice {
        var writer = ByteWriter(capacity: 1 + key.count)
        writer.integer(plan)
        writer.bytes(key)
        return writer.finish()
    }

    func value(for key: ByteSlice) throws(PipelineFailure) -> ByteSlice? {
        do throws(ProgressError) { return try progress.state(of: Self.key(plan, key)) } catch {
            throw PipelineFailure(.stateUnreadable, error.description)
        }
    }

    func forEach(
        prefix: ByteSlice, _ body: (_ key: ByteSlice, _ value: ByteSlice) throws(PipelineFailure) -> Void
    ) throws(PipelineFailure) {
        var failure: PipelineFailure?
        do throws(ProgressError) {
            try progress.forEachState(prefix: Self.key(plan, prefix)) { key, value in
                do throws(PipelineFailure) {
                    try body(key[1..<key.count], value)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            throw PipelineFailure(.stateUnreadable, error.description)
        }
        if let failure { throw failure }
    }
}
