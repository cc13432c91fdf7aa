import Bytes

/// What of a partition was deleted other than row by row: all of it, and ranges of rows.
///
/// Kept as one entry of the partition. The ranges are disjoint and in order, each with the deletion that prevails there.
struct PartitionDeletions: Hashable, Sendable {
    struct RangeDeletion: Hashable, Sendable {
        var range: ClusteringSlices.ByteRange
        var deletion: Deletion
    }

    var partition: Deletion?
    private(set) var ranges: [RangeDeletion] = []

    /// First byte of the entry's value, which no row's value starts with.
    static let tag: UInt8 = 0x80

    init(partition: Deletion? = nil) { self.partition = partition }

    /// The deletion that prevails for the row with these clustering bytes.
    func deletion(of clustering: ByteSlice) -> Deletion? {
        guard !ranges.isEmpty else { return partition }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].range.end <= clustering { low = middle + 1 } else { high = middle }
        }
        guard low < ranges.count, ranges[low].range.contains(clustering) else { return partition }
        return prevailing(partition, ranges[low].deletion)
    }

    /// Adds a range; where it overlaps others the later deletion prevails.
    mutating func add(_ range: ClusteringSlices.ByteRange, _ deletion: Deletion) {
        guard !range.isEmpty, partition?.covers(deletion.timestamp) != true else { return }
        var result: [RangeDeletion] = []
        result.reserveCapacity(ranges.count + 2)
        var rest = range.start
        func put(_ start: ByteSlice, _ end: ByteSlice, _ deletion: Deletion) {
            guard start < end else { return }
            if let last = result.last, last.range.end == start, last.deletion == deletion {
                result[result.count - 1].range.end = end
            } else {
                result.append(RangeDeletion(range: .init(start: start, end: end), deletion: deletion))
            }
        }
        for old in ranges {
            if old.range.end <= range.start {
                put(old.range.start, old.range.end, old.deletion)
                continue
            }
            if range.end <= old.range.start {
                put(rest, range.end, deletion)
                rest = max(rest, range.end)
                put(old.range.start, old.range.end, old.deletion)
                continue
            }
            put(old.range.start, range.start, old.deletion)
            put(rest, old.range.start, deletion)
            put(max(old.range.start, range.start), min(old.range.end, range.end), old.deletion.prevailing(over: deletion))
            put(max(range.end, old.range.start), old.range.end, old.deletion)
            rest = max(rest, min(old.range.end, range.end))
        }
        put(rest, range.end, deletion)
        ranges = result
    }

    func merged(with later: PartitionDeletions) -> PartitionDeletions {
        var result = PartitionDeletions(partition: prevailing(partition, later.partition))
        for entry in ranges + later.ranges { result.add(entry.range, entry.deletion) }
        return result
    }

    func encoded() -> ByteSlice {
        var writer = ByteWriter(capacity: 64)
        writer.integer(Self.tag)
        writer.optionalDeletion(partition)
        writer.unsignedVarint(UInt64(ranges.count))
        for entry in ranges {
            writer.run(entry.range.start)
            writer.run(entry.range.end)
            writer.deletion(entry.deletion)
        }
        return writer.finish()
    }

    init(decoding bytes: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.tag else { throw DecodeError(.badValue, at: 0) }
        self.init(partition: try reader.optionalDeletion())
        let count = try reader.count(itemBytesMin: 18)
        for _ in 0..<count {
            let at = reader.offset
            let range = ClusteringSlices.ByteRange(start: try reader.run(), end: try reader.run())
            let deletion = try reader.deletion()
            guard !range.isEmpty, ranges.last.map({ $0.range.end <= range.start }) ?? true else {
                throw DecodeError(.badValue, at: at)
            }
            ranges.append(RangeDeletion(range: range, deletion: deletion))
        }
        try reader.expectEnd()
    }
}
