import BrokerCore
import Identifiers
import KafkaMessagesGroupAdmin

/// Takes committed offsets away.
enum API47OffsetDelete: RequestHandler {
    static func handle(
        _ request: OffsetDeleteRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<OffsetDeleteResponse> {
        var places: [Group.Place] = []
        for topic in request.topics {
            let count = broker.topics.topic(named: topic.name)?.partitionCount ?? 0
            for asked in topic.partitions where asked.partitionIndex >= 0 && asked.partitionIndex.rawValue < count {
                places.append(Group.Place(topic.name, asked.partitionIndex))
            }
        }
        guard !request.groupID.rawValue.isEmpty else { return .now(OffsetDeleteResponse(errorCode: .invalidGroupId)) }
        let pending = PendingAnswer<OffsetDeleteResponse>()
        let asked = places
        broker.groups.removeOffsets(request.groupID, asked) { result in
            switch result {
            case .failure(let code): pending.complete(OffsetDeleteResponse(errorCode: code))
            case .success(let errors):
                let codes = Dictionary(zip(asked, errors), uniquingKeysWith: { first, _ in first })
                pending.complete(
                    OffsetDeleteResponse(
                        topics: request.topics.map { topic in
                            .init(
                                name: topic.name,
                                partitions: topic.partitions.map { partition in
                                    let place = Group.Place(topic.name, partition.partitionIndex)
                                    return .init(
                                        partitionIndex: partition.partitionIndex,
                                        errorCode: codes[place] ?? .unknownTopicOrPartition)
                                })
                        }))
            }
        }
        return .later(pending)
    }
}
