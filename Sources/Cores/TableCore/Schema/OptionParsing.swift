// Reading and checking the properties of WITH.

extension TableOptions {
    /// These options with what `properties` say in their place.
    /// - Throws: syntax for what is of the wrong form or not known, configuration for what is out of bounds.
    func applying(_ properties: [Property]) throws(StatementError) -> TableOptions {
        try Self.checkNames(properties, known: Self.names)
        var options = self
        for property in properties { try options.apply(property) }
        try options.check()
        return options
    }

    /// What a new table gets where its properties are silent: leveled compaction goes with a larger false-positive chance.
    func withDefaults(_ properties: [Property]) -> TableOptions {
        guard compaction["class"]?.hasSuffix(".LeveledCompactionStrategy") == true,
            !properties.contains(where: { $0.name == "bloom_filter_fp_chance" })
        else { return self }
        var options = self
        options.bloomFilterFPChance = 0.1
        return options
    }

    private static let names: Set<String> = [
        "additional_write_policy", "allow_auto_snapshot", "bloom_filter_fp_chance", "caching", "cdc", "comment", "compaction",
        "compression", "memtable", "crc_check_chance", "default_time_to_live", "extensions", "gc_grace_seconds",
        "incremental_backups", "max_index_interval", "memtable_flush_period_in_ms", "min_index_interval", "read_repair",
        "speculative_retry", "id",
    ]

    static func checkNames(_ properties: [Property], known: Set<String>) throws(StatementError) {
        var seen: Set<String> = []
        for property in properties {
            guard seen.insert(property.name).inserted else {
                throw .syntax("Multiple definitions for property '\(property.name)'")
            }
        }
        for property in properties where !known.contains(property.name) {
            throw .syntax("Unknown property '\(property.name)'")
        }
    }

    private mutating func apply(_ property: Property) throws(StatementError) {
        switch property.name {
        case "additional_write_policy": additionalWritePolicy = try SpeculativePolicy.normalised(property.text())
        case "allow_auto_snapshot": allowAutoSnapshot = try property.boolean()
        case "bloom_filter_fp_chance": bloomFilterFPChance = try property.double()
        case "caching": caching = try CachingOptions.checked(property.map())
        case "cdc": cdc = try property.boolean()
        case "comment": comment = try property.text()
        case "compaction": compaction = try CompactionOptions.checked(property.map())
        case "compression": compression = try CompressionOptions.checked(property.map())
        case "memtable":
            let name = try property.text()
            guard name == "default" else { throw .configuration("Memtable configuration \"\(name)\" not found.") }
        case "crc_check_chance": crcCheckChance = try property.double()
        case "default_time_to_live": defaultTimeToLive = try property.integer()
        case "extensions": _ = try property.map()
        case "gc_grace_seconds": gcGraceSeconds = try property.integer()
        case "incremental_backups": incrementalBackups = try property.boolean()
        case "max_index_interval": maxIndexInterval = try property.integer()
        case "memtable_flush_period_in_ms": memtableFlushPeriodMs = try property.integer()
        case "min_index_interval": minIndexInterval = try property.integer()
        case "read_repair":
            let name = try property.text().uppercased()
            guard name == "NONE" || name == "BLOCKING" else {
                throw StatementError(.server, "read_repair is NONE or BLOCKING, not \(name)")
            }
            readRepair = name
        case "speculative_retry": speculativeRetry = try SpeculativePolicy.normalised(property.text())
        default: break
        }
    }

    private func check() throws(StatementError) {
        guard bloomFilterFPChance > 6.71e-5, bloomFilterFPChance <= 1 else {
            throw .configuration(
                "bloom_filter_fp_chance must be larger than 6.71E-5 and less than or equal to 1.0 (got \(JavaText.double(bloomFilterFPChance)))"
            )
        }
        guard crcCheckChance >= 0, crcCheckChance <= 1 else {
            throw .configuration(
                "crc_check_chance must be larger than or equal to 0 and smaller than or equal to 1.0 (got \(JavaText.double(crcCheckChance)))"
            )
        }
        try Self.atLeast(0, defaultTimeToLive, "default_time_to_live")
        guard defaultTimeToLive <= Self.timeToLiveMax else {
            throw .configuration(
                "default_time_to_live must be less than or equal to \(Self.timeToLiveMax) (got \(defaultTimeToLive))")
        }
        try Self.atLeast(0, gcGraceSeconds, "gc_grace_seconds")
        try Self.atLeast(1, minIndexInterval, "min_index_interval")
        guard maxIndexInterval >= minIndexInterval else {
            throw .configuration(
                "max_index_interval must be greater than or equal to min_index_interval (\(minIndexInterval)) (got \(maxIndexInterval))"
            )
        }
        try Self.atLeast(0, memtableFlushPeriodMs, "memtable_flush_period_in_ms")
    }

    private static func atLeast(_ least: Int32, _ value: Int32, _ name: String) throws(StatementError) {
        guard value >= least else { throw .configuration("\(name) must be greater than or equal to \(least) (got \(value))") }
    }
}

