import BrokerCore
import Identifiers
import KafkaMessagesGroupAdmin
import Bytes

/// Describes groups and their members.
enum API15DescribeGroups: RequestHandler {
    /// Operations on groups that anybody may do while there is no authorizer, as Kafka's bit field.
    static let groupOperations: Int32 = 3_400

    static func handle(
        _ request: DescribeGroupsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DescribeGroupsResponse> {
        var seen: Set<GroupID> = []
        let groups = request.groups.filter { seen.insert($0).inserted }.map { id -> DescribeGroupsResponse.DescribedGroup in
            var answer = DescribeGroupsResponse.DescribedGroup(groupID: id)
            let showsOperations = request.includeAuthorizedOperations && context.apiVersion >= 3
            guard let group = broker.groups.group(id)?.classic else {
                answer.groupState = "Dead"
                if context.apiVersion >= 6 {
                    answer.errorCode = .groupIdNotFound
                    answer.errorMessage = "Group \(id) not found."
                } else if showsOperations {
                    answer.authorizedOperations = groupOperations
                }
                return answer
            }
            if showsOperations { answer.authorizedOperations = groupOperations }
            describe(group, into: &answer)
            return answer
        }
        return .now(DescribeGroupsResponse(groups: groups))
    }

    private static func describe(_ group: ClassicGroup, into answer: inout DescribeGroupsResponse.DescribedGroup) {
        answer.groupState = group.state.rawValue
        answer.protocolType = group.protocolType ?? ""
        // Before a generation is stable its protocol and metadata may still change.
        let isStable = group.state == .stable
        if isStable { answer.protocolData = group.protocolName ?? "" }
        answer.members = group.members.map { member in
            .init(
                memberID: member.id, groupInstanceID: member.instanceID, clientID: member.clientID, clientHost: member.clientHost,
                memberMetadata: isStable ? member.metadata(for: group.protocolName) : .init(),
                memberAssignment: isStable ? member.assignment : .init())
        }
    }
}
