public import Identifiers
public import StoredRecords

/// A topic as the metadata log describes it.
public struct TopicDescription: Hashable, Sendable {
    public let name: TopicName
    /// Never the same for two topics, not even for one that is made again under its old name.
    public let id: UniqueID
    public internal(set) var partitionCount: Int32

    /// Kept by the broker itself: clients may read it, not write it.
    public var isInternal: Bool { InternalTopics.names.contains(name) }

    /// Its partitions, ascending.
    public var partitions: [PartitionIndex] { (0..<partitionCount).map { PartitionIndex($0) } }
}

/// Topics that the broker keeps for itself.
public enum InternalTopics {
    /// Groups and their committed offsets.
    public static let consumerOffsets: TopicName = "__consumer_offsets"
    /// Transactional producers.
    public static let transactionState: TopicName = "__transaction_state"
    /// Topics, configs and all else that describes the cluster; no client sees it.
    public static let clusterMetadata: TopicName = "__cluster_metadata"

    public static let names: Set<TopicName> = [consumerOffsets, transactionState, "__share_group_state"]
}

/// Every topic, as the records of the metadata log leave it. A value: decisions give records, records change it.
public struct TopicCatalog: Sendable {
    private var byName: [TopicName: TopicDescription] = [:]
    private var names: [UniqueID: TopicName] = [:]
    /// The next producer id to give out.
    public private(set) var nextProducerID: ProducerID = 0

    public init() {}

    public func topic(named name: TopicName) -> TopicDescription? { byName[name] }
    public func topic(id: UniqueID) -> TopicDescription? { names[id].flatMap { byName[$0] } }
    /// Every topic, by name.
    public var all: [TopicDescription] { byName.values.sorted { $0.name < $1.name } }
    public var count: Int { byName.count }

    /// Takes over what a record of the metadata log says. Records of other matters change nothing.
    public mutating func apply(_ record: AnyMetadataRecord) {
        switch record {
        case .topic(let record):
            byName[record.name] = TopicDescription(name: record.name, id: record.topicID, partitionCount: 0)
            names[record.topicID] = record.name
        case .partition(let record):
            guard let name = names[record.topicID] else { return }
            let count = max(byName[name]?.partitionCount ?? 0, record.partitionID.rawValue + 1)
            byName[name]?.partitionCount = count
        case .removeTopic(let record):
            if let name = names.removeValue(forKey: record.topicID) { byName[name] = nil }
        case .producerIDs(let record):
            nextProducerID = max(nextProducerID, record.nextProducerID)
        default: return
        }
    }

    /// A topic whose name equals this one once `.` and `_` are not told apart: both would have one metric name.
    public func collision(with name: TopicName) -> TopicName? {
        func folded(_ name: TopicName) -> String { String(name.rawValue.map { $0 == "." ? "_" : $0 }) }
        guard name.rawValue.contains(where: { $0 == "." || $0 == "_" }) else { return nil }
        let wanted = folded(name)
        return byName.keys.first { $0 != name && folded($0) == wanted }
    }
}

/// Which names a topic may have.
public enum TopicNameRule {
    public static let lengthMax = 249

    /// Why `name` is not legal; nil when it is.
    public static func objection(to name: TopicName) -> String? {
        let text = name.rawValue
        if text.isEmpty { return "Topic name is invalid: the empty string is not allowed" }
        if text == "." || text == ".." { return "Topic name is invalid: '\(text)' is not allowed" }
        if text.utf8.count > lengthMax {
            return "Topic name is invalid: the length of '\(text)' is longer than the max allowed length \(lengthMax)"
        }
        let isLegal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isLegal
            ? nil
            : "Topic name is invalid: '\(text)' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
    }
}

/// All that the metadata log describes.
public struct ClusterMetadata: Sendable {
    public private(set) var topics = TopicCatalog()
    public private(set) var configs: DynamicConfigs

    /// - Parameter staticConfigs: what the broker was started with, by Kafka's broker names.
    public init(broker: BrokerID, staticConfigs: [String: String]) {
        configs = DynamicConfigs(broker: broker, staticBroker: staticConfigs)
    }

    /// Takes over what a record of the metadata log says.
    public mutating func apply(_ record: AnyMetadataRecord) {
        topics.apply(record)
        configs.apply(record)
    }
}

/// The records that make changes to topics.
public enum TopicChange {
    /// A new topic. The caller has checked name, count and configs.
    public static func create(
        _ name: TopicName, id: UniqueID, partitions: Int32, overrides: [String: String], broker: BrokerID
    ) -> [AnyMetadataRecord] {
        [.topic(TopicRecord(name: name, topicID: id))]
            + (0..<partitions).map { .partition(partition($0, of: id, broker: broker)) }
            + overrides.sorted { $0.key < $1.key }.map { config(name, $0.key, $0.value) }
    }

    /// More partitions: `count` in all.
    public static func grow(_ topic: TopicDescription, to count: Int32, broker: BrokerID) -> [AnyMetadataRecord] {
        (topic.partitionCount..<max(count, topic.partitionCount)).map { .partition(partition($0, of: topic.id, broker: broker)) }
    }

    /// - Parameter overrides: what is set for the topic; it goes too, so that a topic made again under the name starts
    ///   from defaults.
    public static func remove(_ topic: TopicDescription, overrides: [String: String]) -> [AnyMetadataRecord] {
        overrides.keys.sorted().map { config(topic.name, $0, nil) } + [.removeTopic(RemoveTopicRecord(topicID: topic.id))]
    }

    /// One setting of a topic; nil takes it back to its default.
    public static func config(_ topic: TopicName, _ key: String, _ value: String?) -> AnyMetadataRecord {
        .config(ConfigRecord(resourceType: ConfigScope.topic.rawValue, resourceName: topic.rawValue, name: key, value: value))
    }

    private static func partition(_ index: Int32, of id: UniqueID, broker: BrokerID) -> PartitionRecord {
        PartitionRecord(
            partitionID: PartitionIndex(index), topicID: id, replicas: [broker], isr: [broker.rawValue],
            leader: broker, leaderEpoch: 0, partitionEpoch: 0)
    }
}
