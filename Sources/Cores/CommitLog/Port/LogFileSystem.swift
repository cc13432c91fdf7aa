public import Bytes

/// The file system as the log needs it: synchronous, on paths joined with `/`. Implemented by DiskFiles, and by the
/// simulated disk, which loses what was not synced.
///
/// What survives a power loss: bytes of a file after its ``LogFile/sync()``; a created, renamed or removed name after
/// ``syncFolder(_:)`` of its folder. Anything else may or may not, in any combination.
public protocol LogFileSystem: Sendable {
    /// Opens a file for reading and, unless `mode` says otherwise, writing.
    func open(_ path: String, mode: LogFileMode) throws(LogFileError) -> any LogFile
    /// Names in a folder, in no order. A folder that does not exist is `.notFound`.
    func names(in folder: String) throws(LogFileError) -> [String]
    /// Makes a folder and its parents; fine when it exists.
    func createFolder(_ path: String) throws(LogFileError)
    /// Renames a file or folder, replacing a file of the new name.
    func rename(_ path: String, to newPath: String) throws(LogFileError)
    /// Removes a file; fine when it is gone.
    func removeFile(_ path: String) throws(LogFileError)
    /// Removes a folder and all in it; fine when it is gone.
    func removeFolder(_ path: String) throws(LogFileError)
    /// Makes the names in a folder durable.
    func syncFolder(_ path: String) throws(LogFileError)
}

/// How a file is opened.
public enum LogFileMode: Sendable {
    /// Read only; must exist.
    case read
    /// Read and write; must exist.
    case write
    /// Read and write; made when missing.
    case create
}

/// An open file, closed when the last reference goes. Positions are absolute; calls may come from several threads.
public protocol LogFile: AnyObject, Sendable {
    /// The file descriptor, for shells that send file ranges to sockets; nil where there is none.
    var descriptor: Int32? { get }
    /// Bytes in the file.
    func size() throws(LogFileError) -> Int64
    /// Fills `target` from `position`. Gives the bytes read: fewer only at the end of the file.
    func read(at position: Int64, into target: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int
    /// Writes the slices one after the other from `position`, all or an error.
    func write(_ slices: [ByteSlice], at position: Int64) throws(LogFileError)
    /// Cuts the file, or grows it with zeros.
    func truncate(to size: Int64) throws(LogFileError)
    /// Makes the file's bytes and length durable (fdatasync).
    func sync() throws(LogFileError)
}

/// A file operation that failed.
public struct LogFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What the log tells apart.
    public enum Kind: Sendable {
        /// No such file or folder.
        case notFound
        /// The disk or the quota is full.
        case full
        /// Anything else: the device failed, permissions, too many open files.
        case failed
    }

    public let kind: Kind
    /// The call, for example `pwritev`.
    public let operation: String
    public let path: String
    /// The system's errno; 0 where there is none.
    public let number: Int32

    public init(_ kind: Kind, operation: String, path: String, number: Int32) {
        self.kind = kind
        self.operation = operation
        self.path = path
        self.number = number
    }

    public var description: String { "\(operation) \(path): \(kind), errno \(number)" }
}

extension LogFile {
    /// Up to `count` bytes from `position`; fewer only at the end of the file.
    public func bytes(at position: Int64, count: Int) throws(LogFileError) -> ByteSlice {
        let storage = ByteStorage(capacity: max(count, 0))
        let read = try read(at: position, into: UnsafeMutableRawBufferPointer(start: storage.base, count: max(count, 0)))
        return ByteSlice(storage: storage, range: 0..<read)
    }
}

extension LogFileSystem {
    /// All of a small file, nil when there is none. A file beyond `limit` bytes is `.failed`.
    public func contents(of path: String, limit: Int = 64 * 1024 * 1024) throws(LogFileError) -> ByteSlice? {
        let file: any LogFile
        do {
            file = try open(path, mode: .read)
        } catch {
            if error.kind == .notFound { return nil }
            throw error
        }
        let size = try file.size()
        guard size <= Int64(limit) else { throw LogFileError(.failed, operation: "read", path: path, number: 0) }
        return try file.bytes(at: 0, count: Int(size))
    }

    /// Replaces a small file so that a crash leaves the old or the new contents, never a mixture: a temporary file is
    /// written, synced, renamed over it, and the folder synced.
    public func replace(_ path: String, with contents: ByteSlice) throws(LogFileError) {
        let temporary = path + ".tmp"
        let file = try open(temporary, mode: .create)
        try file.truncate(to: 0)
        try file.write([contents], at: 0)
        try file.sync()
        try rename(temporary, to: path)
        try syncFolder(parentFolder(of: path))
    }
}

/// The part of a path before its last `/`.
func parentFolder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
}
