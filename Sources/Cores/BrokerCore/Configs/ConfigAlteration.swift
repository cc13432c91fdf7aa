import Identifiers
public import StoredRecords

/// What one operation of IncrementalAlterConfigs does to a setting; the numbers are Kafka's.
public enum ConfigOperation: Int8, Sendable {
    case set = 0
    case delete = 1
    case append = 2
    case subtract = 3
}

/// One operation as a client sent it.
public struct ConfigEdit: Sendable {
    public let name: String
    /// Kafka's number, known or not.
    public let operation: Int8
    public let value: String?

    public init(name: String, operation: Int8, value: String?) {
        self.name = name
        self.operation = operation
        self.value = value
    }
}

/// Decides IncrementalAlterConfigs and AlterConfigs, one resource at a time.
public struct ConfigAlteration: Sendable {
    private let metadata: ClusterMetadata
    private var configs: DynamicConfigs { metadata.configs }

    public init(_ metadata: ClusterMetadata) { self.metadata = metadata }

    /// The records that carry `edits` out.
    /// - Parameter replacesAll: AlterConfigs, which deletes everything it does not name.
    public func decide(
        resourceType: Int8, name: String, edits: [ConfigEdit], replacesAll: Bool
    ) throws(AdminRefusal) -> [AnyMetadataRecord] {
        try checkShape(edits)
        guard let scope = ConfigScope(rawValue: resourceType), scope != .brokerLogger || !replacesAll else {
            throw AdminRefusal(.invalidRequest, "Unknown resource type \(resourceType)")
        }
        try checkName(scope, name)
        if scope == .brokerLogger { throw loggerRefusal(edits) }
        let before = configs.overrides(of: DynamicConfigs.Resource(scope, name))
        var after = replacesAll ? [:] : before
        for edit in edits { try apply(edit, scope, name, to: &after) }
        try check(after, scope, name, edited: Set(edits.map(\.name)))
        return Self.changes(from: before, to: after, scope, name)
    }

    /// What holds for every resource: no nulls, no key twice.
    private func checkShape(_ edits: [ConfigEdit]) throws(AdminRefusal) {
        let nulls = edits.filter { $0.value == nil && $0.operation != ConfigOperation.delete.rawValue }.map(\.name)
        if !nulls.isEmpty {
            throw AdminRefusal(.invalidRequest, "Null value not supported for : \(nulls.joined(separator: ", "))")
        }
        if Set(edits.map(\.name)).count != edits.count {
            throw AdminRefusal(.invalidRequest, "Error due to duplicate config keys")
        }
    }

    private func checkName(_ scope: ConfigScope, _ name: String) throws(AdminRefusal) {
        switch scope {
        case .topic:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Default topic resources are not allowed.") }
            if let objection = TopicNameRule.objection(to: TopicName(name)) {
                throw AdminRefusal(.invalidTopicException, objection)
            }
            if metadata.topics.topic(named: TopicName(name)) == nil {
                throw AdminRefusal(.unknownTopicOrPartition, "The topic '\(name)' does not exist.")
            }
        case .broker where name.isEmpty: return
        case .broker, .brokerLogger:
            guard let id = Int32(name) else {
                throw AdminRefusal(.invalidRequest, "Node id must be an integer, but it is: \(name)")
            }
            if BrokerID(id) != configs.broker {
                let text = scope == .broker ? "Unexpected broker id, expected" : "Unexpected node id. Expected"
                throw AdminRefusal(.invalidRequest, "\(text) \(configs.broker), but received \(name)")
            }
        case .clientMetrics:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Subscription name can't be empty") }
        case .group:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Default group resources are not allowed.") }
        }
    }

    /// There is one logger, whose level the program's own settings choose.
    private func loggerRefusal(_ edits: [ConfigEdit]) -> AdminRefusal {
        if let stranger = edits.first(where: { $0.name != "root" }) {
            return AdminRefusal(.invalidConfig, "Logger \(stranger.name) does not exist!")
        }
        let levels = ["DEBUG", "ERROR", "FATAL", "INFO", "TRACE", "WARN"]
        if let bad = edits.first(where: { !levels.contains($0.value ?? "") }) {
            return AdminRefusal(
                .invalidConfig,
                "Cannot set the log level of \(bad.name) to \(bad.value ?? "") as it is not a supported log level. "
                    + "Valid log levels are \(levels.joined(separator: ", "))")
        }
        return AdminRefusal(.invalidRequest, "The log level is set when the broker starts.")
    }

