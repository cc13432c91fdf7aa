import KafkaProtocol

/// Which APIs the broker serves: exactly what ApiVersions advertises.
enum HandlerTable {
    /// Every handler, ascending by key.
    static let entries: [HandlerEntry] = [
        HandlerEntry(API00Produce.self),
        HandlerEntry(API01Fetch.self),
        HandlerEntry(API02ListOffsets.self),
        HandlerEntry(API03Metadata.self),
        HandlerEntry(API08OffsetCommit.self),
        HandlerEntry(API09OffsetFetch.self),
        HandlerEntry(API10FindCoordinator.self),
        HandlerEntry(API11JoinGroup.self),
        HandlerEntry(API12Heartbeat.self),
        HandlerEntry(API13LeaveGroup.self),
        HandlerEntry(API14SyncGroup.self),
        HandlerEntry(API15DescribeGroups.self),
        HandlerEntry(API16ListGroups.self),
        HandlerEntry(API18ApiVersions.self),
        HandlerEntry(API19CreateTopics.self),
        HandlerEntry(API20DeleteTopics.self),
        HandlerEntry(API21DeleteRecords.self),
        HandlerEntry(API22InitProducerID.self),
        HandlerEntry(API23OffsetForLeaderEpoch.self),
        HandlerEntry(API32DescribeConfigs.self),
        HandlerEntry(API33AlterConfigs.self),
        HandlerEntry(API35DescribeLogDirs.self),
        HandlerEntry(API37CreatePartitions.self),
        HandlerEntry(API42DeleteGroups.self),
        HandlerEntry(API44IncrementalAlterConfigs.self),
        HandlerEntry(API47OffsetDelete.self),
        HandlerEntry(API60DescribeCluster.self),
        HandlerEntry(API74ListConfigResources.self),
    ].sorted { $0.schema.key.rawValue < $1.schema.key.rawValue }

    private static let byKey: [HandlerEntry?] = {
        var table = [HandlerEntry?](repeating: nil, count: Int(entries.last?.schema.key.rawValue ?? -1) + 1)
        for entry in entries { table[Int(entry.schema.key.rawValue)] = entry }
        return table
    }()

    /// The handler of an API key from outside; nil for one that is not served.
    static func entry(for key: ApiKey) -> HandlerEntry? {
        key.rawValue >= 0 && Int(key.rawValue) < byKey.count ? byKey[Int(key.rawValue)] : nil
    }
}
