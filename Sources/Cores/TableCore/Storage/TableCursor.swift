import Bytes
import Glibc

/// Reads the live rows of a table one by one, from a snapshot. Not for use by several threads at a time.
public final class TableCursor {
    private let snapshot: any KeyValueSnapshot
    private let layout: TableLayout
    private let request: ReadRequest
    private let now: Int64

    private var partition: OpenPartition?
    /// Of a list of partitions: the one to open next.
    private var nextIndex = 0
    /// Of a token range: where the search for the next partition starts; nil when the cursor stands at it already.
    private var nextKey: ByteSlice?
    private var isAtNextPartition = false
    private var cursor: (any KeyValueCursor)?

    /// - Parameter now: seconds since 1970: what has expired by then is not read.
    public init(_ snapshot: any KeyValueSnapshot, _ layout: TableLayout, _ request: ReadRequest, now: Int64) {
        self.snapshot = snapshot
        self.layout = layout
        self.request = request
        self.now = now
        switch request.scope {
        case .partitions(let keys):
            if let resume = request.resumeAfter, let index = keys.firstIndex(of: resume.partition) {
                nextIndex = resume.clustering == nil ? index + 1 : index
            }
        case .tokens(let range):
            nextKey = RowKey.token(range.lowerBound, in: layout.id)
            if let resume = request.resumeAfter {
                let prefix = RowKey.partition(resume.partition, in: layout.id)
                nextKey = ByteSlice(resume.clustering == nil ? prefix + [KeyOrder.afterAll] : prefix)
            }
        }
    }

    /// The next live row, nil at the end.
    public func next() throws(StorageError) -> ReadRow? {
        while true {
            if partition == nil, try !openNextPartition() { return nil }
            guard var open = partition else { return nil }
            partition = nil
            if let row = try nextRow(&open) {
                partition = open
                return row
            }
            finish(open)
            if request.showsStaticRows, !open.hasShownRow, let statics = open.statics {
                return ReadRow(
                    partition: open.key, clustering: nil, content: RowContent(), statics: statics,
                    position: ReadPosition(after: open.key))
            }
        }
    }

    /// Passes over the rest of the partition of the row read last.
    public func skipPartition() {
        guard let open = partition else { return }
        partition = nil
        isAtNextPartition = false
        finish(open)
    }

    private func finish(_ open: OpenPartition) {
        if case .tokens = request.scope, !isAtNextPartition {
            nextKey = ByteSlice(open.prefix + [KeyOrder.afterAll])
        }
    }

    // MARK: Partitions

    private struct OpenPartition {
        let key: PartitionKey
        let prefix: [UInt8]
        var deletions: PartitionDeletions?
        /// The live static row.
        var statics: RowContent?
        /// The slice being read, counted in reading order.
        var slice = 0
        /// The keys between which the slice's rows lie, once it is being read.
        var bounds: SliceBounds?
        /// Whether the cursor stands at the row read last, or at the first candidate.
        var isPositioned = false
        var standsAtCandidate = false
        /// The row after which reading starts.
        var after: ByteSlice?
        var hasShownRow = false
    }

    private func openNextPartition() throws(StorageError) -> Bool {
        switch request.scope {
        case .partitions(let keys):
            guard nextIndex < keys.count else { return false }
            try open(keys[nextIndex])
            nextIndex += 1
            return true
        case .tokens(let range): return try openNextPartition(in: range)
        }
    }

    private func open(_ key: PartitionKey) throws(StorageError) {
        var open = OpenPartition(key: key, prefix: RowKey.partition(key, in: layout.id))
        cursor = nil
        if !layout.isCounterTable {
            let deletionsKey = RowKey.key(open.prefix, .deletions)
            if let value = try snapshot.value(of: deletionsKey, in: .rows) {
                open.deletions = try deletions(value, key: deletionsKey)
            }
        }
        if layout.hasStaticColumns {
            let staticKey = RowKey.key(open.prefix, .staticRow)
            if let value = try snapshot.value(of: staticKey, in: .rows) {
                open.statics = try row(value, key: staticKey, under: open.deletions?.partition)
            }
        }
        resume(&open)
        partition = open
    }

