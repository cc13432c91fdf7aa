import BrokerCore
import Identifiers
import KafkaMessagesGroups
import Bytes

/// A member asks to be part of its group's next generation.
enum API11JoinGroup: RequestHandler {
    static func handle(_ request: JoinGroupRequest, _ context: RequestContext, _ broker: Broker) -> Answer<JoinGroupResponse> {
        let version = context.apiVersion
        var generator = SystemRandomNumberGenerator()
        let join = JoinRequest(
            memberID: request.memberID, instanceID: request.groupInstanceID, clientID: context.clientID ?? "",
            clientHost: context.clientHost, sessionTimeoutMs: request.sessionTimeoutMs,
            // Version 0 has only the session timeout.
            rebalanceTimeoutMs: version == 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs,
            protocolType: request.protocolType,
            // The metadata outlives the request by far: it must not keep the receive buffer.
            protocols: request.protocols.map { MemberProtocol(name: $0.name, metadata: $0.metadata.compacted()) },
            requiresKnownMember: version >= 4, supportsSkippingAssignment: version >= 9,
            freshID: UniqueID.random(using: &generator).description)
        let answer = PendingAnswer<JoinGroupResponse>()
        broker.groups.join(request.groupID, join, ticket: broker.nextTicket()).whenComplete { joined in
            answer.complete(response(joined, version))
        }
        return .later(answer)
    }

    private static func response(_ answer: JoinAnswer, _ version: Int16) -> JoinGroupResponse {
        // An error has no protocol: null in versions that can say so.
        let noName: String? = version >= 7 ? nil : ""
        return JoinGroupResponse(
            errorCode: answer.error, generationID: answer.generation, protocolType: answer.protocolType,
            protocolName: answer.protocolName ?? noName, leader: answer.leader, skipAssignment: answer.skipsAssignment,
            memberID: answer.memberID,
            members: answer.members.map {
                .init(memberID: $0.memberID, groupInstanceID: $0.instanceID, metadata: $0.metadata)
            })
    }
}