extension Property {
    func text() throws(StatementError) -> String {
        guard case .text(let text) = value else { throw .syntax("Invalid value for property '\(name)'. It should be a string") }
        return text
    }

    func map() throws(StatementError) -> [PropertyValue.PropertyEntry] {
        guard case .map(let entries) = value else { throw .syntax("Invalid value for property '\(name)'. It should be a map.") }
        return entries
    }

    func integer() throws(StatementError) -> Int32 {
        let text = try text()
        guard let number = Int32(text) else { throw .syntax("Invalid integer value \(text) for '\(name)'") }
        return number
    }

    func double() throws(StatementError) -> Double {
        let text = try text()
        guard let number = Double(text) else { throw .syntax("Invalid double value \(text) for '\(name)'") }
        return number
    }

    func boolean() throws(StatementError) -> Bool {
        let text = try text()
        switch text.lowercased() {
        case "1", "true", "yes": return true
        case "0", "false", "no": return false
        default:
            throw .syntax(
                "Invalid boolean value \(text) for '\(name)'. Positive values can be '1', 'true' or 'yes'. Negative values can be '0', 'false' or 'no'."
            )
        }
    }
}

extension [PropertyValue.PropertyEntry] {
    var dictionary: [String: String] { Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last }) }
}

/// `caching`.
enum CachingOptions {
    static func checked(_ entries: [PropertyValue.PropertyEntry]) throws(StatementError) -> [String: String] {
        var caching = ["keys": "ALL", "rows_per_partition": "NONE"]
        let given = entries.dictionary
        let surplus = given.keys.filter { caching[$0] == nil }.sorted()
        guard surplus.isEmpty else {
            throw .configuration(
                "Invalid caching sub-options [\(surplus.joined(separator: ", "))]: only 'keys' and 'rows_per_partition' are allowed"
            )
        }
        if let keys = given["keys"] {
            guard ["ALL", "NONE"].contains(keys.uppercased()) else {
                throw .configuration("Invalid value '\(keys)' for caching sub-option 'keys': only 'ALL' and 'NONE' are allowed")
            }
            caching["keys"] = keys.uppercased()
        }
        if let rows = given["rows_per_partition"] {
            guard ["ALL", "NONE"].contains(rows.uppercased()) || Int32(rows) != nil else {
                throw .configuration(
                    "Invalid value '\(rows)' for caching sub-option 'rows_per_partition': only 'ALL', 'NONE', and integer values are allowed"
                )
            }
            caching["rows_per_partition"] = rows.uppercased()
        }
        return caching
    }
}

/// `compaction`.
enum CompactionOptions {
    private static let package = "org.apache.cassandra.db.compaction."
    static let standard = ["class": package + "SizeTieredCompactionStrategy", "max_threshold": "32", "min_threshold": "4"]

    private static let common: Set<String> = [
        "class", "enabled", "tombstone_threshold", "tombstone_compaction_interval", "unchecked_tombstone_compaction",
        "only_purge_repaired_tombstones", "log_all", "min_threshold", "max_threshold",
    ]
    private static let byStrategy: [String: Set<String>] = [
        "SizeTieredCompactionStrategy": ["min_sstable_size", "bucket_low", "bucket_high"],
        "LeveledCompactionStrategy": ["sstable_size_in_mb", "fanout_size", "single_sstable_uplevel"],
        "TimeWindowCompactionStrategy": [
            "timestamp_resolution", "compaction_window_unit", "compaction_window_size", "expired_sstable_check_frequency_seconds",
            "unsafe_aggressive_sstable_expiration", "min_sstable_size", "bucket_low", "bucket_high",
        ],
        "UnifiedCompactionStrategy": [
            "scaling_parameters", "target_sstable_size", "base_shard_count", "sstable_growth", "flush_size_override",
            "max_sstables_to_compact", "expired_sstable_check_frequency_seconds", "unsafe_aggressive_sstable_expiration",
            "overlap_inclusion_method", "parallelize_output_shards", "min_sstable_size",
        ],
    ]

    static func checked(_ entries: [PropertyValue.PropertyEntry]) throws(StatementError) -> [String: String] {
        var options = entries.dictionary
        guard let name = options["class"] else { throw .configuration("Missing sub-option 'class' for the 'compaction' option") }
        let full = name.contains(".") ? name : package + name
        let short = full.hasPrefix(package) ? String(full.dropFirst(package.count)) : full
        guard let own = byStrategy[short] else { throw .configuration("Unable to find compaction strategy class '\(full)'") }
        options["class"] = full
        let surplus = options.keys.filter { !common.contains($0) && !own.contains($0) }.sorted()
        guard surplus.isEmpty else {
            throw .configuration("Properties specified [\(surplus.joined(separator: ", "))] are not understood by \(short)")
        }
        try checkValues(options)
        if short != "UnifiedCompactionStrategy" { try addThresholds(&options) }
        return options
    }

