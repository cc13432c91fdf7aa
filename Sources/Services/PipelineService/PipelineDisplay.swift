import Glibc
import Telemetry

/// What `up` shows: the ready line on standard output; the table, messages and the live line on standard error.
final class PipelineDisplay {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var hasLine = false
    private var lastLineNs: Int64 = 0
    private var last: (records: Int, timeNs: Int64)?

    /// How often the live line is repeated where it cannot be redrawn.
    private static let logLineNs: Int64 = 30_000_000_000

    /// The ready line and the table of what listens where.
    func ready(_ parts: [SupervisedPart], log: String) {
        var words = ["ready"]
        var rows: [[String]] = []
        for part in parts {
            for (field, value) in part.addresses.sorted(by: {
                ($0.key == "http" ? 1 : 0, $0.key) < ($1.key == "http" ? 1 : 0, $1.key)
            }) {
                words.append("\(part.name).\(field)=\(value)")
                let isPage = field == "http" || field == "api"
                rows.append([
                    field == "http" && part.addressField != nil ? "" : part.name, isPage ? "http://\(value)" : value, use(field),
                ])
            }
        }
        StandardStreams.write(words.joined(separator: " ") + "\n", to: STDOUT_FILENO)
        write("\n" + TextTable.text(header: ["part", "listens on", "for"], rows: rows) + "\nlog: \(log)\n\n")
    }

    private func use(_ field: String) -> String {
        switch field {
        case "kafka": "Kafka clients"
        case "cql": "CQL drivers and cqlsh"
        case "api": "pages and REST"
        case "http": "/healthz /readyz /metrics"
        default: ""
        }
    }

    /// One line of its own.
    func say(_ text: String) {
        clear()
        write("millrace: \(text)\n")
    }

    /// The live line, drawn in place on a terminal.
    func live(_ progress: PipelineProgress, memoryBytes: Int) {
        let now = SystemTime.monotonicNanoseconds()
        var rate = ""
        if let last, now > last.timeNs {
            rate = " (\(Int(Double(progress.recordsIn - last.records) * 1e9 / Double(now - last.timeNs)))/s)"
        }
        last = (progress.recordsIn, now)
        let text =
            "in \(progress.recordsIn)\(rate) · rows written \(progress.rowsWritten) · dead letters \(progress.deadLetters)"
            + " · lag \(progress.lag) · memory \(memoryBytes >> 20) MB"
        if isTerminal {
            write("\r\(text)\u{1B}[K")
            hasLine = true
        } else if now - lastLineNs >= Self.logLineNs {
            lastLineNs = now
            write("millrace: \(text)\n")
        }
    }

    /// Leaves the live line, so that what follows begins a line.
    func clear() {
        if hasLine { write("\r\u{1B}[K") }
        hasLine = false
    }

    private func write(_ text: String) { StandardStreams.write(text, to: STDERR_FILENO) }

    /// Two decimals.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
