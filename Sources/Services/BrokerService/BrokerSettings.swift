import BrokerCore
import EventLoops
import Identifiers
public import Settings

/// The broker's settings under Kafka's names, and what they come to.
public enum BrokerSettings {
    /// Keys that Kafka has no name for.
    public enum Key {
        public static let data = "log.dirs"
        public static let listen = "listeners"
        public static let advertise = "advertised.listeners"
        public static let loops = "num.network.threads"
    }

    private static func milliseconds(_ key: String, _ value: Int64, min: Int64 = 0, _ doc: String) -> SettingDefinition {
        SettingDefinition(key, .integer, default: "\(value)", range: min...Int64.max, doc: doc)
    }

    private static func count(_ key: String, _ value: Int64, _ range: ClosedRange<Int64>, _ doc: String) -> SettingDefinition {
        SettingDefinition(key, .integer, default: "\(value)", range: range, doc: doc)
    }

    private static let int32 = 1...Int64(Int32.max)

    /// Every setting that is read; a topic setting's broker-wide default is among them under Kafka's broker name.
    public static let definitions: [SettingDefinition] =
        [
            SettingDefinition(Key.data, .string, default: "broker-data", doc: "folder that holds everything the broker keeps"),
            SettingDefinition(Key.listen, .string, default: "127.0.0.1:9092", doc: "address to listen on, HOST:PORT"),
            SettingDefinition(
                Key.advertise, .string, doc: "address that clients are told, HOST:PORT; by default the one listened on"),
            count("node.id", 1, 0...Int64(Int32.max), "the broker's id"),
            SettingDefinition(Key.loops, .integer, range: 1...256, doc: "event loops; by default one per core"),
            count("num.io.threads", 4, 1...256, "threads for syncs, cold reads and topic changes"),
            count("socket.request.max.bytes", 104_857_600, int32, "longest request"),
            count("max.connections", 10_000, int32, "connections open at once"),
            count("max.connections.per.ip", 10_000, int32, "connections of one client address"),
            milliseconds("connections.max.idle.ms", 600_000, "a connection on which nothing happens for so long is closed"),
            count("num.partitions", 1, 1...10_000, "partitions of topics made on first use"),
            SettingDefinition("auto.create.topics.enable", .boolean, default: "true", doc: "topics are made on first use"),
            SettingDefinition(
                "flush.on.acks.all", .boolean, default: "true",
                doc: "a batch with acks=all is on the disk before it is acknowledged"),
            milliseconds("log.retention.check.interval.ms", 300_000, min: 1, "how often old segments are looked for"),
            count("fetch.max.bytes", 57_671_680, 1_024...Int64(Int32.max), "most bytes of one fetch answer"),
            count("max.incremental.fetch.session.cache.slots", 1_000, 0...1_000_000, "fetch sessions kept"),
            count("millrace.tail.memory.bytes", 32 << 20, 0...(1 << 40), "recently appended bytes kept in memory for readers"),
            milliseconds("group.initial.rebalance.delay.ms", 3_000, "how long a group's first generation waits for members"),
            count("group.min.session.timeout.ms", 6_000, int32, "shortest session timeout that a member may ask for"),
            count("group.max.session.timeout.ms", 1_800_000, int32, "longest session timeout that a member may ask for"),
            count("group.max.size", Int64(Int32.max), int32, "members of one group"),
            count("offsets.topic.num.partitions", 50, 1...10_000, "partitions of __consumer_offsets, when it is made"),
            count("offset.metadata.max.bytes", 4_096, 0...Int64(Int32.max), "longest text kept with a committed offset"),
            count("offsets.retention.minutes", 10_080, int32, "how long offsets of an empty group are kept"),
            milliseconds("offsets.retention.check.interval.ms", 600_000, min: 1, "how often expired offsets are looked for"),
        ] + topicDefaults

    /// Broker-wide defaults of topic settings; only those given are passed on.
    private static let topicDefaults: [SettingDefinition] = ConfigCatalog.definitions(.topic).compactMap { definition in
        definition.brokerSynonym.map {
            SettingDefinition($0, .string, doc: "default of the topic setting \(definition.name)")
        }
    }

    /// What the settings come to.
    /// - Throws: ``SettingsError`` naming an address that cannot be read or a topic default that is not valid.
    public static func configuration(from settings: Settings) throws(SettingsError) -> BrokerConfiguration {
        var configuration = BrokerConfiguration(dataFolder: settings.string(Key.data))
        configuration.listen = try address(settings.string(Key.listen), Key.listen)
        if let advertised = settings.optional(Key.advertise) { configuration.advertised = try address(advertised, Key.advertise) }
        configuration.nodeID = BrokerID(Int32(clamping: settings.integer("node.id")))
        if settings.optional(Key.loops) != nil { configuration.loopCount = settings.int(Key.loops) }
        configuration.ioThreadCount = settings.int("num.io.threads")
        configuration.socketRequestBytesMax = settings.int("socket.request.max.bytes")
        configuration.connectionsMax = settings.int("max.connections")
        configuration.connectionsPerAddressMax = settings.int("max.connections.per.ip")
        configuration.connectionsIdleMsMax = settings.integer("connections.max.idle.ms")
        configuration.partitionsDefault = Int32(clamping: settings.integer("num.partitions"))
        configuration.createsTopicsAutomatically = settings.boolean("auto.create.topics.enable")
        configuration.syncsOnAcksAll = settings.boolean("flush.on.acks.all")
        configuration.retentionCheckMs = settings.integer("log.retention.check.interval.ms")
        configuration.fetchBytesMax = settings.int("fetch.max.bytes")
        configuration.fetchSessionsMax = settings.int("max.incremental.fetch.session.cache.slots")
        configuration.tailMemoryBytes = settings.int("millrace.tail.memory.bytes")
        configuration.groupInitialRebalanceDelayMs = settings.integer("group.initial.rebalance.delay.ms")
        configuration.groupSessionTimeoutMsMin = Int32(clamping: settings.integer("group.min.session.timeout.ms"))
        configuration.groupSessionTimeoutMsMax = max(
            configuration.groupSessionTimeoutMsMin, Int32(clamping: settings.integer("group.max.session.timeout.ms")))
        configuration.groupSizeMax = settings.int("group.max.size")
        configuration.offsetsTopicPartitions = Int32(clamping: settings.integer("offsets.topic.num.partitions"))
        configuration.offsetMetadataBytesMax = settings.int("offset.metadata.max.bytes")
        configuration.offsetsRetentionMs = settings.integer("offsets.retention.minutes") * 60_000
        configuration.offsetsRetentionCheckMs = settings.integer("offsets.retention.check.interval.ms")
        configuration.topicDefaults = try defaults(from: settings)
        return configuration
    }

    private static func address(_ text: String, _ key: String) throws(SettingsError) -> ListenAddress {
        // Kafka writes PLAINTEXT://HOST:PORT.
        let scheme = "PLAINTEXT://"
        let bare = text.hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
        guard let address = ListenAddress(bare) else { throw SettingsError("\(key) is \(text), which is not HOST:PORT") }
        return address
    }

    private static func defaults(from settings: Settings) throws(SettingsError) -> [String: String] {
        var given: [String: String] = [:]
        for definition in ConfigCatalog.definitions(.topic) {
            guard let key = definition.brokerSynonym, let value = settings.optional(key) else { continue }
            do throws(ConfigObjection) {
                _ = try definition.value(of: value)
            } catch {
                throw SettingsError("\(key): \(error.message)")
            }
            given[key] = value
        }
        return given
    }
}
