import BrokerCore
import Identifiers
import KafkaMessagesCluster
import EventLoops

/// Names the coordinator of groups: this broker. The topic that groups are kept in is made when it is first asked for.
enum API10FindCoordinator: RequestHandler {
    private enum KeyType {
        static let group: Int8 = 0
        static let transaction: Int8 = 1
    }

    private static let malformedMessage =
        "This most likely occurs because of a request being malformed by the client library or the message was sent to an "
        + "incompatible broker. See the broker logs for more details."

    static func handle(
        _ request: FindCoordinatorRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<FindCoordinatorResponse> {
        let internalTopic: TopicName
        switch request.keyType {
        case KeyType.group: internalTopic = InternalTopics.consumerOffsets
        case KeyType.transaction: internalTopic = InternalTopics.transactionState
        default: return .now(answer(request, context, broker, .invalidRequest))
        }
        if broker.topics.topic(named: internalTopic) != nil { return .now(answer(request, context, broker, .none)) }
        let pending = PendingAnswer<FindCoordinatorResponse>()
        let isQueued = broker.onStorageThread {
            let code: KafkaErrorCode
            do throws(TopicRefusal) {
                _ = try broker.topics.internalTopic(internalTopic)
                code = .none
            } catch {
                code = .coordinatorNotAvailable
            }
            pending.complete(answer(request, context, broker, code))
        }
        return isQueued ? .later(pending) : .now(answer(request, context, broker, .coordinatorNotAvailable))
    }

    private static func answer(
        _ request: FindCoordinatorRequest, _ context: RequestContext, _ broker: Broker, _ code: KafkaErrorCode
    ) -> FindCoordinatorResponse {
        let isFound = code == .none
        let node: BrokerID = isFound ? broker.configuration.nodeID : -1
        let host = isFound ? broker.advertised.host : ""
        let port = isFound ? Int32(broker.advertised.port) : -1
        // Kafka's share groups have keys of their own form, and its text for them is empty.
        let message = code == .invalidRequest && request.keyType != 2 ? malformedMessage : ""
        guard context.apiVersion >= 4 else {
            return FindCoordinatorResponse(
                errorCode: code, errorMessage: isFound ? "NONE" : code == .invalidRequest ? malformedMessage : code.description,
                nodeID: node, host: host, port: port)
        }
        return FindCoordinatorResponse(
            coordinators: request.coordinatorKeys.map {
                .init(key: $0, nodeID: node, host: host, port: port, errorCode: code, errorMessage: message)
            })
    }
}
