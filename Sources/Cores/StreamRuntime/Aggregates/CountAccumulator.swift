import Bytes
import StreamSQL

/// COUNT(*), or COUNT(x) of the values that are not NULL.
final class CountAccumulator: Accumulator {
    private var counts: [Int64] = []
    private let countsNulls: Bool

    init(countsNulls: Bool) { self.countsNulls = countsNulls }

    func grow(to capacity: Int) { counts.extend(to: capacity, with: 0) }
    func reset(_ group: Int) { counts[group] = 0 }

    func add(_ value: SQLValue, to group: Int) {
        if countsNulls || !value.isNull { counts[group] &+= 1 }
    }

    func retract(_ value: SQLValue, from group: Int) {
        if countsNulls || !value.isNull { counts[group] &-= 1 }
    }

    func update(_ input: AggregateInput) {
        let nulls = countsNulls ? nil : input.column?.nulls
        for row in input.rows where input.takes(row) {
            if let nulls, nulls[row] { continue }
            counts[Int(input.groups[row])] &+= input.adds(row) ? 1 : -1
        }
    }

    func result(_ group: Int) -> SQLValue { .integer(counts[group]) }
    func appendResult(_ group: Int, to builder: ColumnBuilder) { builder.appendInteger(counts[group]) }
    func encode(_ group: Int, to writer: inout ByteWriter) { writer.varint(counts[group]) }
    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError) { counts[group] = try reader.varlong() }

    /// The count itself.
    func count(_ group: Int) -> Int64 { counts[group] }
}
