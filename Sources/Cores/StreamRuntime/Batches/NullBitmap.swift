/// One bit a row: set where the value is NULL.
public struct NullBitmap: Sendable, Equatable {
    private var words: [UInt64]
    /// Rows described.
    public private(set) var count: Int
    /// Rows that are NULL.
    public private(set) var nullCount: Int

    /// `count` rows, none NULL (or all of them).
    public init(count: Int, allNull: Bool = false) {
        self.count = count
        self.words = Array(repeating: allNull ? ~0 : 0, count: (count + 63) / 64)
        self.nullCount = allNull ? count : 0
    }

    /// Whether the row is NULL. `row` must be in `0..<count`.
    @inline(__always)
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count, "row outside the bitmap")
        return words[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    /// Marks a row as NULL.
    @inline(__always)
    public mutating func setNull(_ row: Int) {
        precondition(row >= 0 && row < count, "row outside the bitmap")
        let mask: UInt64 = 1 << UInt64(row & 63)
        if words[row >> 6] & mask == 0 {
            words[row >> 6] |= mask
            nullCount += 1
        }
    }

    /// Adds one row.
    @inline(__always)
    public mutating func append(isNull: Bool) {
        if count & 63 == 0 { words.append(0) }
        count += 1
        if isNull { setNull(count - 1) }
    }

    /// The bits of `rows`, in their order.
    public func selecting(_ rows: [Int32]) -> NullBitmap {
        var picked = NullBitmap(count: rows.count)
        for (target, source) in rows.enumerated() where self[Int(source)] { picked.setNull(target) }
        return picked
    }

    /// Rows NULL in either: the nullness of a strict operator's result. Both must have the same count.
    public static func union(_ a: NullBitmap?, _ b: NullBitmap?) -> NullBitmap? {
        guard let a else { return b }
        guard let b else { return a }
        precondition(a.count == b.count, "bitmaps of different batches")
        var both = a
        both.nullCount = 0
        for index in both.words.indices {
            both.words[index] |= b.words[index]
            both.nullCount += both.words[index].nonzeroBitCount
        }
        // Only a bitmap made all NULL has bits past its count.
        if both.count & 63 != 0, let last = both.words.last {
            let stray = last & ~((1 << UInt64(both.count & 63)) - 1)
            both.nullCount -= stray.nonzeroBitCount
        }
        return both
    }

    public static func == (a: NullBitmap, b: NullBitmap) -> Bool {
        a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
    }
}
