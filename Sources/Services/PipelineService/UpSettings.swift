public import Settings

/// The keys of `millrace up`: its own, and every part's under the part's name.
public enum UpSettings {
    /// The parts, in the order they start.
    static let parts = ["broker", "store", "processor", "api", "producer"]

    public static let definitions: [SettingDefinition] =
        [
            SettingDefinition(
                "up.input", .string, default: "", doc: "file, folder or - to send instead of the simulator's records"),
            SettingDefinition("up.data", .string, default: "", doc: "data folder; broker-data, or with --input a fresh one"),
            SettingDefinition("up.once", .boolean, default: "false", doc: "end when the results are complete, and print them"),
            SettingDefinition("up.free.ports", .boolean, default: "false", doc: "take free ports instead of the usual ones"),
            SettingDefinition(
                "up.once.records", .integer, default: "10000", range: 1...1_000_000_000,
                doc: "simulated records of --once without --input"),
            SettingDefinition(
                "up.once.rows", .integer, default: "10", range: 0...100_000, doc: "rows of the result that --once prints"),
            SettingDefinition(
                "up.restarts.max", .integer, default: "5", range: 1...1_000, doc: "restarts of a part in 60 s before up ends"),
            SettingDefinition(
                "up.log.bytes.max", .integer, default: "8388608", range: 65_536...1 << 40, doc: "size at which the log is rolled"),
            SettingDefinition(
                "up.input.topic", .string, default: "", doc: "topic of the input; without, the only one of topics.NAME"),
            SettingDefinition("broker.listen", .string, default: "127.0.0.1:9092", doc: "the broker's address"),
            SettingDefinition("broker.http", .string, default: "127.0.0.1:9644", doc: "its operations address"),
            SettingDefinition("store.listen", .string, default: "127.0.0.1:9042", doc: "the store's address"),
            SettingDefinition("store.http", .string, default: "127.0.0.1:9645", doc: "its operations address"),
            SettingDefinition("processor.http", .string, default: "127.0.0.1:9646", doc: "the processor's operations address"),
            SettingDefinition("api.listen", .string, doc: "the API's address; without, the endpoint file's or 127.0.0.1:8088"),
            SettingDefinition("api.http", .string, default: "127.0.0.1:9647", doc: "its operations address"),
            SettingDefinition(
                "topics.*.partitions", .integer, range: 1...10_000, doc: "partitions of a topic that is made at start"),
            SettingDefinition("topics.*", .string, doc: "topics.NAME.config.KEY: a setting of a topic that is made at start"),
        ]
        + parts.map { SettingDefinition("\($0).*", .string, doc: "any key of millrace-\($0)") }

    /// Keys that `up` turns into options itself, by part.
    private static let ownKeys: Set<String> = ["listen", "http"]

    /// The keys of a part as lines of a settings file, weakest first: what `up` asks for, then files, then the rest.
    static func lines(for part: String, in settings: Settings, defaults: [(String, String)]) -> (file: String, flags: [String]) {
        let entries = settings.entries(under: part).filter { !ownKeys.contains($0.key) }
        let set = Set(entries.map(\.key))
        var file = defaults.filter { !set.contains($0.0) }.map { "\($0.0)=\($0.1)\n" }.joined()
        var flags: [String] = []
        for entry in entries {
            if entry.origin == .flag {
                flags += ["--set", "\(entry.key)=\(entry.value)"]
            } else {
                file += "\(entry.key)=\(entry.value)\n"
            }
        }
        return (file, flags)
    }

    /// A topic to make before the processor starts.
    struct Topic: Equatable {
        let name: String
        var partitions = 1
        var configs: [(name: String, value: String)] = []

        static func == (a: Topic, b: Topic) -> Bool { a.name == b.name && a.partitions == b.partitions }
    }

    /// - Throws: status 5 for a key that names neither partitions nor a config.
    static func topics(_ settings: Settings) throws(PipelineFailure) -> [Topic] {
        var topics: [String: Topic] = [:]
        for entry in settings.entries(under: "topics") {
            if entry.key.hasSuffix(".partitions") {
                let name = String(entry.key.dropLast(".partitions".count))
                topics[name, default: Topic(name: name)].partitions = Int(entry.value) ?? 1
            } else if let range = entry.key.range(of: ".config.") {
                let name = String(entry.key[..<range.lowerBound])
                topics[name, default: Topic(name: name)].configs.append((String(entry.key[range.upperBound...]), entry.value))
            } else {
                throw .configuration("topics.\(entry.key) is neither topics.NAME.partitions nor topics.NAME.config.KEY")
            }
        }
        return topics.values.sorted { $0.name < $1.name }
    }
}

extension StringProtocol {
    /// The first place of `text`, nil when it does not occur.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
