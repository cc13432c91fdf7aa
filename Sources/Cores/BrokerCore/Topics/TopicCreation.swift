public import Identifiers
public import StoredRecords

/// A topic as a client asks for it.
public struct NewTopic: Sendable {
    public let name: TopicName
    /// -1: the broker's default, or as many as are assigned.
    public let partitionCount: Int32
    /// -1: the broker's default.
    public let replicationFactor: Int16
    /// Who is to hold which partition; empty: the broker decides.
    public let assignments: [(partition: PartitionIndex, brokers: [BrokerID])]
    /// Settings; of a name given twice the last counts.
    public let configs: [(name: String, value: String?)]

    public init(
        name: TopicName, partitionCount: Int32, replicationFactor: Int16,
        assignments: [(partition: PartitionIndex, brokers: [BrokerID])] = [], configs: [(name: String, value: String?)] = []
    ) {
        self.name = name
        self.partitionCount = partitionCount
        self.replicationFactor = replicationFactor
        self.assignments = assignments
        self.configs = configs
    }
}

/// Decides CreateTopics, one topic at a time.
public struct TopicCreation: Sendable {
    /// Partitions that one request may make, as in Kafka.
    public static let partitionsPerRequestMax = 10_000

    /// What a topic that is made consists of.
    public struct Plan: Sendable {
        public let partitionCount: Int32
        public let records: [AnyMetadataRecord]
        /// All settings of the new topic.
        public let configs: [ConfigEntry]
    }

    private let broker: BrokerID
    private let partitionsDefault: Int32
    /// Partitions planned by this request so far.
    private var planned = 0

    /// - Parameter partitionsDefault: `num.partitions`.
    public init(broker: BrokerID, partitionsDefault: Int32) {
        self.broker = broker
        self.partitionsDefault = partitionsDefault
    }

    /// Plans one topic. The caller applies the records before it plans the next.
    /// - Parameter id: the new topic's, never used before.
    public mutating func plan(_ new: NewTopic, id: UniqueID, in metadata: ClusterMetadata) throws(AdminRefusal) -> Plan {
        try checkName(new.name, metadata.topics)
        let overrides = try overrides(of: new)
        try TopicConfigCheck.check(overrides, metadata.configs)
        let count = try new.assignments.isEmpty ? partitionCount(of: new) : assignedCount(of: new)
        guard planned + Int(count) <= Self.partitionsPerRequestMax else {
            throw AdminRefusal(.policyViolation, "Excessively large number of partitions per request.")
        }
        planned += Int(count)
        return Plan(
            partitionCount: count,
            records: TopicChange.create(new.name, id: id, partitions: count, overrides: overrides, broker: broker),
            configs: metadata.configs.entries(.topic, of: new.name.rawValue, replacing: overrides))
    }

    private func checkName(_ name: TopicName, _ topics: TopicCatalog) throws(AdminRefusal) {
        if name == InternalTopics.clusterMetadata {
            throw AdminRefusal(.invalidRequest, "Creation of internal topic \(name) is prohibited.")
        }
        if let objection = TopicNameRule.objection(to: name) { throw AdminRefusal(.invalidTopicException, objection) }
        if topics.topic(named: name) != nil { throw AdminRefusal(.topicAlreadyExists, "Topic '\(name)' already exists.") }
        if let other = topics.collision(with: name) {
            throw AdminRefusal(.invalidTopicException, "Topic '\(name)' collides with existing topic: \(other)")
        }
    }

    private func overrides(of new: NewTopic) throws(AdminRefusal) -> [String: String] {
        let nulls = new.configs.filter { $0.value == nil }.map(\.name)
        if !nulls.isEmpty {
            throw AdminRefusal(.invalidConfig, "Null value not supported for topic configs: \(nulls.joined(separator: ","))")
        }
        var overrides: [String: String] = [:]
        for (name, value) in new.configs { overrides[name] = value }
        return overrides
    }

    /// The count of a topic whose partitions the broker places: all on itself.
    private func partitionCount(of new: NewTopic) throws(AdminRefusal) -> Int32 {
        if new.replicationFactor < -1 || new.replicationFactor == 0 {
            throw AdminRefusal(
                .invalidReplicationFactor, "Replication factor must be larger than 0, or -1 to use the default value.")
        }
        if new.partitionCount < -1 || new.partitionCount == 0 {
            throw AdminRefusal(.invalidPartitions, "Number of partitions was set to an invalid non-positive value.")
        }
        if new.replicationFactor > 1 {
            let factor = new.replicationFactor
            throw AdminRefusal(
                .invalidReplicationFactor,
                "Unable to replicate the partition \(factor) time(s): The target replication factor of \(factor) cannot be "
                    + "reached because only 1 broker(s) are registered or some brokers have all their log directories cordoned.")
        }
        return new.partitionCount == -1 ? partitionsDefault : new.partitionCount
    }

    private func assignedCount(of new: NewTopic) throws(AdminRefusal) -> Int32 {
        if new.replicationFactor != -1 {
            throw AdminRefusal(
                .invalidRequest, "A manual partition assignment was specified, but replication factor was not set to -1.")
        }
        if new.partitionCount != -1 {
            throw AdminRefusal(
                .invalidRequest, "A manual partition assignment was specified, but numPartitions was not set to -1.")
        }
        var seen: Set<PartitionIndex> = []
        for (partition, brokers) in new.assignments {
            guard seen.insert(partition).inserted else {
                throw AdminRefusal(
                    .invalidReplicaAssignment, "Found multiple manual partition assignments for partition \(partition)")
            }
            try ReplicaAssignment.check(brokers, only: broker)
        }
        // As many distinct indices as there are, none outside 0 up to that number.
        guard seen.allSatisfy({ $0.rawValue >= 0 && Int($0.rawValue) < seen.count }) else {
            throw AdminRefusal(
                .invalidReplicaAssignment, "partitions should be a consecutive 0-based integer sequence")
        }
        return Int32(seen.count)
    }
}

/// Which brokers a client may name for a partition, where there is one.
enum ReplicaAssignment {
    static func check(_ brokers: [BrokerID], only broker: BrokerID) throws(AdminRefusal) {
        if brokers.isEmpty {
            throw AdminRefusal(.invalidReplicaAssignment, "The manual partition assignment includes an empty replica list.")
        }
        var previous: BrokerID?
        for id in brokers.sorted() {
            if id == previous {
                throw AdminRefusal(
                    .invalidReplicaAssignment, "The manual partition assignment includes the broker \(id) more than once.")
            }
            if id != broker {
                throw AdminRefusal(
                    .invalidReplicaAssignment,
                    "The manual partition assignment includes broker \(id), but no such broker is registered.")
            }
            previous = id
        }
    }
}
