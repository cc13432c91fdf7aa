import Bytes
public import CommitLog
internal import Glibc

/// The log's file system on the real one, through plain system calls.
public struct DiskFileSystem: LogFileSystem {
    public init() {}

    public func open(_ path: String, mode: LogFileMode) throws(LogFileError) -> any LogFile {
        let flags: Int32
        switch mode {
        case .read: flags = O_RDONLY | O_CLOEXEC
        case .write: flags = O_RDWR | O_CLOEXEC
        case .create: flags = O_RDWR | O_CREAT | O_CLOEXEC
        }
        let descriptor = retried { Glibc.open(path, flags, 0o644) }
        guard descriptor >= 0 else { throw failure("open", path) }
        return DiskFile(descriptor: descriptor, path: path)
    }

    public func names(in folder: String) throws(LogFileError) -> [String] {
        guard let stream = opendir(folder) else { throw failure("opendir", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    public func createFolder(_ path: String) throws(LogFileError) {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure("mkdir", path)
        }
        try createFolder(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure("mkdir", path) }
    }

    public func rename(_ path: String, to newPath: String) throws(LogFileError) {
        guard Glibc.rename(path, newPath) == 0 else { throw failure("rename", path) }
    }

    public func removeFile(_ path: String) throws(LogFileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("unlink", path) }
    }

    public func removeFolder(_ path: String) throws(LogFileError) {
        let names: [String]
        do {
            names = try self.names(in: path)
        } catch {
            if error.kind == .notFound { return }
            throw error
        }
        for name in names {
            let inner = "\(path)/\(name)"
            if unlink(inner) == 0 || errno == ENOENT { continue }
            guard errno == EISDIR else { throw failure("unlink", inner) }
            try removeFolder(inner)
        }
        guard rmdir(path) == 0 || errno == ENOENT else { throw failure("rmdir", path) }
    }

    public func syncFolder(_ path: String) throws(LogFileError) {
        let descriptor = retried { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) }
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }
}

/// An open file.
final class DiskFile: LogFile {
    /// The kernel's limit of slices a call (`IOV_MAX`).
    private static let slicesPerCall = 1024
    private let fileDescriptor: Int32
    private let path: String

    init(descriptor: Int32, path: String) {
        fileDescriptor = descriptor
        self.path = path
    }

    deinit { close(fileDescriptor) }

    var descriptor: Int32? { fileDescriptor }

    func size() throws(LogFileError) -> Int64 {
        var status = stat()
        guard fstat(fileDescriptor, &status) == 0 else { throw failure("fstat", path) }
        return Int64(status.st_size)
    }

    func read(at position: Int64, into target: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int {
        var done = 0
        while done < target.count {
            let rest = target.baseAddress.map { $0 + done }
            let count = retried { pread(fileDescriptor, rest, target.count - done, off_t(position) + off_t(done)) }
            guard count >= 0 else { throw failure("pread", path) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    func write(_ slices: [ByteSlice], at position: Int64) throws(LogFileError) {
        var at = position
        var first = 0
        while first < slices.count {
            let end = min(first + Self.slicesPerCall, slices.count)
            at += try writeAll(slices[first..<end], at: at)
            first = end
        }
    }

    /// One pwritev, and more of them where the kernel wrote only a part.
    private func writeAll(_ slices: ArraySlice<ByteSlice>, at position: Int64) throws(LogFileError) -> Int64 {
        // The vectors point into the slices' storage, which `slices` keeps alive until the calls are done.
        var vectors = slices.map { slice in
            slice.withUnsafeBytes {
                iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count)
            }
        }
        let total = Int64(slices.reduce(0) { $0 + $1.count })
        defer { withExtendedLifetime(slices) {} }
        var done: Int64 = 0
        var next = 0
        while done < total {
            let count = vectors.withUnsafeBufferPointer { all in
                retried {
                    pwritev(
                        fileDescriptor, all.baseAddress.map { $0 + next }, Int32(all.count - next),
                        off_t(position + done))
                }
            }
            guard count > 0 else { throw failure("pwritev", path) }
            done += Int64(count)
            next = Self.advance(&vectors, from: next, by: count)
        }
        return total
    }

    /// Passes over `written` bytes; gives the first vector that has bytes left.
    private static func advance(_ vectors: inout [iovec], from first: Int, by written: Int) -> Int {
        var rest = written
        var index = first
        while index < vectors.count, rest >= vectors[index].iov_len {
            rest -= vectors[index].iov_len
            index += 1
        }
        if index < vectors.count, rest > 0 {
            vectors[index].iov_base = vectors[index].iov_base.map { $0 + rest }
            vectors[index].iov_len -= rest
        }
        return index
    }

    func truncate(to size: Int64) throws(LogFileError) {
        guard retried({ Int(ftruncate(fileDescriptor, off_t(size))) }) == 0 else { throw failure("ftruncate", path) }
    }

    func sync() throws(LogFileError) {
        guard fdatasync(fileDescriptor) == 0 else { throw failure("fdatasync", path) }
    }
}

/// Repeats a call that a signal interrupted.
private func retried<T: SignedInteger>(_ call: () -> T) -> T {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}

/// The error of the call that just failed, from errno.
private func failure(_ operation: String, _ path: String) -> LogFileError {
    let number = errno
    let kind: LogFileError.Kind
    switch number {
    case ENOENT: kind = .notFound
    case ENOSPC, EDQUOT: kind = .full
    default: kind = .failed
    }
    return LogFileError(kind, operation: operation, path: path, number: number)
}
