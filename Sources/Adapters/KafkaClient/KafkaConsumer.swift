import Bytes
import CRdKafka
public import Identifiers
import Synchronization

/// Reads partitions from positions its caller keeps. Nothing is committed, stored or reset unless asked for.
///
/// One thread polls; the other methods may be called from any.
public final class KafkaConsumer: Sendable {
    /// Given the partitions a group has assigned, answers where to read each from; what it leaves out is not read.
    /// Runs on the polling thread.
    public typealias AssignmentHandler = @Sendable ([KafkaPartition]) -> [(partition: KafkaPartition, offset: Offset)]

    public struct Configuration: Sendable {
        public var connection: KafkaConnection
        /// The group offsets are committed to and read from; membership is taken only by ``KafkaConsumer/subscribe(to:)``.
        public var groupID: GroupID?
        /// The member's `group.instance.id` (KIP-345): under the same one a restarted member takes its place at once.
        public var instanceID: String?
        /// Needed to subscribe.
        public var onAssignment: AssignmentHandler?
        /// Whether a poll tells of reached ends.
        public var reportsEnds = false
        /// Bytes and records fetched ahead of the poll, for each partition.
        public var prefetchBytesMax = 16 << 20
        public var prefetchRecordsMax = 100_000
        /// The longest the broker may hold a fetch back to fill it.
        public var fetchWaitMs = 100
        /// Largest answer to one fetch.
        public var fetchBytesMax = 16 << 20

        public init(_ connection: KafkaConnection) { self.connection = connection }
    }

    private let handle: ClientHandle
    private let callbacks: ClientCallbacks
    private let queue: QueuePointer
    private let isClosed = Atomic(false)

    private struct QueuePointer: @unchecked Sendable { let pointer: OpaquePointer }

    /// Records of one poll at most.
    public static let pollRecordsMax = 10_000

    public init(_ configuration: Configuration) throws(KafkaClientError) {
        callbacks = ClientCallbacks(configuration.connection, onAssignment: configuration.onAssignment)
        let membership = configuration.instanceID.map { [("group.instance.id", $0)] } ?? []
        handle = try ClientHandle(
            RD_KAFKA_CONSUMER, callbacks,
            settings: membership + [
                // The library wants a group's name even of a consumer that is in none.
                ("group.id", configuration.groupID?.rawValue ?? "millrace.no.group"),
                ("enable.auto.commit", "false"), ("enable.auto.offset.store", "false"), ("auto.offset.reset", "error"),
                ("enable.partition.eof", "\(configuration.reportsEnds)"), ("allow.auto.create.topics", "false"),
                ("queued.max.messages.kbytes", "\(max(1, configuration.prefetchBytesMax >> 10))"),
                ("queued.min.messages", "\(min(configuration.prefetchRecordsMax, 10_000_000))"),
                ("fetch.wait.max.ms", "\(configuration.fetchWaitMs)"), ("fetch.error.backoff.ms", "100"),
                ("fetch.max.bytes", "\(configuration.fetchBytesMax)"),
                ("max.partition.fetch.bytes", "\(configuration.fetchBytesMax)"), ("check.crcs", "true"),
            ])
        // Errors and logs come through the same queue as records, so the poll serves all of them.
        rd_kafka_poll_set_consumer(handle.client)
        guard let pointer = rd_kafka_queue_get_consumer(handle.client) else {
            handle.close(served: false)
            throw KafkaClientError(.other, "the Kafka consumer has no queue")
        }
        queue = QueuePointer(pointer: pointer)
    }

    deinit { close() }

