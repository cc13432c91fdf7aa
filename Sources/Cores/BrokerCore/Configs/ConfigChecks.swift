import Identifiers

/// What a topic's settings must be, each and together.
public enum TopicConfigCheck {
    /// - Parameter values: all that is set for the topic.
    public static func check(_ values: [String: String], _ configs: DynamicConfigs) throws(AdminRefusal) {
        for (name, text) in values.sorted(by: { $0.key < $1.key }) {
            guard let definition = ConfigCatalog.definition(.topic, name) else {
                throw AdminRefusal(.invalidConfig, "Unknown topic config name: \(name)")
            }
            do {
                _ = try definition.value(of: text)
            } catch {
                throw AdminRefusal(.invalidConfig, error.message)
            }
        }
        let settings = configs.topicSettings(overrides: values)
        if settings.minCompactionLagMs > settings.maxCompactionLagMs {
            throw AdminRefusal(
                .invalidConfig,
                "conflict topic config setting min.compaction.lag.ms (\(settings.minCompactionLagMs)) > "
                    + "max.compaction.lag.ms (\(settings.maxCompactionLagMs))")
        }
        if let remote = values["remote.storage.enable"], remote.lowercased() == "true" {
            throw AdminRefusal(
                .invalidConfig,
                "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.")
        }
    }
}

/// What a group's settings must be.
enum GroupConfigCheck {
    /// The broker settings that bound a group's.
    private static let bounds: [String: (atLeast: String?, atMost: String?)] = [
        "consumer.session.timeout.ms": ("group.consumer.min.session.timeout.ms", "group.consumer.max.session.timeout.ms"),
        "consumer.heartbeat.interval.ms": (
            "group.consumer.min.heartbeat.interval.ms", "group.consumer.max.heartbeat.interval.ms"
        ),
        "share.session.timeout.ms": ("group.share.min.session.timeout.ms", "group.share.max.session.timeout.ms"),
        "share.heartbeat.interval.ms": ("group.share.min.heartbeat.interval.ms", "group.share.max.heartbeat.interval.ms"),
        "share.record.lock.duration.ms": ("group.share.min.record.lock.duration.ms", "group.share.max.record.lock.duration.ms"),
        "streams.session.timeout.ms": ("group.streams.min.session.timeout.ms", "group.streams.max.session.timeout.ms"),
        "streams.heartbeat.interval.ms": ("group.streams.min.heartbeat.interval.ms", "group.streams.max.heartbeat.interval.ms"),
        "streams.num.standby.replicas": (nil, "group.streams.max.standby.replicas"),
    ]

    static func check(_ name: String, _ text: String, _ configs: DynamicConfigs) throws(AdminRefusal) {
        guard let definition = ConfigCatalog.definition(.group, name) else {
            throw AdminRefusal(.invalidConfig, "Unknown group config name: \(name)")
        }
        let value: ConfigValue
        do {
            value = try definition.value(of: text)
        } catch {
            throw AdminRefusal(.invalidConfig, error.message)
        }
        if name == "share.auto.offset.reset", !["earliest", "latest"].contains(text), !text.hasPrefix("by_duration:PT"),
            !text.hasPrefix("by_duration:P")
        {
            let reason =
                "Invalid value `\(text)` for configuration share.auto.offset.reset. The value must be either 'earliest', "
                + "'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'."
            throw AdminRefusal(.invalidConfig, "Invalid value \(text) for configuration \(name): \(reason)")
        }
        guard case .integer(let number) = value, let bound = bounds[name] else { return }
        if let low = bound.atLeast, let least = configs.brokerValue(low).flatMap({ Int64($0) }), number < least {
            throw AdminRefusal(.invalidConfig, "\(name) must be greater than or equal to \(low)")
        }
        if let high = bound.atMost, let most = configs.brokerValue(high).flatMap({ Int64($0) }), number > most {
            throw AdminRefusal(.invalidConfig, "\(name) must be less than or equal to \(high)")
        }
    }
}

/// What a client metrics subscription's settings must be (KIP-714).
enum ClientMetricsCheck {
    private static let intervalMs: ClosedRange<Int64> = 100...3_600_000
    private static let matchKeys: Set<String> = [
        "client_instance_id", "client_id", "client_software_name", "client_software_version", "client_source_address",
        "client_source_port",
    ]

    static func check(_ name: String, _ text: String) throws(AdminRefusal) {
        switch name {
        case "interval.ms":
            guard let number = Int64(text), intervalMs.contains(number) else {
                throw AdminRefusal(
                    .invalidRequest,
                    "Invalid value \(text) for interval.ms, interval must be between \(intervalMs.lowerBound) and "
                        + "\(intervalMs.upperBound) (1 hour)")
            }
        case "match":
            for pattern in ConfigDefinition.items(text) {
                let parts = pattern.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count != 2 || !matchKeys.contains(ConfigDefinition.trimmed(String(parts[0]))) {
                    throw AdminRefusal(.invalidConfig, "Illegal client matching pattern: \(pattern)")
                }
            }
        case "metrics": return
        default: throw AdminRefusal(.invalidRequest, "Unknown client metrics configuration: \(name)")
        }
    }
}
