public import Bytes
public import Identifiers

/// A partition of a topic.
public struct KafkaPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var topic: TopicName
    public var partition: PartitionIndex

    public init(_ topic: TopicName, _ partition: PartitionIndex) {
        self.topic = topic
        self.partition = partition
    }

    public static func < (a: KafkaPartition, b: KafkaPartition) -> Bool { (a.topic, a.partition) < (b.topic, b.partition) }
    public var description: String { "\(topic)-\(partition)" }
}

/// A record as consumed. Its bytes share memory with the other records of its batch.
public struct KafkaRecord: Sendable {
    public let source: KafkaPartition
    public let offset: Offset
    /// ``LeaderEpoch/unknown`` where the broker does not say.
    public let leaderEpoch: LeaderEpoch
    /// Milliseconds since 1970, -1 without one.
    public let timestampMs: Int64
    public let key: ByteSlice?
    public let value: ByteSlice?
    public let headers: [(name: String, value: ByteSlice?)]
}

/// What one poll brought.
public struct KafkaBatch: Sendable {
    /// In order within each partition.
    public var records: [KafkaRecord] = []
    /// Partitions whose end was reached, with the offset there: asked for with `reportsEnds`.
    public var ends: [(partition: KafkaPartition, offset: Offset)] = []
    /// Partitions that cannot be read for now, and why; the client goes on trying unless the error says otherwise.
    public var failures: [(partition: KafkaPartition?, error: KafkaClientError)] = []

    public init() {}
    public var isEmpty: Bool { records.isEmpty && ends.isEmpty && failures.isEmpty }
}
