public import Bytes
import Identifiers
import RecordBatches

/// A segment as a reader outside the partition's lock sees it: it may be written to meanwhile, but not before `size`.
struct SegmentView: Sendable {
    let fileSystem: any LogFileSystem
    let folder: String
    let baseOffset: Offset
    /// The open file of the active segment; closed ones are opened when read.
    let file: (any LogFile)?
    /// Bytes that may be read.
    let size: Int
    /// Where to begin looking, when the index is in memory.
    let startHint: Int?

    func opened() throws(LogFileError) -> any LogFile {
        if let file { return file }
        return try fileSystem.open("\(folder)/\(SegmentFile.log.name(baseOffset))", mode: .read)
    }

    /// Where to begin looking for `offset`: from memory or the index file.
    func startPosition(for offset: Offset) throws(LogFileError) -> Int {
        if let startHint { return startHint }
        let path = "\(folder)/\(SegmentFile.index.name(baseOffset))"
        guard let index = try IndexFile(fileSystem, path: path, entrySize: OffsetIndexEntry.size) else { return 0 }
        return try index.position(for: offset.rawValue - baseOffset.rawValue)
    }

    /// The first batch from `start` on that satisfies `isWanted`, and its position; nil when there is none.
    ///
    /// Reads headers only, some at a time.
    func firstBatch(
        in file: any LogFile, from start: Int, where isWanted: (BatchOutline) -> Bool
    ) throws(LogError) -> (outline: BatchOutline, position: Int)? {
        let chunkBytes = 8 * 1024
        var position = start
        while position < size {
            let chunk: ByteSlice
            do {
                chunk = try file.bytes(at: Int64(position), count: min(chunkBytes, size - position))
            } catch {
                throw .file(error)
            }
            var walker = BatchWalker(chunk)
            var at = 0
            do {
                while let outline = try walker.next() {
                    if isWanted(outline) { return (outline, position + at) }
                    at = walker.position
                }
            } catch {
                throw .damaged(damage(at: position + at, "\(error)"))
            }
            guard at > 0 else { return nil }
            position += at
        }
        return nil
    }

    func damage(at position: Int, _ reason: String) -> LogDamage {
        LogDamage(
            file: SegmentFile.log.name(baseOffset), position: Int64(position), offset: baseOffset, reason: reason)
    }
}

/// A range of a segment's file: what a shell may hand to sendfile or pread.
public struct FileRange: Sendable {
    public let file: any LogFile
    public let position: Int64
    public let count: Int
}

/// Batches to be found and read in a segment's file, outside the partition's lock.
public struct SegmentRead: Sendable {
    /// Segments looked through at most for the next batch: a compaction may leave none at the end of one.
    static let segmentsMax = 8

    /// The segment that holds the offset, and those behind it.
    let segments: [SegmentView]
    let offset: Offset
    let limit: Offset
    let maxBytes: Int
    let givesFirstBatch: Bool

    /// The range of whole batches from the one that holds the offset; nil when there is none that may be seen.
    ///
    /// Walks the headers of the range, so that it ends with a whole batch below the limit.
    /// - Throws: ``LogError`` `.file` or `.damaged`.
    public func locate() throws(LogError) -> FileRange? {
        guard let first = try findFirst() else { return nil }
        let wanted = max(maxBytes, givesFirstBatch ? first.outline.bytes : 0)
        var taken = 0
        _ = try first.segment.firstBatch(in: first.file, from: first.position) { outline in
            guard outline.nextOffset <= limit, taken + outline.bytes <= wanted else { return true }
            taken += outline.bytes
            return false
        }
        return taken == 0 ? nil : FileRange(file: first.file, position: Int64(first.position), count: taken)
    }

    /// The bytes of whole batches from the one that holds the offset; empty when there is none that may be seen.
    /// - Throws: ``LogError`` `.file` or `.damaged`.
    public func load() throws(LogError) -> ByteSlice {
        guard let first = try findFirst(), first.outline.nextOffset <= limit else { return ByteSlice() }
        guard givesFirstBatch || first.outline.bytes <= maxBytes else { return ByteSlice() }
        let wanted = min(max(maxBytes, first.outline.bytes), first.segment.size - first.position)
        let bytes: ByteSlice
        do {
            bytes = try first.file.bytes(at: Int64(first.position), count: wanted)
        } catch {
            throw .file(error)
        }
        var walker = BatchWalker(bytes)
        var whole = 0
        do {
            while let outline = try walker.next(), walker.position <= bytes.count, outline.nextOffset <= limit {
                whole = walker.position
            }
        } catch {
            // What lies before the damage is served; the next fetch begins at it and says so.
            guard whole > 0 else { throw .damaged(first.segment.damage(at: first.position, "\(error)")) }
        }
        return bytes[0..<whole]
    }

    private struct First {
        var segment: SegmentView
        var file: any LogFile
        var position: Int
        var outline: BatchOutline
    }

    private func findFirst() throws(LogError) -> First? {
        for segment in segments {
            let file: any LogFile
            let start: Int
            do {
                file = try segment.opened()
                start = try segment.startPosition(for: offset)
            } catch {
                // Retention took the segment out after the read was planned.
                guard error.kind != .notFound else {
                    throw .offsetOutOfRange(asked: offset, logStart: segment.baseOffset, logEnd: limit)
                }
                throw .file(error)
            }
            let found = try segment.firstBatch(in: file, from: start) { [offset] in $0.lastOffset >= offset }
            if let found {
                return First(segment: segment, file: file, position: found.position, outline: found.outline)
            }
        }
        return nil
    }
}
