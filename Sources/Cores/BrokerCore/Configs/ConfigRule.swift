/// What a setting's value must be beyond its type, with the words in which Kafka 4.3 refuses others.
enum ConfigRule {
    case atLeast(Int64)
    case within(ClosedRange<Int64>)
    case fraction
    case oneOf([String])
    /// A list of these, each at most once.
    case listOf([String])
    case gzipLevel
    /// `*`, or a list of `partition:broker`.
    case throttledReplicas

    /// The rule of a topic's setting, from Kafka's table of topic settings.
    static func ofTopic(_ name: String) -> ConfigRule? { topicRules[name] }

    private static let topicRules: [String: ConfigRule] = [
        "segment.bytes": .atLeast(1_048_576), "segment.ms": .atLeast(1), "segment.jitter.ms": .atLeast(0),
        "segment.index.bytes": .atLeast(4), "flush.messages": .atLeast(1), "flush.ms": .atLeast(0),
        "retention.ms": .atLeast(-1), "max.message.bytes": .atLeast(0), "index.interval.bytes": .atLeast(0),
        "delete.retention.ms": .atLeast(0), "min.compaction.lag.ms": .atLeast(0), "max.compaction.lag.ms": .atLeast(1),
        "file.delete.delay.ms": .atLeast(0), "min.cleanable.dirty.ratio": .fraction,
        "cleanup.policy": .listOf(["compact", "delete"]), "min.insync.replicas": .atLeast(1),
        "compression.type": .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
        "compression.gzip.level": .gzipLevel, "compression.lz4.level": .within(1...17),
        "compression.zstd.level": .within(-131_072...22), "message.timestamp.type": .oneOf(["CreateTime", "LogAppendTime"]),
        "message.timestamp.before.max.ms": .atLeast(0), "message.timestamp.after.max.ms": .atLeast(0),
        "leader.replication.throttled.replicas": .throttledReplicas,
        "follower.replication.throttled.replicas": .throttledReplicas,
        "local.retention.ms": .atLeast(-2), "local.retention.bytes": .atLeast(-2),
    ]

    /// Why `value` breaks the rule; nil when it does not. The value has the setting's type already.
    func objection(to value: ConfigValue) -> String? {
        switch (self, value) {
        case (.atLeast(let low), .integer(let number)):
            return number < low ? "Value must be at least \(low)" : nil
        case (.within(let range), .integer(let number)):
            if number < range.lowerBound { return "Value must be at least \(range.lowerBound)" }
            return number > range.upperBound ? "Value must be no more than \(range.upperBound)" : nil
        case (.fraction, .double(let number)):
            if number < 0 { return "Value must be at least 0" }
            return number > 1 ? "Value must be no more than 1" : nil
        case (.gzipLevel, .integer(let number)):
            return number == -1 || 1...9 ~= number ? nil : "Value must be between 1 and 9 or equal to -1"
        case (.oneOf(let names), .text(let text)):
            return names.contains(text) ? nil : "String must be one of: \(names.joined(separator: ", "))"
        default: return nil
        }
    }

    /// Why a list breaks the rule, with the part that does; nil when none does.
    func objection(toList items: [String], of name: String) -> (value: String, reason: String)? {
        switch self {
        case .listOf(let names):
            if let stranger = items.first(where: { !names.contains($0) }) {
                return (stranger, "String must be one of: \(names.joined(separator: ", "))")
            }
            var seen: Set<String> = []
            guard items.allSatisfy({ seen.insert($0).inserted }) else {
                return (shown(items), "Duplicate values found in the list")
            }
            return nil
        case .throttledReplicas:
            if items == ["*"] || items.allSatisfy(Self.isReplica) { return nil }
            return (
                shown(items),
                "\(name) must be the literal '*' or a list of replicas in the following format: "
                    + "[partitionId]:[brokerId],[partitionId]:[brokerId],..."
            )
        default: return nil
        }
    }

    private func shown(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

    private static func isReplica(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { Int32($0) != nil }
    }
}
