import Identifiers
import KafkaMessagesTransactions

/// Gives an idempotent producer its id.
enum API22InitProducerID: RequestHandler {
    static func handle(
        _ request: InitProducerIdRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<InitProducerIdResponse> {
        if let transactionalID = request.transactionalID {
            // Transactions are not served. The code is one that no client tries again, and "" is Kafka's own refusal.
            let code: KafkaErrorCode = transactionalID.rawValue.isEmpty ? .invalidRequest : .transactionalIdAuthorizationFailed
            return .now(refused(code))
        }
        guard (request.producerID < 0) == (request.producerEpoch < 0) else { return .now(refused(.invalidRequest)) }
        if let id = broker.producerIDs.nextReserved() { return .now(InitProducerIdResponse(producerID: id)) }
        let pending = PendingAnswer<InitProducerIdResponse>()
        let isQueued = broker.onStorageThread {
            do throws(TopicRefusal) {
                pending.complete(InitProducerIdResponse(producerID: try broker.producerIDs.next()))
            } catch {
                pending.complete(refused(.coordinatorNotAvailable))
            }
        }
        return isQueued ? .later(pending) : .now(refused(.coordinatorNotAvailable))
    }

    private static func refused(_ code: KafkaErrorCode) -> InitProducerIdResponse {
        InitProducerIdResponse(errorCode: code, producerID: .none, producerEpoch: .none)
    }
}
