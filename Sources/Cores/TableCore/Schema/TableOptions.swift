/// The options of a table: kept and shown as Cassandra shows them. What governs here is `default_time_to_live` and
/// `gc_grace_seconds`; the others describe an engine that is not ours.
public struct TableOptions: Hashable, Sendable {
    public var additionalWritePolicy = "99p"
    public var allowAutoSnapshot: Bool?
    public var bloomFilterFPChance = 0.01
    public var caching = ["keys": "ALL", "rows_per_partition": "NONE"]
    public var cdc: Bool?
    public var comment = ""
    public var compaction = CompactionOptions.standard
    public var compression = CompressionOptions.standard
    public var memtable: String?
    public var crcCheckChance = 1.0
    /// Seconds; 0 for ever.
    public var defaultTimeToLive: Int32 = 0
    /// Seconds for which a tombstone is kept.
    public var gcGraceSeconds: Int32 = 864_000
    public var incrementalBackups: Bool?
    public var maxIndexInterval: Int32 = 2048
    public var memtableFlushPeriodMs: Int32 = 0
    public var minIndexInterval: Int32 = 128
    public var readRepair = "BLOCKING"
    public var speculativeRetry = "99p"

    /// The longest time to live, 20 years in seconds.
    public static let timeToLiveMax: Int32 = 630_720_000

    public init() {}

    /// Every option as DESCRIBE writes it, in its order.
    public var described: [(name: String, value: String)] {
        func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
        func map(_ entries: [String: String]) -> String {
            "{" + entries.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(quoted($0.value))" }.joined(separator: ", ")
                + "}"
        }
        return [
            ("additional_write_policy", quoted(additionalWritePolicy)),
            ("allow_auto_snapshot", String(allowAutoSnapshot ?? true)),
            ("bloom_filter_fp_chance", JavaText.double(bloomFilterFPChance)),
            ("caching", map(caching)),
            ("cdc", String(cdc ?? false)),
            ("comment", quoted(comment)),
            ("compaction", map(compaction)),
            ("compression", map(compression)),
            ("memtable", quoted(memtable ?? "default")),
            ("crc_check_chance", JavaText.double(crcCheckChance)),
            ("default_time_to_live", String(defaultTimeToLive)),
            ("extensions", "{}"),
            ("gc_grace_seconds", String(gcGraceSeconds)),
            ("incremental_backups", String(incrementalBackups ?? true)),
            ("max_index_interval", String(maxIndexInterval)),
            ("memtable_flush_period_in_ms", String(memtableFlushPeriodMs)),
            ("min_index_interval", String(minIndexInterval)),
            ("read_repair", quoted(readRepair)),
            ("speculative_retry", quoted(speculativeRetry)),
        ]
    }
}

/// Texts as Java writes them.
enum JavaText {
    /// `0.01`, `1.0`, `1.0E-7`.
    static func double(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
        let magnitude = value.magnitude
        if value == 0 || (magnitude >= 1e-3 && magnitude < 1e7) { return plain(value) }
        var (digits, exponent) = scientific(value)
        if !digits.contains(".") { digits += ".0" }
        if exponent.hasPrefix("+") { exponent.removeFirst() }
        return "\(digits)E\(Int(exponent) ?? 0)"
    }

    private static func plain(_ value: Double) -> String {
        let text = "\(value)"
        guard let mark = text.firstIndex(of: "e") else { return text }
        // Swift writes small numbers with an exponent that Java writes out.
        let exponent = Int(text[text.index(after: mark)...]) ?? 0
        var digits = text[..<mark].filter { $0 != "." && $0 != "-" }
        let sign = value < 0 ? "-" : ""
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        while digits.count <= exponent { digits += "0" }
        return sign + digits + ".0"
    }

    private static func scientific(_ value: Double) -> (String, String) {
        let text = "\(value)"
        if let mark = text.firstIndex(of: "e") { return (String(text[..<mark]), String(text[text.index(after: mark)...])) }
        // A large number that Swift writes out: 12345678.0
        let negative = text.hasPrefix("-")
        let body = negative ? text.dropFirst() : text[...]
        let whole = body.prefix { $0 != "." }
        var digits = whole + body.dropFirst(whole.count + 1)
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let exponent = whole.count - 1
        let rest = digits.dropFirst()
        return ((negative ? "-" : "") + "\(digits.prefix(1)).\(rest.isEmpty ? "0" : String(rest))", String(exponent))
    }
}
