import Settings
import Testing

private let schema = SettingsSchema([
    SettingDefinition("log.retention.ms", .integer, default: "604800000", range: -1...Int64.max, doc: "age"),
    SettingDefinition("log.dirs", .list, doc: "folders"),
    SettingDefinition("auto.create.topics.enable", .boolean, default: "true", doc: "create"),
    SettingDefinition("commit.interval", .duration, default: "100 ms", range: 1...60_000, doc: "epoch"),
    SettingDefinition("acks", .choice(["0", "1", "all"]), default: "all", doc: "acks"),
    SettingDefinition("password", .string, secret: true, doc: "secret"),
    SettingDefinition("topics.*.partitions", .integer, range: 1...1000, doc: "count"),
    SettingDefinition("broker.*", .string, doc: "the broker's keys"),
])

@Suite("Settings")
struct SettingsTests {
    @Test("flag beats environment beats file beats default, in whatever order they come")
    func precedence() throws {
        var settings = Settings(schema)
        #expect(settings.integer("log.retention.ms") == 604_800_000)
        #expect(settings.origin(of: "log.retention.ms") == .builtIn)
        try settings.merge(assignment: "log.retention.ms=4", from: .flag)
        try settings.merge(fileText: "log.retention.ms=2\nacks = 1", name: "f")
        try settings.merge(environment: ["MILLRACE_BROKER_LOG_RETENTION_MS": "3", "PATH": "x"], prefix: "MILLRACE_BROKER_")
        try settings.merge(environment: ["MILLRACE_BROKER_ACKS": "0"], prefix: "MILLRACE_BROKER_")
        #expect(settings.integer("log.retention.ms") == 4)
        #expect(settings.string("acks") == "0")
        #expect(settings.origin(of: "acks") == .environment)
        #expect(settings.entries.map(\.key) == ["acks", "auto.create.topics.enable", "commit.interval", "log.retention.ms"])
    }

    @Test("an unknown key is refused with the nearest known one")
    func unknownKey() {
        var settings = Settings(schema)
        #expect(throws: SettingsError("unknown key log.retention.mss; did you mean log.retention.ms?")) {
            try settings.merge(assignment: "log.retention.mss=1", from: .flag)
        }
        #expect(throws: SettingsError("unknown key zzzzzzzzzzz")) { try settings.set("zzzzzzzzzzz", "1", from: .flag) }
        #expect(throws: SettingsError("unknown environment variable M_ACK; did you mean M_ACKS?")) {
            try settings.merge(environment: ["M_ACK": "1"], prefix: "M_")
        }
    }

    @Test(
        "a value the key does not take is refused, and a file's line named",
        arguments: [
            ("log.retention.ms=soon", "is not a whole number"), ("log.retention.ms=-2", "is not between"),
            ("log.retention.ms=99999999999999999999", "is not a whole number"),
            ("auto.create.topics.enable=yes", "is neither true nor false"), ("acks=2", "is not one of 0, 1, all"),
            ("commit.interval=0", "is not between 1 and 60000"), ("commit.interval=1 fortnight", "is not a duration"),
            ("commit.interval=99999999999999999 days", "is not a duration"), ("no assignment", "is not key=value"),
            ("=1", "is not key=value"), ("topics.a.partitions=0", "is not between"), ("topics.*.partitions=1", "unknown key"),
        ])
    func badValue(line: String, complaint: String) {
        var settings = Settings(schema)
        let error = #expect(throws: SettingsError.self) {
            try settings.merge(fileText: "# c\n\n! c\n\(line)", name: "x.properties")
        }
        #expect(error?.description.hasPrefix("x.properties:4: ") == true)
        #expect(error?.description.contains(complaint) == true)
    }

    @Test("values are read as what they are")
    func typed() throws {
        var settings = Settings(schema)
        try settings.merge(
            fileText: "log.dirs= a, b ,,c\r\nauto.create.topics.enable=FALSE\npassword=a=b", name: "f")
        #expect(settings.list("log.dirs") == ["a", "b", "c"])
        #expect(!settings.boolean("auto.create.topics.enable"))
        #expect(settings.string("password") == "a=b")
        #expect(settings.entries.first { $0.key == "password" }?.isSecret == true)
        #expect(throws: SettingsError.self) { try settings.merge(assignment: "commit.interval=2 min", from: .flag) }
        try settings.merge(assignment: "commit.interval=20s", from: .flag)
        #expect(settings.milliseconds("commit.interval") == 20_000)
    }

    @Test("a star stands for one part of the key, or for all the rest")
    func patterns() throws {
        var settings = Settings(schema)
        try settings.merge(fileText: "topics.meetup_topic.partitions=4\nbroker.log.retention.ms=5", name: "f")
        #expect(settings.integer("topics.meetup_topic.partitions") == 4)
        #expect(settings.entries(under: "broker").map { "\($0.key)=\($0.value)" } == ["log.retention.ms=5"])
    }

    @Test(
        "addresses are read as people write them",
        arguments: [
            ("127.0.0.1:9092", "127.0.0.1", 9092), ("[::1]:0", "::1", 0), ("localhost:65535", "localhost", 65535),
        ])
    func address(text: String, host: String, port: UInt16) {
        let address = NetworkAddress(text)
        #expect(address == NetworkAddress(host: host, port: port))
        #expect(address?.description == text)
    }

    @Test("what is no address is none", arguments: ["", ":9092", "host", "host:", "host:70000", "::1:80", "a b:1", "h:-1"])
    func noAddress(text: String) { #expect(NetworkAddress(text) == nil) }
}
