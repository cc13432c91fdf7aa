public import Bytes
import JSONReading

/// How the meetup simulator behaves: the contents of `simulator.json`.
public struct SimulatorSettings: Sendable, Equatable {
    /// Equal seeds give equal streams, but for the times in them.
    public var seed: UInt64 = 1
    /// Records each second; 0: as fast as they are taken.
    public var recordsPerSecond = 20.0
    public var venues = 900
    /// Exponent of the popularity of venues by rank (Zipf): 0 is even, 1 strongly skewed.
    public var skew = 0.7
    /// Share of answers that say yes.
    public var yesShare = 0.73
    /// Share of RSVPs whose event has no venue.
    public var noVenueShare = 0.2
    /// Share of RSVPs that bring guests.
    public var guestsShare = 0.064
    /// Share of records that change an earlier RSVP.
    public var updateShare = 0.16
    /// Share of records that arrive long after they were made, and by how much at most.
    public var lateShare = 0.014
    public var lateMsMax = 3_600_000
    /// Neighbours swap places within this span.
    public var outOfOrderMsMax = 2_000
    /// Share of records that are broken: cut off, not JSON, or with a key part missing.
    public var brokenShare = 0.002

    public init() {}

    /// Reads the file's text.
    ///
    /// - Throws: ``ProducerFailure/badConfiguration(_:)`` naming the fault: unknown names are refused.
    public init(_ text: ByteSlice, name: String) throws(ProducerFailure) {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue.parse(text)
        } catch {
            throw .badConfiguration("\(name): \(error)")
        }
        guard case .object(let members) = root else { throw .badConfiguration("\(name): not a JSON object") }
        for member in members {
            guard case .number(let text) = member.value, let number = Double(text), take(member.name, number) else {
                throw .badConfiguration("\(name): \(member.name) is unknown or out of range")
            }
        }
    }

    private mutating func take(_ name: String, _ number: Double) -> Bool {
        let isShare = (0...1).contains(number)
        let isSpan = number >= 0 && number <= 1e9
        switch name {
        case "seed":
            guard let seed = UInt64(exactly: number) else { return false }
            self.seed = seed
        case "records_per_second":
            guard isSpan else { return false }
            recordsPerSecond = number
        case "venues":
            guard (1...100_000).contains(number), let venues = Int(exactly: number) else { return false }
            self.venues = venues
        case "skew":
            guard (0...5).contains(number) else { return false }
            skew = number
        case "late_ms_max":
            guard isSpan else { return false }
            lateMsMax = Int(number)
        case "out_of_order_ms_max":
            guard isSpan else { return false }
            outOfOrderMsMax = Int(number)
        default:
            guard isShare, let share = SimulatorSettings.shares[name] else { return false }
            self[keyPath: share] = number
        }
        return true
    }

    private static var shares: [String: WritableKeyPath<SimulatorSettings, Double>] {
        [
            "yes_share": \.yesShare, "no_venue_share": \.noVenueShare, "guests_share": \.guestsShare,
            "update_share": \.updateShare, "late_share": \.lateShare, "broken_share": \.brokenShare,
        ]
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a small generator whose whole state is one number.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Evenly in 0..<1.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether an event of this probability happens.
    mutating func happens(_ share: Double) -> Bool { fraction() < share }

    /// Evenly in 0..<bound.
    mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

    mutating func pick<T>(_ list: [T], or fallback: T) -> T { list.isEmpty ? fallback : list[below(list.count)] }
}
