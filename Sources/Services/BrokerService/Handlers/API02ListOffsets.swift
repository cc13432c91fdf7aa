import BrokerCore
import CommitLog
import Identifiers
import KafkaMessagesRecords

/// Finds offsets by time, and the ends of partitions.
enum API02ListOffsets: RequestHandler {
    /// Timestamps that stand for something else, and the version that brought them.
    private enum Special {
        static let latest: Int64 = -1
        static let earliest: Int64 = -2
        static let maxTimestamp: Int64 = -3
        static let earliestLocal: Int64 = -4
        static let latestTiered: Int64 = -5
        static let earliestPendingUpload: Int64 = -6

        static func firstVersion(of timestamp: Int64) -> Int16? {
            switch timestamp {
            case latest, earliest: 0
            case maxTimestamp: 7
            case earliestLocal: 8
            case latestTiered: 9
            case earliestPendingUpload: 11
            default: timestamp >= 0 ? 0 : nil
            }
        }
    }

    static func handle(
        _ request: ListOffsetsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<ListOffsetsResponse> {
        let pending = PendingAnswer<ListOffsetsResponse>()
        // Looking for a time may read index files and batches.
        let needsFiles = request.topics.contains {
            $0.partitions.contains { $0.timestamp >= 0 || $0.timestamp == Special.maxTimestamp }
        }
        guard needsFiles else { return .now(answer(request, context, broker)) }
        let isQueued = broker.onStorageThread { pending.complete(answer(request, context, broker)) }
        return isQueued ? .later(pending) : .close
    }

    private static func answer(_ request: ListOffsetsRequest, _ context: RequestContext, _ broker: Broker) -> ListOffsetsResponse
    {
        var response = ListOffsetsResponse()
        for topic in request.topics {
            var seen: Set<PartitionIndex> = []
            var twice: Set<PartitionIndex> = []
            for asked in topic.partitions where !seen.insert(asked.partitionIndex).inserted { twice.insert(asked.partitionIndex) }
            var answered: Set<PartitionIndex> = []
            var partitions: [ListOffsetsResponse.ListOffsetsPartitionResponse] = []
            for asked in topic.partitions where answered.insert(asked.partitionIndex).inserted {
                if twice.contains(asked.partitionIndex) {
                    partitions.append(.init(partitionIndex: asked.partitionIndex, errorCode: .invalidRequest))
                } else {
                    partitions.append(find(asked, of: topic.name, request.isolationLevel == 1, context, broker))
                }
            }
            response.topics.append(.init(name: topic.name, partitions: partitions))
        }
        return response
    }

    private static func find(
        _ asked: ListOffsetsRequest.ListOffsetsPartition, of topic: TopicName, _ committedOnly: Bool, _ context: RequestContext,
        _ broker: Broker
    ) -> ListOffsetsResponse.ListOffsetsPartitionResponse {
        let version = context.apiVersion
        func failed(_ code: KafkaErrorCode) -> ListOffsetsResponse.ListOffsetsPartitionResponse {
            .init(partitionIndex: asked.partitionIndex, errorCode: code)
        }
        guard let first = Special.firstVersion(of: asked.timestamp), version >= first else { return failed(.unsupportedVersion) }
        guard let partition = broker.partitions.partition(topic, asked.partitionIndex) else {
            return failed(.unknownTopicOrPartition)
        }
        if asked.currentLeaderEpoch >= 0, asked.currentLeaderEpoch != partition.leaderEpoch {
            return failed(asked.currentLeaderEpoch < partition.leaderEpoch ? .fencedLeaderEpoch : .unknownLeaderEpoch)
        }
        var answer = ListOffsetsResponse.ListOffsetsPartitionResponse(partitionIndex: asked.partitionIndex)
        do throws(LogError) {
            let found = try locate(asked.timestamp, in: partition, committedOnly)
            answer.timestamp = found.timestamp
            answer.offset = found.offset
            if found.offset >= 0, version >= 4 { answer.leaderEpoch = found.epoch }
            return answer
        } catch {
            return failed(error.kafkaErrorCode)
        }
    }

    private static func locate(
        _ timestamp: Int64, in partition: Partition, _ committedOnly: Bool
    ) throws(LogError) -> (offset: Offset, timestamp: Int64, epoch: LeaderEpoch) {
        let offsets = partition.offsets
        let end = committedOnly ? offsets.lastStable : offsets.highWatermark
        func epoch(at offset: Offset) -> LeaderEpoch {
            let known = partition.withLog { $0.leaderEpoch(at: offset) }
            return known >= 0 ? known : partition.leaderEpoch
        }
        switch timestamp {
        case Special.latest: return (end, -1, partition.leaderEpoch)
        case Special.earliest, Special.earliestLocal:
            return (offsets.start, -1, epoch(at: offsets.start))
        case Special.latestTiered, Special.earliestPendingUpload: return (.none, -1, .unknown)
        case Special.maxTimestamp:
            guard let found = try partition.offsetOfMaxTimestamp(limit: end) else { return (.none, -1, .unknown) }
            return (found.offset, found.timestamp, found.leaderEpoch)
        default:
            guard let found = try partition.offset(atOrAfter: timestamp, limit: end) else { return (.none, -1, .unknown) }
            return (found.offset, found.timestamp, found.leaderEpoch)
        }
    }
}
