import Bytes
import CRdKafka
import FixtureFiles
import Foundation
import Identifiers
import KafkaClient
import MockKafka
import ProducerService
import ProgramFixtures
import Testing

/// A mock broker, a folder for input, and the topic's contents afterwards.
struct ProducerBench {
    let kafka: MockKafka
    let folder: TemporaryFolder

    init(partitions: Int32 = 1) throws {
        kafka = try MockKafka(topics: ["t": partitions])
        folder = try TemporaryFolder()
    }

    func run(_ words: [String], input: String = "") throws -> (status: Int32, output: String, errors: String) {
        try TestProgram.run("millrace-producer", ["--broker", kafka.address, "--topic", "t"] + words, input: input)
    }

    /// Every record of a partition, in order.
    func records(partition: Int32 = 0) throws -> [KafkaRecord] {
        var configuration = KafkaConsumer.Configuration(KafkaConnection(bootstrapServers: kafka.address))
        configuration.reportsEnds = true
        let consumer = try KafkaConsumer(configuration)
        defer { consumer.close() }
        let source = KafkaPartition("t", .init(rawValue: partition))
        try consumer.assign([(source, 0)])
        var records: [KafkaRecord] = []
        for _ in 0..<200 {
            let batch = consumer.poll(milliseconds: 100)
            records += batch.records
            if !batch.ends.isEmpty { return records }
        }
        throw TestProgramFailure(description: "the topic's end was not reached")
    }

    func values(partition: Int32 = 0) throws -> [String] {
        try records(partition: partition).map { $0.value?.utf8Text ?? "null" }
    }
}

@Suite("Producer")
struct ProducerRunTests {
    @Test("lines of standard input: blank ones are not sent, the last needs no line end, CR LF ends a line too")
    func standardInput() throws {
        let bench = try ProducerBench()
        let result = try bench.run([], input: "one\n\n  \ntwo\r\nthree")
        #expect(result.status == 0, "\(result)")
        #expect(try bench.values() == ["one", "two", "three"])
        #expect(result.output.hasPrefix("delivered 3 records ") && result.output.contains("2 blank not sent"))
        #expect(result.output.contains("records/s; ") && result.output.contains("delivery p50 "))
    }

    @Test("records that end with NUL may hold line ends")
    func null() throws {
        let bench = try ProducerBench()
        #expect(try bench.run(["--null", "-"], input: "a\nb\0c\0\0d").status == 0)
        #expect(try bench.values() == ["a\nb", "c", "d"])
    }

    @Test("gzip, zstd and plain files of a folder are read in order of their names, hidden ones left out")
    func folder() throws {
        let bench = try ProducerBench()
        try bench.folder.write("b.txt", "plain\n")
        try bench.folder.write(".hidden", "hidden\n")
        try bench.folder.write("x", "gzip one\n")
        try bench.folder.write("y", "gzip two\n")
        try bench.folder.write("z", "zstd\n")
        // Two members in one file, as `cat a.gz b.gz` makes them.
        let path = bench.folder.path
        let script = """
            cd '\(path)' && gzip -c x > a.gz && gzip -c y >> a.gz && zstd -q z -o c.zst && rm x y z \
            && mkdir d && printf 'deep\\n' > d/e
            """
        let made = try TestProgram.run("/bin/sh", ["-c", script])
        try #require(made.status == 0, "\(made)")
        let result = try bench.run([path])
        #expect(result.status == 0, "\(result)")
        #expect(try bench.values() == ["gzip one", "gzip two", "plain", "zstd", "deep"])
    }

    @Test("a cut-off gzip file is an error after what could be read")
    func cutOff() throws {
        let bench = try ProducerBench()
        try bench.folder.write("x", String(repeating: "a line of text\n", count: 1000))
        let path = bench.folder.path
        _ = try TestProgram.run("/bin/sh", ["-c", "cd '\(path)' && gzip x && head -c 40 x.gz > y.gz"])
        let result = try bench.run(["\(path)/y.gz"])
        #expect(result.status == 1)
        #expect(result.errors.contains("y.gz: the gzip stream is cut off"))
    }

    @Test("key, headers, partition and timestamp are taken from the JSON; a record without them is sent all the same")
    func fields() throws {
        let bench = try ProducerBench(partitions: 3)
        let input = """
            {"id":7,"v":{"name":"ü","a/b":[1,"x"]},"p":2,"t":1489925470960}
            {"id":null,"p":2}
            {"cut off

            """
        let result = try bench.run(
            [
                "--key", "/v/name", "--header", "id=/id", "--header", "second=/v/a~1b/1", "--partition", "/p", "--timestamp",
                "/t",
            ], input: input)
        #expect(result.status == 0, "\(result)")
        let records = try bench.records(partition: 2)
        #expect(records.first?.key?.utf8Text == "ü")
        #expect(records.first?.timestampMs == 1_489_925_470_960)
        #expect(records.first?.headers.map { "\($0.name)=\($0.value?.utf8Text ?? "null")" } == ["id=7", "second=x"])
        #expect(records.contains { $0.key == nil && $0.value?.utf8Text == #"{"id":null,"p":2}"# })
        let all = try (0..<3).flatMap { try bench.values(partition: $0) }
        #expect(all.count == 3 && all.contains(#"{"cut off"#))
        #expect(result.output.contains("2 without a field asked for"))
    }

