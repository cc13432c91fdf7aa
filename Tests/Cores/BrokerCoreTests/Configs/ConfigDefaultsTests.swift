import BrokerCore
import FixtureFiles
import Identifiers
import Testing

/// The table of settings against what DescribeConfigs of Kafka 4.3.1 said on a new broker (defaults.tsv).
@Suite struct ConfigDefaultsTests {
    private struct Row {
        var scope: ConfigScope
        var name: String
        var value: String?
        var source: String
        var type: String
        var isReadOnly: Bool
        var isSensitive: Bool
        var synonyms: String
    }

    private static func rows() throws -> [Row] {
        let scopes: [Substring: ConfigScope] = [
            "topic": .topic, "broker": .broker, "group": .group, "client-metrics": .clientMetrics,
        ]
        return try FixtureFiles.lines("kafka-oracle/defaults.tsv.gz").compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 8, let scope = scopes[cells[0]] else { return nil }
            return Row(
                scope: scope, name: String(cells[1]), value: cells[2] == "null" ? nil : String(cells[2]),
                source: String(cells[3]), type: String(cells[4]), isReadOnly: cells[5] == "true", isSensitive: cells[6] == "true",
                synonyms: String(cells[7]))
        }
    }

    /// As the recorder wrote them: `SOURCE:name=value | ...`.
    private func text(_ synonyms: [ConfigSynonym]) -> String {
        synonyms.map { synonym in
            let source =
                switch synonym.source {
                case .dynamicDefaultBroker: "DYNAMIC_DEFAULT_BROKER"
                case .defaultValue: "DEFAULT"
                default: "\(synonym.source)"
                }
            return "\(source):\(synonym.name)=\(synonym.value ?? "null")"
        }.joined(separator: " | ")
    }

    @Test func everySettingHasKafkasDefaultTypeAndFlags() throws {
        var configs = DynamicConfigs(broker: 1)
        for record in DynamicConfigs.initialRecords { configs.apply(record) }
        var compared: [ConfigScope: Int] = [:]
        for row in try Self.rows() where row.source != "STATIC_BROKER" {
            guard let definition = ConfigCatalog.definition(row.scope, row.name) else {
                // The broker's table leaves out what belongs to TLS, tiered storage and the quorum of several nodes.
                #expect(row.scope == .broker, "\(row.name)")
                continue
            }
            let entry = configs.entry(definition, of: "x")
            #expect(entry.type?.text == row.type, "\(row.name)")
            #expect(entry.isReadOnly == row.isReadOnly, "\(row.name)")
            #expect(entry.isSensitive == row.isSensitive, "\(row.name)")
            // Paths and addresses depend on where the recorder ran.
            if row.value?.contains("FOLDER") == true || row.value?.contains("HOST") == true || row.name == "log.dir" { continue }
            #expect(entry.value == row.value, "\(row.name)")
            if row.scope != .broker || row.synonyms.hasPrefix("DYNAMIC") {
                #expect(text(entry.synonyms) == row.synonyms, "\(row.name)")
            }
            compared[row.scope, default: 0] += 1
        }
        #expect(compared[.topic] == 33 && compared[.group] == 17 && compared[.clientMetrics] == 3)
        #expect(compared[.broker, default: 0] > 170)
    }

    @Test func topicSettingsReadTheDefaults() {
        let settings = DynamicConfigs(broker: 1).topicSettings(overrides: [:])
        #expect(settings.retentionMs == 604_800_000 && settings.segmentBytes == 1 << 30 && settings.messageBytesMax == 1_048_588)
        #expect(settings.deletesOldSegments && !settings.isCompacted && !settings.usesLogAppendTime)
        #expect(settings.timestampAfterMaxMs == 3_600_000 && settings.timestampBeforeMaxMs == .max)
        #expect(settings.minCleanableDirtyRatio == 0.5 && settings.compressionType == "producer" && settings.lz4Level == 9)
    }

    @Test func overridesBeatBrokerSettingsAndThoseTheDefaults() {
        let configs = DynamicConfigs(broker: 1, staticBroker: ["log.segment.bytes": "2000000", "log.retention.ms": "1000"])
        #expect(configs.topicSettings(overrides: [:]).segmentBytes == 2_000_000)
        let settings = configs.topicSettings(overrides: ["retention.ms": " 5 ", "cleanup.policy": "compact, delete"])
        #expect(settings.retentionMs == 5 && settings.segmentBytes == 2_000_000)
        #expect(settings.isCompacted && settings.deletesOldSegments)
    }
}
