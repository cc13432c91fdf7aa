import BrokerCore
import Identifiers
import KafkaMessagesOffsets

/// Stores how far a group has come.
enum API08OffsetCommit: RequestHandler {
    static func handle(
        _ request: OffsetCommitRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<OffsetCommitResponse> {
        let objection = broker.groups.commitObjection(
            request.groupID, memberID: request.memberID, instanceID: request.groupInstanceID,
            generation: request.generationIDOrMemberEpoch, version: context.apiVersion)
        var commits: [GroupCoordinator.Commit] = []
        var response = OffsetCommitResponse()
        response.topics = request.topics.map { asked in
            let byID = context.apiVersion >= 10
            let topic = byID ? broker.topics.topic(id: asked.topicID) : broker.topics.topic(named: asked.name)
            return .init(
                name: asked.name, topicID: asked.topicID,
                partitions: asked.partitions.map { partition in
                    var answer = OffsetCommitResponse.OffsetCommitResponsePartition(partitionIndex: partition.partitionIndex)
                    switch check(partition, of: topic, byID, objection, broker) {
                    case .failure(let code): answer.errorCode = code
                    case .success(let topic): commits.append(commit(partition, topic, context))
                    }
                    return answer
                })
        }
        guard !commits.isEmpty else { return .now(response) }
        let pending = PendingAnswer<OffsetCommitResponse>()
        let answered = response
        broker.groups.commit(request.groupID, commits) { code in
            var response = answered
            if code != .none {
                // Not stored: a client tries again when the coordinator is not available, so that is what it hears.
                for topic in response.topics.indices {
                    for index in response.topics[topic].partitions.indices
                    where response.topics[topic].partitions[index].errorCode == .none {
                        response.topics[topic].partitions[index].errorCode = .coordinatorNotAvailable
                    }
                }
            }
            pending.complete(response)
        }
        return .later(pending)
    }

    private static func check(
        _ asked: OffsetCommitRequest.OffsetCommitRequestPartition, of topic: TopicDescription?, _ byID: Bool,
        _ objection: KafkaErrorCode?, _ broker: Broker
    ) -> Result<TopicDescription, KafkaErrorCode> {
        guard let topic else { return .failure(byID ? .unknownTopicId : .unknownTopicOrPartition) }
        guard asked.partitionIndex >= 0, asked.partitionIndex.rawValue < topic.partitionCount else {
            return .failure(.unknownTopicOrPartition)
        }
        if let objection { return .failure(objection) }
        let metadataBytes = asked.committedMetadata?.utf8.count ?? 0
        return metadataBytes > broker.configuration.offsetMetadataBytesMax ? .failure(.offsetMetadataTooLarge) : .success(topic)
    }

    private static func commit(
        _ asked: OffsetCommitRequest.OffsetCommitRequestPartition, _ topic: TopicDescription, _ context: RequestContext
    ) -> GroupCoordinator.Commit {
        GroupCoordinator.Commit(
            place: Group.Place(topic.name, asked.partitionIndex),
            offset: CommittedOffset(
                offset: asked.committedOffset, leaderEpoch: asked.committedLeaderEpoch, metadata: asked.committedMetadata ?? "",
                committedMs: context.nowMs, topicID: topic.id))
    }
}
