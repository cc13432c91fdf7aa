import Identifiers
import KafkaClient
import Settings

/// How far a pipeline is, from the processor's metrics and the broker's offsets.
struct PipelineProgress {
    var recordsIn = 0
    var rowsWritten = 0
    var deadLetters = 0
    /// Records that are in the topics and whose rows are not in the store yet.
    var lag = 0
    /// Committed rows the store has not acknowledged.
    var outboxRows = 0

    /// Whether every record is accounted for.
    var isComplete: Bool { lag == 0 && outboxRows == 0 }

    /// Nil while the processor or the broker does not answer.
    init?(processor: NetworkAddress, admin: KafkaAdmin) {
        guard let metrics = MetricsScrape(processor) else { return nil }
        recordsIn = Int(metrics.value("millrace_processor_records_total"))
        rowsWritten = Int(metrics.value("millrace_processor_rows_written_total"))
        deadLetters = Int(metrics.value("millrace_processor_dead_letters_total"))
        outboxRows = Int(metrics.value("millrace_processor_outbox_rows"))
        for (labels, applied) in metrics.series("millrace_processor_applied_offset") {
            guard let topic = labels["topic"], let partition = labels["partition"].flatMap({ Int32($0) }) else { return nil }
            do throws(KafkaClientError) {
                let range = try admin.range(of: KafkaPartition(TopicName(topic), PartitionIndex(partition)))
                // What was deleted before it was read is no lag.
                lag += max(0, Int(range.upperBound) - max(Int(applied), Int(range.lowerBound)))
            } catch {
                return nil
            }
        }
    }
}
