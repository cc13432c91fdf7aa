import Bytes
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesRecords
import ProgramFixtures
import RecordBatches

/// The real `millrace-broker` on a folder of its own.
struct RunningBroker {
    let program: TestProgram
    let address: String

    init(_ folder: TemporaryFolder, _ settings: [String] = []) throws {
        let all = ["group.initial.rebalance.delay.ms=0"] + settings
        program = try TestProgram(
            "millrace-broker",
            ["--data", "\(folder.path)/data", "--listen", "127.0.0.1:0", "--http", "none"] + all.flatMap { ["--set", $0] })
        address = try program.awaitReady()["kafka"] ?? ""
    }

    func client() throws -> WireClient { try WireClient(address) }

    /// Makes a topic by asking for it, as old clients do, until it is there.
    func makeTopic(_ name: TopicName) throws -> UniqueID {
        let client = try client()
        for _ in 0..<10_000 {
            let answer = try client.ask(MetadataRequest(topics: [.init(name: name)]), version: 12)
            if let topic = answer.topics.first, topic.errorCode == .none { return topic.topicID }
        }
        throw TestProgramFailure(description: "\(name) was not made")
    }
}

/// A batch of records without keys.
func batch(_ values: [String]) throws -> ByteSlice {
    var builder = RecordBatchBuilder()
    for value in values { builder.append(timestamp: 1_767_225_600_000, key: nil, value: ByteSlice(utf8: value)) }
    return try builder.build()
}

func produce(_ topic: TopicName, _ records: ByteSlice?, acks: Int16 = -1) -> ProduceRequest {
    ProduceRequest(
        acks: acks, timeoutMs: 5_000, topicData: [.init(name: topic, partitionData: [.init(index: 0, records: records)])])
}

func fetch(_ topic: TopicName, from offset: Offset, maxWaitMs: Int32 = 0, minBytes: Int32 = 1) -> FetchRequest {
    FetchRequest(
        maxWaitMs: maxWaitMs, minBytes: minBytes, maxBytes: 50 << 20,
        topics: [.init(topic: topic, partitions: [.init(partition: 0, fetchOffset: offset, partitionMaxBytes: 50 << 20)])])
}

/// The values in a fetch answer's records.
func values(_ response: FetchResponse) throws -> [String] {
    var reader = RecordBatchReader(response.responses.first?.partitions.first?.records ?? ByteSlice())
    var values: [String] = []
    while let batch = try reader.next() { values += try batch.records().compactMap { $0.value?.utf8Text } }
    return values
}
