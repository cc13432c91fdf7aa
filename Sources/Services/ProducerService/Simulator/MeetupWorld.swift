/// The places and groups RSVPs are about, made once from the seed.
struct MeetupWorld: Sendable {
    struct City: Sendable {
        let name: String
        let country: String
        let state: String?
        let longitude: Double
        let latitude: Double
    }

    struct Group: Sendable {
        let id: Int
        let name: String
        let urlName: String
        let city: City
        /// Pairs of url key and name.
        let topics: [(key: String, name: String)]
    }

    struct Venue: Sendable {
        let id: Int
        let name: String
        /// As JSON numbers.
        let longitude: String
        let latitude: String
        let group: Group
    }

    let venues: [Venue]
    /// Share of RSVPs that fall to the venues up to and including each rank.
    private let cumulativeShares: [Double]

    init(seed: UInt64, venues count: Int, skew: Double) {
        var random = SplitMix64(seed ^ 0x7665_6E75_6573)
        let cities = Self.popularity(Self.cities.count, skew: 0.8)
        var venues: [Venue] = []
        venues.reserveCapacity(count)
        for index in 0..<count {
            let city = Self.cities[Self.rank(random.fraction(), in: cities)]
            venues.append(Self.venue(index, city, &random))
        }
        self.venues = venues
        cumulativeShares = Self.popularity(count, skew: skew)
    }

    /// A venue by its popularity; `fraction` in 0..<1.
    func venue(_ fraction: Double) -> Venue { venues[Self.rank(fraction, in: cumulativeShares)] }

    private static func popularity(_ count: Int, skew: Double) -> [Double] {
        var total = 0.0
        var sums: [Double] = []
        sums.reserveCapacity(count)
        var power = SkewedRanks(skew)
        for _ in 0..<count {
            total += power.next()
            sums.append(total)
        }
        return sums.map { $0 / total }
    }

    private static func rank(_ fraction: Double, in sums: [Double]) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > fraction { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func venue(_ index: Int, _ city: City, _ random: inout SplitMix64) -> Venue {
        let subject = random.pick(subjects, or: ("hiking", "Hiking"))
        let groupName = "\(city.name) \(subject.name) \(random.pick(groupKinds, or: "Group"))"
        var topics = [(key: subject.key, name: subject.name)]
        for _ in 0..<random.below(15) {
            let topic = random.pick(subjects, or: subject)
            if !topics.contains(where: { $0.key == topic.key }) { topics.append(topic) }
        }
        let urlName = String(groupName.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        let group = Group(
            id: 1_000_000 + random.below(22_000_000), name: groupName, urlName: urlName, city: city, topics: topics)
        let isUnplaced = random.happens(0.06)
        return Venue(
            id: 20_000_000 + index, name: venueName(city, &random),
            longitude: isUnplaced ? "0" : coordinate(city.longitude, &random),
            latitude: isUnplaced ? "0" : coordinate(city.latitude, &random), group: group)
    }

    private static func venueName(_ city: City, _ random: inout SplitMix64) -> String {
        let kind = random.pick(venueKinds, or: "Café")
        switch random.below(4) {
        case 0: return "\(random.pick(familyNames, or: "Weber"))'s \(kind)"
        case 1: return "\(city.name) \(kind)"
        case 2: return "\(kind) \(random.pick(streets, or: "Main Street"))"
        default: return "The \(random.pick(adjectives, or: "Old")) \(kind)"
        }
    }

    /// A number near `centre` in one of the forms that occur: most with six decimals, a few shorter, with an exponent
    /// or with as many digits as a double has.
    private static func coordinate(_ centre: Double, _ random: inout SplitMix64) -> String {
        let value = centre + (random.fraction() - 0.5) * 0.2
        switch random.below(40) {
        case 0: return "\(Int(value * 10)).\(random.below(10))0"
        case 1: return "\(value)"
        case 2: return "\(random.below(9) + 1)e-05"
        default:
            let millionths = Int((value.magnitude * 1e6).rounded())
            let digits = "\(millionths % 1_000_000)"
            let sign = value < 0 ? "-" : ""
            return "\(sign)\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
        }
    }
}

/// 1, 2^-skew, 3^-skew, ...
private struct SkewedRanks {
    private let skew: Double
    private var rank = 0.0

    init(_ skew: Double) { self.skew = skew }

    mutating func next() -> Double {
        rank += 1
        return power(rank, -skew)
    }
}
