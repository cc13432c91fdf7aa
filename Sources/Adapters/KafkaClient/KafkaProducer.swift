public import Bytes
import CRdKafka
public import Identifiers
import Synchronization

/// One record to publish.
public struct KafkaOutgoingRecord: Sendable {
    public var topic: String
    /// Nil: chosen from the key, or spread when there is none.
    public var partition: PartitionIndex?
    public var key: ByteSlice?
    /// Nil: a tombstone.
    public var value: ByteSlice?
    public var headers: [(name: String, value: ByteSlice?)] = []
    /// Milliseconds since 1970; nil: now.
    public var timestampMs: Int64?

    public init(topic: String, key: ByteSlice? = nil, value: ByteSlice?) {
        self.topic = topic
        self.key = key
        self.value = value
    }
}

/// What became of one record.
public struct KafkaDelivery: Sendable {
    /// As given to ``KafkaProducer/send(_:tag:)``.
    public let tag: UInt
    public let partition: PartitionIndex
    /// ``Offset/none`` with `acks=0`, and for some records sent again.
    public let offset: Offset
    /// From `send` to the acknowledgement.
    public let latencyMicroseconds: Int
    public let error: KafkaClientError?

    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        let held = message.pointee
        tag = UInt(bitPattern: held._private)
        partition = PartitionIndex(held.partition)
        offset = held.offset >= 0 ? Offset(held.offset) : .none
        latencyMicroseconds = Int(max(0, rd_kafka_message_latency(message)))
        // Not rd_kafka_message_errstr: of a delivery report it hands out the record's bytes, without an end.
        error = held.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaClientError(held.err, doing: "delivery")
    }
}

/// Publishes records. Every record sent is reported once, delivered or not.
///
/// Any thread may send. Deliveries are reported on a thread of the producer's own.
public final class KafkaProducer: Sendable {
    public enum Acknowledgements: String, Sendable, CaseIterable { case none = "0", leader = "1", all = "all" }

    public struct Configuration: Sendable {
        public var connection: KafkaConnection
        public var acknowledgements = Acknowledgements.all
        /// No duplicates and no reordering by retries; needs ``Acknowledgements/all``.
        public var isIdempotent = true
        /// none, gzip, snappy, lz4 or zstd.
        public var compression = "none"
        /// Waiting for more records to fill a batch.
        public var lingerMs = 5
        public var batchBytesMax = 1 << 20
        public var batchRecordsMax = 10_000
        /// Largest message, all batches included.
        public var messageBytesMax = 1_048_576
        /// Records and bytes not yet acknowledged.
        public var queuedRecordsMax = 100_000
        public var queuedBytesMax = 64 << 20
        /// From `send` to giving up.
        public var deliveryTimeoutMs = 120_000

        public init(_ connection: KafkaConnection) { self.connection = connection }
    }

    private let handle: ClientHandle
    private let callbacks: ClientCallbacks
    private let topics = Mutex<[String: TopicPointer]>([:])
    private let isClosed = Atomic(false)

    private struct TopicPointer: @unchecked Sendable { let pointer: OpaquePointer }

    /// Topics one producer writes to, at most: each costs the library memory for good.
    private static let topicsMax = 10_000

    /// - Parameter onDelivery: what became of each record; must not block for long.
    public init(
        _ configuration: Configuration, onDelivery: @escaping @Sendable (KafkaDelivery) -> Void
    ) throws(KafkaClientError) {
        callbacks = ClientCallbacks(configuration.connection, onDelivery: onDelivery)
        handle = try ClientHandle(
            RD_KAFKA_PRODUCER, callbacks,
            settings: [
                ("acks", configuration.acknowledgements.rawValue),
                ("enable.idempotence", "\(configuration.isIdempotent && configuration.acknowledgements == .all)"),
                ("compression.type", configuration.compression), ("linger.ms", "\(configuration.lingerMs)"),
                ("batch.size", "\(configuration.batchBytesMax)"), ("batch.num.messages", "\(configuration.batchRecordsMax)"),
                ("message.max.bytes", "\(max(configuration.messageBytesMax, configuration.batchBytesMax))"),
                ("queue.buffering.max.messages", "\(configuration.queuedRecordsMax)"),
                ("queue.buffering.max.kbytes", "\(max(1, configuration.queuedBytesMax >> 10))"),
                ("message.timeout.ms", "\(configuration.deliveryTimeoutMs)"),
                // As the Java client places keys, so that both write a key to the same partition.
                ("partitioner", "murmur2_random"),
            ])
        try handle.startServing("kafka-producer")
    }

    deinit { close() }

