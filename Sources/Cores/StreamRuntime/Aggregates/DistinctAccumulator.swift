import Bytes
import StreamSQL

/// How often each value is there. Entries whose count is zero are left out.
struct ValueCounts {
    private(set) var entries: [SQLValue: Int64] = [:]

    init() {}

    /// Changes a count and returns the new one.
    mutating func add(_ value: SQLValue, times: Int64 = 1) -> Int64 {
        let count = (entries[value] ?? 0) &+ times
        entries[value] = count == 0 ? nil : count
        return count
    }

    func encode(to writer: inout ByteWriter) {
        writer.unsignedVarint(UInt64(entries.count))
        for (value, count) in entries {
            ValueCoding.write(value, to: &writer)
            writer.varint(count)
        }
    }

    init(from reader: inout ByteReader) throws(DecodeError) {
        for _ in 0..<(try ValueCoding.count(&reader)) {
            let value = Retained.value(try ValueCoding.read(&reader))
            entries[value] = try reader.varlong()
        }
    }
}

/// Hands each different value to the function inside once: when it comes first, and back when the last of it is gone.
final class DistinctAccumulator: Accumulator {
    private let inner: any Accumulator
    private var counts: [ValueCounts] = []

    init(_ inner: any Accumulator) { self.inner = inner }

    func grow(to capacity: Int) {
        inner.grow(to: capacity)
        counts.extend(to: capacity, with: ValueCounts())
    }

    func reset(_ group: Int) {
        inner.reset(group)
        counts[group] = ValueCounts()
    }

    func add(_ value: SQLValue, to group: Int) {
        if value.isNull { return }
        if counts[group].add(Retained.value(value)) == 1 { inner.add(value, to: group) }
    }

    func retract(_ value: SQLValue, from group: Int) {
        if value.isNull { return }
        if counts[group].add(Retained.value(value), times: -1) == 0 { inner.retract(value, from: group) }
    }

    func result(_ group: Int) -> SQLValue { inner.result(group) }

    func encode(_ group: Int, to writer: inout ByteWriter) {
        inner.encode(group, to: &writer)
        counts[group].encode(to: &writer)
    }

    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) {
        try inner.decode(group, from: &reader)
        counts[group] = try ValueCounts(from: &reader)
    }
}

/// Values kept across batches must not hold on to a whole batch's arena.
enum Retained {
    static func value(_ value: SQLValue) -> SQLValue {
        switch value {
        case .string(let text): .string(text.compacted())
        case .bytes(let run): .bytes(run.compacted())
        case .array(let values): .array(values.map(Self.value))
        case .row(let values): .row(values.map(Self.value))
        case .map(let entries): .map(entries.map { SQLMapEntry(key: Self.value($0.key), value: Self.value($0.value)) })
        default: value
        }
    }
}
