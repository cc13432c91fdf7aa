import BrokerCore
import Identifiers
import KafkaMessagesTopics

/// Makes topics. Each is made wholly or refused with the reason; what holds for one topic does not touch the others.
enum API19CreateTopics: RequestHandler {
    typealias Result = CreateTopicsResponse.CreatableTopicResult

    static func handle(
        _ request: CreateTopicsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<CreateTopicsResponse> {
        let busy = CreateTopicsResponse(topics: request.topics.map { refused($0.name, AdminRefusal(.requestTimedOut)) })
        return AdminWork.answer(broker, busy: busy) { CreateTopicsResponse(topics: create(request, broker)) }
    }

    private static func refused(_ name: TopicName, _ refusal: AdminRefusal) -> Result {
        Result(name: name, errorCode: refusal.code, errorMessage: refusal.message)
    }

    private static func create(_ request: CreateTopicsRequest, _ broker: Broker) -> [Result] {
        let counts = Dictionary(request.topics.map { ($0.name, 1) }, uniquingKeysWith: +)
        var results: [Result] = []
        let unstored = AdminWork.change(broker, isDry: request.validateOnly) { draft in
            results = []
            var creation = TopicCreation(
                broker: broker.configuration.nodeID, partitionsDefault: broker.configuration.partitionsDefault)
            var generator = SystemRandomNumberGenerator()
            for topic in request.topics where counts[topic.name] == 1 {
                if request.timeoutMs <= 0 {
                    results.append(refused(topic.name, AdminRefusal(.requestTimedOut)))
                    continue
                }
                let id = UniqueID.random(using: &generator)
                do throws(AdminRefusal) {
                    let plan = try creation.plan(newTopic(topic), id: id, in: draft.metadata)
                    draft.take(plan.records)
                    results.append(made(topic.name, id, plan))
                } catch {
                    results.append(refused(topic.name, error))
                }
            }
        }
        if let unstored { results = results.map { $0.errorCode == .none ? refused($0.name, unstored) : $0 } }
        let repeated = AdminRefusal(.invalidRequest, "Duplicate topic name.")
        return results + counts.filter { $0.value > 1 }.keys.sorted().map { refused($0, repeated) }
    }

    private static func newTopic(_ topic: CreateTopicsRequest.CreatableTopic) -> NewTopic {
        NewTopic(
            name: topic.name, partitionCount: topic.numPartitions, replicationFactor: topic.replicationFactor,
            assignments: topic.assignments.map { ($0.partitionIndex, $0.brokerIDs) },
            configs: topic.configs.map { ($0.name, $0.value) })
    }

    private static func made(_ name: TopicName, _ id: UniqueID, _ plan: TopicCreation.Plan) -> Result {
        Result(
            name: name, topicID: id, errorMessage: nil, numPartitions: plan.partitionCount, replicationFactor: 1,
            configs: plan.configs.map {
                .init(
                    name: $0.name, value: $0.value, readOnly: $0.isReadOnly, configSource: $0.source.rawValue,
                    isSensitive: $0.isSensitive)
            })
    }
}
