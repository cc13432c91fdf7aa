import Identifiers

/// Decides what DescribeConfigs shows.
public struct ConfigDescription: Sendable {
    private let metadata: ClusterMetadata

    public init(_ metadata: ClusterMetadata) { self.metadata = metadata }

    /// The settings of a resource.
    /// - Parameter keys: the ones asked for; nil or empty for all. Names that do not exist are left out.
    public func describe(resourceType: Int8, name: String, keys: [String]?) throws(AdminRefusal) -> [ConfigEntry] {
        guard let scope = ConfigScope(rawValue: resourceType) else {
            throw AdminRefusal(.invalidRequest, Self.unknownTypeText)
        }
        try checkName(scope, name)
        let all = scope == .brokerLogger ? [Self.rootLogger] : metadata.configs.entries(scope, of: name)
        guard let keys, !keys.isEmpty else { return all }
        let wanted = Set(keys)
        return all.filter { wanted.contains($0.name) }
    }

    /// What Kafka says of a resource type that it cannot describe.
    private static let unknownTypeText =
        "This most likely occurs because of a request being malformed by the client library or the message was sent to an "
        + "incompatible broker. See the broker logs for more details."

    private static let rootLogger = ConfigEntry(
        name: "root", value: "WARN", source: .dynamicLogger, type: nil, isReadOnly: false, isSensitive: false, synonyms: [])

    private func checkName(_ scope: ConfigScope, _ name: String) throws(AdminRefusal) {
        let broker = metadata.configs.broker
        switch scope {
        case .topic:
            if let objection = TopicNameRule.objection(to: TopicName(name)) {
                throw AdminRefusal(.invalidTopicException, objection)
            }
            if metadata.topics.topic(named: TopicName(name)) == nil { throw AdminRefusal(.unknownTopicOrPartition, "") }
        case .broker where name.isEmpty: return
        case .broker, .brokerLogger:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Broker id must not be empty") }
            guard let id = Int32(name) else {
                throw AdminRefusal(.invalidRequest, "Broker id must be an integer, but it is: \(name)")
            }
            if BrokerID(id) != broker {
                let expected = scope == .broker ? "\(broker) or empty string, but" : "\(broker) but"
                throw AdminRefusal(.invalidRequest, "Unexpected broker id, expected \(expected) received \(name)")
            }
        case .clientMetrics:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Client metrics subscription name must not be empty") }
        case .group:
            if name.isEmpty { throw AdminRefusal(.invalidRequest, "Group name must not be empty") }
        }
    }
}
