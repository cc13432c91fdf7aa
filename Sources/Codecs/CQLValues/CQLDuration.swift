public import Bytes

/// A duration: months, days and nanoseconds, which do not convert into each other; all of one sign.
public struct CQLDuration: Hashable, Sendable {
    public var months: Int32
    public var days: Int32
    public var nanoseconds: Int64

    public init(months: Int32, days: Int32, nanoseconds: Int64) {
        self.months = months
        self.days = days
        self.nanoseconds = nanoseconds
    }

    /// Reads a value's bytes, three [vint]s; nil when they are not that.
    public init?(_ bytes: ByteSlice) {
        var reader = ByteReader(bytes)
        guard let months = try? reader.vint(), let days = try? reader.vint(), let nanoseconds = try? reader.vint(),
            let narrowMonths = Int32(exactly: months), let narrowDays = Int32(exactly: days)
        else { return nil }
        self.init(months: narrowMonths, days: narrowDays, nanoseconds: nanoseconds)
    }

    /// The value's bytes.
    public var bytes: ByteSlice {
        var writer = ByteWriter(capacity: 24)
        writer.vint(Int64(months))
        writer.vint(Int64(days))
        writer.vint(nanoseconds)
        return writer.finish()
    }

    public var isNegative: Bool { months < 0 || days < 0 || nanoseconds < 0 }

    static func validate(_ bytes: ByteSlice) throws(CQLValueError) {
        guard bytes.count >= 3 else { throw CQLValueError("Expected at least 3 bytes for a duration (\(bytes.count))") }
        var reader = ByteReader(bytes)
        guard let months = try? reader.vint(), let days = try? reader.vint(), let nanoseconds = try? reader.vint() else {
            throw CQLValueError("Not enough bytes to read a duration")
        }
        guard Int32(exactly: months) != nil else {
            throw CQLValueError("The duration months must be a 32 bits integer but was: \(months)")
        }
        guard Int32(exactly: days) != nil else {
            throw CQLValueError("The duration days must be a 32 bits integer but was: \(days)")
        }
        let isPositive = months >= 0 && days >= 0 && nanoseconds >= 0
        let isNegative = months <= 0 && days <= 0 && nanoseconds <= 0
        guard isPositive || isNegative else {
            throw CQLValueError(
                "The duration months, days and nanoseconds must be all of the same sign (\(months), \(days), \(nanoseconds))")
        }
    }
}

// Text.
extension CQLDuration: CustomStringConvertible {
    private static let nanosecondUnits: [(unit: String, size: UInt64)] = [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1000), ("ns", 1),
    ]

    /// `1y2mo3d4h5m6s7ms8us9ns`, what is zero left out.
    public var description: String {
        var text = isNegative ? "-" : ""
        func add(_ count: UInt64, _ unit: String) { if count > 0 { text += "\(count)\(unit)" } }
        add(UInt64(months.magnitude) / 12, "y")
        add(UInt64(months.magnitude) % 12, "mo")
        add(UInt64(days.magnitude), "d")
        var rest = nanoseconds.magnitude
        for (unit, size) in Self.nanosecondUnits {
            add(rest / size, unit)
            rest %= size
        }
        return text
    }

    /// Reads the three notations: `1h30m`; ISO 8601's `P1Y2M3DT4H5M6S` and `P2W`; and `P0001-02-03T04:05:06`.
    public init(parsing text: String) throws(CQLValueError) {
        let isNegative = text.hasPrefix("-")
        let body = isNegative ? text.dropFirst() : text[...]
        var parts = DurationParts()
        let isRead: Bool
        if body.first == "P" || body.first == "p" {
            isRead = body.contains("-") ? try parts.readAlternative(body) : try parts.readDesignators(body)
        } else {
            isRead = try parts.readUnits(body)
        }
        guard isRead else { throw CQLValueError("Unable to convert '\(text)' to a duration") }
        let sign: Int64 = isNegative ? -1 : 1
        self.init(
            months: Int32(truncatingIfNeeded: sign * parts.months), days: Int32(truncatingIfNeeded: sign * parts.days),
            nanoseconds: sign * parts.nanoseconds)
    }
}

