internal import Bytes
internal import CQLValues

/// `sum` and `avg`, which exist for numbers only.
enum NumericAggregates {
    private static let types: [CQLType] = [
        .counter, .smallint, .varint, .tinyint, .float, .int, .bigint, .decimal, .double,
    ]

    static func resolve(_ name: String, argument: CQLType) throws(StatementError) -> AggregateFunction {
        if argument == .timestamp {
            // The reference takes timestamps for numbers of two kinds and cannot choose.
            let both = [CQLType.varint, .bigint].map { "system.\(name) : (\($0)) -> \($0)" }
            let order = name == "avg" ? both.reversed() : both
            throw .invalid(
                "Ambiguous call to function \(name) (can be matched by following signatures: \(order.joined(separator: ", "))): use type casts to disambiguate"
            )
        }
        guard let type = types.first(where: { $0 == argument }) else { throw mismatch(name) }
        return function(name, type)
    }

    static func resolve(_ name: String, literal: (CQLType) -> Assignability) throws(StatementError) -> AggregateFunction {
        if let exact = types.first(where: { literal($0) == .exact }) { return function(name, exact) }
        throw mismatch(name)
    }

    private static func mismatch(_ name: String) -> StatementError {
        let signatures = types.map { "system.\(name) : (\($0)) -> \($0)" }.joined(separator: ", ")
        return .invalid(
            "Invalid call to function \(name), none of its type signatures match (known type signatures: \(signatures))")
    }

    private static func function(_ name: String, _ type: CQLType) -> AggregateFunction {
        AggregateFunction(name, type, type) {
            switch type {
            case .varint: BigSumState(average: name == "avg")
            case .decimal: DecimalSumState(average: name == "avg")
            case .float, .double: FloatingSumState(type: type, average: name == "avg")
            default: IntegerSumState(type: type, average: name == "avg")
            }
        }
    }
}

/// Sums integers of fixed width; the sum wraps as Java's does, the average does not.
struct IntegerSumState: AggregateState {
    let type: CQLType
    let average: Bool
    private var wrapped: Int64 = 0
    private var exact = BigInteger.zero
    private var count: Int64 = 0

    init(type: CQLType, average: Bool) {
        self.type = type
        self.average = average
    }

    mutating func add(_ arguments: [ByteSlice?]) {
        guard let number = arguments.first.flatMap({ $0 })?.signedInteger else { return }
        wrapped &+= number
        if average { exact = exact + BigInteger(number) }
        count += 1
    }

    func result() -> ByteSlice? {
        var value = wrapped
        if average { value = exact.dividedTowardsZero(by: BigInteger(max(count, 1)))?.quotient.int64 ?? 0 }
        switch type {
        case .tinyint: return ByteSlice(bigEndian: Int8(truncatingIfNeeded: value))
        case .smallint: return ByteSlice(bigEndian: Int16(truncatingIfNeeded: value))
        case .int: return ByteSlice(bigEndian: Int32(truncatingIfNeeded: value))
        default: return ByteSlice(bigEndian: value)
        }
    }
}

/// Sums varints.
struct BigSumState: AggregateState {
    let average: Bool
    private var sum = BigInteger.zero
    private var count: Int64 = 0

    init(average: Bool) { self.average = average }

    mutating func add(_ arguments: [ByteSlice?]) {
        guard let bytes = arguments.first.flatMap({ $0 }), !bytes.isEmpty else { return }
        sum = sum + BigInteger(twosComplement: bytes)
        count += 1
    }

    func result() -> ByteSlice? {
        guard average else { return sum.twosComplement }
        return (sum.dividedTowardsZero(by: BigInteger(max(count, 1)))?.quotient ?? .zero).twosComplement
    }
}

/// Sums decimals. The average is Cassandra's running one, so that it rounds where Cassandra's does: each number moves it
/// by a share of the difference, halves to even in the difference's scale.
struct DecimalSumState: AggregateState {
    let average: Bool
    private var value = CQLDecimal(unscaled: .zero, scale: 0)
    private var count: Int64 = 0

    init(average: Bool) { self.average = average }

    mutating func add(_ arguments: [ByteSlice?]) throws(StatementError) {
        guard let bytes = arguments.first.flatMap({ $0 }), let number = CQLDecimal(bytes) else { return }
        count += 1
        let negated = CQLDecimal(unscaled: -value.unscaled, scale: value.scale)
        let step = average ? (number + negated).map { $0.dividedEvenly(by: count) } : number
        guard let step, let next = value + step else { throw .invalid("Decimals too far apart to be added") }
        value = next
    }

    func result() -> ByteSlice? { value.bytes }
}

extension CQLDecimal {
    /// The quotient in the dividend's scale, halves to the even neighbour.
    fileprivate func dividedEvenly(by count: Int64) -> CQLDecimal {
        let divisor = BigInteger(count)
        guard let (quotient, remainder) = unscaled.dividedTowardsZero(by: divisor) else { return self }
        let twice = remainder + remainder
        let magnitude = twice.isNegative ? -twice : twice
        var rounded = quotient
        if divisor < magnitude || divisor == magnitude && !quotient.isEven {
            rounded = quotient + BigInteger(unscaled.isNegative ? -1 : 1)
        }
        return CQLDecimal(unscaled: rounded, scale: scale)
    }
}

/// Sums floating-point numbers, with compensation for what single additions lose (Kahan).
struct FloatingSumState: AggregateState {
    let type: CQLType
    let average: Bool
    private var sum = 0.0
    private var compensation = 0.0
    private var plain = 0.0
    private var count = 0

    init(type: CQLType, average: Bool) {
        self.type = type
        self.average = average
    }

    mutating func add(_ arguments: [ByteSlice?]) {
        guard let number = arguments.first.flatMap({ $0 })?.floatingPoint else { return }
        plain += number
        let term = number - compensation
        let next = sum + term
        compensation = (next - sum) - term
        sum = next
        count += 1
    }

    func result() -> ByteSlice? {
        var value = sum - compensation
        if value.isNaN, plain.isInfinite { value = plain }
        if average { value = count == 0 ? 0 : value / Double(count) }
        return type == .float ? ByteSlice(bigEndian: Float(value).bitPattern) : ByteSlice(bigEndian: value.bitPattern)
    }
}
