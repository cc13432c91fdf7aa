import FixtureFiles
import Foundation
import ProgramFixtures

/// Broker, store and processor on fixed addresses, each of which can be killed and started again over its folder.
final class PipelineUnderTest {
    enum Part: String, CaseIterable { case processor, store, broker }

    let folder: TemporaryFolder
    private(set) var brokerAddress = "127.0.0.1:0"
    private(set) var storeAddress = "127.0.0.1:0"
    private(set) var processorHTTP = "127.0.0.1:0"
    private var parts: [Part: TestProgram] = [:]
    /// Environment of the processor: a clock that is set back, say.
    var processorEnvironment: [String: String] = [:]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("pipeline.sql", Self.pipeline)
        try start(.broker)
        try start(.store)
    }

    /// Counts per venue, and a second result whose values fall and whose rows vanish.
    static let pipeline = """
        SET 'pipeline.name' = 'meetup-rsvp';
        CREATE TABLE rsvps (
          `response` STRING, `guests` INT,
          `venue` ROW<`venue_name` STRING, `lon` STRING, `lat` STRING>, `group` ROW<`group_city` STRING>
        ) WITH ('connector' = 'kafka', 'topic' = 'meetup_topic', 'properties.bootstrap.servers' = '127.0.0.1:9092',
          'properties.group.id' = 'meetup-rsvp', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
        CREATE TABLE venue_counts (
          `venue_name` STRING, `lon` STRING, `lat` STRING, `group_city` STRING, `count` INT,
          PRIMARY KEY (`venue_name`, `lon`, `lat`, `group_city`) NOT ENFORCED
        ) WITH ('connector' = 'cassandra', 'hosts' = '127.0.0.1:9042', 'keyspace' = 'meetup_keyspace', 'table' = 'meetup_table');
        CREATE TABLE balances (
          `venue_name` STRING, `group_city` STRING, `balance` BIGINT,
          PRIMARY KEY (`venue_name`, `group_city`) NOT ENFORCED
        ) WITH ('connector' = 'cassandra', 'hosts' = '127.0.0.1:9042', 'keyspace' = 'meetup_keyspace', 'table' = 'balance');
        EXECUTE STATEMENT SET BEGIN
        INSERT INTO venue_counts
          SELECT `venue`.`venue_name`, `venue`.`lon`, `venue`.`lat`, `group`.`group_city`, CAST(COUNT(*) AS INT)
          FROM rsvps WHERE `response` = 'yes' AND `venue`.`venue_name` IS NOT NULL
          GROUP BY `venue`.`venue_name`, `venue`.`lon`, `venue`.`lat`, `group`.`group_city`;
        INSERT INTO balances
          SELECT `venue`.`venue_name`, `group`.`group_city`, SUM(`guests`) - COUNT(*)
          FROM rsvps
          WHERE `venue`.`venue_name` IS NOT NULL AND `venue`.`venue_name` <> '' AND `group`.`group_city` IS NOT NULL
          GROUP BY `venue`.`venue_name`, `group`.`group_city`
          HAVING SUM(`guests`) - COUNT(*) > 0;
        END;
        """

    /// Starts a part and waits until it is ready, on the address it had before.
    func start(_ part: Part) throws {
        let data = "\(folder.path)/\(part.rawValue)"
        switch part {
        case .broker:
            let settings = ["--set", "group.initial.rebalance.delay.ms=0", "--set", "num.partitions=1"]
            let program = try TestProgram(
                "millrace-broker", ["--data", data, "--listen", brokerAddress, "--http", "none"] + settings)
            parts[part] = program
            brokerAddress = try program.awaitReady()["kafka"] ?? brokerAddress
        case .store:
            let program = try TestProgram("millrace-store", ["--data", data, "--listen", storeAddress, "--http", "none"])
            parts[part] = program
            storeAddress = try program.awaitReady()["cql"] ?? storeAddress
        case .processor:
            let program = try TestProgram(
                "millrace-processor",
                [
                    "--data", data, "--broker", brokerAddress, "--store", storeAddress, "--http", processorHTTP,
                    "\(folder.path)/pipeline.sql",
                ], environment: processorEnvironment)
            parts[part] = program
            processorHTTP = try program.awaitReady()["http"] ?? processorHTTP
        }
    }

    /// Ends a part as a power cut would, and starts it again.
    func killAndRestart(_ part: Part) throws {
        if let program = parts[part] {
            program.kill()
            _ = try program.awaitExit()
        }
        try start(part)
    }

    /// The value of one of the processor's metrics, summed over its series; nil while it does not answer.
    func metric(_ name: String) -> Double? {
        guard let answer = try? TestHTTP.get(processorHTTP, "/metrics"), answer.status == 200 else { return nil }
        let values = answer.body.split(separator: "\n").compactMap { line -> Double? in
            guard line.hasPrefix(name + " ") || line.hasPrefix(name + "{"), let value = line.split(separator: " ").last else {
                return nil
            }
            return Double(value)
        }
        return values.isEmpty ? nil : values.reduce(0, +)
    }

    /// Asks again until `condition` holds: of a state that no event tells.
    func await(_ what: String, seconds: Double, _ condition: () -> Bool) throws {
        let end = Date().addingTimeInterval(seconds)
        while !condition() {
            guard Date() < end else {
                throw TestProgramFailure(
                    description: "not within \(seconds) s: \(what); processor: \(parts[.processor]?.errors.suffix(2000) ?? "")")
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    /// Runs a Python script of this folder to its end; its output, and whether it succeeded.
    func python(_ script: String, _ arguments: [String]) throws -> (isGood: Bool, output: String) {
        let python = ProcessInfo.processInfo.environment["MILLRACE_PYTHON"] ?? "python3"
        let path = FixtureFiles.packageFolder.appendingPathComponent("Tests").path
        let program = try TestProgram("/usr/bin/env", [python, "\(path)/\(script)"] + arguments)
        program.closeInput()
        let status = try program.awaitExit(seconds: 120)
        return (status == 0, program.output + program.errors)
    }
}
