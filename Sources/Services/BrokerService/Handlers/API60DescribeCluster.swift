import EventLoops
import Identifiers
import KafkaMessagesCluster

/// The cluster: one broker, itself.
enum API60DescribeCluster: RequestHandler {
    /// The endpoint types of the request.
    private static let brokers: Int8 = 1
    private static let controllers: Int8 = 2

    static func handle(
        _ request: DescribeClusterRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DescribeClusterResponse> {
        var response = DescribeClusterResponse(clusterID: broker.clusterID)
        switch request.endpointType {
        case brokers:
            response.controllerID = broker.configuration.nodeID
            response.brokers = [
                .init(
                    brokerID: broker.configuration.nodeID, host: broker.advertised.host, port: Int32(broker.advertised.port))
            ]
            if request.includeClusterAuthorizedOperations {
                response.clusterAuthorizedOperations = API03Metadata.clusterOperations
            }
        case controllers:
            response.errorCode = .mismatchedEndpointType
            response.errorMessage =
                "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER"
        default:
            response.errorCode = .unsupportedEndpointType
            response.errorMessage = "Unsupported endpoint type \(request.endpointType)"
        }
        return .now(response)
    }
}
