import Bytes
import StreamSQL

/// SUM of integers: wraps at the width of the result. NULL when no value was there.
final class IntegerSum: Accumulator {
    private var sums: [Int64] = []
    private var counts: [Int64] = []
    private let result: SQLTypeKind

    init(result: SQLTypeKind) { self.result = result }

    func grow(to capacity: Int) {
        sums.extend(to: capacity, with: 0)
        counts.extend(to: capacity, with: 0)
    }

    func reset(_ group: Int) {
        sums[group] = 0
        counts[group] = 0
    }

    func add(_ value: SQLValue, to group: Int) {
        guard case .integer(let number) = value else { return }
        sums[group] &+= number
        counts[group] &+= 1
    }

    func retract(_ value: SQLValue, from group: Int) {
        guard case .integer(let number) = value else { return }
        sums[group] &-= number
        counts[group] &-= 1
    }

    func update(_ input: AggregateInput) {
        guard let column = input.column, case .integers(let values) = column.storage else { return }
        for row in input.rows where input.takes(row) && !column.isNull(row) {
            let group = Int(input.groups[row])
            if input.adds(row) {
                sums[group] &+= values[row]
                counts[group] &+= 1
            } else {
                sums[group] &-= values[row]
                counts[group] &-= 1
            }
        }
    }

    func result(_ group: Int) -> SQLValue {
        counts[group] == 0 ? .null : .integer(Self.wrapped(sums[group], result))
    }

    /// A sum kept in 64 bits and cut to the width is the sum that wrapped on the way.
    static func wrapped(_ sum: Int64, _ kind: SQLTypeKind) -> Int64 {
        switch kind {
        case .tinyint: Int64(Int8(truncatingIfNeeded: sum))
        case .smallint: Int64(Int16(truncatingIfNeeded: sum))
        case .int: Int64(Int32(truncatingIfNeeded: sum))
        default: sum
        }
    }

    func encode(_ group: Int, to writer: inout ByteWriter) {
        writer.varint(sums[group])
        writer.varint(counts[group])
    }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        sums[group] = try reader.varlong()
        counts[group] = try reader.varlong()
    }
}

/// SUM of FLOAT or DOUBLE, added in the order of arrival and in the width of the type.
final class DoubleSum: Accumulator {
    private var sums: [Double] = []
    private var counts: [Int64] = []
    private let isFloat: Bool

    init(isFloat: Bool) { self.isFloat = isFloat }

    func grow(to capacity: Int) {
        sums.extend(to: capacity, with: 0)
        counts.extend(to: capacity, with: 0)
    }

    func reset(_ group: Int) {
        sums[group] = 0
        counts[group] = 0
    }

    private static func number(_ value: SQLValue) -> Double? {
        switch value {
        case .double(let number): number
        case .float(let number): Double(number)
        default: nil
        }
    }

    private func rounded(_ sum: Double) -> Double { isFloat ? Double(Float(sum)) : sum }

    func add(_ value: SQLValue, to group: Int) {
        guard let number = Self.number(value) else { return }
        // The first value stands as it is: 0.0 + -0.0 would lose its sign.
        sums[group] = counts[group] == 0 ? number : rounded(sums[group] + number)
        counts[group] &+= 1
    }

    func retract(_ value: SQLValue, from group: Int) {
        guard let number = Self.number(value) else { return }
        sums[group] = rounded(sums[group] - number)
        counts[group] &-= 1
    }

    func result(_ group: Int) -> SQLValue {
        if counts[group] == 0 { return .null }
        return isFloat ? .float(Float(sums[group])) : .double(sums[group])
    }

    func encode(_ group: Int, to writer: inout ByteWriter) {
        writer.double(sums[group])
        writer.varint(counts[group])
    }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        sums[group] = try reader.double()
        counts[group] = try reader.varlong()
    }
}

/// SUM of DECIMAL(p, s), a DECIMAL(38, s). A sum that does not fit becomes NULL, and the next value starts it again.
final class DecimalSum: Accumulator {
    private var sums: [Int128?] = []
    private var counts: [Int64] = []
    private let scale: Int

    init(scale: Int) { self.scale = scale }

