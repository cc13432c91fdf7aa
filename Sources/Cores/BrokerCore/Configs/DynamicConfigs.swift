public import Identifiers
public import StoredRecords

/// Where a value comes from; the numbers are those of DescribeConfigs.
public enum ConfigSource: Int8, Sendable {
    case dynamicTopic = 1
    case dynamicBroker = 2
    case dynamicDefaultBroker = 3
    case staticBroker = 4
    case defaultValue = 5
    case dynamicLogger = 6
    case dynamicClientMetrics = 7
    case dynamicGroup = 8
}

/// One value that a setting has at one level.
public struct ConfigSynonym: Equatable, Sendable {
    public let name: String
    /// Nil for a sensitive setting.
    public let value: String?
    public let source: ConfigSource
}

/// A setting and its effective value.
public struct ConfigEntry: Sendable {
    public let name: String
    /// Nil where there is none, and for a sensitive setting.
    public let value: String?
    public let source: ConfigSource
    /// Nil for a name the catalog lacks.
    public let type: ConfigType?
    public let isReadOnly: Bool
    public let isSensitive: Bool
    /// The values of all levels, the effective one first.
    public let synonyms: [ConfigSynonym]
}

/// What was set while the broker runs, as the config records of the metadata log leave it, and what it was started with.
public struct DynamicConfigs: Sendable {
    /// Whose settings: a topic, one broker (or all, with an empty name), a group, a metrics subscription.
    public struct Resource: Hashable, Sendable {
        public let scope: ConfigScope
        public let name: String

        public init(_ scope: ConfigScope, _ name: String) {
            self.scope = scope
            self.name = name
        }
    }

    /// This broker's id: its own dynamic settings are stored under it.
    public let broker: BrokerID
    /// Settings from flags, environment and file, by Kafka's broker names.
    public let staticBroker: [String: String]
    private var overrides: [Resource: [String: String]] = [:]
    /// Kept at hand: most topics have nothing set.
    private var topicDefaults = TopicSettings([:])

    public init(broker: BrokerID, staticBroker: [String: String] = [:]) {
        self.broker = broker
        self.staticBroker = staticBroker
        topicDefaults = TopicSettings(Self.defaults(of: self))
    }

    /// The records with which a new metadata log begins: Kafka's controller sets this default for the whole cluster.
    public static let initialRecords: [AnyMetadataRecord] = [
        .config(
            ConfigRecord(resourceType: ConfigScope.broker.rawValue, resourceName: "", name: "min.insync.replicas", value: "1"))
    ]

    /// Takes over what a record of the metadata log says. Records of other matters change nothing.
    public mutating func apply(_ record: AnyMetadataRecord) {
        guard case .config(let record) = record, let scope = ConfigScope(rawValue: record.resourceType) else { return }
        let resource = Resource(scope, record.resourceName)
        overrides[resource, default: [:]][record.name] = record.value
        if overrides[resource]?.isEmpty == true { overrides[resource] = nil }
        if scope == .broker { topicDefaults = TopicSettings(Self.defaults(of: self)) }
    }

    /// What was set for `resource`.
    public func overrides(of resource: Resource) -> [String: String] { overrides[resource] ?? [:] }

    /// The names of `scope` for which something is set, ascending.
    public func names(_ scope: ConfigScope) -> [String] { overrides.keys.filter { $0.scope == scope }.map(\.name).sorted() }

    // MARK: Effective values

    /// The values of a broker setting, the effective one first; no default when Kafka has none.
    private func brokerLevels(_ name: String) -> [ConfigSynonym] {
        var levels: [ConfigSynonym] = []
        if let value = overrides[Resource(.broker, "\(broker)")]?[name] {
            levels.append(ConfigSynonym(name: name, value: value, source: .dynamicBroker))
        }
        if let value = overrides[Resource(.broker, "")]?[name] {
            levels.append(ConfigSynonym(name: name, value: value, source: .dynamicDefaultBroker))
        }
        if let value = staticBroker[name] { levels.append(ConfigSynonym(name: name, value: value, source: .staticBroker)) }
        if let value = ConfigCatalog.definition(.broker, name)?.defaultValue {
            levels.append(ConfigSynonym(name: name, value: value, source: .defaultValue))
        }
        return levels
    }

