public import Bytes

/// One end of a slice over clustering columns: values for the columns from some column on.
public struct ClusteringBound: Hashable, Sendable {
    public var values: [ByteSlice]
    public var isInclusive: Bool

    public init(_ values: [ByteSlice], isInclusive: Bool) {
        self.values = values
        self.isInclusive = isInclusive
    }
}

/// Which rows of a partition: disjoint ranges of clustering values, in clustering order.
///
/// `lower` and `upper` speak of the values' own order; that a column is declared DESC only turns around where its rows
/// lie. A bound over several columns, `(a, b) > (1, 2)`, is lexicographic whatever their declared orders.
public struct ClusteringSlices: Hashable, Sendable {
    /// `start..<end` in the bytes of keys, after the partition's prefix and the row mark.
    struct ByteRange: Hashable, Sendable {
        var start: ByteSlice
        var end: ByteSlice
        /// Whether it is exactly the row at `start`.
        var isRow = false

        static let all = ByteRange(start: ByteSlice(), end: [KeyOrder.afterAll])
        var isEmpty: Bool { !(start < end) }
        func contains(_ clustering: ByteSlice) -> Bool { start <= clustering && clustering < end }
    }

    /// Disjoint, not adjacent, in order.
    private(set) var ranges: [ByteRange]

    private init(sorted ranges: [ByteRange]) { self.ranges = ranges }

    init(_ ranges: [ByteRange]) {
        self.ranges = []
        for range in ranges.sorted(by: { $0.start < $1.start }) where !range.isEmpty {
            if let last = self.ranges.last, range.start <= last.end {
                self.ranges[self.ranges.count - 1].end = max(last.end, range.end)
                self.ranges[self.ranges.count - 1].isRow = last.isRow && last == range
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// All rows.
    public static let all = ClusteringSlices(sorted: [.all])
    /// No row.
    public static let none = ClusteringSlices(sorted: [])

    public var isAll: Bool { ranges == [.all] }
    public var isEmpty: Bool { ranges.isEmpty }

    /// The rows whose first clustering columns have the values `equal`; with a value for each column, that one row.
    public init(_ layout: TableLayout, equal: [ByteSlice]) {
        self.init([Self.range(layout, prefix: equal)])
    }

    /// The rows with the values `equal` in the first columns, and the columns after them between the bounds.
    public init(_ layout: TableLayout, equal: [ByteSlice], lower: ClusteringBound?, upper: ClusteringBound?) {
        var slices = ClusteringSlices(layout, equal: equal)
        if let lower {
            slices = slices.intersection(Self.beyond(lower, isLower: true, after: equal, layout))
        }
        if let upper {
            slices = slices.intersection(Self.beyond(upper, isLower: false, after: equal, layout))
        }
        self = slices
    }

    /// The rows of either.
    public func union(_ other: ClusteringSlices) -> ClusteringSlices { ClusteringSlices(ranges + other.ranges) }

    /// The rows of any of `slices`.
    public static func union(_ slices: some Sequence<ClusteringSlices>) -> ClusteringSlices {
        ClusteringSlices(slices.flatMap(\.ranges))
    }

    /// The rows of both.
    public func intersection(_ other: ClusteringSlices) -> ClusteringSlices {
        var common: [ByteRange] = []
        var left = 0
        var right = 0
        while left < ranges.count, right < other.ranges.count {
            let a = ranges[left]
            let b = other.ranges[right]
            // A row's range is in another range or outside it, never cut.
            let overlap = ByteRange(start: max(a.start, b.start), end: min(a.end, b.end), isRow: a.isRow || b.isRow)
            if !overlap.isEmpty { common.append(overlap) }
            if a.end < b.end { left += 1 } else { right += 1 }
        }
        return ClusteringSlices(sorted: common)
    }

    /// The rows that start with `prefix`.
    private static func range(_ layout: TableLayout, prefix: [ByteSlice]) -> ByteRange {
        var start: [UInt8] = []
        RowKey.appendClustering(prefix, layout, to: &start)
        let isRow = prefix.count == layout.clustering.count
        return ByteRange(start: ByteSlice(start), end: ByteSlice(start + [KeyOrder.afterAll]), isRow: isRow)
    }

    /// `(a, b, c) > (x, y, z)` as: a > x; or a = x and b > y; or a = x and b = y and c > z, each one range of keys.
    private static func beyond(
        _ bound: ClusteringBound, isLower: Bool, after equal: [ByteSlice], _ layout: TableLayout
    ) -> ClusteringSlices {
        var parts: [ByteRange] = []
        for count in 0..<bound.values.count {
            let head = equal + bound.values[0..<count]
            guard head.count < layout.clustering.count else { break }
            let isDescending = layout.clustering[head.count].isDescending
            let whole = range(layout, prefix: head)
            let here = range(layout, prefix: head + [bound.values[count]])
            parts.append(
                isLower != isDescending
                    ? ByteRange(start: here.end, end: whole.end) : ByteRange(start: whole.start, end: here.start))
        }
        if bound.isInclusive { parts.append(range(layout, prefix: equal + bound.values)) }
        return ClusteringSlices(parts)
    }
}
