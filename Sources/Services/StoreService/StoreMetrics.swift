internal import EventLoops
internal import RocksStorage
internal import Telemetry

/// What a store counts.
final class StoreMetrics: Sendable {
    let requests: Counter
    let refusals: Counter
    let protocolErrors: Counter
    let writes: Counter

    init(_ registry: MetricsRegistry) {
        requests = registry.counter("millrace_store_requests", "Requests with a statement since the start.")
        refusals = registry.counter("millrace_store_refusals", "Requests answered by an error since the start.")
        protocolErrors = registry.counter("millrace_store_protocol_errors", "Frames that could not be taken since the start.")
        writes = registry.counter("millrace_store_writes", "Batches of rows handed to the storage since the start.")
    }

    /// The numbers that others keep.
    static func register(_ server: TCPServer, _ engine: TableEngine, _ store: RocksStore, _ registry: MetricsRegistry) {
        registry.gauge("millrace_store_connections", "Connections open now.", labels: [:]) { Double(server.statistics.open) }
        registry.gauge("millrace_store_connections_refused", "Connections closed on arrival, over a limit.", labels: [:]) {
            Double(server.statistics.refused)
        }
        registry.gauge("millrace_store_received_bytes", "Bytes received since the start.", labels: [:]) {
            Double(server.statistics.bytesReceived)
        }
        registry.gauge("millrace_store_sent_bytes", "Bytes sent since the start.", labels: [:]) {
            Double(server.statistics.bytesSent)
        }
        registry.gauge("millrace_store_prepared_statements", "Prepared statements kept.", labels: [:]) {
            Double(engine.prepared.count)
        }
        registry.gauge("millrace_store_prepared_evictions", "Prepared statements dropped to make room.", labels: [:]) {
            Double(engine.prepared.evictions)
        }
        registry.gauge("millrace_store_syncs", "Syncs of the write-ahead log since the start.", labels: [:]) {
            Double(store.writerCounts.syncs)
        }
    }
}