    private func apply(
        _ edit: ConfigEdit, _ scope: ConfigScope, _ resource: String, to values: inout [String: String]
    ) throws(AdminRefusal) {
        guard let operation = ConfigOperation(rawValue: edit.operation) else {
            throw AdminRefusal(.invalidRequest, "Unknown config operation \(edit.operation)")
        }
        let value = edit.value ?? ""
        switch operation {
        case .set: values[edit.name] = value
        case .delete: values[edit.name] = nil
        case .append, .subtract:
            let definition = ConfigCatalog.definition(scope, edit.name)
            guard definition?.type == .list else {
                let word = operation == .append ? "APPEND" : "SUBTRACT"
                throw AdminRefusal(.invalidConfig, "Can't \(word) to key \(edit.name) because its type is not LIST.")
            }
            let current = values[edit.name] ?? definition.flatMap { configs.entry($0, of: resource, replacing: values).value }
            var items = ConfigDefinition.items(current ?? "")
            for item in ConfigDefinition.items(value) {
                if operation == .subtract {
                    items.removeAll { $0 == item }
                } else if !items.contains(item) {
                    items.append(item)
                }
            }
            values[edit.name] = items.joined(separator: ",")
        }
    }

    private func check(
        _ values: [String: String], _ scope: ConfigScope, _ resource: String, edited: Set<String>
    ) throws(AdminRefusal) {
        switch scope {
        case .topic: try TopicConfigCheck.check(values, configs)
        case .broker: try checkBroker(values.filter { edited.contains($0.key) }, isDefault: resource.isEmpty)
        case .group:
            for (name, value) in values.sorted(by: { $0.key < $1.key }) { try GroupConfigCheck.check(name, value, configs) }
        case .clientMetrics:
            for (name, value) in values.sorted(by: { $0.key < $1.key }) { try ClientMetricsCheck.check(name, value) }
        case .brokerLogger: return
        }
    }

    /// Settings that belong to one broker's listeners and key stores.
    private static func isPerBroker(_ name: String) -> Bool {
        ["listeners", "advertised.listeners", "listener.security.protocol.map"].contains(name) || name.hasPrefix("ssl.")
    }

    /// Any key that is not known is kept for plug-ins that read it, as Kafka does; known ones must be changeable.
    private func checkBroker(_ values: [String: String], isDefault: Bool) throws(AdminRefusal) {
        let known = values.keys.sorted().compactMap { ConfigCatalog.definition(.broker, $0) }
        let fixed = known.filter { $0.isReadOnly && !Self.isPerBroker($0.name) }.map(\.name)
        if !fixed.isEmpty {
            throw AdminRefusal(
                .invalidRequest, "Cannot update these configs dynamically: [\(fixed.joined(separator: ", "))]")
        }
        let perBroker = known.filter { Self.isPerBroker($0.name) }.map(\.name)
        if isDefault, !perBroker.isEmpty {
            throw AdminRefusal(
                .invalidRequest,
                "Cannot update these configs at default cluster level, broker id must be specified: "
                    + "[\(perBroker.joined(separator: ", "))]")
        }
        for definition in known {
            let value: ConfigValue
            do {
                value = try definition.value(of: values[definition.name] ?? "")
            } catch {
                throw AdminRefusal(.invalidConfig, error.message)
            }
            if case .integer(let count) = value { try checkThreads(definition.name, count) }
        }
    }

    /// Thread counts change by a factor of two at most, so that a slip of the pen does no harm.
    private func checkThreads(_ name: String, _ count: Int64) throws(AdminRefusal) {
        guard Self.threadCounts.contains(name), let current = configs.brokerValue(name).flatMap({ Int64($0) }) else { return }
        if count < 1 { throw AdminRefusal(.invalidRequest, "\(name) must be at least 1") }
        if count > current * 2 {
            throw AdminRefusal(.invalidRequest, "\(name) cannot be increased to more than double the current value \(current)")
        }
        if count < current / 2 {
            throw AdminRefusal(.invalidRequest, "\(name) cannot be decreased to less than half the current value \(current)")
        }
    }

    private static let threadCounts: Set<String> = [
        "background.threads", "log.cleaner.threads", "num.io.threads", "num.network.threads",
        "num.recovery.threads.per.data.dir", "num.replica.fetchers",
    ]

    private static func changes(
        from before: [String: String], to after: [String: String], _ scope: ConfigScope, _ name: String
    ) -> [AnyMetadataRecord] {
        Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map { key in
            .config(ConfigRecord(resourceType: scope.rawValue, resourceName: name, name: key, value: after[key]))
        }
    }
}
