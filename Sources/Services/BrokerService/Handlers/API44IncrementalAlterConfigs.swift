import BrokerCore
import Identifiers
import KafkaMessagesConfigs

/// Sets, deletes, appends to and subtracts from single settings.
enum API44IncrementalAlterConfigs: RequestHandler {
    static func handle(
        _ request: IncrementalAlterConfigsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<IncrementalAlterConfigsResponse> {
        let resources = request.resources.map { resource in
            ConfigAltering.Resource(
                type: resource.resourceType, name: resource.resourceName,
                edits: resource.configs.map { ConfigEdit(name: $0.name, operation: $0.configOperation, value: $0.value) })
        }
        let isDry = request.validateOnly
        @Sendable func response(_ refusals: [AdminRefusal?]) -> IncrementalAlterConfigsResponse {
            IncrementalAlterConfigsResponse(
                responses: zip(resources, refusals).map { resource, refusal in
                    .init(
                        errorCode: refusal?.code ?? .none, errorMessage: refusal?.message, resourceType: resource.type,
                        resourceName: resource.name)
                })
        }
        return AdminWork.answer(broker, busy: response(resources.map { _ in AdminRefusal(.requestTimedOut) })) {
            response(ConfigAltering.alter(resources, replacesAll: false, isDry: isDry, broker))
        }
    }
}
