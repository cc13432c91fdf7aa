import KafkaClient
import Synchronization
public import Telemetry

/// What a run has done, in numbers.
public struct ProducerSummary: Sendable {
    /// Records the broker has acknowledged.
    public internal(set) var delivered = 0
    /// Bytes of their values.
    public internal(set) var deliveredBytes = 0
    public internal(set) var failed = 0
    public internal(set) var tooLarge = 0
    public internal(set) var blank = 0
    /// Records sent without a key, header, partition or timestamp that was asked for.
    public internal(set) var incomplete = 0
    /// The first failures, each with file and line.
    public internal(set) var failures: [String] = []
    public internal(set) var seconds = 0.0
    /// From sending to acknowledgement.
    public internal(set) var latency = QuantileSketch()
    /// Whether the run was told to stop before the end of its input.
    public internal(set) var isInterrupted = false

    /// Whether every record there was got delivered.
    public var isComplete: Bool { failed == 0 && tooLarge == 0 }
}

/// Keeps account of records under way. Sends and deliveries come from different threads.
final class DeliveryLedger: Sendable {
    private let summary: Mutex<ProducerSummary>
    private let names: Mutex<[String]>
    private let failuresNamedMax: Int

    init(failuresNamedMax: Int) {
        summary = Mutex(ProducerSummary())
        names = Mutex([])
        self.failuresNamedMax = failuresNamedMax
    }

    /// A tag carries the file's number in its upper 24 bits, the record's in the lower 40.
    private static let recordBits: UInt = 40

    func tag(file: Int, record: Int) -> UInt { UInt(file) << Self.recordBits | UInt(record) & (1 << Self.recordBits - 1) }

    func setNames(_ files: [String]) { names.withLock { $0 = files } }

    private func place(_ tag: UInt) -> String {
        let file = Int(tag >> Self.recordBits)
        let record = tag & (1 << Self.recordBits - 1)
        let name = names.withLock { $0.indices.contains(file) ? $0[file] : "input" }
        return "\(name == "-" ? "standard input" : name):\(record)"
    }

    func note(_ delivery: KafkaDelivery) {
        if let error = delivery.error {
            fail(delivery.tag, "\(error)")
        } else {
            summary.withLock {
                $0.delivered += 1
                $0.latency.observe(microseconds: delivery.latencyMicroseconds)
            }
        }
    }

    func noteSent(bytes: Int) { summary.withLock { $0.deliveredBytes += bytes } }
    func noteBlank() { summary.withLock { $0.blank += 1 } }
    func noteIncomplete(_ count: Int) { summary.withLock { $0.incomplete += count } }

    func noteTooLarge(_ tag: UInt, bytes: Int, limit: Int) {
        name("\(place(tag)): \(bytes) bytes, more than max.message.bytes (\(limit)); not sent") { $0.tooLarge += 1 }
    }

    func fail(_ tag: UInt, _ reason: String) { name("\(place(tag)): not delivered: \(reason)") { $0.failed += 1 } }

    private func name(_ text: String, _ count: (inout ProducerSummary) -> Void) {
        summary.withLock {
            count(&$0)
            if $0.failures.count < failuresNamedMax { $0.failures.append(text) }
        }
    }

    var current: ProducerSummary { summary.withLock { $0 } }
    /// Records reported so far, delivered or not.
    var progress: (delivered: Int, failed: Int) { summary.withLock { ($0.delivered, $0.failed + $0.tooLarge) } }
}
