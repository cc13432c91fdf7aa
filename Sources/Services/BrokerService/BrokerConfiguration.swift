public import EventLoops
public import Identifiers

/// Everything the broker is told from outside, with Kafka's defaults where Kafka has the setting.
public struct BrokerConfiguration: Sendable {
    /// Holds everything the broker keeps.
    public var dataFolder: String
    public var listen = ListenAddress(host: "127.0.0.1", port: 9092)
    /// What clients are told to connect to; nil: `listen`, with the port in use.
    public var advertised: ListenAddress?
    /// `node.id`.
    public var nodeID: BrokerID = 1
    /// Event loops; nil: one per core.
    public var loopCount: Int?
    /// Threads for syncs, cold reads and topic changes.
    public var ioThreadCount = 4

    /// `socket.request.max.bytes`.
    public var socketRequestBytesMax = 104_857_600
    /// `max.connections`.
    public var connectionsMax = 10_000
    /// `max.connections.per.ip`.
    public var connectionsPerAddressMax = 10_000
    /// `connections.max.idle.ms`.
    public var connectionsIdleMsMax: Int64 = 600_000
    /// How long a stopping broker waits for what it owes.
    public var drainGraceMs: Int64 = 5_000

    /// `num.partitions`.
    public var partitionsDefault: Int32 = 1
    /// `auto.create.topics.enable`.
    public var createsTopicsAutomatically = true
    /// `flush.on.acks.all`: an acks=all batch is on the disk before it is acknowledged.
    public var syncsOnAcksAll = true
    /// `log.retention.check.interval.ms`.
    public var retentionCheckMs: Int64 = 300_000
    /// `fetch.max.bytes`.
    public var fetchBytesMax = 57_671_680
    /// `max.incremental.fetch.session.cache.slots`.
    public var fetchSessionsMax = 1_000
    /// Recently appended bytes held in memory for readers at the tail, all partitions together.
    public var tailMemoryBytes = 32 << 20
    /// Broker-wide defaults of topic settings that were given, under Kafka's broker names (`log.retention.ms`).
    public var topicDefaults: [String: String] = [:]

    /// `group.initial.rebalance.delay.ms`.
    public var groupInitialRebalanceDelayMs: Int64 = 3_000
    /// `group.min.session.timeout.ms`.
    public var groupSessionTimeoutMsMin: Int32 = 6_000
    /// `group.max.session.timeout.ms`.
    public var groupSessionTimeoutMsMax: Int32 = 1_800_000
    /// `group.max.size`.
    public var groupSizeMax = Int(Int32.max)
    /// `offsets.topic.num.partitions`.
    public var offsetsTopicPartitions: Int32 = 50
    /// `offset.metadata.max.bytes`.
    public var offsetMetadataBytesMax = 4_096
    /// `offsets.retention.minutes`, in milliseconds.
    public var offsetsRetentionMs: Int64 = 7 * 24 * 3_600_000
    /// `offsets.retention.check.interval.ms`.
    public var offsetsRetentionCheckMs: Int64 = 600_000

    public init(dataFolder: String) { self.dataFolder = dataFolder }
}
