/// Where a row came from, for dead letters: which record of which partition.
public struct RowOrigin: Sendable, Hashable {
    /// Index of the source among the plan's sources.
    public var source: Int32
    /// Partition of the source's topic; 0 for a source without partitions.
    public var partition: Int32
    /// Offset of the record in its partition; the line of a file, from 0.
    public var offset: Int64

    public init(source: Int32, partition: Int32, offset: Int64) {
        self.source = source
        self.partition = partition
        self.offset = offset
    }
}

/// Rows in columns, in the order they arrived, each with what it does to the table (its ``ChangeKind``).
public struct Batch: Sendable {
    public var columns: [ColumnVector]
    /// Number of rows: that of every column. A batch without columns (`SELECT COUNT(*)` needs none) still has rows.
    public let rowCount: Int
    /// One kind a row; nil when all are inserts.
    public var kinds: [ChangeKind]?
    /// One origin a row; nil once rows no longer stand for one record each.
    public var origins: [RowOrigin]?
    /// The watermark each row arrived under, in milliseconds since 1970, never falling from row to row; nil before a
    /// watermark is assigned. A row is late by its own watermark, so results do not depend on how rows are batched.
    public var watermarks: [Int64]?

    /// - Parameters: columns, kinds, origins and watermarks must each have `rowCount` rows.
    public init(
        columns: [ColumnVector], rowCount: Int, kinds: [ChangeKind]? = nil, origins: [RowOrigin]? = nil,
        watermarks: [Int64]? = nil
    ) {
        precondition(columns.allSatisfy { $0.count == rowCount }, "columns of different lengths")
        precondition(kinds == nil || kinds?.count == rowCount, "a kind for every row")
        precondition(origins == nil || origins?.count == rowCount, "an origin for every row")
        precondition(watermarks == nil || watermarks?.count == rowCount, "a watermark for every row")
        self.columns = columns
        self.rowCount = rowCount
        self.kinds = kinds
        self.origins = origins
        self.watermarks = watermarks
    }

    public var isEmpty: Bool { rowCount == 0 }

    /// What the row does to the table.
    @inline(__always)
    public func kind(_ row: Int) -> ChangeKind { kinds?[row] ?? .insert }

    /// The rows named, in that order, sharing what can be shared.
    public func selecting(_ rows: [Int32]) -> Batch {
        Batch(
            columns: columns.map { $0.selecting(rows) }, rowCount: rows.count,
            kinds: kinds.map { all in rows.map { all[Int($0)] } }, origins: origins.map { all in rows.map { all[Int($0)] } },
            watermarks: watermarks.map { all in rows.map { all[Int($0)] } })
    }

    /// The same rows with other columns, each of `rowCount` rows.
    public func replacingColumns(_ columns: [ColumnVector]) -> Batch {
        Batch(columns: columns, rowCount: rowCount, kinds: kinds, origins: origins, watermarks: watermarks)
    }
}
