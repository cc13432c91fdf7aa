import ProgramFixtures
import Testing

@Suite("Kafka's clients, unmodified", .serialized)
struct KafkaClientTests {
    private let folder: TemporaryFolder
    private let broker: TestProgram
    private let address: String

    init() throws {
        folder = try TemporaryFolder()
        broker = try TestProgram(
            "millrace-broker",
            [
                "--data", folder.path, "--listen", "127.0.0.1:0", "--http", "none", "--set",
                "group.initial.rebalance.delay.ms=0",
            ])
        address = try broker.awaitReady()["kafka"] ?? ""
    }

    @Test("kcat: each codec, offsets, a group", .enabled(if: ClientScripts.has("kcat"), "kcat is not installed"))
    func kcat() throws { try ClientScripts.run(["./kcat.sh", address]) }

    @Test(
        "librdkafka, kafka-python and aiokafka: each codec, idempotence, groups whose member dies, admin calls",
        .enabled(if: ClientScripts.python != nil, "MILLRACE_PYTHON is not set"),
        arguments: ["confluent.py", "kafka_python.py", "aiokafka_client.py"])
    func python(script: String) throws { try ClientScripts.run([ClientScripts.python ?? "", script, address]) }
}
