public import KafkaSchemas

/// Compares an answer with the oracle's by the rules in the oracle's README.
public struct ReplayComparison: Sendable {
    public var bindings = ReplayBindings()

    public init() {}

    /// Members whose value the oracle's README says not to compare.
    private static let ignored: Set<String> = ["ThrottleTimeMs", "leaderEpoch", "Documentation", "FinalizedFeaturesEpoch"]
    /// Lists of what a broker can do.
    private static let advertised: Set<String> = ["ApiKeys", "FinalizedFeatures", "SupportedFeatures"]
    /// Lists whose order counts.
    private static let ordered: Set<String> = ["Records", "records"]

    /// Where `actual` differs; nil when it agrees.
    public mutating func difference(_ expected: JSONValue, _ actual: JSONValue, at path: String = "") -> String? {
        switch (expected, actual) {
        case (.string(let text), _) where ReplayBindings.isPlaceholder(text):
            return bindings.accepts(text, actual) ? nil : "\(path): \(actual), not the same \(text) as before"
        case (.object(let members), .string(let text)) where members["first"] != nil && members["len"] != nil:
            let agrees = members["len"] == .integer(Int64(text.utf8.count)) && text.hasPrefix(members["first"]?.text ?? "?")
            return agrees ? nil : "\(path): \(text.prefix(20)), not \(expected)"
        case (.string(let wanted), .string(let text)) where wanted.contains("<ts>"):
            return Self.withoutTimes(wanted) == Self.withoutTimes(text) ? nil : "\(path): \(text), not \(wanted)"
        case (.object(let members), .string(let hex)) where members.count == 1 && members["hex"] != nil:
            return members["hex"] == .string(hex) ? nil : "\(path): \(hex), not \(expected)"
        case (.object(let members), .object):
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                if Self.ignored.contains(name) || name == "LeaderEpoch" && value == .integer(0) { continue }
                guard var other = actual[name] else { return "\(path).\(name) is missing" }
                if name == "Records", case .array(let batches) = value {
                    if batches.first?["trailing_bytes"] != nil { continue }
                    guard let hex = other.text, let decoded = try? ReplayRecords.decode(hex) else {
                        if batches.isEmpty, other == .null { continue }
                        return "\(path).Records cannot be read"
                    }
                    other = decoded
                }
                if let found = difference(value, other, at: "\(path).\(name)") { return found }
            }
            return nil
        case (.object(let members), .array) where members["entries"] != nil:
            // How many APIs there are is compared where they are listed.
            return nil
        case (.array(let items), .array(let others)) where Self.advertised.contains { path.hasSuffix(".\($0)") }:
            // Only what works is advertised; that with Kafka's versions.
            return others.first { !items.contains($0) }.map { "\(path): \($0) is not what Kafka advertises" }
        case (.array(let items), .array(let others)):
            // A fetch may bring more batches than Kafka's, which stops at the end of a segment.
            if path.hasSuffix(".Records"), !items.isEmpty, others.count > items.count { return inOrder(items, others, path) }
            guard items.count == others.count else { return "\(path): \(others.count) entries, not \(items.count): \(actual)" }
            let isOrdered = Self.ordered.contains { path.hasSuffix(".\($0)") }
            return isOrdered ? inOrder(items, others, path) : inAnyOrder(items, others, path)
        default:
            return expected == actual ? nil : "\(path): \(actual), not \(expected)"
        }
    }

    /// A message with every time in it (numbers of 13 digits and more) made the same.
    private static func withoutTimes(_ text: String) -> String {
        text.replacing("<ts>", with: "#").replacing(/-?[0-9]{13,}/, with: "#")
    }

    private mutating func inOrder(_ items: [JSONValue], _ others: [JSONValue], _ path: String) -> String? {
        for (index, (item, other)) in zip(items, others).enumerated() {
            if let found = difference(item, other, at: "\(path)[\(index)]") { return found }
        }
        return nil
    }

    /// Each entry takes the first that agrees with it; a mismatch is told of the entry at the same place.
    private mutating func inAnyOrder(_ items: [JSONValue], _ others: [JSONValue], _ path: String) -> String? {
        var ordered = self
        guard let first = ordered.inOrder(items, others, path) else {
            self = ordered
            return nil
        }
        var rest = others
        for item in items {
            var match: Int?
            for (index, other) in rest.enumerated() {
                var attempt = self
                if attempt.difference(item, other, at: path) == nil {
                    self = attempt
                    match = index
                    break
                }
            }
            guard let match else { return first }
            rest.remove(at: match)
        }
        return nil
    }
}
