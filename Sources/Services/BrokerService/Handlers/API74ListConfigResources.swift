import BrokerCore
import Identifiers
import KafkaMessagesConfigs

/// The resources that have settings; before version 1 only the client metrics subscriptions.
enum API74ListConfigResources: RequestHandler {
    static func handle(
        _ request: ListConfigResourcesRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<ListConfigResourcesResponse> {
        let all: [ConfigScope] = [.topic, .broker, .brokerLogger, .clientMetrics, .group]
        var scopes: [ConfigScope] = [.clientMetrics]
        if context.apiVersion >= 1 {
            scopes = request.resourceTypes.isEmpty ? all : request.resourceTypes.compactMap { ConfigScope(rawValue: $0) }
            guard request.resourceTypes.allSatisfy({ ConfigScope(rawValue: $0) != nil }) else {
                return .now(ListConfigResourcesResponse(errorCode: .unsupportedVersion))
            }
        }
        let metadata = broker.topics.snapshot
        var response = ListConfigResourcesResponse()
        for scope in Set(scopes).sorted(by: { $0.rawValue < $1.rawValue }) {
            let names: [String] =
                switch scope {
                case .topic: metadata.topics.all.map(\.name.rawValue)
                case .broker, .brokerLogger: ["\(broker.configuration.nodeID)"]
                case .clientMetrics, .group: metadata.configs.names(scope)
                }
            response.configResources += names.map { .init(resourceName: $0, resourceType: scope.rawValue) }
        }
        return .now(response)
    }
}
