import Synchronization
import Telemetry
import Testing

@Suite("Metrics")
struct MetricsTests {
    // Expected text: the Prometheus text exposition format 0.0.4.
    @Test("instruments render in Prometheus' text format, label values escaped")
    func rendering() {
        let registry = MetricsRegistry()
        registry.counter("b_total", "Things.", labels: ["topic": "a\"\\\n"]).add(3)
        registry.counter("b_total", "Things.", labels: ["topic": "a\"\\\n"]).add()
        registry.gauge("a", "Level.").set(1.5)
        registry.gauge("asked", "Asked.") { 7 }
        let histogram = registry.histogram("h_seconds", "Latency.", labels: ["k": "v"], bounds: [0.1, 1])
        for value in [0.1, 0.5, 2] { histogram.observe(value) }
        let expected = """
            # HELP a Level.
            # TYPE a gauge
            a 1.5
            # HELP asked Asked.
            # TYPE asked gauge
            asked 7
            # HELP b_total Things.
            # TYPE b_total counter
            b_total{topic="a\\"\\\\\\n"} 4
            # HELP h_seconds Latency.
            # TYPE h_seconds histogram
            h_seconds_bucket{k="v",le="0.1"} 1
            h_seconds_bucket{k="v",le="1"} 2
            h_seconds_bucket{k="v",le="+Inf"} 3
            h_seconds_sum{k="v"} 2.6
            h_seconds_count{k="v"} 3

            """
        #expect(registry.renderPrometheus().hasPrefix(expected))
        registry.remove("a")
        #expect(!registry.renderPrometheus().contains("# HELP a "))
    }

    @Test("series beyond the limit are refused and counted, and still take values")
    func bounded() {
        let registry = MetricsRegistry()
        for index in 0...MetricsRegistry.seriesMax { registry.counter("c_total", "C.", labels: ["i": "\(index)"]).add() }
        #expect(registry.renderPrometheus().contains("millrace_metric_series_refused_total 1\n"))
    }

    @Test("quantiles are within 3 % of the exact ones, whatever the scale", arguments: [1, 1_000, 1_000_000])
    func quantiles(scale: Int) {
        var sketch = QuantileSketch()
        #expect(sketch.quantile(0.5) == 0)
        for value in 1...1000 { sketch.observe(microseconds: value * scale) }
        for (fraction, exact) in [(0.5, 500), (0.99, 990), (1, 1000)] {
            let found = Double(sketch.quantile(fraction))
            #expect(abs(found / Double(exact * scale) - 1) <= 0.033, "\(fraction) of scale \(scale): \(found)")
        }
        sketch.observe(microseconds: -5)
        sketch.observe(microseconds: .max)
        #expect(sketch.count == 1002)
    }

    @Test("the process's own use is shown")
    func process() {
        let registry = MetricsRegistry()
        ProcessMetrics.register(in: registry)
        #expect(ProcessMetrics.residentBytes > 1 << 20)
        #expect(registry.renderPrometheus().contains("process_open_fds "))
    }
}

@Suite("Log lines")
struct LoggerTests {
    private final class Lines: Sendable {
        let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
    }

    private func make(_ configure: (inout Logger.Configuration) -> Void = { _ in }) -> (Logger, Lines) {
        var configuration = Logger.Configuration()
        configure(&configuration)
        let lines = Lines()
        return (Logger(configuration) { line in lines.lines.withLock { $0.append(line) } }, lines)
    }

    @Test("values that would break a line are quoted")
    func logfmt() {
        let (log, lines) = make()
        log.log(.info, event: "segment.rolled", ["topic": "a b", "n": 3, "raw": "x\n\"\u{1}ü", "empty": ""])
        log.log(.debug, event: "hidden")
        let line = lines.all.joined()
        #expect(line.hasSuffix("level=info event=segment.rolled topic=\"a b\" n=3 raw=\"x\\n\\\"\\u0001ü\" empty=\"\"\n"))
        #expect(line.hasPrefix("time=20"))
    }

    @Test("JSON lines carry the same fields, long values cut")
    func json() {
        let (log, lines) = make {
            $0.format = .json
            $0.valueBytesMax = 4
        }
        log.log(.error, event: "e", ["v": "123456"])
        #expect(lines.all.joined().hasSuffix("\"level\":\"error\",\"event\":\"e\",\"v\":\"1234...\"}\n"))
    }

    @Test("an event that comes too often is left out, and the number said")
    func bounded() {
        let (log, lines) = make {
            $0.eventsPerWindowMax = 2
            $0.windowMs = 0
        }
        // A window of no length ends at once: nothing is left out.
        for _ in 0..<5 { log.log(.info, event: "often") }
        #expect(lines.all.count == 5)
        let (slow, slowLines) = make { $0.eventsPerWindowMax = 2 }
        for _ in 0..<5 { slow.log(.info, event: "often") }
        slow.log(.info, event: "other")
        #expect(slowLines.all.count == 3)
    }

    // Expected: `date -u -d @1489925470.960`.
    @Test("times are RFC 3339 in UTC, before 1970 too")
    func time() {
        #expect(SystemTime.timestamp(milliseconds: 1_489_925_470_960) == "2017-03-19T12:11:10.960Z")
        #expect(SystemTime.timestamp(milliseconds: -1) == "1969-12-31T23:59:59.999Z")
    }
}
