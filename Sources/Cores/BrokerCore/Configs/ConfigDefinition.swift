/// What kind of value a setting has; the numbers are those of DescribeConfigs.
public enum ConfigType: Int8, Sendable {
    case boolean = 1
    case string = 2
    case int = 3
    case short = 4
    case long = 5
    case double = 6
    case list = 7
    case `class` = 8
    case password = 9

    /// As Kafka's messages write it.
    public var text: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .string: "STRING"
        case .int: "INT"
        case .short: "SHORT"
        case .long: "LONG"
        case .double: "DOUBLE"
        case .list: "LIST"
        case .class: "CLASS"
        case .password: "PASSWORD"
        }
    }
}

/// Whose settings: the numbers are Kafka's resource types.
public enum ConfigScope: Int8, Hashable, Sendable {
    case topic = 2
    case broker = 4
    case brokerLogger = 8
    case clientMetrics = 16
    case group = 32
}

/// One setting: Kafka's name for it, its type and default.
public struct ConfigDefinition: Sendable {
    public let scope: ConfigScope
    public let name: String
    public let type: ConfigType
    /// Nil where Kafka has no value until one is given.
    public let defaultValue: String?
    /// The broker's setting that is the default of a topic's or group's.
    public let brokerSynonym: String?
    /// Whether only a restart can change it.
    public let isReadOnly: Bool
    /// Whether its value is never shown.
    public let isSensitive: Bool
}

/// Every setting that the broker knows, by scope and name.
public enum ConfigCatalog {
    private static let byScope: [ConfigScope: [String: ConfigDefinition]] = {
        var found: [ConfigScope: [String: ConfigDefinition]] = [:]
        for definition in ConfigDefinition.all { found[definition.scope, default: [:]][definition.name] = definition }
        return found
    }()

    /// The setting `name` of `scope`; nil when there is none.
    public static func definition(_ scope: ConfigScope, _ name: String) -> ConfigDefinition? { byScope[scope]?[name] }

    /// All settings of `scope`, by name.
    public static func definitions(_ scope: ConfigScope) -> [ConfigDefinition] {
        (byScope[scope] ?? [:]).values.sorted { $0.name < $1.name }
    }
}
