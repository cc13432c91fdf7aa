public import EventLoops

/// What a store runs with: plain values and their defaults.
public struct StoreConfiguration: Sendable {
    /// The folder that holds everything the store keeps.
    public var dataFolder: String
    public var listen = ListenAddress(host: "127.0.0.1", port: 9042)
    /// The address clients are told; nil: the one listened on.
    public var advertised: ListenAddress?
    public var loopCount = 1
    /// Threads for reads and definitions.
    public var ioThreadCount = 2
    public var connectionsMax = 10_000
    public var connectionsIdleMsMax: Int64 = 0
    /// The longest body of a request, bytes.
    public var requestBytesMax = 16 << 20
    /// Requests of one connection that may be worked on at once; more wait unread.
    public var requestsInFlightMax = 4_096
    /// Prepared statements kept; the longest unused goes first.
    public var preparedStatementsMax = 10_000
    /// Memory for blocks of the tables that were read, bytes.
    public var blockCacheBytes = 32 << 20
    /// Memory for writes before they are written out, bytes.
    public var writeBufferBytes = 32 << 20
    /// How long a stop waits for answers that are owed.
    public var drainGraceMs: Int64 = 5_000

    public init(dataFolder: String) { self.dataFolder = dataFolder }
}
