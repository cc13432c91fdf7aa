import Synchronization

/// A number that only grows.
public final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    init() {}

    public func add(_ amount: Int = 1) { value.wrappingAdd(amount, ordering: .relaxed) }
    public var total: Int { value.load(ordering: .relaxed) }
}

/// A number that goes up and down, set by its owner or asked for when read.
public final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)
    private let ask: (@Sendable () -> Double)?

    init(ask: (@Sendable () -> Double)? = nil) { self.ask = ask }

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    public func set(_ value: Int) { set(Double(value)) }
    public var value: Double { ask?() ?? Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// Counts of observations by size, in buckets.
public final class Histogram: Sendable {
    /// From 100 us to 60 s, in seconds: fit for latencies.
    public static let latencyBounds: [Double] = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    struct State {
        var counts: [Int]
        var sum = 0.0
    }

    let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        self.state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    /// Takes one observation; for latencies, in seconds.
    public func observe(_ value: Double) {
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    /// Counts per bucket (the last one is open upwards) and the sum of all observations.
    var snapshot: State { state.withLock { $0 } }
    public var count: Int { snapshot.counts.reduce(0, +) }
}

/// Quantiles of durations within 3 %, in bounded memory: 32 buckets for each doubling, from 1 us to 2^32 us.
///
/// A plain value: its owner guards it.
public struct QuantileSketch: Sendable {
    private static let perDoubling = 32
    private static let doublings = 28
    private var counts = [Int](repeating: 0, count: perDoubling * (doublings + 1))
    public private(set) var count = 0

    public init() {}

    /// Takes one duration in microseconds; what lies outside the range counts as its end.
    public mutating func observe(microseconds: Int) {
        counts[QuantileSketch.bucket(of: max(0, microseconds))] += 1
        count += 1
    }

    /// The least duration in microseconds that `fraction` (0...1) of the observations do not exceed; 0 without any.
    public func quantile(_ fraction: Double) -> Int {
        guard count > 0 else { return 0 }
        var left = Int((Double(count) * min(max(fraction, 0), 1)).rounded(.up))
        for (bucket, held) in counts.enumerated() where held > 0 {
            left -= held
            if left <= 0 { return QuantileSketch.upperBound(of: bucket) }
        }
        return QuantileSketch.upperBound(of: counts.count - 1)
    }

    // The first 32 buckets are single microseconds; then each doubling is cut in 32 equal parts.
    private static func bucket(of value: Int) -> Int {
        if value < perDoubling { return value }
        let exponent = Int.bitWidth - 1 - value.leadingZeroBitCount
        let shift = exponent - 5
        return min(shift * perDoubling + (value >> shift), perDoubling * (doublings + 1) - 1)
    }

    private static func upperBound(of bucket: Int) -> Int {
        if bucket < 2 * perDoubling { return bucket }
        let shift = bucket / perDoubling - 1
        return ((bucket % perDoubling + perDoubling + 1) << shift) - 1
    }
}
