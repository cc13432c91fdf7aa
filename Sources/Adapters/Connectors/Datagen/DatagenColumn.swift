import StreamSQL

/// The `fields.NAME.*` options of one column.
struct DatagenRules {
    let table: String
    let options: [String: String]
    let field: String

    subscript(rule: String) -> String? { options["fields.\(field).\(rule)"] }

    func refusal(_ message: String) -> SQLError { .invalid("table '\(table)': column '\(field)': \(message)") }

    func number(_ rule: String) throws(SQLError) -> Double? {
        guard let text = self[rule] else { return nil }
        guard let number = Double(text), number.isFinite else { throw refusal("'\(rule)' is a number, not '\(text)'") }
        return number
    }

    func integer(_ rule: String) throws(SQLError) -> Int64? {
        guard let text = self[rule] else { return nil }
        guard let number = Int64(text) else { throw refusal("'\(rule)' is a whole number, not '\(text)'") }
        return number
    }
}

/// What makes the values of one column.
struct DatagenColumn: Sendable {
    private enum Generator: Sendable {
        case sequence(start: Int64)
        case integers(ClosedRange<Int64>)
        case doubles(ClosedRange<Double>)
        case booleans
        case text(length: Int)
        case bytes(length: Int)
        case time(maxPastMs: Int64)
    }

    /// Rows after which a sequence is used up.
    let rowCount: Int64?
    private let generator: Generator
    private let type: SQLType
    private let nullRate: Double
    private let seed: UInt64

    /// Bytes of a random string, at most.
    private static let lengthMax: Int64 = 1 << 20

    init(_ rules: DatagenRules, type: SQLType, seed: UInt64) throws(SQLError) {
        self.type = type
        self.seed = seed
        nullRate = try rules.number("null-rate") ?? 0
        switch rules["kind"] ?? "random" {
        case "sequence":
            guard let start = try rules.integer("start"), let end = try rules.integer("end"), end >= start else {
                throw rules.refusal("a sequence needs 'start' and 'end'")
            }
            let (span, overflow) = end.subtractingReportingOverflow(start)
            rowCount = overflow || span == .max ? .max : span + 1
            switch type.family {
            case .numeric, .character: generator = .sequence(start: start)
            default: throw rules.refusal("no sequence of \(type)")
            }
        case "random":
            rowCount = nil
            generator = try Self.random(rules, type)
        case let other: throw rules.refusal("'kind' is random or sequence, not '\(other)'")
        }
    }

    private static func random(_ rules: DatagenRules, _ type: SQLType) throws(SQLError) -> Generator {
        switch type.kind {
        case .boolean: return .booleans
        case .tinyint: return try integers(rules, Int64(Int8.min)...Int64(Int8.max))
        case .smallint: return try integers(rules, Int64(Int16.min)...Int64(Int16.max))
        case .int: return try integers(rules, Int64(Int32.min)...Int64(Int32.max))
        case .bigint: return try integers(rules, Int64.min...Int64.max)
        case .float: return try doubles(rules, Double(Float.greatestFiniteMagnitude))
        case .double: return try doubles(rules, .greatestFiniteMagnitude)
        case .decimal(let precision, let scale):
            var whole = 1.0
            for _ in 0..<max(precision - scale, 0) { whole *= 10 }
            return try doubles(rules, whole - 1)
        case .char(let length): return .text(length: length)
        case .varchar, .varbinary, .binary:
            let length = try rules.integer("length") ?? 100
            guard (0...lengthMax).contains(length) else { throw rules.refusal("'length' is 0 to \(lengthMax)") }
            return type.isBinary ? .bytes(length: Int(length)) : .text(length: Int(length))
        case .date, .time, .timestamp, .timestampLTZ: return .time(maxPastMs: try maxPast(rules))
        default: throw .unsupported("\(type) from the datagen connector")
        }
    }

    private static func integers(_ rules: DatagenRules, _ all: ClosedRange<Int64>) throws(SQLError) -> Generator {
        let low = try rules.integer("min") ?? all.lowerBound
        let high = try rules.integer("max") ?? all.upperBound
        guard low <= high, all.contains(low), all.contains(high) else { throw rules.refusal("'min' and 'max' do not fit") }
        return .integers(low...high)
    }

    private static func doubles(_ rules: DatagenRules, _ greatest: Double) throws(SQLError) -> Generator {
        let low = try rules.number("min") ?? 0
        let high = try rules.number("max") ?? greatest
        guard low <= high, low >= -greatest, high <= greatest else { throw rules.refusal("'min' and 'max' do not fit") }
        return .doubles(low...high)
    }

    private static func maxPast(_ rules: DatagenRules) throws(SQLError) -> Int64 {
        guard let text = rules["max-past"] else { return 0 }
        let digits = text.prefix { $0.isNumber }
        let units = ["ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000]
        let unit = text.dropFirst(digits.count).trimmingPrefix(" ")
        guard let number = Int64(digits), number < 1 << 32, let scale = units[unit.isEmpty ? "ms" : String(unit)] else {
            throw rules.refusal("'max-past' is a duration such as 30 s, not '\(text)'")
        }
        return number * Int64(scale)
    }

    /// The value of a row.
    func value(_ row: Int64, nowMs: Int64) -> SQLValue {
        var random = Mixer(state: seed ^ UInt64(bitPattern: row) &* 0xD134_2543_DE82_EF95)
        if nullRate > 0, random.unit() < nullRate { return .null }
        switch generator {
        case .sequence(let start): return sequence(start &+ row)
        case .integers(let range): return .integer(random.integer(in: range))
        case .doubles(let range): return number(range.lowerBound + (range.upperBound - range.lowerBound) * random.unit())
        case .booleans: return .boolean(random.next() & 1 == 1)
        case .text(let length): return .text(random.hexadecimal(length))
        case .bytes(let length): return .bytes(random.bytes(length))
        case .time(let maxPast): return time(nowMs - (maxPast > 0 ? random.integer(in: 0...maxPast) : 0))
        }
    }

    private func sequence(_ number: Int64) -> SQLValue {
        switch type.kind {
        case .float: .float(Float(number))
        case .double: .double(Double(number))
        case .decimal(let precision, let scale):
            SQLDecimal.parse(String(number), precision: precision, scale: scale).map { .decimal($0) } ?? .null
        case .char, .varchar: .text(String(number))
        default: .integer(number)
        }
    }

    private func number(_ value: Double) -> SQLValue {
        switch type.kind {
        case .float: .float(Float(value))
        case .decimal(let precision, let scale):
            SQLDecimal.parse("\(value)", precision: precision, scale: scale).map { .decimal($0) } ?? .null
        default: .double(value)
        }
    }

    private func time(_ milliseconds: Int64) -> SQLValue {
        let day: Int64 = 86_400_000
        let rest = milliseconds % day
        let inDay = rest < 0 ? rest + day : rest
        switch type.family {
        case .date: return .integer((milliseconds - inDay) / day)
        case .time: return .integer(inDay)
        default: return .timestamp(SQLTimestamp(milliseconds: milliseconds))
        }
    }
}
