import Identifiers
import KafkaMessagesGroups

/// Members leave, or an administrator takes static ones out.
enum API13LeaveGroup: RequestHandler {
    static func handle(_ request: LeaveGroupRequest, _ context: RequestContext, _ broker: Broker) -> Answer<LeaveGroupResponse> {
        guard !request.groupID.rawValue.isEmpty else { return .now(LeaveGroupResponse(errorCode: .invalidGroupId)) }
        guard context.apiVersion >= 3 else {
            let errors = broker.groups.leave(request.groupID, [(request.memberID, nil)])
            return .now(LeaveGroupResponse(errorCode: errors.first ?? .none))
        }
        let errors = broker.groups.leave(request.groupID, request.members.map { ($0.memberID, $0.groupInstanceID) })
        return .now(
            LeaveGroupResponse(
                members: zip(request.members, errors).map {
                    .init(memberID: $0.memberID, groupInstanceID: $0.groupInstanceID, errorCode: $1)
                }))
    }
}
