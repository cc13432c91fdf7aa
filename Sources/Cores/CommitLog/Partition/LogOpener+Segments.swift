import Bytes
import Identifiers
import RecordBatches

extension LogOpener {
    /// Opens the segments, checks what must be checked, and gives the one that goes on being written.
    mutating func openSegments(_ bases: [Offset]) throws(LogFileError) -> ActiveSegment {
        guard !bases.isEmpty else { return try newSegment(at: max(context.logStartOffset ?? 0, 0)) }
        report.recovered = !context.wasCleanShutdown
        for (index, base) in bases.enumerated() {
            let next = index + 1 < bases.count ? bases[index + 1] : nil
            let segment = try openSegment(base, next: next)
            guard let next else { return segment }
            if report.cutFrom != nil {
                try dropSegments(bases.suffix(from: index + 1))
                return segment
            }
            closed.append(
                ClosedSegment(
                    baseOffset: base, nextOffset: next, size: segment.size, maxTimestamp: segment.indexes.maxTimestamp))
        }
        return try newSegment(at: 0)
    }

    /// Removes the segments behind a cut: their records would leave a hole of offsets before them.
    private mutating func dropSegments(_ bases: ArraySlice<Offset>) throws(LogFileError) {
        for base in bases {
            report.bytesCut += try fileSystem.open(path(.log, base), mode: .read).size()
            for kind in SegmentFile.allCases { try fileSystem.removeFile(path(kind, base)) }
            snapshots.removeAll { $0 == base }
        }
    }

    private func newSegment(at base: Offset) throws(LogFileError) -> ActiveSegment {
        let file = try fileSystem.open(path(.log, base), mode: .create)
        return ActiveSegment(baseOffset: base, file: file, createdMs: context.now)
    }

    /// Opens one segment. A closed one that needs no recovery is not read, only the end of its time index.
    private mutating func openSegment(_ base: Offset, next: Offset?) throws(LogFileError) -> ActiveSegment {
        let isLast = next == nil
        let file = try fileSystem.open(path(.log, base), mode: .write)
        var segment = ActiveSegment(baseOffset: base, file: file, createdMs: context.now)
        segment.size = Int(try file.size())
        let isBelowRecoveryPoint = next.map { $0 <= context.recoveryPoint } ?? false
        if context.wasCleanShutdown || isBelowRecoveryPoint {
            if try loadIndexes(&segment, isLast: isLast) { return segment }
            report.indexesRebuilt += 1
        }
        return try scan(segment, next: next)
    }

    /// Takes the indexes from their files. False when they do not fit the segment and must be built again.
    private mutating func loadIndexes(_ segment: inout ActiveSegment, isLast: Bool) throws(LogFileError) -> Bool {
        let base = segment.baseOffset
        guard
            let offsets = try IndexFile(fileSystem, path: path(.index, base), entrySize: OffsetIndexEntry.size),
            let times = try IndexFile(fileSystem, path: path(.timeindex, base), entrySize: TimeIndexEntry.size)
        else { return false }
        guard isLast else {
            // An empty time index of a segment with batches says nothing of their age.
            guard let last = try times.lastTime(), last.timestamp > 0 else { return segment.size == 0 }
            segment.indexes = SegmentIndexes(baseOffset: base, offsets: [], times: [last])
            return true
        }
        segment.indexes = SegmentIndexes(
            baseOffset: base, offsets: try offsets.offsetEntries(), times: try times.timeEntries())
        return try walkTail(&segment)
    }

    /// Walks from the last index entry to the end of the last segment: finds the log's end without reading it all.
    private mutating func walkTail(_ segment: inout ActiveSegment) throws(LogFileError) -> Bool {
        let start = segment.indexes.offsets.last.map { Int($0.position) } ?? 0
        guard start <= segment.size else { return false }
        var end: Offset?
        var indexes = segment.indexes
        var walk = SegmentWalk(file: segment.file, from: start, size: segment.size)
        while let found = try walk.next() {
            guard case .batch(let outline, _, _) = found else { return false }
            end = outline.nextOffset
            indexes.noteTimestamp(outline.maxTimestamp, lastOffset: outline.lastOffset)
        }
        if segment.size > 0 {
            guard let end, end >= context.recoveryPoint else { return false }
            activeEnd = end
            var first = SegmentWalk(file: segment.file, from: 0, size: segment.size)
            if case .batch(let outline, _, _)? = try first.next() { segment.firstTimestamp = outline.maxTimestamp }
        }
        segment.indexes = indexes
        return true
    }

    /// Reads a whole segment, checks every batch, builds its indexes again, and cuts a torn tail.
    private mutating func scan(_ opened: ActiveSegment, next: Offset?) throws(LogFileError) -> ActiveSegment {
        var segment = opened
        let fileSize = segment.size
        segment.indexes = SegmentIndexes(baseOffset: segment.baseOffset)
        segment.size = 0
        var expected = segment.baseOffset
        var fault: String?
        var walk = SegmentWalk(file: segment.file, from: 0, size: fileSize)
        while fault == nil, let found = try walk.next() {
            switch found {
            case .damaged(let reason): fault = reason
            case .batch(let outline, let bytes, let position):
                fault = self.fault(in: outline, bytes, expected: expected, segment: segment.baseOffset, next: next)
                guard fault == nil else { break }
                expected = outline.nextOffset
                segment.indexes.append(
                    lastOffset: outline.lastOffset, position: position, bytes: outline.bytes,
                    maxTimestamp: outline.maxTimestamp, interval: configuration.indexIntervalBytes)
                if segment.firstTimestamp == nil { segment.firstTimestamp = outline.maxTimestamp }
                if outline.leaderEpoch > epochs.latest { epochs.assign(outline.leaderEpoch, startOffset: outline.baseOffset) }
                segment.size += outline.bytes
            }
        }
        report.bytesChecked += Int64(segment.size)
        if fault == nil, let next, expected < next, !configuration.isCompacted {
            fault = "the segment ends at offset \(expected), the next one begins at \(next)"
        }
        if fault == nil, next == nil, expected < context.recoveryPoint {
            fault = "the log ends at offset \(expected), below the recovery point \(context.recoveryPoint)"
        }
        try settle(&segment, fault: fault, end: expected, fileSize: fileSize, isLast: next == nil)
        return segment
    }

