import BehaviourOracle
import Bytes
import FixtureFiles
import Foundation
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesTopics
import KafkaProtocol
import KafkaSchemas
import ProgramFixtures
import Testing

/// The broker behaves as Apache Kafka 4.3.1: scenarios recorded from it are played against the built program.
@Suite(.serialized) struct BehaviourReplayTests {
    /// Part of the scenarios that must go as Kafka's, or as is deliberately better.
    private static let agreementMin = 0.9

    /// A scenario that is known to go differently: a line of `docs/behaviour-differences.tsv`.
    private struct KnownDifference {
        /// Whether it is meant so, rather than not done yet.
        var isDeliberate: Bool
        /// The first thing that differs; a deliberate difference must be just this one.
        var outcome: String
    }

    private static func knownDifferences() throws -> [String: KnownDifference] {
        let file = FixtureFiles.packageFolder.appendingPathComponent("docs/behaviour-differences.tsv")
        var known: [String: KnownDifference] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5 else { throw ReplayPlayer.Difference(text: "not five columns: \(line)") }
            known["\(cells[0]) | \(cells[1])"] = KnownDifference(isDeliberate: cells[2] == "deliberate", outcome: cells[4])
        }
        return known
    }

    @Test func scenariosOfTheOracleAgree() throws {
        let folder = try TemporaryFolder()
        let broker = try TestProgram(
            "millrace-broker",
            [
                "--data", folder.path, "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--set",
                "group.initial.rebalance.delay.ms=0",
            ])
        let address = try #require(try broker.awaitReady()["kafka"])
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        try prepare(port)
        let known = try Self.knownDifferences()
        // The one that takes every session slot comes last: others would find none.
        let all = try ReplayScenario.load()
        let scenarios = all.filter { !$0.exhaustsSessions } + all.filter(\.exhaustsSessions)
        var different: [(title: String, difference: String)] = []
        var intended = 0
        for scenario in scenarios {
            guard let difference = ReplayPlayer(host: "127.0.0.1", port: port).play(scenario) else { continue }
            different.append((scenario.title, difference))
            try #require(broker.isRunning, "the broker ended in \(scenario.title): \(broker.errors.suffix(2000))")
            guard let expected = known[scenario.title] else {
                Issue.record("\(scenario.title): \(difference)")
                continue
            }
            guard expected.isDeliberate else { continue }
            intended += 1
            #expect(difference.hasPrefix(expected.outcome), "\(scenario.title)")
        }
        try report(different, of: scenarios.count, intended: intended, known: Set(known.keys))
        broker.terminate()
        #expect(try broker.awaitExit() == 0)
    }

    private func report(
        _ different: [(title: String, difference: String)], of count: Int, intended: Int, known: Set<String>
    ) throws {
        let agreeing = count - different.count
        print("behaviour: \(agreeing) of \(count) scenarios agree, \(intended) differ deliberately")
        #expect(count > 400)
        #expect(Double(agreeing + intended) >= Self.agreementMin * Double(count))
        for title in known.subtracting(different.map(\.title)).sorted() { print("behaviour: listed, but agrees: \(title)") }
        if let file = ProcessInfo.processInfo.environment["MILLRACE_REPLAY_REPORT"] {
            let lines = different.map { "\($0.title)\t\($0.difference)" }.joined(separator: "\n")
            try Data(lines.utf8).write(to: URL(fileURLWithPath: file))
        }
    }

    /// What the recorder did first: a topic `warm`, and the coordinators' topics.
    private func prepare(_ port: UInt16) throws {
        let connection = try ReplayConnection(host: "127.0.0.1", port: port)
        let create = CreateTopicsRequest(
            topics: [.init(name: "warm", numPartitions: 1, replicationFactor: 1)], timeoutMs: 10_000)
        connection.send(try KafkaFrame.request(create, version: 7, correlationID: 1, clientID: "prepare"))
        _ = connection.receive(withinMs: 10_000)
        for type in [0, 1] as [Int8] {
            for attempt in 0..<100 {
                let find = FindCoordinatorRequest(keyType: type, coordinatorKeys: ["any"])
                connection.send(
                    try KafkaFrame.request(find, version: 4, correlationID: Int32(attempt), clientID: "prepare"))
                guard case .frame(let frame) = connection.receive(withinMs: 10_000) else { break }
                var reader = ByteReader(frame)
                _ = try ResponseHeader(from: &reader, version: 1)
                let answer = try FindCoordinatorResponse(from: &reader, version: 4)
                // 15: the topic is being made.
                if answer.coordinators.first?.errorCode != .coordinatorNotAvailable { break }
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
    }
}