    /// Finds the next partition of a token range, and reads its deletions and static row on the way to its rows.
    private func openNextPartition(in range: ClosedRange<Int64>) throws(StorageError) -> Bool {
        let cursor = try tokenCursor(range)
        if let start = nextKey {
            nextKey = nil
            guard try cursor.seek(to: start) else { return false }
        } else if !isAtNextPartition {
            return false
        }
        isAtNextPartition = false
        let first = cursor.key
        guard let (key, prefixLength, _) = RowKey.parse(first) else { throw .damaged(key: first) }
        var open = OpenPartition(key: key, prefix: first[0..<prefixLength].array)
        var isAtEnd = false
        if let value = try take(cursor, .deletions, of: open, &isAtEnd) {
            open.deletions = try deletions(value, key: first)
        }
        if let value = try take(cursor, .staticRow, of: open, &isAtEnd) {
            open.statics = try row(value, key: RowKey.key(open.prefix, .staticRow), under: open.deletions?.partition)
        }
        resume(&open)
        let startsAtFirstRow = !request.isReversed && open.after == nil && request.slices.ranges.first?.start.isEmpty == true
        open.standsAtCandidate = startsAtFirstRow && !isAtEnd
        open.isPositioned = open.standsAtCandidate
        if startsAtFirstRow, isAtEnd { open.slice = request.slices.ranges.count }
        partition = open
        return true
    }

    /// The value at the cursor if it is that part of the partition; the cursor then moves on.
    private func take(
        _ cursor: any KeyValueCursor, _ part: RowKey.Part, of open: OpenPartition, _ isAtEnd: inout Bool
    ) throws(StorageError) -> ByteSlice? {
        guard !isAtEnd, cursor.key == RowKey.key(open.prefix, part) else { return nil }
        let value = cursor.value
        isAtEnd = try !cursor.next()
        return value
    }

    private func tokenCursor(_ range: ClosedRange<Int64>) throws(StorageError) -> any KeyValueCursor {
        if let cursor { return cursor }
        let end = range.upperBound == .max ? RowKey.end(of: layout.id) : RowKey.token(range.upperBound + 1, in: layout.id)
        let created = snapshot.cursor(over: .rows, from: RowKey.token(range.lowerBound, in: layout.id), to: end)
        cursor = created
        return created
    }

    private func resume(_ open: inout OpenPartition) {
        guard let resume = request.resumeAfter, resume.partition == open.key, let clustering = resume.clustering else { return }
        open.after = clustering
        open.hasShownRow = true
    }

    // MARK: Rows

    private func nextRow(_ open: inout OpenPartition) throws(StorageError) -> ReadRow? {
        let ranges = request.slices.ranges
        while open.slice < ranges.count {
            let range = ranges[request.isReversed ? ranges.count - 1 - open.slice : open.slice]
            if range.isRow || layout.clustering.isEmpty, !open.isPositioned {
                open.slice += 1
                if let row = try singleRow(range, &open) { return row }
                continue
            }
            guard try advance(in: range, &open) else {
                open.slice += 1
                open.isPositioned = false
                open.bounds = nil
                continue
            }
            guard let cursor else { return nil }
            let (key, value) = cursor.entry
            if let row = try readRow(value, key: key, &open) { return row }
        }
        return nil
    }

    private func singleRow(
        _ range: ClusteringSlices.ByteRange, _ open: inout OpenPartition
    ) throws(StorageError) -> ReadRow? {
        if let after = open.after, request.isReversed ? range.start >= after : range.start <= after { return nil }
        let key = ByteSlice(open.prefix + [RowKey.Part.row.rawValue] + range.start.array)
        guard let value = try snapshot.value(of: key, in: .rows) else { return nil }
        return try readRow(value, key: key, &open)
    }

    private struct SliceBounds {
        let lower: ByteSlice
        let upper: ByteSlice
        /// Whether the slice ends with the partition.
        let reachesEnd: Bool
    }