    /// Queues one record.
    ///
    /// - Parameter tag: comes back in the ``KafkaDelivery``.
    /// - Throws: at once `.queueFull` or `.messageTooLarge`; the record was not taken and will not be reported.
    public func send(_ record: KafkaOutgoingRecord, tag: UInt) throws(KafkaClientError) {
        let topic = try topic(record.topic)
        var headers: OpaquePointer?
        if !record.headers.isEmpty { headers = Self.headers(record.headers) }
        let error = withBytes(record.key) { key in
            withBytes(record.value) { value in
                produce(topic, record, key: key, value: value, headers: headers, tag: tag)
            }
        }
        if let error {
            if let headers { rd_kafka_headers_destroy(headers) }
            throw KafkaClientError(taking: error, doing: "sending to \(record.topic)")
        }
    }

    private func produce(
        _ topic: OpaquePointer, _ record: KafkaOutgoingRecord, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?,
        headers: OpaquePointer?, tag: UInt
    ) -> OpaquePointer? {
        withUnsafeTemporaryAllocation(of: rd_kafka_vu_t.self, capacity: 8) { arguments in
            var count = 0
            func add(_ type: rd_kafka_vtype_t, _ fill: (inout rd_kafka_vu_t) -> Void) {
                var argument = rd_kafka_vu_t()
                argument.vtype = type
                fill(&argument)
                arguments.initializeElement(at: count, to: argument)
                count += 1
            }
            add(RD_KAFKA_VTYPE_RKT) { $0.u.rkt = topic }
            add(RD_KAFKA_VTYPE_MSGFLAGS) { $0.u.i = RD_KAFKA_MSG_F_COPY }
            add(RD_KAFKA_VTYPE_OPAQUE) { $0.u.ptr = UnsafeMutableRawPointer(bitPattern: tag) }
            if let value {
                add(RD_KAFKA_VTYPE_VALUE) { $0.u.mem = Self.memory(value) }
            }
            if let key {
                add(RD_KAFKA_VTYPE_KEY) { $0.u.mem = Self.memory(key) }
            }
            if let partition = record.partition { add(RD_KAFKA_VTYPE_PARTITION) { $0.u.i32 = partition.rawValue } }
            if let timestamp = record.timestampMs { add(RD_KAFKA_VTYPE_TIMESTAMP) { $0.u.i64 = timestamp } }
            if let headers { add(RD_KAFKA_VTYPE_HEADERS) { $0.u.headers = headers } }
            return rd_kafka_produceva(handle.client, arguments.baseAddress, count)
        }
    }

    private static func memory(_ bytes: UnsafeRawBufferPointer) -> rd_kafka_vu_s.__Unnamed_union_u.__Unnamed_struct_mem {
        .init(ptr: UnsafeMutableRawPointer(mutating: bytes.baseAddress), size: bytes.count)
    }

    private func topic(_ name: String) throws(KafkaClientError) -> OpaquePointer {
        let made = topics.withLock { topics -> TopicPointer? in
            if let held = topics[name] { return held }
            guard topics.count < Self.topicsMax, let pointer = rd_kafka_topic_new(handle.client, name, nil) else { return nil }
            topics[name] = TopicPointer(pointer: pointer)
            return TopicPointer(pointer: pointer)
        }
        guard let made else { throw KafkaClientError(.invalid, "\(name) cannot be written to") }
        return made.pointer
    }

    private static func headers(_ headers: [(name: String, value: ByteSlice?)]) -> OpaquePointer? {
        guard let list = rd_kafka_headers_new(headers.count) else { return nil }
        for (name, value) in headers {
            withBytes(value) { _ = rd_kafka_header_add(list, name, -1, $0?.baseAddress, $0?.count ?? 0) }
        }
        return list
    }

    /// Records not yet reported.
    public var pendingCount: Int { Int(rd_kafka_outq_len(handle.client)) }

    /// Sends what is queued and waits until every record is reported, at most `milliseconds`.
    ///
    /// - Returns: whether all were.
    public func flush(milliseconds: Int) -> Bool {
        rd_kafka_flush(handle.client, Int32(clamping: milliseconds)) == RD_KAFKA_RESP_ERR_NO_ERROR
    }

    /// Gives up every record not yet acknowledged; each is reported as `.cancelled`.
    public func cancelPending() {
        rd_kafka_purge(handle.client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
        _ = flush(milliseconds: 1000)
    }

    /// Ends the producer. What was not flushed may be lost, unreported. No method may be called afterwards.
    public func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        topics.withLock { topics in
            for topic in topics.values { rd_kafka_topic_destroy(topic.pointer) }
            topics = [:]
        }
        handle.close(served: true)
    }
}

/// The bytes of a slice, or none.
func withBytes<R>(_ slice: ByteSlice?, _ body: (UnsafeRawBufferPointer?) -> R) -> R {
    guard let slice else { return body(nil) }
    return slice.withUnsafeBytes { bytes in body(bytes) }
}
