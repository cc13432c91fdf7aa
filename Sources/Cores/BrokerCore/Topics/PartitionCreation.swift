public import Identifiers
public import StoredRecords

/// Decides CreatePartitions, one topic at a time.
public struct PartitionCreation: Sendable {
    private let broker: BrokerID
    /// Partitions planned by this request so far.
    private var planned = 0

    public init(broker: BrokerID) { self.broker = broker }

    /// The records that give `name` `count` partitions in all.
    /// - Parameter assignments: the brokers of each new partition; nil: the broker decides.
    public mutating func plan(
        _ name: TopicName, count: Int32, assignments: [[BrokerID]]?, in metadata: ClusterMetadata
    ) throws(AdminRefusal) -> [AnyMetadataRecord] {
        guard let topic = metadata.topics.topic(named: name) else { throw AdminRefusal(.unknownTopicOrPartition) }
        let current = topic.partitionCount
        if count == current { throw AdminRefusal(.invalidPartitions, "Topic already has \(current) partition(s).") }
        if count < current {
            throw AdminRefusal(
                .invalidPartitions,
                "The topic \(name) currently has \(current) partition(s); \(count) would not be an increase.")
        }
        let additional = Int(count) - Int(current)
        guard planned + additional <= TopicCreation.partitionsPerRequestMax else {
            throw AdminRefusal(.policyViolation, "Excessively large number of partitions per request.")
        }
        if let assignments {
            guard assignments.count == additional else {
                throw AdminRefusal(
                    .invalidReplicaAssignment,
                    "Attempted to add \(additional) additional partition(s), but only \(assignments.count) assignment(s) "
                        + "were specified.")
            }
            for brokers in assignments { try ReplicaAssignment.check(brokers, only: broker) }
        }
        planned += additional
        return TopicChange.grow(topic, to: count, broker: broker)
    }
}