    /// The keys between which the rows of the range lie that are still to be read; nil when there are none.
    private func bounds(of range: ClusteringSlices.ByteRange, in open: OpenPartition) -> SliceBounds? {
        var range = range
        if let after = open.after {
            if request.isReversed {
                range.end = min(range.end, after)
            } else {
                // The least key above `after` is the same with a zero byte behind it.
                range.start = max(range.start, ByteSlice(after.array + [0]))
            }
            if range.isEmpty { return nil }
        }
        let head = open.prefix + [RowKey.Part.row.rawValue]
        return SliceBounds(
            lower: ByteSlice(head + range.start.array), upper: ByteSlice(head + range.end.array),
            reachesEnd: range.end == [KeyOrder.afterAll])
    }

    /// Moves the cursor to the next row of the slice. Returns false when there is none.
    private func advance(in range: ClusteringSlices.ByteRange, _ open: inout OpenPartition) throws(StorageError) -> Bool {
        guard let bounds = open.bounds ?? bounds(of: range, in: open) else { return false }
        open.bounds = bounds
        let cursor = rowCursor(open)
        let found: Bool
        if open.standsAtCandidate {
            open.standsAtCandidate = false
            found = true
        } else if open.isPositioned {
            found = request.isReversed ? try cursor.previous() : try cursor.next()
        } else {
            found = request.isReversed ? try cursor.seek(before: bounds.upper) : try cursor.seek(to: bounds.lower)
        }
        open.isPositioned = found
        guard found else { return false }
        let isReversed = request.isReversed
        let isInside = cursor.withKey { key in
            isReversed ? !key.precedes(bounds.lower) : key.precedes(bounds.upper)
        }
        if !isInside, !isReversed, bounds.reachesEnd, case .tokens = request.scope { isAtNextPartition = true }
        return isInside
    }

    private func rowCursor(_ open: OpenPartition) -> any KeyValueCursor {
        if let cursor { return cursor }
        let created = snapshot.cursor(
            over: .rows, from: ByteSlice(open.prefix), to: ByteSlice(open.prefix + [KeyOrder.afterAll]))
        cursor = created
        return created
    }

    private func readRow(
        _ value: ByteSlice, key: ByteSlice, _ open: inout OpenPartition
    ) throws(StorageError) -> ReadRow? {
        let clusteringBytes = key[(open.prefix.count + 1)..<key.count]
        let deletion = open.deletions?.deletion(of: clusteringBytes)
        guard let content = try row(value, key: key, under: deletion) else { return nil }
        guard let clustering = clusteringValues(content, key: key, prefixLength: open.prefix.count) else {
            throw .damaged(key: key)
        }
        open.hasShownRow = true
        return ReadRow(
            partition: open.key, clustering: clustering, content: content, statics: open.statics ?? RowContent(),
            position: ReadPosition(partition: open.key, clustering: clusteringBytes))
    }

    private func clusteringValues(_ content: RowContent, key: ByteSlice, prefixLength: Int) -> [ByteSlice]? {
        if let written = content.clusteringAsWritten {
            return ClusteringAsWritten.values(written, count: layout.clustering.count)
        }
        return RowKey.clustering(of: key, prefixLength: prefixLength, layout)
    }

    /// The live content of an entry, nil when it is dead.
    private func row(_ value: ByteSlice, key: ByteSlice, under deletion: Deletion?) throws(StorageError) -> RowContent? {
        guard var content = try? RowContent(decoding: value) else { throw .damaged(key: key) }
        if let deletion { content = content.surviving(deletion) }
        return content.live(at: now, in: layout)
    }

    private func deletions(_ value: ByteSlice, key: ByteSlice) throws(StorageError) -> PartitionDeletions {
        guard let deletions = try? PartitionDeletions(decoding: value) else { throw .damaged(key: key) }
        return deletions
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes come before `other`, unsigned, shorter first.
    fileprivate func precedes(_ other: ByteSlice) -> Bool {
        other.withUnsafeBytes { other in
            let common = Swift.min(count, other.count)
            guard common > 0, let mine = baseAddress, let theirs = other.baseAddress else { return count < other.count }
            let order = memcmp(mine, theirs, common)
            return order != 0 ? order < 0 : count < other.count
        }
    }
}
