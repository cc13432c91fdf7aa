internal import StreamRuntime
internal import StreamSQL
internal import Telemetry

/// A `print` sink: one line a row on standard output, as Flink prints it: `+I[Ada, 36]`, behind `print-identifier> ` if one is set.
struct PrintSink: Sendable {
    let types: [SQLType]
    let prefix: String
    let writesToError: Bool

    init(_ table: TableDefinition) {
        types = table.persistedColumns.map(\.type)
        prefix = table.options["print-identifier"].map { "\($0)> " } ?? ""
        writesToError = table.options["standard-error"]?.lowercased() == "true"
    }

    func print(_ output: SinkOutput) {
        var text = ""
        for batch in output.batches {
            for row in 0..<batch.rowCount { text += prefix + PrintText.line(batch, row: row, types: types) + "\n" }
        }
        if !text.isEmpty { StandardStreams.write(text, to: writesToError ? 2 : 1) }
    }
}