    /// The setting of `definition` for the resource called `name`, with `replaced` in place of what is set for it.
    public func entry(
        _ definition: ConfigDefinition, of name: String, replacing replaced: [String: String]? = nil
    ) -> ConfigEntry {
        var levels: [ConfigSynonym] = []
        if definition.scope == .broker {
            levels = brokerLevels(definition.name)
        } else {
            let own = replaced ?? overrides(of: Resource(definition.scope, name))
            if let value = own[definition.name] {
                let source: ConfigSource =
                    switch definition.scope {
                    case .group: .dynamicGroup
                    case .clientMetrics: .dynamicClientMetrics
                    default: .dynamicTopic
                    }
                levels.append(ConfigSynonym(name: definition.name, value: value, source: source))
            }
            if let synonym = definition.brokerSynonym {
                levels += brokerLevels(synonym)
                if definition.scope == .group, levels.isEmpty, let value = definition.defaultValue {
                    levels.append(ConfigSynonym(name: synonym, value: value, source: .defaultValue))
                }
            }
        }
        if definition.isSensitive {
            levels = levels.map { ConfigSynonym(name: $0.name, value: nil, source: $0.source) }
        }
        return ConfigEntry(
            name: definition.name, value: levels.first?.value ?? (definition.isSensitive ? nil : definition.defaultValue),
            source: levels.first?.source ?? .defaultValue, type: definition.type, isReadOnly: definition.isReadOnly,
            isSensitive: definition.isSensitive, synonyms: levels)
    }

    /// Every setting of a resource, by name.
    /// - Parameter replaced: settings of a topic that is about to be made.
    public func entries(_ scope: ConfigScope, of name: String, replacing replaced: [String: String]? = nil) -> [ConfigEntry] {
        if scope == .broker, name.isEmpty { return defaultBrokerEntries() }
        return ConfigCatalog.definitions(scope).map { entry($0, of: name, replacing: replaced) }
    }

    /// Only what is set for all brokers.
    private func defaultBrokerEntries() -> [ConfigEntry] {
        overrides(of: Resource(.broker, "")).sorted { $0.key < $1.key }.map { name, value in
            let definition = ConfigCatalog.definition(.broker, name)
            let shown = definition?.isSensitive == true ? nil : value
            let level = ConfigSynonym(name: name, value: shown, source: .dynamicDefaultBroker)
            return ConfigEntry(
                name: name, value: shown, source: .dynamicDefaultBroker, type: definition?.type,
                isReadOnly: definition?.isReadOnly ?? false, isSensitive: definition?.isSensitive ?? false, synonyms: [level])
        }
    }

    /// A topic's settings in effect.
    public func topicSettings(_ topic: TopicName) -> TopicSettings {
        topicSettings(overrides: overrides(of: Resource(.topic, topic.rawValue)))
    }

    /// The settings in effect of a topic for which `overrides` are set.
    public func topicSettings(overrides: [String: String]) -> TopicSettings {
        if overrides.isEmpty { return topicDefaults }
        return TopicSettings(Self.defaults(of: self).merging(overrides) { $1 })
    }

    /// What topics have for which nothing is set.
    private static func defaults(of configs: DynamicConfigs) -> [String: String] {
        var values: [String: String] = [:]
        for definition in ConfigCatalog.definitions(.topic) {
            values[definition.name] = configs.entry(definition, of: "", replacing: [:]).value
        }
        return values
    }

    /// The effective value of a broker setting; nil when there is none.
    public func brokerValue(_ name: String) -> String? { brokerLevels(name).first?.value }
}
