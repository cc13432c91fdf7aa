import Bytes
import CRdKafka
import Identifiers

/// Turns the library's messages into records of ours.
enum BatchReading {
    /// Copies keys, values and headers of `messages` into one piece of memory that all their slices share: one allocation for
    /// a batch, and the library's fetch buffers are free again at once.
    static func batch(_ messages: Slice<UnsafeMutableBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>>) -> KafkaBatch {
        var batch = KafkaBatch()
        batch.records.reserveCapacity(messages.count)
        var slab = ByteWriter(capacity: size(of: messages))
        var drafts: [Draft] = []
        drafts.reserveCapacity(messages.count)
        var names = TopicNames()
        for case let message? in messages {
            let held = message.pointee
            guard held.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
                note(message, names.partition(of: held), in: &batch)
                continue
            }
            drafts.append(
                Draft(
                    message: message, source: names.partition(of: held), key: append(held.key, held.key_len, to: &slab),
                    value: append(held.payload, held.len, to: &slab)))
        }
        let memory = slab.finish()
        for draft in drafts { batch.records.append(draft.record(in: memory)) }
        return batch
    }

    private static func size(of messages: Slice<UnsafeMutableBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>>) -> Int {
        messages.reduce(0) { $0 + ($1?.pointee.len ?? 0) + ($1?.pointee.key_len ?? 0) }
    }

    private static func append(_ bytes: UnsafeMutableRawPointer?, _ count: Int, to slab: inout ByteWriter) -> Range<Int>? {
        guard let bytes else { return nil }
        let start = slab.count
        slab.bytes(UnsafeRawBufferPointer(start: bytes, count: count))
        return start..<slab.count
    }

    private static func note(
        _ message: UnsafeMutablePointer<rd_kafka_message_t>, _ partition: KafkaPartition?, in batch: inout KafkaBatch
    ) {
        if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF, let partition {
            batch.ends.append((partition, Offset(message.pointee.offset)))
        } else {
            let what = partition.map { "reading \($0)" } ?? "reading"
            batch.failures.append(
                (partition, KafkaClientError(message.pointee.err, doing: what, detail: rd_kafka_message_errstr(message))))
        }
    }

    private struct Draft {
        let message: UnsafeMutablePointer<rd_kafka_message_t>
        let source: KafkaPartition?
        let key: Range<Int>?
        let value: Range<Int>?

        func record(in memory: ByteSlice) -> KafkaRecord {
            let held = message.pointee
            return KafkaRecord(
                source: source ?? KafkaPartition("", PartitionIndex(held.partition)), offset: Offset(held.offset),
                leaderEpoch: .unknown, timestampMs: rd_kafka_message_timestamp(message, nil), key: key.map { memory[$0] },
                value: value.map { memory[$0] }, headers: BatchReading.headers(of: message))
        }
    }

    private static func headers(of message: UnsafeMutablePointer<rd_kafka_message_t>) -> [(name: String, value: ByteSlice?)] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
        var headers: [(name: String, value: ByteSlice?)] = []
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while rd_kafka_header_get_all(list, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
            guard let name else { break }
            let bytes = value.map { ByteSlice(copying: UnsafeRawBufferPointer(start: $0, count: size)) }
            headers.append((String(cString: name), bytes))
        }
        return headers
    }

    /// Names of topics by the library's pointer: neighbours in a batch nearly always share it.
    private struct TopicNames {
        private var last: (pointer: OpaquePointer, name: TopicName)?

        mutating func partition(of message: rd_kafka_message_t) -> KafkaPartition? {
            guard let pointer = message.rkt else { return nil }
            if let last, last.pointer == pointer { return KafkaPartition(last.name, PartitionIndex(message.partition)) }
            let name = TopicName(String(cString: rd_kafka_topic_name(pointer)))
            last = (pointer, name)
            return KafkaPartition(name, PartitionIndex(message.partition))
        }
    }
}

/// The library's list of partitions with offsets.
final class PartitionList {
    private let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?

    init(_ positions: [(partition: KafkaPartition, offset: Offset)]) {
        pointer = rd_kafka_topic_partition_list_new(Int32(clamping: positions.count))
        for (partition, offset) in positions {
            let element = rd_kafka_topic_partition_list_add(pointer, partition.topic.rawValue, partition.partition.rawValue)
            element?.pointee.offset = offset.rawValue
        }
    }

    deinit { if let pointer { rd_kafka_topic_partition_list_destroy(pointer) } }

    /// The list stays alive while `body` runs, which reading the pointer alone would not ensure.
    func withPointer<R>(_ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> R) -> R {
        withExtendedLifetime(self) { body(pointer) }
    }

    /// What each partition's offset has become; negative ones as ``Offset/none``.
    func offsets(doing what: String) throws(KafkaClientError) -> [KafkaPartition: Offset] {
        defer { withExtendedLifetime(self) {} }
        return try PartitionList.offsets(pointer, doing: what)
    }

    static func offsets(
        _ pointer: UnsafePointer<rd_kafka_topic_partition_list_t>?, doing what: String
    ) throws(KafkaClientError) -> [KafkaPartition: Offset] {
        guard let pointer else { return [:] }
        var offsets: [KafkaPartition: Offset] = [:]
        for index in 0..<Int(pointer.pointee.cnt) {
            let element = pointer.pointee.elems[index]
            let partition = KafkaPartition(TopicName(String(cString: element.topic)), PartitionIndex(element.partition))
            guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaClientError(element.err, doing: "\(what) of \(partition)")
            }
            offsets[partition] = element.offset >= 0 ? Offset(element.offset) : .none
        }
        return offsets
    }
}
