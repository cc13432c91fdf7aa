import BrokerCore
import Identifiers
import KafkaMessagesTopics

/// Gives topics more partitions.
enum API37CreatePartitions: RequestHandler {
    typealias Result = CreatePartitionsResponse.CreatePartitionsTopicResult

    static func handle(
        _ request: CreatePartitionsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<CreatePartitionsResponse> {
        let busy = request.topics.map { Result(name: $0.name, errorCode: .requestTimedOut) }
        return AdminWork.answer(broker, busy: CreatePartitionsResponse(results: busy)) {
            CreatePartitionsResponse(results: grow(request, broker))
        }
    }

    private static func grow(_ request: CreatePartitionsRequest, _ broker: Broker) -> [Result] {
        let counts = Dictionary(request.topics.map { ($0.name, 1) }, uniquingKeysWith: +)
        var results: [Result] = []
        let unstored = AdminWork.change(broker, isDry: request.validateOnly) { draft in
            results = []
            var creation = PartitionCreation(broker: broker.configuration.nodeID)
            for topic in request.topics where counts[topic.name] == 1 {
                do throws(AdminRefusal) {
                    let assignments = topic.assignments?.map(\.brokerIDs)
                    draft.take(
                        try creation.plan(topic.name, count: topic.count, assignments: assignments, in: draft.metadata))
                    results.append(Result(name: topic.name))
                } catch {
                    results.append(Result(name: topic.name, errorCode: error.code, errorMessage: error.message))
                }
            }
        }
        if let unstored {
            results = results.map {
                $0.errorCode == .none ? Result(name: $0.name, errorCode: unstored.code, errorMessage: unstored.message) : $0
            }
        }
        return results
            + counts.filter { $0.value > 1 }.keys.sorted().map {
                Result(name: $0, errorCode: .invalidRequest, errorMessage: "Duplicate topic name.")
            }
    }
}
