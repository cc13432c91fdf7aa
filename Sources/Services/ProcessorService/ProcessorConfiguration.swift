/// What a processor runs, and within which limits.
public struct ProcessorConfiguration: Sendable {
    /// The pipeline's file, for messages, and its text.
    public var pipelinePath: String
    public var pipelineText: String
    public var dataFolder: String
    /// `HOST:PORT`, before what the tables name.
    public var brokers: String?
    /// Host and port of the store, before what the tables name.
    public var store: StoreAddress?
    /// `--rebuild`: empty the state and count again from the earliest record.
    public var isRebuild = false
    /// Time from an epoch's first record to its commit.
    public var commitIntervalMs: Int64 = 100
    /// How long a part that is needed may take to answer at start.
    public var connectTimeoutMs: Int64 = 30_000
    /// A partition without records for this long stops holding back the watermark; 0: never.
    public var idleTimeoutMs: Int64 = 10_000
    /// Records of one epoch at most: it is committed early when they are reached.
    public var epochRecordsMax = 200_000
    /// Committed epochs whose rows the store has not acknowledged; reading waits when there are as many.
    public var outboxEpochsMax = 8
    /// Groups of one aggregation kept in memory; the others are read from the state when they are needed.
    public var groupsInMemoryMax = 1_000_000
    /// Bytes of the state store's block cache.
    public var stateCacheBytes = 8 << 20

    public init(pipelinePath: String, pipelineText: String, dataFolder: String) {
        self.pipelinePath = pipelinePath
        self.pipelineText = pipelineText
        self.dataFolder = dataFolder
    }
}

/// Where a CQL store listens.
public struct StoreAddress: Hashable, Sendable {
    public var host: String
    public var port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// CQL's own port.
    public static let defaultPort: UInt16 = 9042
}
