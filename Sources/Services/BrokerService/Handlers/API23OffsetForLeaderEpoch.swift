import BrokerCore
import Identifiers
import KafkaMessagesRecords
import CommitLog

/// Tells where an epoch ended, so that a consumer can see whether its history is ours.
enum API23OffsetForLeaderEpoch: RequestHandler {
    static func handle(
        _ request: OffsetForLeaderEpochRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<OffsetForLeaderEpochResponse> {
        .now(
            OffsetForLeaderEpochResponse(
                topics: request.topics.map { topic in
                    .init(topic: topic.topic, partitions: topic.partitions.map { find($0, of: topic.topic, broker) })
                }))
    }

    private static func find(
        _ asked: OffsetForLeaderEpochRequest.OffsetForLeaderPartition, of topic: TopicName, _ broker: Broker
    ) -> OffsetForLeaderEpochResponse.EpochEndOffset {
        guard let partition = broker.partitions.partition(topic, asked.partition) else {
            return .init(errorCode: .unknownTopicOrPartition, partition: asked.partition)
        }
        if asked.currentLeaderEpoch >= 0, asked.currentLeaderEpoch != partition.leaderEpoch {
            let isOld = asked.currentLeaderEpoch < partition.leaderEpoch
            return .init(errorCode: isOld ? .fencedLeaderEpoch : .unknownLeaderEpoch, partition: asked.partition)
        }
        guard asked.leaderEpoch >= 0, asked.leaderEpoch <= partition.leaderEpoch else { return .init(partition: asked.partition) }
        let (epoch, end) = partition.withLog { log in
            asked.leaderEpoch == partition.leaderEpoch
                ? (partition.leaderEpoch, log.logEndOffset) : log.endOffset(of: asked.leaderEpoch)
        }
        return .init(partition: asked.partition, leaderEpoch: epoch, endOffset: end)
    }
}
