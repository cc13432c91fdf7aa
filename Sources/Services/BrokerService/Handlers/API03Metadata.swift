import BrokerCore
import Identifiers
import KafkaMessagesCluster
import EventLoops

/// Which topics there are and who serves them. One broker: itself, under its advertised address.
enum API03Metadata: RequestHandler {
    /// Operations that anybody may do while there is no authorizer, as Kafka's bit fields.
    static let topicOperations: Int32 = 3_576
    static let clusterOperations: Int32 = 8_096

    static func handle(_ request: MetadataRequest, _ context: RequestContext, _ broker: Broker) -> Answer<MetadataResponse> {
        let version = context.apiVersion
        var response = MetadataResponse()
        if let asked = request.topics, let bad = asked.first(where: { $0.name == nil && ($0.topicID == .zero || version < 12) }) {
            response.topics = [.init(errorCode: .invalidRequest, name: "", topicID: bad.topicID)]
            return .now(response)
        }
        response.brokers = [
            .init(nodeID: broker.configuration.nodeID, host: broker.advertised.host, port: Int32(broker.advertised.port))
        ]
        response.clusterID = broker.clusterID
        response.controllerID = broker.configuration.nodeID
        if request.includeClusterAuthorizedOperations, (8...10).contains(version) {
            response.clusterAuthorizedOperations = clusterOperations
        }
        let describe = { (topic: TopicDescription) in
            self.describe(topic, broker, withOperations: request.includeTopicAuthorizedOperations && version >= 8)
        }
        // Version 0 has no null: no topics means all of them there.
        if request.topics == nil || version == 0 && request.topics?.isEmpty == true {
            response.topics = broker.topics.all.map(describe)
        } else {
            let mayCreate = broker.configuration.createsTopicsAutomatically && (version < 4 || request.allowAutoTopicCreation)
            var seen: Set<AskedTopic> = []
            var described: Set<UniqueID> = []
            for asked in request.topics ?? [] where seen.insert(AskedTopic(name: asked.name, id: asked.topicID)).inserted {
                let topic = answer(asked, broker, mayCreate: mayCreate, describe)
                // Asked for by name and by id: one answer.
                if topic.errorCode == .none, !described.insert(topic.topicID).inserted { continue }
                response.topics.append(topic)
            }
        }
        return .now(response)
    }

    private struct AskedTopic: Hashable {
        let name: TopicName?
        let id: UniqueID
    }

    private static func answer(
        _ asked: MetadataRequest.MetadataRequestTopic, _ broker: Broker, mayCreate: Bool,
        _ describe: (TopicDescription) -> MetadataResponse.MetadataResponseTopic
    ) -> MetadataResponse.MetadataResponseTopic {
        guard let name = asked.name else {
            guard let topic = broker.topics.topic(id: asked.topicID) else {
                return .init(errorCode: .unknownTopicId, name: nil, topicID: asked.topicID)
            }
            return describe(topic)
        }
        if let topic = broker.topics.topic(named: name) { return describe(topic) }
        if TopicNameRule.objection(to: name) != nil { return .init(errorCode: .invalidTopicException, name: name) }
        // The topic is made in the background; the client asks again until it is there, as with Kafka.
        if mayCreate, name != InternalTopics.clusterMetadata { broker.topics.createInBackground(name) }
        return .init(errorCode: .unknownTopicOrPartition, name: name)
    }

    private static func describe(
        _ topic: TopicDescription, _ broker: Broker, withOperations: Bool
    ) -> MetadataResponse.MetadataResponseTopic {
        let node = broker.configuration.nodeID
        var answer = MetadataResponse.MetadataResponseTopic(name: topic.name, topicID: topic.id, isInternal: topic.isInternal)
        answer.partitions = topic.partitions.map { index in
            .init(
                partitionIndex: index, leaderID: node,
                leaderEpoch: broker.partitions.partition(id: topic.id, index)?.leaderEpoch ?? 0, replicaNodes: [node],
                isrNodes: [node])
        }
        if withOperations { answer.topicAuthorizedOperations = topicOperations }
        return answer
    }
}
