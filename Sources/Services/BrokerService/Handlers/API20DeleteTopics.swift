import BrokerCore
import Identifiers
import KafkaMessagesTopics

/// Deletes topics, by name or (from version 6) by id. Their partitions are gone when the answer leaves.
enum API20DeleteTopics: RequestHandler {
    typealias Result = DeleteTopicsResponse.DeletableTopicResult

    static func handle(
        _ request: DeleteTopicsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DeleteTopicsResponse> {
        let targets =
            context.apiVersion >= 6
            ? request.topics.map { TopicDeletion.Target(name: $0.name, id: $0.topicID) }
            : request.topicNames.map { TopicDeletion.Target(name: $0, id: .zero) }
        let busy = targets.map { Result(name: $0.name, topicID: $0.id, errorCode: .requestTimedOut) }
        return AdminWork.answer(broker, busy: DeleteTopicsResponse(responses: busy)) {
            DeleteTopicsResponse(responses: delete(targets, hasIDs: context.apiVersion >= 6, broker))
        }
    }

    private static func delete(_ targets: [TopicDeletion.Target], hasIDs: Bool, _ broker: Broker) -> [Result] {
        var outcomes: [TopicDeletion.Outcome] = []
        let unstored = AdminWork.change(broker, isDry: false) { draft in
            let plan = TopicDeletion.plan(targets, in: draft.metadata)
            outcomes = plan.outcomes
            draft.take(plan.records)
        }
        return outcomes.map { outcome in
            let refusal = outcome.refusal ?? unstored
            return Result(
                name: outcome.name, topicID: hasIDs ? outcome.id : .zero, errorCode: refusal?.code ?? .none,
                errorMessage: refusal?.message)
        }
    }
}
