import CRdKafka
public import Identifiers
import Synchronization

/// Topics, groups and offsets of a cluster. Calls block their thread until the answer or the timeout.
public final class KafkaAdmin: Sendable {
    public struct NewTopic: Sendable {
        public var name: TopicName
        /// -1: the broker's default.
        public var partitions: Int
        public var replicationFactor = -1
        public var configs: [(name: String, value: String)] = []

        public init(_ name: TopicName, partitions: Int) {
            self.name = name
            self.partitions = partitions
        }
    }

    let handle: ClientHandle
    private let callbacks: ClientCallbacks
    private let timeoutMs: Int
    private let isClosed = Atomic(false)

    /// - Parameter timeoutMs: of each call.
    public init(_ connection: KafkaConnection, timeoutMs: Int = 10_000) throws(KafkaClientError) {
        callbacks = ClientCallbacks(connection)
        handle = try ClientHandle(RD_KAFKA_PRODUCER, callbacks, settings: [])
        self.timeoutMs = timeoutMs
    }

    deinit { close() }

    /// What the cluster holds.
    public func metadata() throws(KafkaClientError) -> KafkaMetadata { try handle.metadata(milliseconds: timeoutMs) }

    /// The first offset of a partition and the next one to be written.
    public func range(of partition: KafkaPartition) throws(KafkaClientError) -> Range<Int64> {
        try handle.range(of: partition, milliseconds: timeoutMs)
    }

    /// Makes topics. Those that exist are left as they are.
    ///
    /// - Returns: the names of those made.
    /// - Throws: the first refusal; other topics of the call may have been made.
    public func createTopics(_ topics: [NewTopic]) throws(KafkaClientError) -> [TopicName] {
        var requests: [OpaquePointer?] = []
        defer { for request in requests { rd_kafka_NewTopic_destroy(request) } }
        for topic in topics {
            var reason = [CChar](repeating: 0, count: 512)
            let request = rd_kafka_NewTopic_new(
                topic.name.rawValue, Int32(clamping: topic.partitions), Int32(clamping: topic.replicationFactor), &reason,
                reason.count)
            guard let request else { throw KafkaClientError(.invalid, "topic \(topic.name): \(ClientHandle.text(reason))") }
            requests.append(request)
            for (name, value) in topic.configs { rd_kafka_NewTopic_set_config(request, name, value) }
        }
        var made: [TopicName] = []
        try ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, "creating topics") { options, queue in
            rd_kafka_CreateTopics(handle.client, &requests, requests.count, options, queue)
        } read: { event throws(KafkaClientError) in
            var count = 0
            let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)
            for index in 0..<count {
                guard let result = results?[index] else { continue }
                let name = String(cString: rd_kafka_topic_result_name(result))
                let code = rd_kafka_topic_result_error(result)
                if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                    made.append(TopicName(name))
                } else if code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS {
                    throw KafkaClientError(
                        code, doing: "creating topic \(name)", detail: rd_kafka_topic_result_error_string(result))
                }
            }
        }
        return made
    }

    /// The settings of a topic: name, value (nil: secret) and whether it is the broker's default.
    public func configs(
        of topic: TopicName
    ) throws(KafkaClientError) -> [(name: String, value: String?, isDefault: Bool)] {
        var resources: [OpaquePointer?] = [rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.rawValue)]
        defer { rd_kafka_ConfigResource_destroy_array(&resources, resources.count) }
        var configs: [(name: String, value: String?, isDefault: Bool)] = []
        try ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, "describing topic \(topic)") { options, queue in
            rd_kafka_DescribeConfigs(handle.client, &resources, resources.count, options, queue)
        } read: { event throws(KafkaClientError) in
            var count = 0
            let found = rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(event), &count)
            guard count > 0, let resource = found?[0] else { return }
            let code = rd_kafka_ConfigResource_error(resource)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaClientError(
                    code, doing: "describing topic \(topic)", detail: rd_kafka_ConfigResource_error_string(resource))
            }
            var entryCount = 0
            let entries = rd_kafka_ConfigResource_configs(resource, &entryCount)
            for index in 0..<entryCount {
                guard let entry = entries?[index] else { continue }
                let value = rd_kafka_ConfigEntry_value(entry).map { String(cString: $0) }
                configs.append(
                    (String(cString: rd_kafka_ConfigEntry_name(entry)), value, rd_kafka_ConfigEntry_is_default(entry) != 0))
            }
        }
        return configs.sorted { $0.name < $1.name }
    }

    /// Sends one request and reads its result event.
    func ask(
        _ operation: rd_kafka_admin_op_t, _ what: String, send: (_ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void,
        read: (_ event: OpaquePointer) throws(KafkaClientError) -> Void
    ) throws(KafkaClientError) {
        let options = rd_kafka_AdminOptions_new(handle.client, operation)
        defer { rd_kafka_AdminOptions_destroy(options) }
        var reason = [CChar](repeating: 0, count: 512)
        rd_kafka_AdminOptions_set_request_timeout(options, Int32(clamping: timeoutMs), &reason, reason.count)
        let queue = rd_kafka_queue_new(handle.client)
        defer { rd_kafka_queue_destroy(queue) }
        send(options, queue)
        // The library answers by its own timeout; a second more covers its scheduling.
        guard let event = rd_kafka_queue_poll(queue, Int32(clamping: timeoutMs + 1000)) else {
            throw KafkaClientError(.timedOut, "\(what): no answer in \(timeoutMs) ms")
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaClientError(code, doing: what, detail: rd_kafka_event_error_string(event))
        }
        try read(event)
    }

    /// No method may be called afterwards.
    public func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        handle.close(served: false)
    }
}
