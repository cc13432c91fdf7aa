public import Identifiers
public import StoredRecords

/// Decides DeleteTopics: all topics of a request together, since naming one twice is an error of each.
public enum TopicDeletion {
    /// A topic as a client names it: by name, or by id.
    public struct Target: Hashable, Sendable {
        public let name: TopicName?
        public let id: UniqueID

        public init(name: TopicName?, id: UniqueID) {
            self.name = name
            self.id = id
        }
    }

    /// What becomes of one target.
    public struct Outcome: Sendable {
        public let name: TopicName?
        public let id: UniqueID
        public let refusal: AdminRefusal?
    }

    /// - Returns: an outcome per topic, and the records that carry the deletions out.
    public static func plan(
        _ targets: [Target], in metadata: ClusterMetadata
    ) -> (outcomes: [Outcome], records: [AnyMetadataRecord]) {
        var outcomes: [Outcome] = []
        func refuse(_ target: Target, _ code: KafkaErrorCode, _ message: String) {
            outcomes.append(Outcome(name: target.name, id: target.id, refusal: AdminRefusal(code, message)))
        }
        var doomed: [(target: Target, topic: TopicDescription)] = []
        var repeated: Set<Target> = []
        let counts = Dictionary(targets.map { ($0, 1) }, uniquingKeysWith: +)
        for target in targets {
            if target.name != nil, target.id != .zero {
                refuse(target, .invalidRequest, "You may not specify both topic name and topic id.")
            } else if target.name == nil, target.id == .zero {
                refuse(target, .invalidRequest, "Neither topic name nor id were specified.")
            } else if counts[target, default: 0] > 1 {
                guard repeated.insert(target).inserted else { continue }
                refuse(target, .invalidRequest, target.name == nil ? "Duplicate topic id." : "Duplicate topic name.")
            } else if let name = target.name {
                if let topic = metadata.topics.topic(named: name) {
                    doomed.append((target, topic))
                } else {
                    refuse(target, .unknownTopicOrPartition, "This server does not host this topic-partition.")
                }
            } else if let topic = metadata.topics.topic(id: target.id) {
                doomed.append((target, topic))
            } else {
                refuse(target, .unknownTopicId, "This server does not host this topic ID.")
            }
        }
        var records: [AnyMetadataRecord] = []
        let byTopic = Dictionary(grouping: doomed, by: \.topic.id)
        for (target, topic) in doomed {
            let named = Outcome(name: topic.name, id: topic.id, refusal: nil)
            if byTopic[topic.id]?.count == 1 {
                outcomes.append(named)
                let resource = DynamicConfigs.Resource(.topic, topic.name.rawValue)
                records += TopicChange.remove(topic, overrides: metadata.configs.overrides(of: resource))
            } else if target.name != nil {
                // Once by name and once by id: one answer, neither is done.
                let refusal = AdminRefusal(
                    .invalidRequest, "The provided topic name maps to an ID that was already supplied.")
                outcomes.append(Outcome(name: topic.name, id: topic.id, refusal: refusal))
            }
        }
        return (outcomes, records)
    }
}
