import BehaviourOracle
import BrokerCore
import Identifiers
import KafkaSchemas
import Testing

/// The core's decisions about topics and settings against what Kafka 4.3.1 answered (behaviour.jsonl).
@Suite struct AdminScenarioTests {
    private static let topics: Set<String> = [
        "create topics", "create partitions", "delete topics", "alter configs", "describe configs",
    ]

    /// Steps that differ, and why: the deliberate ones, and what is decided outside the core.
    private static let differences: [String: String] = [
        "create topics | collision inside one request": "the second of two colliding names is refused",
        "create topics | same name twice in one request": "decided by the handler",
        "create topics | no topics, timeout 0, timeout -1": "decided by the handler",
        "create partitions | each case": "a topic named twice is refused by the handler",
        "alter configs | operation 4": "42 in place of -1",
        "alter configs | operation -1": "42 in place of -1",
        "alter configs | resources": "log cleaner threads are no setting that can change here",
        "alter configs | same resource twice": "decided by the handler",
    ]

    @Test func decisionsAgreeWithKafkas() throws {
        var played = 0
        for scenario in try ReplayScenario.load() where Self.topics.contains(scenario.topic) {
            if let difference = play(scenario, &played) {
                #expect(Self.differences[scenario.title] != nil, "\(scenario.title): \(difference)")
            } else {
                #expect(Self.differences[scenario.title] == nil, "\(scenario.title) agrees, and is listed as different")
            }
        }
        #expect(played > 220)
    }

    private func play(_ scenario: ReplayScenario, _ played: inout Int) -> String? {
        var model = AdminModel()
        var comparison = ReplayComparison()
        for step in scenario.steps {
            guard let api = step["api"]?.text, let expected = step["ans"] else { continue }
            let request = comparison.bindings.fill(step["req"] ?? .object([:]), nowMs: 0)
            guard let actual = model.answer(api, request) else { continue }
            played += 1
            if let difference = comparison.difference(pruned(expected, as: actual), actual) { return "\(api): \(difference)" }
        }
        return nil
    }

    /// Without the members that the core does not decide; texts of success are the handlers'.
    private func pruned(_ expected: JSONValue, as actual: JSONValue) -> JSONValue {
        switch (expected, actual) {
        case (.object(let members), .object(let known)):
            var kept = members.filter { known[$0.key] != nil }
            if members["ErrorCode"] == .integer(0) { kept["ErrorMessage"] = nil }
            return .object(
                kept.reduce(into: [:]) { result, member in
                    result[member.key] = pruned(member.value, as: known[member.key] ?? .null)
                })
        case (.array(let items), .array(let others)):
            guard let shape = others.first else { return expected }
            return .array(items.map { pruned($0, as: shape) })
        default: return expected
        }
    }
}
