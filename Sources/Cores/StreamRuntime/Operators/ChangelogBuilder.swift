import Bytes
import StreamSQL

/// Collects the output rows of an aggregation.
final class ChangelogBuilder {
    let builders: [ColumnBuilder]
    private var kinds: [ChangeKind] = []
    private var watermarks: [Int64] = []
    private let hasWatermarks: Bool

    init(types: [SQLType], hasWatermarks: Bool = false) {
        builders = types.map { ColumnBuilder(type: $0) }
        self.hasWatermarks = hasWatermarks
    }

    /// Appends the values of a key to the first `count` columns.
    func appendKey(_ key: ByteSlice, count: Int) {
        var reader = ByteReader(key)
        for column in 0..<count {
            // Keys are written by this process, or were checked when they were read from the store.
            guard let value = try? ValueCoding.read(&reader) else { preconditionFailure("a group key that cannot be read") }
            builders[column].append(value)
        }
    }

    /// Ends a row to which every column has got a value.
    func endRow(_ kind: ChangeKind, watermark: Int64 = .min) {
        kinds.append(kind)
        if hasWatermarks { watermarks.append(watermark) }
    }

    /// The rows collected; nil when there are none.
    func finish() -> Batch? {
        if kinds.isEmpty { return nil }
        return Batch(
            columns: builders.map { $0.finish() }, rowCount: kinds.count,
            kinds: kinds.allSatisfy { $0 == .insert } ? nil : kinds, watermarks: hasWatermarks ? watermarks : nil)
    }
}
