import BrokerCore
import Identifiers
import KafkaMessagesGroupAdmin

/// Lists groups, by state and type where asked.
enum API16ListGroups: RequestHandler {
    private static let classicType = "classic"

    static func handle(_ request: ListGroupsRequest, _ context: RequestContext, _ broker: Broker) -> Answer<ListGroupsResponse> {
        let states = Set(request.statesFilter.map { $0.lowercased() })
        let types = Set(request.typesFilter.map { $0.lowercased() })
        guard types.isEmpty || types.contains(classicType) else { return .now(ListGroupsResponse()) }
        let groups = broker.groups.all.map(\.classic).filter { group in
            states.isEmpty || states.contains(group.state.rawValue.lowercased())
        }
        return .now(
            ListGroupsResponse(
                groups: groups.map { group in
                    .init(
                        groupID: group.id, protocolType: group.protocolType ?? "",
                        groupState: context.apiVersion >= 4 ? group.state.rawValue : "",
                        groupType: context.apiVersion >= 5 ? classicType : "")
                }))
    }
}
