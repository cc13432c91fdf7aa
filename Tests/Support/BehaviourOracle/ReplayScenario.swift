import FixtureFiles
public import KafkaSchemas

/// One scenario of Tests/Fixtures/kafka-oracle/behaviour.jsonl.gz: what Apache Kafka 4.3.1 answered, step by step.
public struct ReplayScenario: Sendable {
    public let topic: String
    public let name: String
    public let steps: [JSONValue]

    public var title: String { "\(topic) | \(name)" }

    /// Whether it fills the broker's cache of fetch sessions.
    public var exhaustsSessions: Bool { steps.contains { $0["repeat"]?.integer != nil } }

    /// The APIs that this broker serves so far; scenarios that use others are left out.
    static let apis: Set<String> = [
        "ApiVersions", "Metadata", "Produce", "Fetch", "ListOffsets", "FindCoordinator", "JoinGroup", "SyncGroup", "Heartbeat",
        "LeaveGroup", "OffsetCommit", "OffsetFetch", "OffsetDelete", "DescribeGroups", "ListGroups", "DeleteGroups",
        "CreateTopics", "DeleteTopics", "CreatePartitions", "DeleteRecords", "DescribeConfigs", "IncrementalAlterConfigs",
        "AlterConfigs", "InitProducerId", "DescribeCluster", "DescribeLogDirs", "OffsetForLeaderEpoch",
    ]

    /// All scenarios whose steps use only ``apis``, in the file's order.
    public static func load() throws -> [ReplayScenario] {
        try FixtureFiles.lines("kafka-oracle/behaviour.jsonl.gz").compactMap { line in
            let json = try JSONValue.parse(line)
            guard let topic = json["topic"]?.text, let name = json["name"]?.text, let steps = json["steps"]?.items else {
                return nil
            }
            guard steps.allSatisfy({ $0["api"]?.text.map { apis.contains($0) } ?? true }) else { return nil }
            return ReplayScenario(topic: topic, name: name, steps: steps)
        }
    }
}
