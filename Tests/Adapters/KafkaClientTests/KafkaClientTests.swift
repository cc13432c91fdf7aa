import Bytes
import Identifiers
import KafkaClient
import MockKafka
import Synchronization
import Testing

private final class Deliveries: Sendable {
    let all = Mutex<[KafkaDelivery]>([])
    var count: Int { all.withLock { $0.count } }
}

@Suite("Kafka client")
struct KafkaClientTests {
    private func produce(_ address: String, _ records: [KafkaOutgoingRecord]) throws -> [KafkaDelivery] {
        let deliveries = Deliveries()
        let producer = try KafkaProducer(.init(KafkaConnection(bootstrapServers: address))) { delivery in
            deliveries.all.withLock { $0.append(delivery) }
        }
        for (index, record) in records.enumerated() { try producer.send(record, tag: UInt(index)) }
        #expect(producer.flush(milliseconds: 30_000))
        producer.close()
        return deliveries.all.withLock { $0 }
    }

    private func consume(_ consumer: KafkaConsumer, until count: Int) -> KafkaBatch {
        var all = KafkaBatch()
        for _ in 0..<300 where all.records.count < count || all.ends.isEmpty {
            let batch = consumer.poll(milliseconds: 100)
            all.records += batch.records
            all.ends += batch.ends
            all.failures += batch.failures
        }
        return all
    }

    @Test("records come back as sent: keys, tombstones, headers and timestamps; each send is reported once")
    func roundTrip() throws {
        let cluster = try MockKafka(topics: ["t": 1])
        var first = KafkaOutgoingRecord(topic: "t", key: ByteSlice(utf8: "k"), value: ByteSlice(utf8: "v"))
        first.headers = [("h", ByteSlice(utf8: "1")), ("none", nil)]
        first.timestampMs = 1_489_925_470_960
        var second = KafkaOutgoingRecord(topic: "t", key: ByteSlice(), value: nil)
        second.partition = 0
        let deliveries = try produce(cluster.address, [first, second, KafkaOutgoingRecord(topic: "t", value: ByteSlice())])
        #expect(deliveries.map(\.tag).sorted() == [0, 1, 2])
        #expect(deliveries.allSatisfy { $0.error == nil })

        var configuration = KafkaConsumer.Configuration(KafkaConnection(bootstrapServers: cluster.address))
        configuration.reportsEnds = true
        let consumer = try KafkaConsumer(configuration)
        let partition = KafkaPartition("t", 0)
        #expect(try consumer.range(of: partition) == 0..<3)
        try consumer.assign([(partition, 0)])
        let batch = consume(consumer, until: 3)
        let records = batch.records
        #expect(records.map(\.offset) == [0, 1, 2])
        #expect(batch.ends.map(\.offset) == [3])
        #expect(records.allSatisfy { $0.source == partition })
        #expect(records.map(\.key) == [ByteSlice(utf8: "k"), ByteSlice(), nil])
        #expect(records.map(\.value) == [ByteSlice(utf8: "v"), nil, ByteSlice()])
        #expect(records[0].timestampMs == 1_489_925_470_960)
        #expect(records[0].headers.map(\.name) == ["h", "none"])
        #expect(records[0].headers.map(\.value) == [ByteSlice(utf8: "1"), nil])
        // A new position holds from the next poll on.
        try consumer.assign([(partition, 2)])
        #expect(consume(consumer, until: 1).records.map(\.offset) == [2])
        #expect(throws: KafkaClientError.self) { try consumer.assign([(partition, -2)]) }
        consumer.close()
    }

    @Test("an offset outside the log is an error and resets nothing")
    func outOfRange() throws {
        let cluster = try MockKafka(topics: ["t": 1])
        _ = try produce(cluster.address, [KafkaOutgoingRecord(topic: "t", value: ByteSlice(utf8: "v"))])
        let consumer = try KafkaConsumer(.init(KafkaConnection(bootstrapServers: cluster.address)))
        try consumer.assign([(KafkaPartition("t", 0), 99)])
        var failure: KafkaClientError?
        for _ in 0..<300 where failure == nil {
            let batch = consumer.poll(milliseconds: 100)
            #expect(batch.records.isEmpty)
            failure = batch.failures.first?.error
        }
        #expect(failure != nil)
    }

    @Test("a group's offsets are committed only when asked, and read back")
    func offsets() throws {
        let cluster = try MockKafka(topics: ["t": 2])
        var configuration = KafkaConsumer.Configuration(KafkaConnection(bootstrapServers: cluster.address))
        configuration.groupID = "g"
        let consumer = try KafkaConsumer(configuration)
        let partitions = [KafkaPartition("t", 0), KafkaPartition("t", 1)]
        #expect(try consumer.committed(partitions) == [partitions[0]: .none, partitions[1]: .none])
        try consumer.commit([(partitions[1], 7)])
        #expect(try consumer.committed(partitions) == [partitions[0]: .none, partitions[1]: 7])
    }

    @Test("metadata names brokers, topics and partitions")
    func metadata() throws {
        let cluster = try MockKafka(topics: ["t": 3])
        let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: cluster.address))
        let metadata = try admin.metadata()
        #expect(metadata.brokers.map { "\($0.host):\($0.port)" } == [cluster.address])
        #expect(metadata.topic("t")?.partitions.map(\.index) == [0, 1, 2])
        #expect(metadata.topic("u") == nil)
    }

    @Test("a message over the limit is refused at once, an unreachable broker and a bad setting are named as such")
    func refusals() throws {
        var configuration = KafkaProducer.Configuration(KafkaConnection(bootstrapServers: "127.0.0.1:1"))
        configuration.messageBytesMax = 2000
        configuration.batchBytesMax = 2000
        configuration.deliveryTimeoutMs = 300
        let deliveries = Deliveries()
        let producer = try KafkaProducer(configuration) { delivery in deliveries.all.withLock { $0.append(delivery) } }
        let large = KafkaOutgoingRecord(topic: "t", value: ByteSlice([UInt8](repeating: 1, count: 3000)))
        let refusal = #expect(throws: KafkaClientError.self) { try producer.send(large, tag: 1) }
        #expect(refusal?.kind == .messageTooLarge)
        try producer.send(KafkaOutgoingRecord(topic: "t", value: ByteSlice(utf8: "v")), tag: 2)
        #expect(producer.flush(milliseconds: 30_000))
        #expect(deliveries.all.withLock { $0.map(\.tag) } == [2])
        #expect(deliveries.all.withLock { $0.first?.error?.kind } == .timedOut)
        let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: "127.0.0.1:1"), timeoutMs: 300)
        let failure = #expect(throws: KafkaClientError.self) { try admin.metadata() }
        #expect(failure?.isTransient == true)
        var bad = KafkaConnection(bootstrapServers: "127.0.0.1:1")
        bad.properties = [("no.such.setting", "1")]
        #expect(throws: KafkaClientError.self) { try KafkaAdmin(bad) }
    }
}
