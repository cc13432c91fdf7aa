import Telemetry

/// Draws a run's progress on a terminal, in place.
public struct ProgressLine {
    private static let barWidth = 30
    private let startedNs = SystemTime.monotonicNanoseconds()

    public init() {}

    /// The line for `progress`, to be written over the one before.
    public func text(_ progress: ProducerProgress) -> String {
        let seconds = max(Double(SystemTime.monotonicNanoseconds() - startedNs) / 1e9, 0.001)
        var text = "\r"
        if let fraction = progress.fraction {
            let filled = Int(min(max(fraction, 0), 1) * Double(Self.barWidth))
            text += "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: Self.barWidth - filled) + "] "
        }
        text += "\(progress.delivered) delivered, \(Int(Double(progress.delivered) / seconds))/s"
        if progress.failed > 0 { text += ", \(progress.failed) failed" }
        return text + "\u{1B}[K"
    }
}

extension ProducerSummary {
    /// What stands on standard output at the end, without a line end.
    public var text: String {
        let rate = seconds > 0 ? Double(delivered) / seconds : 0
        let bytesRate = seconds > 0 ? Double(deliveredBytes) / seconds / 1e6 : 0
        var parts = [
            "delivered \(delivered) records (\(Self.decimals(Double(deliveredBytes) / 1e6)) MB) in \(Self.decimals(seconds)) s",
            "\(Int(rate)) records/s", "\(Self.decimals(bytesRate)) MB/s",
        ]
        if delivered > 0 {
            let p50 = Self.decimals(Double(latency.quantile(0.5)) / 1000)
            parts.append("delivery p50 \(p50) ms, p99 \(Self.decimals(Double(latency.quantile(0.99)) / 1000)) ms")
        }
        if blank > 0 { parts.append("\(blank) blank not sent") }
        if incomplete > 0 { parts.append("\(incomplete) without a field asked for") }
        if tooLarge > 0 { parts.append("\(tooLarge) too large, not sent") }
        if failed > 0 { parts.append("\(failed) failed") }
        if isInterrupted { parts.append("stopped before the end of the input") }
        return parts.joined(separator: "; ")
    }

    /// Two decimals.
    private static func decimals(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
