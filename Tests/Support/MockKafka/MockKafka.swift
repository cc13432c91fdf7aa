public import CRdKafka

/// librdkafka's own mock broker inside the test: a second implementation of the protocol, up in a millisecond.
/// It knows producing, fetching, offsets and groups, not the admin calls.
public final class MockKafka {
    private let owner: OpaquePointer
    private let cluster: OpaquePointer
    /// HOST:PORT.
    public let address: String

    struct NoMock: Error {}

    /// - Parameter topics: names and numbers of partitions.
    public init(topics: KeyValuePairs<String, Int32>) throws {
        let configuration = rd_kafka_conf_new()
        rd_kafka_conf_set_log_cb(configuration) { _, _, _, _ in }
        guard let owner = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else { throw NoMock() }
        guard let cluster = rd_kafka_mock_cluster_new(owner, 1) else { throw NoMock() }
        self.owner = owner
        self.cluster = cluster
        address = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
        for (name, partitions) in topics { rd_kafka_mock_topic_create(cluster, name, partitions, 1) }
    }

    /// Makes the next requests of one kind fail with these codes, in turn.
    public func failNext(apiKey: Int16, with codes: [rd_kafka_resp_err_t]) {
        codes.withUnsafeBufferPointer {
            rd_kafka_mock_push_request_errors_array(cluster, apiKey, $0.count, $0.baseAddress)
        }
    }

    deinit {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(owner)
    }
}
