import BrokerCore
import CommitLog
import Identifiers
import KafkaMessagesRecords
import Telemetry

/// Moves the start of partitions: what lies before can no longer be read.
enum API21DeleteRecords: RequestHandler {
    /// Stands for the high watermark.
    private static let upToHighWatermark: Offset = -1

    static func handle(
        _ request: DeleteRecordsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DeleteRecordsResponse> {
        let pending = PendingAnswer<DeleteRecordsResponse>()
        // The new start is written to its checkpoint before the answer, so it needs a thread that may wait.
        let isQueued = broker.onStorageThread {
            let topics = request.topics.map { topic in
                DeleteRecordsResponse.DeleteRecordsTopicResult(
                    name: topic.name, partitions: topic.partitions.map { delete($0, of: topic.name, broker) })
            }
            do {
                if !topics.isEmpty { try BrokerLoading.writeCheckpoints(broker) }
                pending.complete(DeleteRecordsResponse(topics: topics))
            } catch {
                broker.log.log(.error, event: "checkpoint.failed", ["reason": "\(error)"])
                pending.complete(DeleteRecordsResponse(topics: topics.map(failed)))
            }
        }
        return isQueued ? .later(pending) : .close
    }

    private static func failed(
        _ topic: DeleteRecordsResponse.DeleteRecordsTopicResult
    ) -> DeleteRecordsResponse.DeleteRecordsTopicResult {
        .init(
            name: topic.name,
            partitions: topic.partitions.map {
                .init(partitionIndex: $0.partitionIndex, lowWatermark: .none, errorCode: .kafkaStorageError)
            })
    }

    private static func delete(
        _ asked: DeleteRecordsRequest.DeleteRecordsPartition, of topic: TopicName, _ broker: Broker
    ) -> DeleteRecordsResponse.DeleteRecordsPartitionResult {
        func refused(_ code: KafkaErrorCode) -> DeleteRecordsResponse.DeleteRecordsPartitionResult {
            .init(partitionIndex: asked.partitionIndex, lowWatermark: .none, errorCode: code)
        }
        guard let partition = broker.partitions.partition(topic, asked.partitionIndex) else {
            return refused(.unknownTopicOrPartition)
        }
        if InternalTopics.names.contains(topic) { return refused(.invalidTopicException) }
        let settings = broker.topics.snapshot.configs.topicSettings(topic)
        guard settings.deletesOldSegments || !settings.isCompacted else { return refused(.policyViolation) }
        guard asked.offset >= upToHighWatermark else { return refused(.offsetOutOfRange) }
        do throws(LogError) {
            let start = try partition.change { (log) throws(LogError) in
                try log.deleteRecords(before: asked.offset == upToHighWatermark ? log.highWatermark : asked.offset)
                return log.logStartOffset
            }
            return .init(partitionIndex: asked.partitionIndex, lowWatermark: start)
        } catch {
            return refused(error.kafkaErrorCode)
        }
    }
}