    /// Decides between a torn tail and damage, and writes the indexes of closed segments again.
    private mutating func settle(
        _ segment: inout ActiveSegment, fault: String?, end: Offset, fileSize: Int, isLast: Bool
    ) throws(LogFileError) {
        if let fault, end < context.recoveryPoint || damage != nil {
            // Below the recovery point everything was on the disk: this is damage, and nothing is cut, here or behind.
            if damage == nil {
                damage = LogDamage(
                    file: SegmentFile.log.name(segment.baseOffset), position: Int64(segment.size), offset: end, reason: fault)
            }
            if !isLast {
                segment.size = fileSize
            }
            activeEnd = isLast ? end : activeEnd
            return
        }
        activeEnd = end
        if let fault {
            report.bytesCut += Int64(fileSize - segment.size)
            report.cutFrom = end
            report.cutReason = fault
            try segment.file.truncate(to: Int64(segment.size))
            try segment.file.sync()
        }
        guard !isLast, fault == nil else { return }
        segment.indexes.appendTime()
        try rewriteIndexes(segment)
    }

    private func rewriteIndexes(_ segment: ActiveSegment) throws(LogFileError) {
        try rewrite(.index, segment.baseOffset, segment.indexes.encodedOffsets())
        try rewrite(.timeindex, segment.baseOffset, segment.indexes.encodedTimes())
    }

    private func rewrite(_ kind: SegmentFile, _ base: Offset, _ contents: ByteSlice) throws(LogFileError) {
        let file = try fileSystem.open(path(kind, base), mode: .create)
        try file.truncate(to: 0)
        if !contents.isEmpty { try file.write([contents], at: 0) }
        try file.sync()
    }

    /// What is wrong with a batch as it lies in the log, nil when nothing is.
    ///
    /// The base offset lies outside the checksum. Where nothing was ever compacted it must follow the batch before; where
    /// compaction may have left gaps it must at least rise, and stay inside the segment.
    private func fault(
        in outline: BatchOutline, _ bytes: ByteSlice, expected: Offset, segment: Offset, next: Offset?
    ) -> String? {
        let isInPlace = configuration.isCompacted ? outline.baseOffset >= expected : outline.baseOffset == expected
        guard isInPlace || outline.magic < 2 else { return "offset \(outline.baseOffset) where \(expected) comes next" }
        let isInside =
            outline.lastOffset.rawValue - segment.rawValue <= Int64(Int32.max) && outline.nextOffset <= next ?? Offset(.max)
        guard outline.baseOffset >= segment, isInside else { return "offset \(outline.lastOffset) is outside the segment" }
        guard outline.magic == 2 else {
            var reader = ByteReader(bytes)
            do {
                _ = try LegacyMessage(from: &reader)
                return nil
            } catch {
                return "message of format \(outline.magic): \(error)"
            }
        }
        guard let batch = try? RecordBatch(bytes) else { return "the batch is cut" }
        return batch.isChecksumRight ? nil : "checksum mismatch"
    }
}

/// Steps through the batches of a segment's file, reading it in large pieces.
struct SegmentWalk {
    enum Found {
        case batch(BatchOutline, ByteSlice, position: Int)
        case damaged(String)
    }

    private static let chunkBytes = 1 << 20
    private let file: any LogFile
    private let size: Int
    private var position: Int
    private var chunk = ByteSlice()
    private var chunkStart = 0

    init(file: any LogFile, from position: Int, size: Int) {
        self.file = file
        self.size = size
        self.position = position
        chunkStart = position
    }

    /// The next batch and its bytes; nil at the end of the file.
    mutating func next() throws(LogFileError) -> Found? {
        guard position < size else { return nil }
        var outline: BatchOutline
        switch try outlineAtPosition() {
        case .success(let found): outline = found
        case .failure(let error): return .damaged("\(error)")
        }
        guard outline.bytes <= size - position else { return .damaged("the batch is cut") }
        try load(outline.bytes)
        let start = position - chunkStart
        guard start + outline.bytes <= chunk.count else { return .damaged("the file is shorter than its size") }
        defer { position += outline.bytes }
        return .batch(outline, chunk[start..<start + outline.bytes], position: position)
    }

    private mutating func outlineAtPosition() throws(LogFileError) -> Result<BatchOutline, DecodeError> {
        try load(min(BatchOutline.headerBytes, size - position))
        var reader = ByteReader(chunk, offset: position - chunkStart)
        do {
            return .success(try BatchOutline(from: &reader))
        } catch {
            return .failure(error)
        }
    }

    /// Sees to it that the next `count` bytes are in memory.
    private mutating func load(_ count: Int) throws(LogFileError) {
        guard position + count > chunkStart + chunk.count || position < chunkStart else { return }
        chunk = try file.bytes(at: Int64(position), count: min(max(count, Self.chunkBytes), size - position))
        chunkStart = position
    }
}
