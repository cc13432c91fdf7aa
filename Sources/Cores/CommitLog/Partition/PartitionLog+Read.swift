public import Bytes
public import Identifiers

/// Where the bytes of a fetch are.
public enum LogRead: Sendable {
    /// Nothing at or behind the offset may be seen yet.
    case empty
    /// Whole batches, in memory.
    case memory([ByteSlice])
    /// In a segment's file: to be loaded or located outside the partition's lock, where waiting is allowed.
    case segment(SegmentRead)
}

extension PartitionLog {
    /// Finds the batches from the one that holds `offset`, without touching a file.
    ///
    /// - Parameters:
    ///   - limit: the first offset that may not be seen: ``highWatermark`` or ``lastStableOffset``.
    ///   - maxBytes: the most bytes wanted; batches are given whole.
    ///   - givesFirstBatch: the first batch is given even when it is larger, so that a consumer always moves.
    /// - Throws: ``LogError/offsetOutOfRange(asked:logStart:logEnd:)``.
    public func read(
        from offset: Offset, limit: Offset, maxBytes: Int, givesFirstBatch: Bool
    ) throws(LogError) -> LogRead {
        guard offset >= logStartOffset, offset <= logEndOffset else {
            throw .offsetOutOfRange(asked: offset, logStart: logStartOffset, logEnd: logEndOffset)
        }
        guard offset < limit, maxBytes > 0 || givesFirstBatch else { return .empty }
        if let slices = tail.read(from: offset, limit: limit, maxBytes: maxBytes, givesFirstBatch: givesFirstBatch) {
            return slices.isEmpty ? .empty : .memory(slices)
        }
        return .segment(
            SegmentRead(
                segments: segmentViews(from: offset), offset: offset, limit: limit, maxBytes: maxBytes,
                givesFirstBatch: givesFirstBatch))
    }

    /// Aborted transactions that overlap the fetched range, for read-committed consumers.
    /// - Parameter end: the offset behind the last fetched batch.
    public func abortedTransactions(from start: Offset, to end: Offset) -> [AbortedTransaction] {
        let index = partitionPoint(count: aborted.count) { aborted[$0].lastOffset < start }
        return aborted[index...].filter { $0.firstOffset < end }
    }

    /// The offset behind the last of some fetched batches; nil when there is none. A batch may lie in two pieces.
    /// - Throws: ``DecodeError`` when a header cannot be read.
    public static func nextOffset(after pieces: [ByteSlice]) throws(DecodeError) -> Offset? {
        var next: Offset?
        var start = 0
        for piece in pieces {
            var walker = BatchWalker(piece, position: start)
            while let outline = try walker.next() { next = outline.nextOffset }
            start = max(0, walker.position - piece.count)
        }
        return next
    }

    /// What a reader outside the lock needs to know of the segment that holds `offset`, and of some behind it.
    func segmentViews(from offset: Offset) -> [SegmentView] {
        let index = partitionPoint(count: closed.count) { closed[$0].nextOffset <= offset }
        var views = closed[index...].prefix(SegmentRead.segmentsMax).map { view(of: $0) }
        if views.count < SegmentRead.segmentsMax { views.append(activeView(for: offset)) }
        return views
    }

    func activeView(for offset: Offset) -> SegmentView {
        let isWritten = pending.writtenSegment.base == active.baseOffset
        return SegmentView(
            fileSystem: fileSystem, folder: folder, baseOffset: active.baseOffset, file: active.file,
            size: isWritten ? pending.writtenSegment.size : 0, startHint: active.indexes.position(for: offset))
    }

    func view(of segment: ClosedSegment) -> SegmentView {
        var size = segment.size
        if segment.nextOffset > writtenOffset {
            size = pending.writtenSegment.base == segment.baseOffset ? pending.writtenSegment.size : 0
        }
        return SegmentView(
            fileSystem: fileSystem, folder: folder, baseOffset: segment.baseOffset, file: nil, size: size, startHint: nil)
    }
}
