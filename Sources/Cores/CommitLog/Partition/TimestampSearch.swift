import Bytes
public import Identifiers
public import RecordBatches

/// A record found by its time.
public struct TimestampedOffset: Hashable, Sendable {
    public var offset: Offset
    /// Milliseconds since 1970.
    public var timestamp: Int64
    public var leaderEpoch: LeaderEpoch
}

/// A search for the first record that is as new as a timestamp, to be run outside the partition's lock.
public struct TimestampSearch: Sendable {
    let segments: [SegmentView]
    let target: Int64
    let start: Offset
    let limit: Offset

    /// Reads time index, batch headers and the one batch that has the record.
    ///
    /// - Parameter unpackedBytesMax: the most bytes that its records may unpack to.
    /// - Returns: nil when no visible record is as new.
    /// - Throws: ``LogError`` `.file` or `.damaged`.
    public func run(unpackedBytesMax: Int = RecordBatch.defaultUnpackedLimit) throws(LogError) -> TimestampedOffset? {
        for segment in segments {
            if let found = try search(segment, unpackedBytesMax) { return found }
        }
        return nil
    }

    private func search(_ segment: SegmentView, _ unpackedBytesMax: Int) throws(LogError) -> TimestampedOffset? {
        let file: any LogFile
        var position: Int
        do {
            file = try segment.opened()
            position = try segment.startPosition(forTimestamp: target)
        } catch {
            throw .file(error)
        }
        while true {
            let found = try segment.firstBatch(in: file, from: position) { outline in
                outline.maxTimestamp >= target && outline.lastOffset >= start
            }
            guard let found, found.outline.baseOffset < limit else { return nil }
            let bytes: ByteSlice
            do {
                bytes = try file.bytes(at: Int64(found.position), count: found.outline.bytes)
            } catch {
                throw .file(error)
            }
            do {
                if let record = try firstRecord(bytes, unpackedBytesMax) {
                    return TimestampedOffset(
                        offset: record.offset, timestamp: record.timestamp, leaderEpoch: found.outline.leaderEpoch)
                }
            } catch {
                throw .damaged(segment.damage(at: found.position, "\(error)"))
            }
            position = found.position + found.outline.bytes
        }
    }

    /// The first record of a batch that is new enough, not before the log's start and below the limit.
    private func firstRecord(_ bytes: ByteSlice, _ unpackedBytesMax: Int) throws(DecodeError) -> Record? {
        let batch = try RecordBatch(bytes)
        guard !batch.header.attributes.isControl else { return nil }
        return try batch.records(limit: unpackedBytesMax).first {
            $0.timestamp >= target && $0.offset >= start && $0.offset < limit
        }
    }
}

extension SegmentView {
    /// Where to begin looking for the first record as new as `timestamp`.
    func startPosition(forTimestamp timestamp: Int64) throws(LogFileError) -> Int {
        if let startHint { return startHint }
        let path = "\(folder)/\(SegmentFile.timeindex.name(baseOffset))"
        guard let times = try IndexFile(fileSystem, path: path, entrySize: TimeIndexEntry.size) else { return 0 }
        let relative = try times.relativeOffset(before: timestamp)
        return try startPosition(for: Offset(baseOffset.rawValue + relative))
    }
}

extension PartitionLog {
    /// A search for the first record whose timestamp is at least `timestamp` (ListOffsets).
    ///
    /// - Parameter limit: the first offset that may not be seen.
    public func search(timestamp: Int64, limit: Offset) -> TimestampSearch {
        var views: [SegmentView] = []
        if let index = closed.firstIndex(where: { $0.maxTimestamp >= timestamp && $0.nextOffset > logStartOffset }) {
            views.append(view(of: closed[index]))
        }
        if active.indexes.maxTimestamp >= timestamp {
            views.append(activeView(for: active.indexes.offset(before: timestamp)))
        }
        return TimestampSearch(segments: views, target: timestamp, start: logStartOffset, limit: limit)
    }

    /// A search for the first record with the largest timestamp (ListOffsets -3); nil in an empty log.
    ///
    /// - Parameter limit: the first offset that may not be seen.
    public func searchMaxTimestamp(limit: Offset) -> TimestampSearch? {
        let readable = closed.filter { $0.nextOffset > logStartOffset }.map(\.maxTimestamp) + [active.indexes.maxTimestamp]
        guard let largest = readable.max(), largest >= 0, logStartOffset < limit else { return nil }
        return search(timestamp: largest, limit: limit)
    }
}
