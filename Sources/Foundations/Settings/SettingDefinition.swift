/// One key a program knows: what values it takes, what it means, and what holds when nobody sets it.
public struct SettingDefinition: Sendable {
    /// The form of a value.
    public enum Kind: Sendable, Hashable {
        case string
        /// A whole number.
        case integer
        /// A number with a fraction.
        case number
        /// `true` or `false`.
        case boolean
        /// Values separated by commas; spaces around them do not count.
        case list
        /// A number with a unit, as `100 ms`, `10s`, `1 min`; without a unit, milliseconds.
        case duration
        /// One of these words.
        case choice([String])
    }

    /// The key. One part may be `*`, which stands for any text: `topics.*.partitions`, `broker.*`.
    public let key: String
    public let kind: Kind
    /// What holds when nothing sets the key; nil: the program has to ask whether it is set.
    public let defaultValue: String?
    /// Least and greatest value of an integer, or milliseconds of a duration.
    public let range: ClosedRange<Int64>?
    /// One line for people.
    public let doc: String
    /// Never printed.
    public let isSecret: Bool

    public init(
        _ key: String, _ kind: Kind, default defaultValue: String? = nil, range: ClosedRange<Int64>? = nil,
        secret: Bool = false, doc: String
    ) {
        self.key = key
        self.kind = kind
        self.defaultValue = defaultValue
        self.range = range
        self.isSecret = secret
        self.doc = doc
    }

    var isPattern: Bool { key.contains("*") }

    /// Whether the definition speaks of `candidate`.
    func matches(_ candidate: String) -> Bool {
        guard let star = key.firstIndex(of: "*") else { return key == candidate }
        let head = key[..<star]
        let tail = key[key.index(after: star)...]
        return candidate.utf8.count > head.utf8.count + tail.utf8.count && candidate.hasPrefix(head) && candidate.hasSuffix(tail)
    }

    /// Why `value` is not one this key takes, or nil.
    func objection(to value: String) -> String? {
        switch kind {
        case .string, .list: return nil
        case .integer:
            guard let number = Int64(value) else { return "is not a whole number" }
            return rangeObjection(number)
        case .number:
            guard let number = Double(value), number.isFinite else { return "is not a number" }
            return nil
        case .boolean:
            return SettingValue.boolean(value) == nil ? "is neither true nor false" : nil
        case .duration:
            guard let milliseconds = SettingValue.milliseconds(value) else { return "is not a duration such as 100 ms or 10s" }
            return rangeObjection(milliseconds)
        case .choice(let words):
            return words.contains(value) ? nil : "is not one of \(words.joined(separator: ", "))"
        }
    }

    private func rangeObjection(_ number: Int64) -> String? {
        guard let range, !range.contains(number) else { return nil }
        return "is not between \(range.lowerBound) and \(range.upperBound)"
    }
}

/// Readings of a value's text.
enum SettingValue {
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    }

    /// Milliseconds of `10s`, `1 min`, `250`; nil when it is no duration or does not fit.
    static func milliseconds(_ text: String) -> Int64? {
        let text = trimmed(text[...])
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
        guard let amount = Int64(digits) else { return nil }
        let scale: Int64
        switch trimmed(text.dropFirst(digits.count)).lowercased() {
        case "", "ms", "milli", "millis", "millisecond", "milliseconds": scale = 1
        case "s", "sec", "secs", "second", "seconds": scale = 1_000
        case "m", "min", "mins", "minute", "minutes": scale = 60_000
        case "h", "hour", "hours": scale = 3_600_000
        case "d", "day", "days": scale = 86_400_000
        default: return nil
        }
        let (product, overflow) = amount.multipliedReportingOverflow(by: scale)
        return overflow ? nil : product
    }

    static func trimmed(_ text: Substring) -> String {
        var rest = text
        while let first = rest.first, first == " " || first == "\t" || first == "\r" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" || last == "\r" { rest.removeLast() }
        return String(rest)
    }
}
