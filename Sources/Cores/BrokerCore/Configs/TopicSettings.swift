/// A topic's settings as the log and the checks of produced records use them.
public struct TopicSettings: Equatable, Sendable {
    public var cleanupPolicies: Set<String>
    public var compressionType: String
    public var gzipLevel: Int
    public var lz4Level: Int
    public var zstdLevel: Int
    public var deleteRetentionMs: Int64
    public var fileDeleteDelayMs: Int64
    public var flushMessages: Int64
    public var flushMs: Int64
    public var indexIntervalBytes: Int
    public var maxCompactionLagMs: Int64
    public var minCompactionLagMs: Int64
    public var messageBytesMax: Int
    public var timestampAfterMaxMs: Int64
    public var timestampBeforeMaxMs: Int64
    /// Whether the broker's clock stamps records, not the producer's.
    public var usesLogAppendTime: Bool
    public var minCleanableDirtyRatio: Double
    public var minInsyncReplicas: Int
    public var preallocates: Bool
    /// -1: without limit.
    public var retentionBytes: Int64
    /// -1: without limit.
    public var retentionMs: Int64
    public var segmentBytes: Int
    public var segmentIndexBytes: Int
    public var segmentJitterMs: Int64
    public var segmentMs: Int64

    public var isCompacted: Bool { cleanupPolicies.contains("compact") }
    public var deletesOldSegments: Bool { cleanupPolicies.contains("delete") }

    /// - Parameter values: the effective texts by topic setting; a missing or unreadable one has Kafka's default. Texts were
    ///   checked when they were set.
    public init(_ values: [String: String]) {
        func value(_ name: String) -> ConfigValue? {
            guard let definition = ConfigCatalog.definition(.topic, name) else { return nil }
            if let text = values[name], let value = try? definition.value(of: text) { return value }
            return definition.defaultValue.flatMap { try? definition.value(of: $0) }
        }
        func long(_ name: String) -> Int64 {
            if case .integer(let number)? = value(name) { return number }
            return 0
        }
        func flag(_ name: String) -> Bool { value(name) == .boolean(true) }
        func text(_ name: String) -> String {
            if case .text(let text)? = value(name) { return text }
            return ""
        }
        if case .list(let items)? = value("cleanup.policy") { cleanupPolicies = Set(items) } else { cleanupPolicies = [] }
        if case .double(let ratio)? = value("min.cleanable.dirty.ratio") {
            minCleanableDirtyRatio = ratio
        } else {
            minCleanableDirtyRatio = 0.5
        }
        compressionType = text("compression.type")
        gzipLevel = Int(long("compression.gzip.level"))
        lz4Level = Int(long("compression.lz4.level"))
        zstdLevel = Int(long("compression.zstd.level"))
        deleteRetentionMs = long("delete.retention.ms")
        fileDeleteDelayMs = long("file.delete.delay.ms")
        flushMessages = long("flush.messages")
        flushMs = long("flush.ms")
        indexIntervalBytes = Int(long("index.interval.bytes"))
        maxCompactionLagMs = long("max.compaction.lag.ms")
        minCompactionLagMs = long("min.compaction.lag.ms")
        messageBytesMax = Int(long("max.message.bytes"))
        timestampAfterMaxMs = long("message.timestamp.after.max.ms")
        timestampBeforeMaxMs = long("message.timestamp.before.max.ms")
        usesLogAppendTime = text("message.timestamp.type") == "LogAppendTime"
        minInsyncReplicas = Int(long("min.insync.replicas"))
        preallocates = flag("preallocate")
        retentionBytes = long("retention.bytes")
        retentionMs = long("retention.ms")
        segmentBytes = Int(long("segment.bytes"))
        segmentIndexBytes = Int(long("segment.index.bytes"))
        segmentJitterMs = long("segment.jitter.ms")
        segmentMs = long("segment.ms")
    }
}
