import BrokerCore
import Identifiers
import KafkaMessagesConfigs

/// Shows settings with their sources. The table has no prose, so documentation is always null.
enum API32DescribeConfigs: RequestHandler {
    typealias Result = DescribeConfigsResponse.DescribeConfigsResult

    static func handle(
        _ request: DescribeConfigsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DescribeConfigsResponse> {
        let description = ConfigDescription(broker.topics.snapshot)
        let results = request.resources.map { resource in
            var result = Result(errorMessage: "", resourceType: resource.resourceType, resourceName: resource.resourceName)
            do throws(AdminRefusal) {
                let entries = try description.describe(
                    resourceType: resource.resourceType, name: resource.resourceName, keys: resource.configurationKeys)
                result.configs = entries.map { shown($0, withSynonyms: request.includeSynonyms) }
            } catch {
                result.errorCode = error.code
                result.errorMessage = error.message
            }
            return result
        }
        return .now(DescribeConfigsResponse(results: results))
    }

    private static func shown(
        _ entry: ConfigEntry, withSynonyms: Bool
    ) -> DescribeConfigsResponse.DescribeConfigsResourceResult {
        .init(
            name: entry.name, value: entry.value, readOnly: entry.isReadOnly, configSource: entry.source.rawValue,
            isSensitive: entry.isSensitive,
            synonyms: withSynonyms
                ? entry.synonyms.map { .init(name: $0.name, value: $0.value, source: $0.source.rawValue) } : [],
            configType: entry.type?.rawValue ?? 0, documentation: nil)
    }
}
