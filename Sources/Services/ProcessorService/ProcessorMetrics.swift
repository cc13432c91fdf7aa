internal import Telemetry

/// What a processor counts.
struct ProcessorMetrics: Sendable {
    let recordsRead: Counter
    let deadLetters: Counter
    let rowsRefused: Counter
    let epochs: Counter
    let commitSeconds: Histogram
    let rowsWritten: Counter
    let writeRetries: Counter

    init(_ registry: MetricsRegistry) {
        recordsRead = registry.counter("millrace_processor_records_total", "Records read from topics")
        deadLetters = registry.counter("millrace_processor_dead_letters_total", "Records that could not be used")
        rowsRefused = registry.counter(
            "millrace_processor_rows_refused_total", "Result rows that their table cannot hold")
        epochs = registry.counter("millrace_processor_epochs_total", "Epochs committed")
        commitSeconds = registry.histogram("millrace_processor_commit_seconds", "Time to make one epoch durable")
        rowsWritten = registry.counter("millrace_processor_rows_written_total", "Rows the store has acknowledged")
        writeRetries = registry.counter(
            "millrace_processor_write_retries_total", "Epochs that had to be written again to the store")
    }
}
