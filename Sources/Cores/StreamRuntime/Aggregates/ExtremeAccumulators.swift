import Bytes
import StreamSQL

/// MIN or MAX of rows that are only added: the first value stays until a better one comes, so a NaN that comes first stays.
final class ExtremeAccumulator: Accumulator {
    private var values: [SQLValue] = []
    private let isMax: Bool

    init(isMax: Bool) { self.isMax = isMax }

    func grow(to capacity: Int) { values.extend(to: capacity, with: .null) }
    func reset(_ group: Int) { values[group] = .null }

    func add(_ value: SQLValue, to group: Int) {
        if value.isNull { return }
        let best = values[group]
        if best.isNull || (isMax ? ValueOrder.isBefore(best, value) : ValueOrder.isBefore(value, best)) {
            values[group] = Retained.value(value)
        }
    }

    func retract(_ value: SQLValue, from group: Int) { preconditionFailure("a row taken back from an append-only input") }
    func result(_ group: Int) -> SQLValue { values[group] }
    func encode(_ group: Int, to writer: inout ByteWriter) { ValueCoding.write(values[group], to: &writer) }
    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        values[group] = Retained.value(try ValueCoding.read(&reader))
    }
}

/// MIN or MAX of rows that may be taken back: every value with how often it is there.
final class RetractableExtreme: Accumulator {
    private var counts: [ValueCounts] = []
    private var bests: [SQLValue] = []
    private let isMax: Bool

    init(isMax: Bool) { self.isMax = isMax }

    func grow(to capacity: Int) {
        counts.extend(to: capacity, with: ValueCounts())
        bests.extend(to: capacity, with: .null)
    }

    func reset(_ group: Int) {
        counts[group] = ValueCounts()
        bests[group] = .null
    }

    private func isBetter(_ a: SQLValue, than b: SQLValue) -> Bool {
        isMax ? ValueOrder.isBeforeTotally(b, a) : ValueOrder.isBeforeTotally(a, b)
    }

    func add(_ value: SQLValue, to group: Int) {
        if value.isNull { return }
        let kept = Retained.value(value)
        // A value may be taken back before it is added when two inputs interleave: then it is not there yet.
        guard counts[group].add(kept) > 0 else { return }
        if bests[group].isNull || isBetter(kept, than: bests[group]) { bests[group] = kept }
    }

    func retract(_ value: SQLValue, from group: Int) {
        if value.isNull { return }
        guard counts[group].add(Retained.value(value), times: -1) <= 0, value == bests[group] else { return }
        bests[group] = .null
        for (candidate, count) in counts[group].entries where count > 0 {
            if bests[group].isNull || isBetter(candidate, than: bests[group]) { bests[group] = candidate }
        }
    }

    func result(_ group: Int) -> SQLValue { bests[group] }

    func encode(_ group: Int, to writer: inout ByteWriter) { counts[group].encode(to: &writer) }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        counts[group] = try ValueCounts(from: &reader)
        bests[group] = .null
        for (candidate, count) in counts[group].entries where count > 0 {
            if bests[group].isNull || isBetter(candidate, than: bests[group]) { bests[group] = candidate }
        }
    }
}

/// FIRST_VALUE or LAST_VALUE by arrival; NULLs are passed over.
final class EdgeValueAccumulator: Accumulator {
    private var values: [SQLValue] = []
    private let isLast: Bool

    init(isLast: Bool) { self.isLast = isLast }

    func grow(to capacity: Int) { values.extend(to: capacity, with: .null) }
    func reset(_ group: Int) { values[group] = .null }

    func add(_ value: SQLValue, to group: Int) {
        if !value.isNull, isLast || values[group].isNull { values[group] = Retained.value(value) }
    }

    func retract(_ value: SQLValue, from group: Int) { preconditionFailure("a row taken back from an append-only input") }
    func result(_ group: Int) -> SQLValue { values[group] }
    func encode(_ group: Int, to writer: inout ByteWriter) { ValueCoding.write(values[group], to: &writer) }
    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        values[group] = Retained.value(try ValueCoding.read(&reader))
    }
}