    /// Reads these partitions, each from its offset, and no others. A negative offset is refused.
    public func assign(_ positions: [(partition: KafkaPartition, offset: Offset)]) throws(KafkaClientError) {
        if let bad = positions.first(where: { $0.offset.rawValue < 0 }) {
            throw KafkaClientError(.invalid, "\(bad.partition) cannot be read from \(bad.offset)")
        }
        let list = PartitionList(positions)
        let code = list.withPointer { rd_kafka_assign(handle.client, $0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaClientError(code, doing: "assigning partitions") }
    }

    /// Joins the group as a member for these topics. Reading begins when the group has assigned partitions and the
    /// configuration's `onAssignment` has said where from. Instead of ``assign(_:)``.
    public func subscribe(to topics: [TopicName]) throws(KafkaClientError) {
        let list = PartitionList(topics.map { (KafkaPartition($0, PartitionIndex(-1)), .none) })
        let code = list.withPointer { rd_kafka_subscribe(handle.client, $0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaClientError(code, doing: "joining the group") }
    }

    /// Fetches no more of these partitions until `resume`.
    public func pause(_ partitions: [KafkaPartition]) {
        _ = PartitionList(partitions.map { ($0, .none) }).withPointer { rd_kafka_pause_partitions(handle.client, $0) }
    }

    public func resume(_ partitions: [KafkaPartition]) {
        _ = PartitionList(partitions.map { ($0, .none) }).withPointer { rd_kafka_resume_partitions(handle.client, $0) }
    }

    /// What has come, waiting at most `milliseconds` for the first of it.
    public func poll(milliseconds: Int, recordsMax: Int = pollRecordsMax) -> KafkaBatch {
        let capacity = min(max(recordsMax, 1), Self.pollRecordsMax)
        return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<rd_kafka_message_t>?.self, capacity: capacity) { messages in
            let count = rd_kafka_consume_batch_queue(queue.pointer, Int32(clamping: milliseconds), messages.baseAddress, capacity)
            guard count > 0 else { return KafkaBatch() }
            let taken = messages[0..<count]
            defer { for message in taken { rd_kafka_message_destroy(message) } }
            return BatchReading.batch(taken)
        }
    }

    /// The offsets the group has committed; ``Offset/none`` for a partition without.
    public func committed(
        _ partitions: [KafkaPartition], milliseconds: Int = 10_000
    ) throws(KafkaClientError) -> [KafkaPartition: Offset] {
        let list = PartitionList(partitions.map { ($0, .none) })
        let code = list.withPointer { rd_kafka_committed(handle.client, $0, Int32(clamping: milliseconds)) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaClientError(code, doing: "reading committed offsets") }
        return try list.offsets(doing: "reading committed offsets")
    }

    /// Commits the group's offsets: of each partition, the offset of the next record to read.
    ///
    /// - Parameter waiting: false: the outcome is not waited for.
    public func commit(
        _ positions: [(partition: KafkaPartition, offset: Offset)], waiting: Bool = true
    ) throws(KafkaClientError) {
        let code = PartitionList(positions).withPointer { rd_kafka_commit(handle.client, $0, waiting ? 0 : 1) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaClientError(code, doing: "committing offsets") }
    }

    /// The first offset and the next one to be written, asked of the broker.
    public func range(of partition: KafkaPartition, milliseconds: Int = 10_000) throws(KafkaClientError) -> Range<Int64> {
        try handle.range(of: partition, milliseconds: milliseconds)
    }

    /// Of each partition the first offset whose timestamp is not before `timestampMs`; the end where there is none.
    public func offsets(
        of partitions: [KafkaPartition], from timestampMs: Int64, milliseconds: Int = 10_000
    ) throws(KafkaClientError) -> [KafkaPartition: Offset] {
        let list = PartitionList(partitions.map { ($0, Offset(timestampMs)) })
        let code = list.withPointer { rd_kafka_offsets_for_times(handle.client, $0, Int32(clamping: milliseconds)) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaClientError(code, doing: "finding offsets by time") }
        var found = try list.offsets(doing: "finding offsets by time")
        for (partition, offset) in found where offset.rawValue < 0 {
            found[partition] = Offset(try range(of: partition, milliseconds: milliseconds).upperBound)
        }
        return found
    }

    /// What the cluster holds.
    public func metadata(milliseconds: Int = 10_000) throws(KafkaClientError) -> KafkaMetadata {
        try handle.metadata(milliseconds: milliseconds)
    }

    /// Ends the consumer. No method may be called afterwards.
    public func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        rd_kafka_consumer_close(handle.client)
        rd_kafka_queue_destroy(queue.pointer)
        handle.close(served: false)
    }
}
