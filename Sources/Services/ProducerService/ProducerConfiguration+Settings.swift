import KafkaClient
public import Settings

extension ProducerConfiguration {
    /// The keys of `millrace-producer`. Kafka's names where Kafka has one.
    public static let settings: [SettingDefinition] = [
        SettingDefinition("bootstrap.servers", .string, default: "127.0.0.1:9092", doc: "brokers to begin with, HOST:PORT"),
        SettingDefinition("topic", .string, default: "", doc: "topic to publish to"),
        SettingDefinition(
            "acks", .choice(["0", "1", "all"]), default: "all", doc: "who has a record when it counts as delivered"),
        SettingDefinition("enable.idempotence", .boolean, default: "true", doc: "no duplicates by retries (with acks=all)"),
        SettingDefinition(
            "compression.type", .choice(["none", "gzip", "snappy", "lz4", "zstd"]), default: "none", doc: "of batches"),
        SettingDefinition("linger.ms", .integer, default: "5", range: 0...60_000, doc: "wait to fill a batch"),
        SettingDefinition("batch.size", .integer, default: "1000000", range: 1...100_000_000, doc: "largest batch in bytes"),
        SettingDefinition(
            "max.message.bytes", .integer, default: "1048576", range: 1...100_000_000, doc: "largest record; larger are reported"),
        SettingDefinition(
            "delivery.timeout.ms", .integer, default: "120000", range: 1...3_600_000, doc: "until a record counts as failed"),
        SettingDefinition(
            "buffer.memory", .integer, default: "67108864", range: 1_048_576...2_147_483_648, doc: "records under way, in bytes"),
        SettingDefinition("client.id", .string, default: "millrace-producer", doc: "name in the broker's logs"),
        SettingDefinition("connect.timeout", .duration, default: "30 s", range: 1...3_600_000, doc: "wait for the first answer"),
        SettingDefinition("millrace.producer.null", .boolean, default: "false", doc: "records end with NUL, not with a line end"),
        SettingDefinition("millrace.producer.key", .string, default: "", doc: "JSON pointer to the key, /venue/venue_id"),
        SettingDefinition(
            "millrace.producer.headers", .list, default: "", doc: "headers by JSON pointer, NAME=/POINTER, separated by commas"),
        SettingDefinition("millrace.producer.partition", .string, default: "", doc: "JSON pointer to the partition's number"),
        SettingDefinition("millrace.producer.timestamp", .string, default: "", doc: "JSON pointer to milliseconds since 1970"),
        SettingDefinition("millrace.producer.rate", .number, default: "0", doc: "records each second; 0: flat out"),
        SettingDefinition(
            "millrace.producer.speed", .number, default: "0", doc: "replay by recorded timestamps, so many times as fast; 0: no"),
        SettingDefinition(
            "millrace.producer.repeat", .integer, default: "1", range: 1...1_000_000_000, doc: "times to read the input"),
        SettingDefinition(
            "millrace.producer.records", .integer, default: "0", range: 0...Int64.max, doc: "records at most; 0: all"),
        SettingDefinition("millrace.producer.simulate", .string, default: "", doc: "simulator.json: send simulated RSVPs"),
        SettingDefinition("millrace.producer.position", .string, default: "", doc: "file that keeps the simulator's position"),
        SettingDefinition(
            "millrace.producer.progress", .choice(["auto", "always", "never"]), default: "auto", doc: "progress on standard error"
        ),
    ]

    /// - Parameter paths: files and folders of the command line.
    /// - Throws: ``ProducerFailure/badConfiguration(_:)``.
    public init(_ settings: Settings, paths: [String]) throws(ProducerFailure) {
        var connection = KafkaConnection(bootstrapServers: settings.string("bootstrap.servers"))
        connection.clientID = settings.string("client.id")
        var producer = KafkaProducer.Configuration(connection)
        producer.acknowledgements = KafkaProducer.Acknowledgements(rawValue: settings.string("acks")) ?? .all
        producer.isIdempotent = settings.boolean("enable.idempotence")
        producer.compression = settings.string("compression.type")
        producer.lingerMs = settings.int("linger.ms")
        producer.batchBytesMax = settings.int("batch.size")
        producer.messageBytesMax = settings.int("max.message.bytes")
        producer.deliveryTimeoutMs = max(settings.int("delivery.timeout.ms"), producer.lingerMs + 1)
        producer.queuedBytesMax = settings.int("buffer.memory")
        guard !settings.string("topic").isEmpty else { throw .badConfiguration("name the topic with --topic") }
        self.init(producer, topic: settings.string("topic"))
        messageBytesMax = settings.int("max.message.bytes")
        connectTimeoutMs = settings.milliseconds("connect.timeout")
        delimiter = settings.boolean("millrace.producer.null") ? .null : .newline
        repeats = settings.int("millrace.producer.repeat")
        recordsMax = settings.int("millrace.producer.records") == 0 ? nil : settings.int("millrace.producer.records")
        positionFile = settings.string("millrace.producer.position").isEmpty ? nil : settings.string("millrace.producer.position")
        try readFields(settings)
        try readPace(settings)
        let simulator = settings.string("millrace.producer.simulate")
        guard simulator.isEmpty || paths.isEmpty else { throw .badConfiguration("--simulate and files exclude each other") }
        input = simulator.isEmpty ? .paths(paths.isEmpty ? ["-"] : paths) : .simulator(simulator)
    }

    private mutating func readFields(_ settings: Settings) throws(ProducerFailure) {
        func pointer(_ text: String, _ what: String) throws(ProducerFailure) -> JSONPointer? {
            if text.isEmpty { return nil }
            guard let pointer = JSONPointer(text) else {
                throw .badConfiguration("\(what): \(text) is not a JSON pointer such as /venue/venue_id")
            }
            return pointer
        }
        fields.key = try pointer(settings.string("millrace.producer.key"), "key")
        fields.partition = try pointer(settings.string("millrace.producer.partition"), "partition")
        fields.timestamp = try pointer(settings.string("millrace.producer.timestamp"), "timestamp")
        for header in settings.list("millrace.producer.headers") {
            let parts = header.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let found = try pointer(parts[1], "header \(parts[0])") else {
                throw .badConfiguration("header \(header) is not NAME=/POINTER")
            }
            fields.headers.append((parts[0], found))
        }
    }

    private mutating func readPace(_ settings: Settings) throws(ProducerFailure) {
        let rate = settings.number("millrace.producer.rate")
        let speed = settings.number("millrace.producer.speed")
        guard rate >= 0, speed >= 0, rate == 0 || speed == 0 else {
            throw .badConfiguration("--rate and --speed are not negative, and exclude each other")
        }
        if rate > 0 { pace = .fixed(recordsPerSecond: rate) }
        if speed > 0 {
            guard fields.timestamp != nil else {
                throw .badConfiguration("--speed needs --timestamp, the pointer to the recorded time")
            }
            pace = .recorded(speed: speed)
        }
    }
}
