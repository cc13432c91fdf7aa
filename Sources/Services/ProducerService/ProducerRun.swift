import Bytes
import Glibc
import Identifiers
import KafkaClient
import Telemetry

/// One run of the producer: reads its input to the end, sends every record and accounts for each.
public final class ProducerRun {
    private let configuration: ProducerConfiguration
    private let isCancelled: @Sendable () -> Bool
    private let onProgress: (ProducerProgress) -> Void
    private let ledger: DeliveryLedger
    private var lastReportNs: Int64 = 0

    /// - Parameters:
    ///   - isCancelled: asked between records; once true, what was sent is flushed and the run ends.
    ///   - onProgress: told several times a second.
    public init(
        _ configuration: ProducerConfiguration, isCancelled: @escaping @Sendable () -> Bool = { false },
        onProgress: @escaping (ProducerProgress) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.isCancelled = isCancelled
        self.onProgress = onProgress
        ledger = DeliveryLedger(failuresNamedMax: configuration.failuresNamedMax)
    }

    /// How often progress is told, and a position saved.
    private static let reportNs: Int64 = 200_000_000
    private static let settleNs: Int64 = 1_000_000_000
    /// The longest sleep before the run asks again whether it is cancelled.
    private static let sleepNs: Int64 = 50_000_000

    /// - Throws: ``ProducerFailure`` when the run could not begin or go on; records that failed are in the summary.
    public func run() throws(ProducerFailure) -> ProducerSummary {
        var source: any RecordSource
        var pace = configuration.pace
        switch configuration.input {
        case .paths(let paths):
            source = try FileSource(paths, configuration, ledger) { [self] in
                report(fraction: nil)
                return isCancelled()
            }
        case .simulator(let file):
            let simulator = try SimulatorSource(settingsFile: file, configuration, ledger)
            if pace == .flatOut, configuration.recordsMax == nil { pace = simulator.pace }
            source = simulator
        }
        let producer = try makeProducer()
        defer { producer.close() }
        try awaitBroker()
        let startNs = SystemTime.monotonicNanoseconds()
        let wasStopped = try send(&source, producer, PaceKeeper(pace, startNs: startNs))
        try drain(&source, producer)
        var summary = ledger.current
        summary.seconds = Double(SystemTime.monotonicNanoseconds() - startNs) / 1e9
        summary.isInterrupted = wasStopped
        return summary
    }

    private func makeProducer() throws(ProducerFailure) -> KafkaProducer {
        do throws(KafkaClientError) {
            return try KafkaProducer(configuration.producer) { [ledger] in ledger.note($0) }
        } catch {
            throw .badConfiguration("\(error)")
        }
    }

    /// Asks for metadata until a broker answers.
    private func awaitBroker() throws(ProducerFailure) {
        let deadline = SystemTime.monotonicNanoseconds() + configuration.connectTimeoutMs * 1_000_000
        let servers = configuration.producer.connection.bootstrapServers
        let admin: KafkaAdmin
        do throws(KafkaClientError) {
            admin = try KafkaAdmin(configuration.producer.connection, timeoutMs: 1000)
        } catch {
            throw .badConfiguration("\(error)")
        }
        while !isCancelled() {
            do throws(KafkaClientError) {
                _ = try admin.metadata()
                return
            } catch {
                guard SystemTime.monotonicNanoseconds() < deadline else {
                    throw .unreachable(
                        "no broker at \(servers) within \(configuration.connectTimeoutMs) ms (\(error)); is it running?")
                }
            }
        }
    }

    /// Sends the whole input.
    ///
    /// - Returns: whether it was cancelled before the end.
    private func send(
        _ source: inout any RecordSource, _ producer: KafkaProducer, _ pace: PaceKeeper
    ) throws(ProducerFailure) -> Bool {
        var pace = pace
        var extraction = FieldExtraction(configuration.fields)
        defer { ledger.noteIncomplete(extraction.incompleteCount) }
        var sent = 0
        var lastSettledNs = SystemTime.monotonicNanoseconds()
        while sent < configuration.recordsMax ?? .max {
            if isCancelled() { return true }
            guard let next = try source.next() else { return isCancelled() }
            var record = KafkaOutgoingRecord(topic: configuration.topic, value: next.value)
            extraction.fill(&record)
            guard sleep(until: pace.due(timestampMs: record.timestampMs), source) else { return true }
            try enqueue(record, next.tag, producer)
            sent += 1
            report(source)
            if configuration.positionFile != nil, lastReportNs - lastSettledNs > Self.settleNs {
                lastSettledNs = lastReportNs
                // A position counts only records that cannot be lost any more.
                if producer.flush(milliseconds: Int(Self.settleNs / 1_000_000)) { try source.settled() }
            }
        }
        return false
    }

    /// Queues one record, waiting while the queue is full.
    private func enqueue(_ record: KafkaOutgoingRecord, _ tag: UInt, _ producer: KafkaProducer) throws(ProducerFailure) {
        while true {
            do throws(KafkaClientError) {
                try producer.send(record, tag: tag)
                ledger.noteSent(bytes: record.value?.count ?? 0)
                return
            } catch {
                switch error.kind {
                case .queueFull:
                    if isCancelled() { return ledger.fail(tag, "stopped while the queue was full") }
                    // Returns when all is delivered, or soon: there is room again either way.
                    _ = producer.flush(milliseconds: 10)
                case .fatal: throw .fatal("\(error)")
                default: return ledger.fail(tag, "\(error)")
                }
            }
        }
    }

    /// Waits until every record sent is accounted for: the library reports each within the delivery timeout.
    private func drain(_ source: inout any RecordSource, _ producer: KafkaProducer) throws(ProducerFailure) {
        while !producer.flush(milliseconds: 100) { report(source) }
        try source.settled()
        onProgress(progress(source.fractionRead))
    }

    /// - Returns: false when the run was cancelled meanwhile.
    private func sleep(until dueNs: Int64, _ source: any RecordSource) -> Bool {
        while true {
            let left = dueNs - SystemTime.monotonicNanoseconds()
            if left <= 0 { return true }
            if isCancelled() { return false }
            report(source)
            var time = timespec(tv_sec: 0, tv_nsec: Int(min(left, Self.sleepNs)))
            nanosleep(&time, nil)
        }
    }

    private func report(_ source: any RecordSource) { report(fraction: source.fractionRead) }

    private func report(fraction: Double?) {
        let now = SystemTime.monotonicNanoseconds()
        guard now - lastReportNs >= Self.reportNs else { return }
        lastReportNs = now
        onProgress(progress(fraction))
    }

    private func progress(_ fraction: Double?) -> ProducerProgress {
        let (delivered, failed) = ledger.progress
        return ProducerProgress(delivered: delivered, failed: failed, fraction: fraction)
    }
}

/// How far a run is.
public struct ProducerProgress: Sendable {
    public let delivered: Int
    public let failed: Int
    /// Share of the input that is read, 0...1; nil where it cannot be known.
    public let fraction: Double?
}