    func grow(to capacity: Int) {
        sums.extend(to: capacity, with: nil)
        counts.extend(to: capacity, with: 0)
    }

    func reset(_ group: Int) {
        sums[group] = nil
        counts[group] = 0
    }

    private func take(_ number: Int128, in group: Int) {
        guard let sum = sums[group] else {
            sums[group] = number
            return
        }
        // Two numbers of 38 digits cannot overflow 128 bits twice over, but their sum can pass the 38 digits.
        let (total, overflow) = sum.addingReportingOverflow(number)
        let fits = !overflow && SQLDecimal(unscaled: total, scale: scale).fits(precision: SQLTypeKind.maxDecimalPrecision)
        sums[group] = fits ? total : nil
    }

    func add(_ value: SQLValue, to group: Int) {
        guard case .decimal(let number) = value else { return }
        take(number.unscaled, in: group)
        counts[group] &+= 1
    }

    func retract(_ value: SQLValue, from group: Int) {
        guard case .decimal(let number) = value else { return }
        take(-number.unscaled, in: group)
        counts[group] &-= 1
    }

    func result(_ group: Int) -> SQLValue {
        guard counts[group] != 0, let sum = sums[group] else { return .null }
        return .decimal(SQLDecimal(unscaled: sum, scale: scale))
    }

    func encode(_ group: Int, to writer: inout ByteWriter) {
        writer.integer(UInt8(sums[group] == nil ? 0 : 1))
        if let sum = sums[group] { writer.integer(sum) }
        writer.varint(counts[group])
    }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        sums[group] = try reader.integer(UInt8.self) == 0 ? nil : try reader.integer(Int128.self)
        counts[group] = try reader.varlong()
    }
}

/// AVG: a sum divided by the number of its values.
final class AverageAccumulator: Accumulator {
    private let sum: any Accumulator
    private let count = CountAccumulator(countsNulls: false)
    private let resultKind: SQLTypeKind

    /// - Parameter result: the type of the average.
    init(sum: any Accumulator, result: SQLTypeKind) {
        self.sum = sum
        self.resultKind = result
    }

    func grow(to capacity: Int) {
        sum.grow(to: capacity)
        count.grow(to: capacity)
    }

    func reset(_ group: Int) {
        sum.reset(group)
        count.reset(group)
    }

    func add(_ value: SQLValue, to group: Int) {
        sum.add(value, to: group)
        count.add(value, to: group)
    }

    func retract(_ value: SQLValue, from group: Int) {
        sum.retract(value, from: group)
        count.retract(value, from: group)
    }

    func result(_ group: Int) -> SQLValue {
        let values = count.count(group)
        guard values != 0 else { return .null }
        switch sum.result(group) {
        case .integer(let total): return .integer(IntegerSum.wrapped(total / values, resultKind))
        case .double(let total):
            let average = total / Double(values)
            return resultKind == .float ? .float(Float(average)) : .double(average)
        case .decimal(let total):
            guard case .decimal(_, let scale) = resultKind else { return .null }
            return Self.divided(total, by: values, scale: scale)
        default: return .null
        }
    }

    /// Rounded half away from zero; NULL when the digits do not fit.
    static func divided(_ total: SQLDecimal, by count: Int64, scale: Int) -> SQLValue {
        let shift = SQLDecimal.powerOfTen(max(0, scale - total.scale)).magnitude
        let product = total.unscaled.magnitude.multipliedFullWidth(by: shift)
        let divisor = UInt128(count.magnitude)
        guard product.high < divisor else { return .null }
        var (quotient, remainder) = divisor.dividingFullWidth((product.high, product.low))
        if remainder >= divisor - remainder { quotient += 1 }
        guard let magnitude = Int128(exactly: quotient) else { return .null }
        let isNegative = (total.unscaled < 0) != (count < 0)
        let average = SQLDecimal(unscaled: isNegative ? -magnitude : magnitude, scale: scale)
        return average.fits(precision: SQLTypeKind.maxDecimalPrecision) ? .decimal(average) : .null
    }

    func encode(_ group: Int, to writer: inout ByteWriter) {
        sum.encode(group, to: &writer)
        count.encode(group, to: &writer)
    }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        try sum.decode(group, from: &reader)
        try count.decode(group, from: &reader)
    }
}
