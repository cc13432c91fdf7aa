import CRocksDB
import TableCore

/// The engine's options. What they are and why: measured, see docs/decisions/storage-engine.md.
struct RocksOptions {
    /// Bytes of a row's key up to the end of the token: what bloom filters tell apart.
    static let prefixLength = 12
    /// Operands of one key in memory before a write merges them, so that a hot counter stays cheap to read.
    static let successiveMergesMax = 16
    /// Seconds after which entries are compacted anyway, so that what has expired is reclaimed.
    static let periodicCompactionSeconds = 86_400

    let database: OpaquePointer
    private let cache: OpaquePointer
    private let configuration: RocksConfiguration

    init(_ configuration: RocksConfiguration) {
        self.configuration = configuration
        cache = rocksdb_cache_create_lru(configuration.blockCacheBytes)
        database = rocksdb_options_create()
        rocksdb_options_set_create_if_missing(database, 1)
        rocksdb_options_set_create_missing_column_families(database, 1)
        rocksdb_options_set_max_open_files(database, Int32(clamping: configuration.openFilesMax))
        rocksdb_options_set_max_background_jobs(database, Int32(clamping: configuration.backgroundJobs))
        rocksdb_options_set_max_total_wal_size(database, UInt64(configuration.writeBufferBytes) * 2)
        // The engine's own text log is for its developers: keep it small.
        rocksdb_options_set_info_log_level(database, 2)
        rocksdb_options_set_max_log_file_size(database, 1 << 20)
        rocksdb_options_set_keep_log_file_num(database, 2)
        rocksdb_options_set_bytes_per_sync(database, 1 << 20)
        configure(database, holdsRows: false)
    }

    /// Options of one family; destroy them when it is open.
    func family(holdsRows: Bool) -> OpaquePointer? {
        guard let plain = rocksdb_options_create() else { return nil }
        configure(plain, holdsRows: holdsRows)
        guard holdsRows, let periodic = rocksdb_options_create() else { return plain }
        // This setting has no function of its own in the engine's C interface.
        var message: UnsafeMutablePointer<CChar>?
        rocksdb_get_options_from_string(
            plain, "periodic_compaction_seconds=\(Self.periodicCompactionSeconds)", periodic, &message)
        if let message {
            rocksdb_free(message)
            rocksdb_options_destroy(periodic)
            return plain
        }
        rocksdb_options_destroy(plain)
        return periodic
    }

    private func configure(_ options: OpaquePointer, holdsRows: Bool) {
        rocksdb_options_set_write_buffer_size(options, holdsRows ? configuration.writeBufferBytes : 4 << 20)
        rocksdb_options_set_compression(options, Int32(rocksdb_lz4_compression))
        rocksdb_options_set_level_compaction_dynamic_level_bytes(options, 1)
        let table = rocksdb_block_based_options_create()
        rocksdb_block_based_options_set_block_cache(table, cache)
        rocksdb_block_based_options_set_block_size(table, 4096)
        rocksdb_block_based_options_set_filter_policy(table, rocksdb_filterpolicy_create_bloom_full(10))
        rocksdb_options_set_block_based_table_factory(options, table)
        rocksdb_block_based_options_destroy(table)
        rocksdb_options_set_merge_operator(options, RocksCallbacks.mergeOperator())
        guard holdsRows else { return }
        rocksdb_options_set_prefix_extractor(options, rocksdb_slicetransform_create_fixed_prefix(Self.prefixLength))
        rocksdb_options_set_memtable_prefix_bloom_size_ratio(options, 0.05)
        rocksdb_options_set_memtable_whole_key_filtering(options, 1)
        rocksdb_options_set_max_successive_merges(options, Self.successiveMergesMax)
        rocksdb_options_set_compaction_filter_factory(options, RocksCallbacks.filterFactory())
    }

    func destroy() {
        rocksdb_options_destroy(database)
        rocksdb_cache_destroy(cache)
    }
}
