import KafkaProtocol
import Telemetry

/// The broker's counters, by Prometheus name.
final class BrokerCounters: Sendable {
    private let perAPI: [Counter?]
    /// Requests that closed their connection: unknown APIs and versions, bodies that cannot be read.
    let refusedRequests: Counter
    let producedBytes: Counter
    let fetchedBytes: Counter
    let rejectedBatches: Counter
    let syncs: Counter
    let rebalances: Counter

    init(_ metrics: MetricsRegistry) {
        var perAPI = [Counter?](repeating: nil, count: Int(HandlerTable.entries.last?.schema.key.rawValue ?? -1) + 1)
        for entry in HandlerTable.entries {
            perAPI[Int(entry.schema.key.rawValue)] = metrics.counter(
                "millrace_broker_requests_total", "Requests read, by API.", labels: ["api": entry.schema.name])
        }
        self.perAPI = perAPI
        refusedRequests = metrics.counter(
            "millrace_broker_refused_requests_total", "Requests that could not be read, or of an API or version not served.")
        producedBytes = metrics.counter("millrace_broker_produced_bytes_total", "Bytes of record batches appended.")
        fetchedBytes = metrics.counter("millrace_broker_fetched_bytes_total", "Bytes of record batches sent.")
        rejectedBatches = metrics.counter("millrace_broker_rejected_batches_total", "Batches refused at Produce.")
        syncs = metrics.counter("millrace_broker_syncs_total", "Syncs of partition logs to the disk.")
        rebalances = metrics.counter("millrace_broker_rebalances_total", "Generations that groups began.")
    }

    func requests(_ key: ApiKey) -> Counter {
        key.rawValue >= 0 && Int(key.rawValue) < perAPI.count ? perAPI[Int(key.rawValue)] ?? refusedRequests : refusedRequests
    }
}
