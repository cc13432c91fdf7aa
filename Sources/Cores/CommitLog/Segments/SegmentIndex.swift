import Bytes
import Identifiers

/// Names of a partition's files. A segment's are its base offset in 20 digits and a suffix.
enum SegmentFile: String, CaseIterable {
    case log, index, timeindex, txnindex, snapshot

    static func stem(_ offset: Offset) -> String {
        let digits = String(offset.rawValue)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    func name(_ offset: Offset) -> String { "\(Self.stem(offset)).\(rawValue)" }

    /// Kind and offset of a file name; nil for every other name.
    static func parse(_ name: String) -> (kind: SegmentFile, offset: Offset)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 20, let kind = SegmentFile(rawValue: String(parts[1])),
            let offset = Int64(parts[0]), offset >= 0
        else { return nil }
        return (kind, Offset(offset))
    }
}

/// The sparse offset index of a segment: 8 bytes an entry, big-endian.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 4 | last offset of the batch, relative to the segment's base offset |
/// | 4 | 4 | byte position of that batch in the log |
struct OffsetIndexEntry: Hashable {
    static let size = 8
    var relativeOffset: UInt32
    var position: UInt32
}

/// The sparse time index of a segment: 12 bytes an entry, big-endian. Every record up to `relativeOffset` has a
/// timestamp of at most `timestamp`.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 8 | largest timestamp so far |
/// | 8 | 4 | last offset of the batch that has it, relative to the segment's base offset |
struct TimeIndexEntry: Hashable {
    static let size = 12
    var timestamp: Int64
    var relativeOffset: UInt32
}

/// Both indexes of one segment while it is written, and how they grow: an entry before each batch that comes after
/// more than `index.interval.bytes` of others. Kafka's rules, entry for entry.
struct SegmentIndexes: Sendable {
    private(set) var offsets: [OffsetIndexEntry] = []
    private(set) var times: [TimeIndexEntry] = []
    /// The largest timestamp seen, -1 for none, and the last offset of the batch it came with.
    private(set) var maxTimestamp: Int64 = -1
    private(set) var offsetOfMaxTimestamp: Offset
    private var bytesSinceEntry = 0
    let baseOffset: Offset

    init(baseOffset: Offset) {
        self.baseOffset = baseOffset
        self.offsetOfMaxTimestamp = baseOffset
    }

    /// Takes note of a batch at `position`.
    mutating func append(lastOffset: Offset, position: Int, bytes: Int, maxTimestamp batchMax: Int64, interval: Int) {
        noteTimestamp(batchMax, lastOffset: lastOffset)
        if bytesSinceEntry > interval {
            offsets.append(
                OffsetIndexEntry(relativeOffset: relative(lastOffset), position: UInt32(truncatingIfNeeded: position)))
            appendTime()
            bytesSinceEntry = 0
        }
        bytesSinceEntry += bytes
    }

    /// Takes note of a batch that the index has passed over already.
    mutating func noteTimestamp(_ timestamp: Int64, lastOffset: Offset) {
        guard timestamp > maxTimestamp else { return }
        maxTimestamp = timestamp
        offsetOfMaxTimestamp = lastOffset
    }

    /// The last entry of the time index: on roll, on close, and with each offset entry. Only ever rising.
    mutating func appendTime() {
        guard maxTimestamp > (times.last?.timestamp ?? -1) else { return }
        times.append(TimeIndexEntry(timestamp: maxTimestamp, relativeOffset: relative(offsetOfMaxTimestamp)))
    }

    private func relative(_ offset: Offset) -> UInt32 {
        UInt32(truncatingIfNeeded: offset.rawValue - baseOffset.rawValue)
    }

    /// Whether either index has no room for another entry in `bytesMax` bytes.
    func isFull(bytesMax: Int) -> Bool {
        // Kafka keeps one time entry free for the roll.
        offsets.count >= bytesMax / OffsetIndexEntry.size || times.count >= bytesMax / TimeIndexEntry.size - 1
    }

    /// Where to begin looking for the batch that holds `offset`.
    func position(for offset: Offset) -> Int {
        let wanted = offset.rawValue - baseOffset.rawValue
        let index = partitionPoint(count: offsets.count) { Int64(offsets[$0].relativeOffset) <= wanted }
        return index == 0 ? 0 : Int(offsets[index - 1].position)
    }

    /// The last offset before which no record is as new as `timestamp`: where a search by time begins.
    func offset(before timestamp: Int64) -> Offset {
        let index = partitionPoint(count: times.count) { times[$0].timestamp < timestamp }
        return index == 0 ? baseOffset : Offset(baseOffset.rawValue + Int64(times[index - 1].relativeOffset))
    }

    /// The offset index as its file holds it.
    func encodedOffsets() -> ByteSlice {
        var writer = ByteWriter(capacity: offsets.count * OffsetIndexEntry.size)
        for entry in offsets {
            writer.integer(entry.relativeOffset)
            writer.integer(entry.position)
        }
        return writer.finish()
    }

    /// The time index as its file holds it.
    func encodedTimes() -> ByteSlice {
        var writer = ByteWriter(capacity: times.count * TimeIndexEntry.size)
        for entry in times {
            writer.integer(entry.timestamp)
            writer.integer(entry.relativeOffset)
        }
        return writer.finish()
    }

    /// Goes on with the indexes that a clean stop left; what they say about batches is checked by the caller.
    init(
        baseOffset: Offset, offsets: [OffsetIndexEntry], times: [TimeIndexEntry]
    ) {
        self.init(baseOffset: baseOffset)
        self.offsets = offsets
        self.times = times
        if let last = times.last {
            maxTimestamp = last.timestamp
            offsetOfMaxTimestamp = Offset(baseOffset.rawValue + Int64(last.relativeOffset))
        }
    }
}

/// The first index of `0..<count` at which `isBefore` is false; it must be true for a prefix only.
func partitionPoint<E: Error>(count: Int, isBefore: (Int) throws(E) -> Bool) throws(E) -> Int {
    var low = 0
    var high = count
    while low < high {
        let middle = (low + high) / 2
        if try isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
}
