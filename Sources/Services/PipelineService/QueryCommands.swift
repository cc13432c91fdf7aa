import Bytes
import CQLClient
import CQLValues
import Identifiers
import KafkaClient
public import Settings
import Synchronization
import Telemetry

/// `millrace query`: what a processor is doing.
public enum QueryCommands {
    /// - Parameter processor: its operations address.
    public static func list(processor: NetworkAddress) throws(PipelineFailure) -> String {
        guard let metrics = MetricsScrape(processor) else {
            throw .unreachable("no processor at \(processor); name its operations address with --processor")
        }
        let rows = metrics.series("millrace_processor_applied_offset").map { labels, value in
            [labels["topic"] ?? "", labels["partition"] ?? "", "\(Int(value))"]
        }
        let totals = [
            ["records read", "millrace_processor_records_total"], ["rows written", "millrace_processor_rows_written_total"],
            ["rows under way", "millrace_processor_outbox_rows"], ["dead letters", "millrace_processor_dead_letters_total"],
            ["epochs", "millrace_processor_epochs_total"],
        ].map { [$0[0], "\(Int(metrics.value($0[1])))"] }
        return TextTable.text(header: ["since the start", "number"], rows: totals) + "\n"
            + TextTable.text(
                header: ["topic", "partition", "applied offset"], rows: rows.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) })
    }
}

/// `millrace dead-letters`: records that a query could not use, kept in `millrace.dead_letters`.
public enum DeadLetterCommands {
    /// Which letter: (query, topic, partition, offset) is its key.
    public struct Key: Sendable {
        public let query: String
        public let topic: String
        public let partition: Int32
        public let offset: Int64

        /// Nil when partition or offset is no number.
        public init?(_ words: [String]) {
            guard words.count == 4, let partition = Int32(words[2]), let offset = Int64(words[3]) else { return nil }
            self.query = words[0]
            self.topic = words[1]
            self.partition = partition
            self.offset = offset
        }

        fileprivate var values: [ByteSlice?] {
            [ByteSlice(utf8: query), ByteSlice(utf8: topic), ByteSlice(bigEndian: partition), ByteSlice(bigEndian: offset)]
        }
    }

    private static let condition = "WHERE query = ? AND topic = ? AND partition = ? AND offset = ?"

    /// All letters without their payloads, at most `rowsMax`.
    public static func list(store: NetworkAddress, rowsMax: Int = 1_000) throws(PipelineFailure) -> String {
        try asking(store) { client throws(CQLClientError) in
            let found = try client.query(
                "SELECT query, topic, partition, offset, reason, seen, replayed FROM millrace.dead_letters LIMIT \(rowsMax)")
            let rows = found.rows.map { row in
                zip(row, found.columns).map { value, column in value.flatMap { column.type.text(of: $0) } ?? "-" }
            }
            return TextTable.text(header: found.columns.map(\.name), rows: rows)
        }
    }

    /// One letter's reason and payload.
    public static func show(_ key: Key, store: NetworkAddress) throws(PipelineFailure) -> String {
        let row = try read(key, store)
        return "reason: \(row.reason)\n\n\(row.payload.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })\n"
    }

    /// Publishes a letter's payload to its topic again, and notes when.
    ///
    /// A crash between the two leaves it published and not noted.
    public static func replay(_ key: Key, store: NetworkAddress, brokers: String) throws(PipelineFailure) -> String {
        let row = try read(key, store)
        try publish(row.payload, to: key.topic, brokers: brokers)
        return try asking(store) { client throws(CQLClientError) in
            let statement = try client.prepare("UPDATE millrace.dead_letters SET replayed = ? \(condition)")
            let now = ByteSlice(bigEndian: SystemTime.milliseconds())
            _ = try client.execute(CQLExecution(statement, values: [now] + key.values))
            return "published to \(key.topic) again: \(row.payload.count) bytes\n"
        }
    }

    private static func read(_ key: Key, _ store: NetworkAddress) throws(PipelineFailure) -> (reason: String, payload: ByteSlice)
    {
        var found: (String, ByteSlice)?
        _ = try asking(store) { client throws(CQLClientError) in
            let statement = try client.prepare("SELECT reason, payload FROM millrace.dead_letters \(condition)")
            let row = try client.execute(CQLExecution(statement, values: key.values)).rows.first
            if let row, row.count == 2 { found = (row[0]?.utf8Text ?? "", row[1] ?? ByteSlice()) }
            return ""
        }
        guard let found else {
            throw .failed(
                "no dead letter \(key.query) \(key.topic) \(key.partition) \(key.offset); millrace dead-letters list shows all")
        }
        return found
    }

    private static func publish(_ payload: ByteSlice, to topic: String, brokers: String) throws(PipelineFailure) {
        let outcome = Outcome()
        var isFlushed = false
        do throws(KafkaClientError) {
            let producer = try KafkaProducer(.init(KafkaConnection(bootstrapServers: brokers))) { outcome.set($0) }
            defer { producer.close() }
            try producer.send(KafkaOutgoingRecord(topic: topic, value: payload), tag: 0)
            isFlushed = producer.flush(milliseconds: 30_000)
        } catch {
            throw .failed("\(error)")
        }
        guard isFlushed, let delivery = outcome.delivery else {
            throw .unreachable("no answer of a broker at \(brokers) in 30 s")
        }
        if let error = delivery.error { throw .failed("\(error)") }
    }

    private final class Outcome: Sendable {
        private let held = Mutex<KafkaDelivery?>(nil)
        func set(_ delivery: KafkaDelivery) { held.withLock { $0 = delivery } }
        var delivery: KafkaDelivery? { held.withLock { $0 } }
    }

    private static func asking(
        _ store: NetworkAddress, _ body: (CQLClient) throws(CQLClientError) -> String
    ) throws(PipelineFailure) -> String {
        let client = CQLClient(.init(host: store.host, port: store.port))
        defer { client.close() }
        do throws(CQLClientError) {
            return try body(client)
        } catch {
            if error.isTransient { throw .unreachable("no store at \(store) (\(error)); name it with --store") }
            throw .failed("\(error)")
        }
    }
}
