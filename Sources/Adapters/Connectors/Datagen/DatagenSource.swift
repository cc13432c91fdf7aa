public import StreamRuntime
public import StreamSQL

/// The `datagen` connector: rows made up by rules for each column.
///
/// Row n is the same whenever it is asked for, so a source goes on where it stopped and a replay repeats itself; only columns
/// of time depend on the clock, which the caller passes in.
public struct DatagenSource: Sendable {
    /// `rows-per-second`, 10,000 by default.
    public let rowsPerSecond: Int64
    /// `number-of-rows`, or the shortest sequence; nil: without end.
    public let rowCount: Int64?
    private let columns: [DatagenColumn]
    private let types: [SQLType]
    private let source: Int32

    /// - Parameters:
    ///   - source: number of the source in its plan.
    ///   - seed: of the random columns.
    /// - Throws: ``SQLError`` for options without meaning.
    public init(scan: SourceScan, source: Int, seed: UInt64) throws(SQLError) {
        let options = scan.table.options
        rowsPerSecond = try Self.number(options, "rows-per-second") ?? 10_000
        guard rowsPerSecond > 0 else { throw .invalid("table '\(scan.table.name)': 'rows-per-second' must be positive") }
        var columns: [DatagenColumn] = []
        for (index, column) in scan.columns.enumerated() {
            guard case .physical(let path) = column.origin, path.count == 1 else {
                throw .unsupported("metadata and fields of ROWs from the datagen connector")
            }
            let rules = DatagenRules(table: scan.table.name, options: options, field: path[0])
            columns.append(try DatagenColumn(rules, type: column.type, seed: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15))
        }
        self.columns = columns
        self.source = Int32(truncatingIfNeeded: source)
        types = scan.columns.map(\.type)
        let limits = columns.compactMap(\.rowCount) + [try Self.number(options, "number-of-rows")].compactMap { $0 }
        rowCount = limits.min()
    }

    static func number(_ options: [String: String], _ key: String) throws(SQLError) -> Int64? {
        guard let text = options[key] else { return nil }
        guard let number = Int64(text) else { throw .invalid("'\(key)' is a number, not '\(text)'") }
        return number
    }

    /// Rows from number `first` on, `count` of them or up to the end.
    public func rows(from first: Int64, count: Int, nowMs: Int64) -> Batch {
        let end = min(first &+ Int64(count), rowCount ?? .max)
        let numbers = first..<max(first, end)
        let values = numbers.map { number in columns.map { $0.value(number, nowMs: nowMs) } }
        return Batch(
            rows: values, types: types, origins: numbers.map { RowOrigin(source: source, partition: 0, offset: $0) })
    }
}