    private static func checkValues(_ options: [String: String]) throws(StatementError) {
        for name in ["tombstone_threshold", "tombstone_compaction_interval"] {
            if let text = options[name], Double(text) == nil {
                throw .configuration("\(text) is not a parsable int (base10) for \(name)")
            }
        }
        if let unit = options["compaction_window_unit"], !["MINUTES", "HOURS", "DAYS"].contains(unit) {
            throw .configuration("\(unit) is not valid for compaction_window_unit")
        }
    }

    private static func addThresholds(_ options: inout [String: String]) throws(StatementError) {
        var thresholds: [String: Int] = [:]
        for name in ["min_threshold", "max_threshold"] {
            let text = options[name] ?? standard[name] ?? ""
            guard let number = Int(text) else { throw .configuration("\(text) is not a parsable int (base10) for \(name)") }
            thresholds[name] = number
            options[name] = text
        }
        let (least, most) = (thresholds["min_threshold"] ?? 4, thresholds["max_threshold"] ?? 32)
        guard least >= 2 else { throw .configuration("Min compaction threshold cannot be less than 2 (got \(least))") }
        guard least <= most else {
            throw .configuration(
                "Min compaction threshold (got \(least)) cannot be greater than max compaction threshold (got \(most))")
        }
    }
}

/// `compression`.
enum CompressionOptions {
    private static let package = "org.apache.cassandra.io.compress."
    static let standard = ["chunk_length_in_kb": "16", "class": package + "LZ4Compressor"]
    private static let disabled = ["enabled": "false"]
    private static let byClass: [String: Set<String>] = [
        "LZ4Compressor": ["lz4_compressor_type", "lz4_high_compressor_level"], "SnappyCompressor": [], "DeflateCompressor": [],
        "NoopCompressor": [], "ZstdCompressor": ["compression_level"],
    ]

    static func checked(_ entries: [PropertyValue.PropertyEntry]) throws(StatementError) -> [String: String] {
        var options = entries.dictionary
        if options.isEmpty || options["enabled"]?.lowercased() == "false" && options["class"] == nil { return disabled }
        guard let name = options["class"] else {
            throw .configuration("Missing sub-option 'class' for the 'compression' option.")
        }
        guard !name.isEmpty else {
            throw .configuration("The 'class' option must not be empty. To disable compression use 'enabled' : false")
        }
        let full = name.contains(".") ? name : package + name
        let short = full.hasPrefix(package) ? String(full.dropFirst(package.count)) : full
        guard let own = byClass[short] else { throw .configuration("Could not create Compression for type \(full)") }
        options["class"] = full
        let known: Set<String> = ["class", "enabled", "chunk_length_in_kb", "min_compress_ratio"]
        let surplus = options.keys.filter { !known.contains($0) && !own.contains($0) }.sorted()
        guard surplus.isEmpty else { throw .configuration("Unknown compression options \(surplus.joined(separator: ", "))") }
        if options.removeValue(forKey: "enabled")?.lowercased() == "false" { return disabled }
        let length = options["chunk_length_in_kb"] ?? "16"
        guard let number = Int(length), number > 0, number & (number - 1) == 0 else {
            throw .configuration("chunk_length_in_kb must be a power of 2")
        }
        options["chunk_length_in_kb"] = length
        if let ratio = options["min_compress_ratio"], let number = Double(ratio) {
            options["min_compress_ratio"] = JavaText.double(number)
        }
        return options
    }
}

/// `speculative_retry` and `additional_write_policy`.
enum SpeculativePolicy {
    static func normalised(_ text: String) throws(StatementError) -> String {
        let upper = text.uppercased()
        switch upper {
        case "NONE", "NEVER": return "NEVER"
        case "ALWAYS": return "ALWAYS"
        default: break
        }
        let refusal = StatementError.configuration("Invalid value \(text) for option 'speculative_retry'")
        if upper.hasPrefix("MIN(") || upper.hasPrefix("MAX("), upper.hasSuffix(")") {
            let parts = text.dropFirst(4).dropLast().split(separator: ",").map { $0.filter { $0 != " " } }
            guard parts.count == 2 else { throw refusal }
            return "\(upper.prefix(3))(\(try simple(parts[0])),\(try simple(parts[1])))"
        }
        return try simple(text)
    }

    private static func simple(_ text: String) throws(StatementError) -> String {
        let upper = text.uppercased()
        let refusal = StatementError.configuration("Invalid value \(text) for option 'speculative_retry'")
        if upper.hasSuffix("MS") {
            guard let number = Double(upper.dropLast(2)) else { throw refusal }
            return number == number.rounded() && number < 1e9 ? "\(Int(number))ms" : "\(number)ms"
        }
        for suffix in ["PERCENTILE", "P"] where upper.hasSuffix(suffix) {
            guard let number = Double(upper.dropLast(suffix.count)) else { throw refusal }
            guard number >= 0, number <= 100 else {
                throw .configuration(
                    "Invalid value \(text) for PERCENTILE option 'speculative_retry': must be between (0.0 and 100.0)")
            }
            return number == number.rounded() ? "\(Int(number))p" : "\(number)p"
        }
        throw refusal
    }
}
