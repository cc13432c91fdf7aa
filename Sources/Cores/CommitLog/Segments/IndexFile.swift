import Bytes
import Identifiers

/// Reads of index files of closed segments: binary search by small reads, nothing kept in memory.
struct IndexFile {
    private let file: any LogFile
    private let count: Int
    private let entrySize: Int

    /// Opens the index of a closed segment; nil when it is missing or not a whole number of entries.
    init?(_ fileSystem: any LogFileSystem, path: String, entrySize: Int) throws(LogFileError) {
        do {
            file = try fileSystem.open(path, mode: .read)
        } catch {
            if error.kind == .notFound { return nil }
            throw error
        }
        let size = try file.size()
        guard size.isMultiple(of: Int64(entrySize)) else { return nil }
        self.count = Int(size) / entrySize
        self.entrySize = entrySize
    }

    private func reader(at index: Int) throws(LogFileError) -> ByteReader {
        ByteReader(try file.bytes(at: Int64(index * entrySize), count: entrySize))
    }

    private func offsetEntry(_ index: Int) throws(LogFileError) -> OffsetIndexEntry {
        var reader = try reader(at: index)
        guard let relative = try? reader.integer(UInt32.self), let position = try? reader.integer(UInt32.self) else {
            return OffsetIndexEntry(relativeOffset: 0, position: 0)
        }
        return OffsetIndexEntry(relativeOffset: relative, position: position)
    }

    private func timeEntry(_ index: Int) throws(LogFileError) -> TimeIndexEntry {
        var reader = try reader(at: index)
        guard let timestamp = try? reader.integer(Int64.self), let relative = try? reader.integer(UInt32.self) else {
            return TimeIndexEntry(timestamp: -1, relativeOffset: 0)
        }
        return TimeIndexEntry(timestamp: timestamp, relativeOffset: relative)
    }

    /// The position of the last entry at or before `relativeOffset`, 0 when there is none.
    func position(for relativeOffset: Int64) throws(LogFileError) -> Int {
        let index = try partitionPoint(count: count) { index throws(LogFileError) in
            Int64(try offsetEntry(index).relativeOffset) <= relativeOffset
        }
        return index == 0 ? 0 : Int(try offsetEntry(index - 1).position)
    }

    /// The relative offset of the last entry older than `timestamp`, 0 when there is none.
    func relativeOffset(before timestamp: Int64) throws(LogFileError) -> Int64 {
        let index = try partitionPoint(count: count) { index throws(LogFileError) in
            try timeEntry(index).timestamp < timestamp
        }
        return index == 0 ? 0 : Int64(try timeEntry(index - 1).relativeOffset)
    }

    /// The last time entry; nil for an empty index.
    func lastTime() throws(LogFileError) -> TimeIndexEntry? { count == 0 ? nil : try timeEntry(count - 1) }

    /// All offset entries, as far as they rise (a preallocated tail of zeros ends them).
    func offsetEntries() throws(LogFileError) -> [OffsetIndexEntry] {
        var reader = ByteReader(try file.bytes(at: 0, count: count * entrySize))
        var entries: [OffsetIndexEntry] = []
        while let relative = try? reader.integer(UInt32.self), let position = try? reader.integer(UInt32.self) {
            if let last = entries.last, relative <= last.relativeOffset || position <= last.position { break }
            if entries.isEmpty, relative == 0, position == 0 { break }
            entries.append(OffsetIndexEntry(relativeOffset: relative, position: position))
        }
        return entries
    }

    /// All time entries, as far as they rise.
    func timeEntries() throws(LogFileError) -> [TimeIndexEntry] {
        var reader = ByteReader(try file.bytes(at: 0, count: count * entrySize))
        var entries: [TimeIndexEntry] = []
        while let timestamp = try? reader.integer(Int64.self), let relative = try? reader.integer(UInt32.self) {
            if let last = entries.last, timestamp <= last.timestamp || relative < last.relativeOffset { break }
            if entries.isEmpty, timestamp <= 0, relative == 0 { break }
            entries.append(TimeIndexEntry(timestamp: timestamp, relativeOffset: relative))
        }
        return entries
    }
}
