import Identifiers
import KafkaMessagesGroups

/// A member's sign of life.
enum API12Heartbeat: RequestHandler {
    static func handle(_ request: HeartbeatRequest, _ context: RequestContext, _ broker: Broker) -> Answer<HeartbeatResponse> {
        let code = broker.groups.heartbeat(
            request.groupID, memberID: request.memberID, instanceID: request.groupInstanceID, generation: request.generationID)
        return .now(HeartbeatResponse(errorCode: code))
    }
}
