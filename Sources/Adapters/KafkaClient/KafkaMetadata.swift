import CRdKafka
public import Identifiers

/// What a cluster says of itself.
public struct KafkaMetadata: Sendable {
    public struct Broker: Sendable {
        public let id: BrokerID
        public let host: String
        public let port: Int
    }

    public struct Partition: Sendable {
        public let index: PartitionIndex
        public let leader: BrokerID
        public let replicas: [BrokerID]
        public let inSyncReplicas: [BrokerID]
    }

    public struct Topic: Sendable {
        public let name: TopicName
        /// In order of the index.
        public let partitions: [Partition]
        /// Why the topic cannot be used now, or nil.
        public let error: KafkaClientError?
    }

    public let clusterID: String?
    public let controller: BrokerID
    public let brokers: [Broker]
    /// In order of the name; internal topics included.
    public let topics: [Topic]

    /// The topic of that name.
    public func topic(_ name: TopicName) -> Topic? { topics.first { $0.name == name } }
}

extension ClientHandle {
    func metadata(milliseconds: Int) throws(KafkaClientError) -> KafkaMetadata {
        var answer: UnsafePointer<rd_kafka_metadata>?
        let timeout = Int32(clamping: milliseconds)
        let code = rd_kafka_metadata(client, 1, nil, &answer, timeout)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else { throw KafkaClientError(code, doing: "reading metadata") }
        defer { rd_kafka_metadata_destroy(answer) }
        let held = answer.pointee
        let clusterID = rd_kafka_clusterid(client, timeout)
        defer { if let clusterID { rd_kafka_mem_free(client, clusterID) } }
        return KafkaMetadata(
            clusterID: clusterID.map { String(cString: $0) }, controller: BrokerID(rd_kafka_controllerid(client, timeout)),
            brokers: (0..<Int(held.broker_cnt)).map { index in
                let broker = held.brokers[index]
                return KafkaMetadata.Broker(id: BrokerID(broker.id), host: String(cString: broker.host), port: Int(broker.port))
            },
            topics: (0..<Int(held.topic_cnt)).map { ClientHandle.topic(held.topics[$0]) }.sorted { $0.name < $1.name })
    }

    private static func topic(_ held: rd_kafka_metadata_topic) -> KafkaMetadata.Topic {
        func ids(_ start: UnsafeMutablePointer<Int32>?, _ count: Int32) -> [BrokerID] {
            UnsafeBufferPointer(start: start, count: Int(count)).map { BrokerID($0) }
        }
        let partitions = (0..<Int(held.partition_cnt)).map { index in
            let partition = held.partitions[index]
            return KafkaMetadata.Partition(
                index: PartitionIndex(partition.id), leader: BrokerID(partition.leader),
                replicas: ids(partition.replicas, partition.replica_cnt), inSyncReplicas: ids(partition.isrs, partition.isr_cnt))
        }
        let name = String(cString: held.topic)
        return KafkaMetadata.Topic(
            name: TopicName(name), partitions: partitions.sorted { $0.index < $1.index },
            error: held.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaClientError(held.err, doing: "topic \(name)"))
    }

    func range(of partition: KafkaPartition, milliseconds: Int) throws(KafkaClientError) -> Range<Int64> {
        var low: Int64 = 0
        var high: Int64 = 0
        let code = rd_kafka_query_watermark_offsets(
            client, partition.topic.rawValue, partition.partition.rawValue, &low, &high, Int32(clamping: milliseconds))
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, low <= high else {
            throw KafkaClientError(code, doing: "reading the offsets of \(partition)")
        }
        return low..<high
    }
}
