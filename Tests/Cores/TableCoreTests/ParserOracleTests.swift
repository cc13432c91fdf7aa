import FixtureFiles
import Foundation
import TableCore
import Testing

/// Which texts parse, as Cassandra 5.0.6 was recorded to see it (Tests/Fixtures/cql-oracle).
@Suite struct ParserOracleTests {
    private struct Scenario: Decodable {
        struct Step: Decodable {
            struct Result: Decodable {
                struct Refusal: Decodable {
                    let code: String
                    let message: String
                }
                let error: Refusal?
            }
            let cql: String?
            let prepare: String?
            let result: Result?
        }
        let scenario: String
        let tier: Int
        let steps: [Step]
    }

    @Test(arguments: ["describe", "dml", "functions", "literals", "prepared", "schema", "select", "system"])
    func textsParseAsRecorded(file: String) throws {
        var disagreements: [String] = []
        var count = 0
        for line in try FixtureFiles.lines("cql-oracle/scenarios/\(file).jsonl.gz") {
            let scenario = try JSONDecoder().decode(Scenario.self, from: Data(line.utf8))
            guard scenario.tier == 1 else { continue }
            for step in scenario.steps {
                guard let recorded = step.cql ?? step.prepare, let result = step.result else { continue }
                // The oracle's placeholder for a keyspace of eight characters.
                let text = recorded.replacingOccurrences(of: "$ks", with: "ks000001")
                // Only refusals with a position come from the grammar alone.
                let refused = result.error.map { $0.code == "0x2000" && $0.message.hasPrefix("line ") } ?? false
                if result.error?.code == "0x2000", !refused { continue }
                count += 1
                let parses = (try? Parser.parse(text)) != nil
                if parses == refused { disagreements.append("\(scenario.scenario): \(text.prefix(200))") }
            }
        }
        #expect(count > 50)
        #expect(disagreements.count * 200 <= count, "\(disagreements.joined(separator: "\n"))")
    }
}
