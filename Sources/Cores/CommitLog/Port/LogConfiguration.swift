/// What a topic's settings ask of its partitions' logs, and the limits of memory. Defaults are Kafka's, except where
/// a property says so.
public struct LogConfiguration: Hashable, Sendable {
    /// `segment.bytes`.
    public var segmentBytes = 1_073_741_824
    /// `segment.ms`: age at which the active segment is closed, by its records' time.
    public var segmentMs: Int64 = 604_800_000
    /// `segment.jitter.ms`, already drawn: taken from `segmentMs`, so that many partitions do not roll at once.
    public var segmentJitterMs: Int64 = 0
    /// `segment.index.bytes`: the most bytes of an offset or time index.
    public var indexBytesMax = 10_485_760
    /// `index.interval.bytes`: bytes of batches between two index entries.
    public var indexIntervalBytes = 4096
    /// `retention.ms`; nil for no limit (-1).
    public var retentionMs: Int64? = 604_800_000
    /// `retention.bytes`; nil for no limit (-1).
    public var retentionBytes: Int64?
    /// Old segments are deleted by `retentionMs` and `retentionBytes` (`cleanup.policy` has `delete`).
    public var deletesOldSegments = true
    /// `cleanup.policy` has `compact`: gaps between offsets are legal.
    public var isCompacted = false
    /// `producer.id.expiration.ms`: a producer silent for longer is forgotten.
    public var producerExpirationMs: Int64 = 86_400_000
    /// Recently appended bytes kept for readers at the tail, per partition. Millrace's own.
    public var tailBytesMax = 4 * 1024 * 1024

    public init() {}
}