/// Sums up the parts of a duration, each within its limit, in their order, each once.
private struct DurationParts {
    var months: Int64 = 0
    var days: Int64 = 0
    var nanoseconds: Int64 = 0
    private var last = -1

    private static let names = [
        "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds",
    ]
    private static let units: [String: Int] = [
        "y": 0, "mo": 1, "w": 2, "d": 3, "h": 4, "m": 5, "s": 6, "ms": 7, "us": 8, "µs": 8, "μs": 8, "ns": 9,
    ]
    /// What one unit counts in months, days or nanoseconds.
    private static let sizes: [Int64] = [
        12, 1, 7, 1, 3_600_000_000_000, 60_000_000_000, 1_000_000_000, 1_000_000, 1000, 1,
    ]

    private mutating func add(_ count: Int64?, unit: Int) throws(CQLValueError) {
        if unit == last { throw CQLValueError("Invalid duration. The \(Self.names[unit]) are specified multiple times") }
        if unit < last {
            throw CQLValueError("Invalid duration. The \(Self.names[last]) should be after \(Self.names[unit])")
        }
        last = unit
        switch unit {
        case 0, 1: months = try Self.sum(months, count, Self.sizes[unit], max: Int64(Int32.max), "months")
        case 2, 3: days = try Self.sum(days, count, Self.sizes[unit], max: Int64(Int32.max), "days")
        default: nanoseconds = try Self.sum(nanoseconds, count, Self.sizes[unit], max: .max, "nanoseconds")
        }
    }

    private static func sum(
        _ total: Int64, _ count: Int64?, _ size: Int64, max: Int64, _ name: String
    ) throws(CQLValueError) -> Int64 {
        let (product, over) = (count ?? .max).multipliedReportingOverflow(by: size)
        let (sum, more) = total.addingReportingOverflow(product)
        guard count != nil, !over, !more, sum <= max else {
            throw CQLValueError("Invalid duration. The total number of \(name) must be less or equal to \(max)")
        }
        return sum
    }

    /// `1y2mo3w4d5h6m7s8ms9us10ns`, in any case.
    mutating func readUnits(_ text: Substring) throws(CQLValueError) -> Bool {
        var rest = text
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { !($0.isASCII && $0.isNumber) }
            rest = rest.dropFirst(letters.count)
            guard !digits.isEmpty, let unit = Self.units[letters.lowercased()] else { return false }
            try add(Int64(digits), unit: unit)
        }
        return last >= 0
    }

    /// `P1Y2M3DT4H5M6S` or `P2W`.
    mutating func readDesignators(_ text: Substring) throws(CQLValueError) -> Bool {
        let body = text.dropFirst().uppercased()
        guard body.allSatisfy({ $0.isASCII }), !body.isEmpty else { return false }
        var isTime = false
        var digits = ""
        for character in body {
            if character == "T", digits.isEmpty, !isTime {
                isTime = true
            } else if character.isNumber {
                digits.append(character)
            } else {
                let dateUnits: [Character: Int] = ["Y": 0, "M": 1, "W": 2, "D": 3]
                let timeUnits: [Character: Int] = ["H": 4, "M": 5, "S": 6]
                guard !digits.isEmpty, let unit = (isTime ? timeUnits : dateUnits)[character] else { return false }
                try add(Int64(digits), unit: unit)
                digits = ""
            }
        }
        return digits.isEmpty && last >= 0
    }

    /// `P0001-02-03T04:05:06`.
    mutating func readAlternative(_ text: Substring) throws(CQLValueError) -> Bool {
        var scanner = TextScanner(text.dropFirst().uppercased())
        var numbers: [Int64] = []
        let widths = [4, 2, 2, 2, 2, 2]
        let ends: [Unicode.Scalar] = ["-", "-", "T", ":", ":", " "]
        for (width, end) in zip(widths, ends) {
            guard let (number, _) = scanner.digits(width...width) else { return false }
            numbers.append(number)
            guard numbers.count == 6 || scanner.take(end) else { return false }
        }
        guard scanner.isAtEnd else { return false }
        for (number, unit) in zip(numbers, [0, 1, 3, 4, 5, 6]) { try add(number, unit: unit) }
        return true
    }
}
