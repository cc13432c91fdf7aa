import EventLoops
public import Settings

/// The store's settings, under cassandra.yaml's names where it has one, and what they come to.
public enum StoreSettings {
    /// Keys that command-line options set.
    public enum Key {
        public static let data = "data_file_directories"
        public static let listen = "native_transport_address"
        public static let advertise = "broadcast_rpc_address"
    }

    private static func count(_ key: String, _ value: Int, _ range: ClosedRange<Int64>, _ doc: String) -> SettingDefinition {
        SettingDefinition(key, .integer, default: "\(value)", range: range, doc: doc)
    }

    private static let builtIn = StoreConfiguration(dataFolder: "store-data")

    /// Every setting that is read.
    public static let definitions: [SettingDefinition] = [
        SettingDefinition(Key.data, .string, default: builtIn.dataFolder, doc: "folder that holds everything the store keeps"),
        SettingDefinition(Key.listen, .string, default: builtIn.listen.description, doc: "address to listen on, HOST:PORT"),
        SettingDefinition(
            Key.advertise, .string, doc: "address that clients are told, HOST:PORT; by default the one listened on"),
        count("native_transport_threads", builtIn.loopCount, 1...256, "event loops"),
        count("concurrent_reads", builtIn.ioThreadCount, 1...256, "threads for reads and definitions"),
        count("native_transport_max_concurrent_connections", builtIn.connectionsMax, 1...1_000_000, "connections open at once"),
        count("native_transport_max_frame_size", builtIn.requestBytesMax, 1024...(256 << 20), "longest request, bytes"),
        count(
            "native_transport_max_requests_per_connection", builtIn.requestsInFlightMax, 1...32_768,
            "requests of one connection that are worked on at once"),
        count("prepared_statements_cache_entries", builtIn.preparedStatementsMax, 1...1_000_000, "prepared statements kept"),
        count("file_cache_size", builtIn.blockCacheBytes, (1 << 20)...(1 << 40), "memory for blocks that were read, bytes"),
        count(
            "memtable_heap_space", builtIn.writeBufferBytes, (1 << 20)...(1 << 40), "memory for writes not yet written out, bytes"
        ),
        SettingDefinition(
            "native_transport_idle_timeout", .duration, default: "0", doc: "a connection silent for so long is closed; 0 never"),
    ]

    /// What the settings come to.
    /// - Throws: ``SettingsError`` naming an address that cannot be read.
    public static func configuration(from settings: Settings) throws(SettingsError) -> StoreConfiguration {
        var configuration = StoreConfiguration(dataFolder: settings.string(Key.data))
        configuration.listen = try address(settings.string(Key.listen), Key.listen)
        if let advertised = settings.optional(Key.advertise) { configuration.advertised = try address(advertised, Key.advertise) }
        configuration.loopCount = settings.int("native_transport_threads")
        configuration.ioThreadCount = settings.int("concurrent_reads")
        configuration.connectionsMax = settings.int("native_transport_max_concurrent_connections")
        configuration.requestBytesMax = settings.int("native_transport_max_frame_size")
        configuration.requestsInFlightMax = settings.int("native_transport_max_requests_per_connection")
        configuration.preparedStatementsMax = settings.int("prepared_statements_cache_entries")
        configuration.blockCacheBytes = settings.int("file_cache_size")
        configuration.writeBufferBytes = settings.int("memtable_heap_space")
        configuration.connectionsIdleMsMax = settings.milliseconds("native_transport_idle_timeout")
        return configuration
    }

    private static func address(_ text: String, _ key: String) throws(SettingsError) -> ListenAddress {
        guard let address = ListenAddress(text) else { throw SettingsError("\(key)=\(text) is not HOST:PORT") }
        return address
    }
}
