import Bytes
import Identifiers
import KafkaClient
import ProgramFixtures
import Synchronization
import Testing

/// The calls the mock broker does not know, against our own.
@Suite("Kafka administration")
struct KafkaAdminTests {
    private func start() throws -> (TestProgram, TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        let broker = try TestProgram(
            "millrace-broker", ["--data", folder.path + "/broker", "--listen", "127.0.0.1:0", "--http", "none"])
        let address = try #require(try broker.awaitReady()["kafka"])
        return (broker, folder, address)
    }

    private func send(_ values: [String], to topic: String, at address: String) throws {
        let producer = try KafkaProducer(.init(KafkaConnection(bootstrapServers: address))) { #expect($0.error == nil) }
        for (index, value) in values.enumerated() {
            var record = KafkaOutgoingRecord(topic: topic, value: ByteSlice(utf8: value))
            record.partition = PartitionIndex(Int32(index % 2))
            try producer.send(record, tag: UInt(index))
        }
        #expect(producer.flush(milliseconds: 30_000))
        producer.close()
    }

    @Test("topics are made once, with their settings; those that exist are left as they are; a bad one is refused by name")
    func topics() throws {
        let (broker, folder, address) = try start()
        defer { withExtendedLifetime((broker, folder)) {} }
        let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: address))
        defer { admin.close() }
        var first = KafkaAdmin.NewTopic("one", partitions: 3)
        first.configs = [("retention.bytes", "1000000")]
        #expect(try admin.createTopics([first, .init("two", partitions: 1)]) == ["one", "two"])
        #expect(try admin.createTopics([.init("one", partitions: 5)]).isEmpty)
        let metadata = try admin.metadata()
        #expect(metadata.topic("one")?.partitions.count == 3 && metadata.topic("three") == nil)
        #expect(metadata.brokers.count == 1 && metadata.clusterID?.isEmpty == false)
        let changed = try admin.configs(of: "one").filter { !$0.isDefault }
        // Kafka 4 makes min.insync.replicas a default of the cluster at its first start, so it is no built-in default.
        #expect(changed.map { "\($0.name)=\($0.value ?? "")" } == ["min.insync.replicas=1", "retention.bytes=1000000"])
        let refusal = #expect(throws: KafkaClientError.self) { try admin.createTopics([.init("bad/name", partitions: 1)]) }
        #expect(refusal?.kind == .broker(.invalidTopicException), "\(refusal.map { "\($0)" } ?? "")")
    }

    @Test("a group's committed offsets, its members and its lag")
    func groups() throws {
        let (broker, folder, address) = try start()
        defer { withExtendedLifetime((broker, folder)) {} }
        let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: address))
        defer { admin.close() }
        _ = try admin.createTopics([.init("t", partitions: 2)])
        try send(["a", "b", "c", "d", "e"], to: "t", at: address)
        #expect(try admin.range(of: KafkaPartition("t", 0)) == 0..<3)
        var configuration = KafkaConsumer.Configuration(KafkaConnection(bootstrapServers: address))
        configuration.groupID = "readers"
        let consumer = try KafkaConsumer(configuration)
        defer { consumer.close() }
        try consumer.commit([(KafkaPartition("t", 0), 1), (KafkaPartition("t", 1), 2)])
        #expect(try admin.committedOffsets(of: "readers") == [KafkaPartition("t", 0): 1, KafkaPartition("t", 1): 2])
        let lag = try admin.lag(of: "readers")
        #expect(lag.map(\.lag) == [2, 0] && lag.map(\.end) == [3, 2])
        #expect(try admin.groups().contains { $0.id == "readers" })
        #expect(try admin.group("readers").state == "Empty")
        let later = try consumer.offsets(of: [KafkaPartition("t", 0)], from: 4_000_000_000_000)
        #expect(later == [KafkaPartition("t", 0): 3])
    }

    @Test("a killed and restarted broker is found again by the same producer")
    func restart() throws {
        let (broker, folder, address) = try start()
        let outcome = Outcomes()
        var configuration = KafkaProducer.Configuration(KafkaConnection(bootstrapServers: address))
        configuration.deliveryTimeoutMs = 60_000
        let producer = try KafkaProducer(configuration) { outcome.note($0.error == nil) }
        defer { producer.close() }
        try producer.send(KafkaOutgoingRecord(topic: "t", value: ByteSlice(utf8: "before")), tag: 1)
        #expect(producer.flush(milliseconds: 30_000))
        broker.kill()
        try broker.awaitExit()
        try producer.send(KafkaOutgoingRecord(topic: "t", value: ByteSlice(utf8: "while away")), tag: 2)
        let again = try TestProgram(
            "millrace-broker", ["--data", folder.path + "/broker", "--listen", address, "--http", "none"])
        _ = try again.awaitReady()
        #expect(producer.flush(milliseconds: 60_000))
        #expect(outcome.all == [true, true])
    }
}

private final class Outcomes: Sendable {
    private let held = Mutex<[Bool]>([])
    func note(_ isDelivered: Bool) { held.withLock { $0.append(isDelivered) } }
    var all: [Bool] { held.withLock { $0 } }
}