    @Test("a record over max.message.bytes is named with its line and not sent; the others are; the exit status says so")
    func tooLarge() throws {
        let bench = try ProducerBench()
        let file = try bench.folder.write(
            "in", "small\n" + String(repeating: "x", count: 3_000_000) + "\n0123456789\n01234567890\nend\n")
        let result = try bench.run(["--set", "max.message.bytes=10", file])
        #expect(result.status == 1)
        #expect(result.errors.contains("\(file):2: 3000000 bytes, more than max.message.bytes (10); not sent"))
        #expect(result.errors.contains("\(file):4: 11 bytes"))
        #expect(try bench.values() == ["small", "0123456789", "end"])
    }

    @Test("a failed delivery is reported with its line, and the exit status is not 0")
    func failedDelivery() throws {
        let bench = try ProducerBench()
        // 87 INVALID_RECORD, the answer to a batch the broker refuses for good.
        bench.kafka.failNext(apiKey: 0, with: [rd_kafka_resp_err_t(rawValue: 87)])
        let result = try bench.run(["--idempotence", "false"], input: "one\n\nthree\n")
        #expect(result.status == 1)
        #expect(result.errors.contains("standard input:1: not delivered: "), "\(result)")
        #expect(result.errors.contains("standard input:3: not delivered: "))
        #expect(result.errors.contains("2 of 2 records were not delivered"))
    }

    @Test("the input is repeated, and the number of records limited")
    func repeats() throws {
        let bench = try ProducerBench()
        let file = try bench.folder.write("in", "a\nb\n")
        #expect(try bench.run(["--repeat", "3", file]).status == 0)
        #expect(try bench.values() == ["a", "b", "a", "b", "a", "b"])
        #expect(try bench.run(["--repeat", "3", "--records", "1", file]).status == 0)
        #expect(try bench.values().count == 7)
        #expect(try bench.run(["--repeat", "2"]).status == 5)
    }

    @Test("SIGINT flushes what was sent, says so and exits 0")
    func interrupt() throws {
        let bench = try ProducerBench()
        let program = try TestProgram(
            "millrace-producer", ["--broker", bench.kafka.address, "--topic", "t", "--progress", "always"])
        program.write("one\ntwo\n")
        try program.awaitText("2 delivered")
        // Standard input stays open: nothing but the signal can end the run.
        program.signal(SIGINT)
        #expect(try program.awaitExit() == 0)
        #expect(program.output.hasPrefix("delivered 2 ") && program.output.contains("stopped before the end of the input"))
        #expect(try bench.values() == ["one", "two"])
    }

    @Test(
        "what cannot be done is refused before anything is sent",
        arguments: [
            (["/nonexistent/file"], 2, "cannot read /nonexistent/file: No such file or directory"),
            (["--simulate", "/nonexistent/file"], 2, "cannot read /nonexistent/file"),
            (["--key", "venue"], 5, "is not a JSON pointer"),
            (["--header", "a"], 5, "is not NAME=/POINTER"), (["--speed", "2"], 5, "--speed needs --timestamp"),
            (["--rate", "-1"], 5, "not negative"), (["--acks", "2"], 5, "is not one of 0, 1, all"),
        ])
    func refusals(words: [String], status: Int32, message: String) throws {
        let bench = try ProducerBench()
        let result = try bench.run(words)
        #expect(result.status == status, "\(result)")
        #expect(result.errors.contains(message))
        #expect(try bench.values().isEmpty)
    }

    @Test("no broker within connect.timeout is 3, and says where it was looked for")
    func unreachable() throws {
        let result = try TestProgram.run(
            "millrace-producer", ["--broker", "127.0.0.1:1", "--topic", "t", "--set", "connect.timeout=200 ms"], input: "a\n")
        #expect(result.status == 3)
        #expect(result.errors.contains("no broker at 127.0.0.1:1 within 200 ms"))
    }

    @Test("a real capture arrives line for line", .enabled(if: FixtureFiles.captures != nil))
    func capture() throws {
        let captures = try #require(FixtureFiles.captures)
        let bench = try ProducerBench()
        let file = captures.appendingPathComponent("meetup-rsvp-2017-03-19-dirty.jsonl.gz")
        #expect(try bench.run(["--compression", "zstd", file.path]).status == 0)
        let text = try FixtureFiles.bytes(at: file).utf8Text ?? ""
        #expect(try bench.values() == text.split(separator: "\n").map(String.init))
    }
}
