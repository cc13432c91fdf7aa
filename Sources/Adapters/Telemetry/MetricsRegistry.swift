import Synchronization

/// The metrics of a program, rendered in Prometheus' text format 0.0.4.
///
/// Asking again for the same name and labels gives the same instrument. Names and label names are the program's own;
/// label values may come from outside and are escaped. The number of series is bounded: beyond
/// ``seriesMax`` an instrument works but is not shown, and `millrace_metric_series_refused_total` counts it.
public final class MetricsRegistry: Sendable {
    /// Series of one registry at most.
    public static let seriesMax = 20_000

    private enum Instrument {
        case counter(Counter)
        case gauge(Gauge)
        case histogram(Histogram)

        var type: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    private struct Family {
        let help: String
        let type: String
        var series: [String: Instrument] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var seriesCount = 0
        var refused = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// - Parameters:
    ///   - name: ends in `_total`.
    ///   - labels: names and values, in order.
    public func counter(_ name: String, _ help: String, labels: KeyValuePairs<String, String> = [:]) -> Counter {
        let made = Counter()
        guard case .counter(let counter) = instrument(name, help, labels, .counter(made)) else { return made }
        return counter
    }

    /// A gauge its owner sets.
    public func gauge(_ name: String, _ help: String, labels: KeyValuePairs<String, String> = [:]) -> Gauge {
        let made = Gauge()
        guard case .gauge(let gauge) = instrument(name, help, labels, .gauge(made)) else { return made }
        return gauge
    }

    /// A gauge that is asked for its value on each rendering, from any thread.
    public func gauge(
        _ name: String, _ help: String, labels: KeyValuePairs<String, String> = [:], ask: @escaping @Sendable () -> Double
    ) {
        _ = instrument(name, help, labels, .gauge(Gauge(ask: ask)))
    }

    /// - Parameter bounds: upper ends of the buckets, ascending.
    public func histogram(
        _ name: String, _ help: String, labels: KeyValuePairs<String, String> = [:],
        bounds: [Double] = Histogram.latencyBounds
    ) -> Histogram {
        let made = Histogram(bounds: bounds)
        guard case .histogram(let histogram) = instrument(name, help, labels, .histogram(made)) else { return made }
        return histogram
    }

    /// Forgets a series, as when its topic is deleted.
    public func remove(_ name: String, labels: KeyValuePairs<String, String> = [:]) {
        state.withLock { state in
            if state.families[name]?.series.removeValue(forKey: Self.text(of: labels)) != nil { state.seriesCount -= 1 }
        }
    }

    private func instrument(
        _ name: String, _ help: String, _ labels: KeyValuePairs<String, String>, _ made: Instrument
    ) -> Instrument {
        let key = Self.text(of: labels)
        return state.withLock { state in
            if let held = state.families[name]?.series[key] { return held }
            guard state.seriesCount < Self.seriesMax else {
                state.refused += 1
                return made
            }
            state.seriesCount += 1
            state.families[name, default: Family(help: help, type: made.type)].series[key] = made
            return made
        }
    }

    /// Everything, in Prometheus' text format.
    public func renderPrometheus() -> String {
        // Instruments are copied out first: a gauge's closure may take locks of its own.
        let (families, refused) = state.withLock { ($0.families, $0.refused) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            text += "# HELP \(name) \(Self.escaped(family.help, quotes: false))\n# TYPE \(name) \(family.type)\n"
            for (labels, instrument) in family.series.sorted(by: { $0.key < $1.key }) {
                Self.render(instrument, name: name, labels: labels, into: &text)
            }
        }
        text += "# HELP millrace_metric_series_refused_total Series beyond the limit.\n"
        text += "# TYPE millrace_metric_series_refused_total counter\nmillrace_metric_series_refused_total \(refused)\n"
        return text
    }

    private static func render(_ instrument: Instrument, name: String, labels: String, into text: inout String) {
        let braced = labels.isEmpty ? "" : "{\(labels)}"
        switch instrument {
        case .counter(let counter): text += "\(name)\(braced) \(counter.total)\n"
        case .gauge(let gauge): text += "\(name)\(braced) \(number(gauge.value))\n"
        case .histogram(let histogram):
            let state = histogram.snapshot
            let head = labels.isEmpty ? "" : labels + ","
            var running = 0
            for (bound, count) in zip(histogram.bounds, state.counts) {
                running += count
                text += "\(name)_bucket{\(head)le=\"\(number(bound))\"} \(running)\n"
            }
            running += state.counts.last ?? 0
            text += "\(name)_bucket{\(head)le=\"+Inf\"} \(running)\n"
            text += "\(name)_sum\(braced) \(number(state.sum))\n\(name)_count\(braced) \(running)\n"
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func text(of labels: KeyValuePairs<String, String>) -> String {
        labels.map { "\($0.key)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String, quotes: Bool) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\"" where quotes: text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
