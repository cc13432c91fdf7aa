import BrokerCore
import Identifiers
import KafkaMessagesGroups

/// A member asks for its assignment; the leader brings everybody's.
enum API14SyncGroup: RequestHandler {
    static func handle(_ request: SyncGroupRequest, _ context: RequestContext, _ broker: Broker) -> Answer<SyncGroupResponse> {
        if context.apiVersion >= 5, request.protocolType == nil || request.protocolName == nil {
            return .now(SyncGroupResponse(errorCode: .inconsistentGroupProtocol))
        }
        let sync = SyncRequest(
            memberID: request.memberID, instanceID: request.groupInstanceID, generation: request.generationID,
            protocolType: request.protocolType, protocolName: request.protocolName,
            assignments: request.assignments.map { ($0.memberID, $0.assignment) })
        let answer = PendingAnswer<SyncGroupResponse>()
        broker.groups.sync(request.groupID, sync, ticket: broker.nextTicket()).whenComplete { synced in
            answer.complete(
                SyncGroupResponse(
                    errorCode: synced.error, protocolType: synced.protocolType, protocolName: synced.protocolName,
                    assignment: synced.assignment))
        }
        return .later(answer)
    }
}
