import Bytes
import StreamRuntime
import StreamSQL
import Testing

@Suite struct BatchTests {
    @Test func pickingRowsSharesTheArenaAndKeepsNulls() {
        var builder = StringVectorBuilder()
        for text in ["alpha", "", "gamma", "delta"] { builder.append(text) }
        builder.appendNull()
        let strings = builder.finish()
        var nulls = NullBitmap(count: 5)
        nulls.setNull(4)
        let batch = Batch(
            columns: [ColumnVector(.strings(strings), nulls: nulls), ColumnVector(.integers([1, 2, 3, 4, 5]))], rowCount: 5,
            kinds: [.insert, .insert, .delete, .insert, .updateAfter])
        let picked = batch.selecting([4, 2, 2, 0])
        guard case .strings(let kept) = picked.columns[0].storage, case .integers(let numbers) = picked.columns[1].storage else {
            Issue.record("storage changed")
            return
        }
        #expect(kept.arena.storage === strings.arena.storage)
        #expect((0..<4).map { kept.text($0) } == ["", "gamma", "gamma", "alpha"])
        #expect((0..<4).map { picked.columns[0].isNull($0) } == [true, false, false, false])
        #expect(numbers == [5, 3, 3, 1])
        #expect(picked.kinds == [.updateAfter, .delete, .delete, .insert])
    }

    @Test func nullBitmapCountsAcrossWordsAndUnites() {
        var odd = NullBitmap(count: 130)
        var late = NullBitmap(count: 0)
        for row in 0..<130 {
            if row % 2 == 1 { odd.setNull(row) }
            late.append(isNull: row >= 128)
        }
        let both = NullBitmap.union(odd, late)
        #expect(odd.nullCount == 65 && late.nullCount == 2)
        #expect(both?.nullCount == 66)
        #expect(NullBitmap.union(NullBitmap(count: 3, allNull: true), NullBitmap(count: 3))?.nullCount == 3)
    }
}

@Suite struct ColumnBuilderTests {
    @Test func valuesOfEveryStorageComeBack() {
        let samples: [(SQLType, [SQLValue])] = [
            (.boolean, [.boolean(true), .null, .boolean(false)]),
            (.bigint, [.integer(.min), .null, .integer(.max)]),
            (SQLType(.float), [.float(0.1), .null, .float(-0.0)]),
            (.double, [.double(.nan), .double(0.1), .null]),
            (SQLType(.decimal(precision: 38, scale: 2)), [.decimal(SQLDecimal(unscaled: -1250, scale: 2)), .null]),
            (.string, [.text(""), .null, .text("caf\u{e9}")]),
            (.bytes, [.bytes([0, 255]), .null]),
            (SQLType(.timestamp(3)), [.timestamp(SQLTimestamp(milliseconds: -1)), .null]),
            (
                SQLType(.timestamp(9)),
                [
                    .null, .timestamp(SQLTimestamp(milliseconds: 5)),
                    .timestamp(SQLTimestamp(milliseconds: 5, nanosOfMillisecond: 999_999)),
                ]
            ),
            (SQLType(.array(.int)), [.array([.integer(1), .null]), .null, .array([])]),
        ]
        for (type, values) in samples {
            let column = ColumnVector(values, type: type)
            #expect(values.indices.map { column.value($0, type: type) } == values, "\(type)")
        }
    }
}
