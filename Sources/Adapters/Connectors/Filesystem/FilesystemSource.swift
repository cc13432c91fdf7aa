import Bytes
import Glibc
public import StreamRuntime
public import StreamSQL

/// The `filesystem` connector read: the lines of a file, or of the files of a folder in the order of their names.
///
/// A line's offset is its number over all files, from 0, so a reader goes on by passing over as many lines. Files whose names
/// begin with a dot or an underscore are left out, as Flink does. Used by one thread.
public final class FilesystemSource {
    /// The longest line.
    public static let lineBytesMax = 64 << 20

    private var files: [String]
    private var file: UnsafeMutablePointer<FILE>?
    private var fileName = ""
    private var line: UnsafeMutablePointer<CChar>?
    private var lineCapacity = 0
    /// The offset of the next line.
    public private(set) var nextOffset: Int64 = 0

    /// - Parameter folder: what a relative `path` is relative to.
    /// - Throws: ``ConnectorError`` when the path cannot be read.
    public init(_ table: TableDefinition, relativeTo folder: String) throws(ConnectorError) {
        let path = FilesystemPath.resolved(table.options["path"] ?? "", relativeTo: folder)
        files = try FilesystemPath.files(at: path)
        if let packed = files.first(where: { name in [".gz", ".zst", ".bz2", ".xz", ".deflate"].contains { name.hasSuffix($0) } })
        {
            throw ConnectorError("\(packed) is compressed; unpack it first")
        }
        files.reverse()
    }

    deinit {
        if let file { fclose(file) }
        free(line)
    }

    /// The next lines, at most `count`, without their line ends; empty at the end of the last file.
    public func read(_ count: Int) throws(ConnectorError) -> [SourceRecord] {
        var records: [SourceRecord] = []
        while records.count < count, let text = try nextLine() {
            records.append(SourceRecord(partition: 0, offset: nextOffset, value: text))
            nextOffset += 1
        }
        return records
    }

    /// Passes over the lines before `offset`.
    public func skip(to offset: Int64) throws(ConnectorError) {
        while nextOffset < offset {
            guard try nextLine() != nil else {
                throw ConnectorError("the files end at line \(nextOffset), and \(offset) lines of them were read before")
            }
            nextOffset += 1
        }
    }

    private func nextLine() throws(ConnectorError) -> ByteSlice? {
        while true {
            guard let open = try openFile() else { return nil }
            errno = 0
            let length = getline(&line, &lineCapacity, open)
            if length < 0 {
                guard ferror(open) == 0 else {
                    throw ConnectorError("cannot read \(fileName): \(String(cString: strerror(errno)))")
                }
                fclose(open)
                file = nil
                continue
            }
            guard length <= Self.lineBytesMax else {
                throw ConnectorError("\(fileName): a line of \(length) bytes, and \(Self.lineBytesMax) are allowed")
            }
            let bytes = UnsafeRawBufferPointer(start: line, count: length)
            return ByteSlice(copying: Self.withoutLineEnd(bytes))
        }
    }

    private func openFile() throws(ConnectorError) -> UnsafeMutablePointer<FILE>? {
        if let file { return file }
        guard let next = files.popLast() else { return nil }
        guard let opened = fopen(next, "re") else {
            throw ConnectorError("cannot read \(next): \(String(cString: strerror(errno)))")
        }
        file = opened
        fileName = next
        return opened
    }

    private static func withoutLineEnd(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = bytes.count
        if end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[..<end])
    }
}

/// Paths of the `filesystem` connector.
enum FilesystemPath {
    /// `file:` URIs and plain paths.
    static func resolved(_ path: String, relativeTo folder: String) -> String {
        var path = path
        for prefix in ["file://", "file:"] where path.hasPrefix(prefix) {
            path.removeFirst(prefix.count)
            break
        }
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// The file itself, or what a folder holds, sorted.
    static func files(at path: String) throws(ConnectorError) -> [String] {
        guard let folder = opendir(path) else {
            guard errno == ENOTDIR else { throw ConnectorError("cannot read \(path): \(String(cString: strerror(errno)))") }
            return [path]
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.hasPrefix("_") { names.append("\(path)/\(name)") }
        }
        return names.sorted()
    }
}
