import BrokerCore
import Identifiers
import KafkaMessagesConfigs

/// Replaces all settings of resources: what a request does not name goes back to its default.
enum API33AlterConfigs: RequestHandler {
    static func handle(
        _ request: AlterConfigsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<AlterConfigsResponse> {
        let resources = request.resources.map { resource in
            ConfigAltering.Resource(
                type: resource.resourceType, name: resource.resourceName,
                edits: resource.configs.map {
                    ConfigEdit(name: $0.name, operation: ConfigOperation.set.rawValue, value: $0.value)
                })
        }
        let isDry = request.validateOnly
        @Sendable func response(_ refusals: [AdminRefusal?]) -> AlterConfigsResponse {
            AlterConfigsResponse(
                responses: zip(resources, refusals).map { resource, refusal in
                    .init(
                        errorCode: refusal?.code ?? .none, errorMessage: refusal?.message, resourceType: resource.type,
                        resourceName: resource.name)
                })
        }
        return AdminWork.answer(broker, busy: response(resources.map { _ in AdminRefusal(.requestTimedOut) })) {
            response(ConfigAltering.alter(resources, replacesAll: true, isDry: isDry, broker))
        }
    }
}

/// The work of AlterConfigs and IncrementalAlterConfigs.
enum ConfigAltering {
    struct Resource: Sendable {
        let type: Int8
        let name: String
        let edits: [ConfigEdit]

        fileprivate var identity: String { "\(type)/\(name)" }
    }

    /// - Returns: per resource why it was not altered; nil when it was.
    static func alter(_ resources: [Resource], replacesAll: Bool, isDry: Bool, _ broker: Broker) -> [AdminRefusal?] {
        let counts = Dictionary(resources.map { ($0.identity, 1) }, uniquingKeysWith: +)
        var refusals: [AdminRefusal?] = []
        let unstored = AdminWork.change(broker, isDry: isDry) { draft in
            refusals = []
            for resource in resources {
                do throws(AdminRefusal) {
                    if counts[resource.identity] != 1 {
                        throw AdminRefusal(.invalidRequest, "Each resource must appear at most once.")
                    }
                    draft.take(
                        try ConfigAlteration(draft.metadata).decide(
                            resourceType: resource.type, name: resource.name, edits: resource.edits, replacesAll: replacesAll))
                    refusals.append(nil)
                } catch {
                    refusals.append(error)
                }
            }
        }
        return unstored.map { reason in refusals.map { $0 ?? reason } } ?? refusals
    }
}
