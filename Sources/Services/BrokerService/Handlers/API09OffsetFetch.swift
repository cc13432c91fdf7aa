import BrokerCore
import Identifiers
import KafkaMessagesOffsets

/// Tells how far groups have come. No offset is no error: -1.
enum API09OffsetFetch: RequestHandler {
    static func handle(
        _ request: OffsetFetchRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<OffsetFetchResponse> {
        guard context.apiVersion < 8 else {
            return .now(OffsetFetchResponse(groups: request.groups.map { answer($0, context, broker) }))
        }
        let offsets = current(broker.groups.offsets(of: request.groupID), broker)
        let asked =
            request.topics.map { topics in topics.map { ($0.name, $0.partitionIndexes) } } ?? everything(in: offsets)
        let topics = asked.map { topic, partitions in
            OffsetFetchResponse.OffsetFetchResponseTopic(
                name: topic,
                partitions: partitions.map { index in
                    let known = offsets[Group.Place(topic, index)]
                    return .init(
                        partitionIndex: index, committedOffset: known?.offset ?? .none,
                        committedLeaderEpoch: known?.leaderEpoch ?? .unknown, metadata: known?.metadata ?? "")
                })
        }
        return .now(OffsetFetchResponse(topics: topics))
    }

    private static func answer(
        _ group: OffsetFetchRequest.OffsetFetchRequestGroup, _ context: RequestContext, _ broker: Broker
    ) -> OffsetFetchResponse.OffsetFetchResponseGroup {
        let offsets = current(broker.groups.offsets(of: group.groupID), broker)
        let byID = context.apiVersion >= 10
        var response = OffsetFetchResponse.OffsetFetchResponseGroup(groupID: group.groupID)
        func entry(
            _ topic: TopicName, _ id: UniqueID, _ partitions: [PartitionIndex], _ code: KafkaErrorCode = .none
        ) -> OffsetFetchResponse.OffsetFetchResponseTopics {
            .init(
                name: topic, topicID: id,
                partitions: partitions.map { index in
                    let known = code == .none ? offsets[Group.Place(topic, index)] : nil
                    return .init(
                        partitionIndex: index, committedOffset: known?.offset ?? .none,
                        committedLeaderEpoch: known?.leaderEpoch ?? .unknown, metadata: known?.metadata ?? "", errorCode: code)
                })
        }
        guard let asked = group.topics else {
            response.topics = everything(in: offsets).map { topic, partitions in
                entry(topic, broker.topics.topic(named: topic)?.id ?? .zero, partitions)
            }
            return response
        }
        response.topics = asked.map { topic in
            guard byID else { return entry(topic.name, .zero, topic.partitionIndexes) }
            guard let known = broker.topics.topic(id: topic.topicID) else {
                return entry("", topic.topicID, topic.partitionIndexes, .unknownTopicId)
            }
            return entry(known.name, topic.topicID, topic.partitionIndexes)
        }
        return response
    }

    /// Offsets of topics as they are: one committed for an earlier topic of the name says nothing.
    private static func current(
        _ offsets: [Group.Place: CommittedOffset], _ broker: Broker
    ) -> [Group.Place: CommittedOffset] {
        offsets.filter { place, offset in
            offset.topicID == .zero || broker.topics.topic(named: place.topic).map { $0.id == offset.topicID } ?? true
        }
    }

    private static func everything(in offsets: [Group.Place: CommittedOffset]) -> [(TopicName, [PartitionIndex])] {
        Dictionary(grouping: offsets.keys, by: \.topic).sorted { $0.key < $1.key }.map { topic, places in
            (topic, places.map(\.partition).sorted())
        }
    }
}
