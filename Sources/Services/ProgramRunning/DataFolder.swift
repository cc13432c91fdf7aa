import Glibc

/// A program's data folder, held by this process until it ends.
///
/// The folder carries two files of ours: `.lock`, on which the holder has an exclusive flock (the kernel lets go of it however
/// the process ends), and `millrace.format` with one line, `millrace-broker 1`: whose data it is and in which version.
struct DataFolder {
    private static let formatFileName = "millrace.format"

    /// Makes the folder if need be, locks it and checks its format.
    ///
    /// - Throws: status 5 when another process holds it or it cannot be made, 4 when its data is another program's or version's.
    static func open(_ path: String, program: String, formatVersion: Int) throws(ProgramFailure) {
        try makeFolders(path)
        let descriptor = Glibc.open("\(path)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .configuration("cannot use the data folder \(path): \(reason())") }
        // The descriptor stays open: the lock lasts as long as the process.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .configuration(
                "the data folder \(path) is in use by \(holder(of: descriptor)); stop it, or name another with --data")
        }
        let holder = "\(program) (process \(getpid()))\n"
        ftruncate(descriptor, 0)
        _ = Array(holder.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        try checkFormat("\(path)/\(formatFileName)", folder: path, expected: "\(program) \(formatVersion)")
    }

    /// Makes `path` and the folders above it.
    static func makeFolders(_ path: String) throws(ProgramFailure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(prefix, 0o755) != 0, errno != EEXIST {
                throw .configuration("cannot make the data folder \(path): \(prefix): \(reason())")
            }
        }
    }

    private static func checkFormat(_ file: String, folder: String, expected: String) throws(ProgramFailure) {
        if let found = contents(of: file) {
            let found = String(found.prefix { $0 != "\n" })
            guard found == expected else {
                throw .damaged(
                    "the data folder \(folder) holds \"\(found)\", and this is \"\(expected)\"; name another with --data")
            }
            return
        }
        // Written beside and renamed, so that a crash leaves the whole line or none.
        let temporary = file + ".tmp"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .configuration("cannot write \(temporary): \(reason())") }
        defer { close(descriptor) }
        let line = Array("\(expected)\n".utf8)
        let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(descriptor) == 0, rename(temporary, file) == 0 else {
            throw .configuration("cannot write \(file): \(reason())")
        }
    }

    private static func holder(of descriptor: Int32) -> String {
        withUnsafeTemporaryAllocation(byteCount: 200, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return "another process" }
            return String(decoding: buffer[0..<count], as: UTF8.self).split(separator: "\n").first.map(String.init)
                ?? "another process"
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    /// The whole of a small file, nil when it is not there.
    static func contents(of path: String) -> String? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { $1 = $0.count }
        var buffer = chunk
        while bytes.count < fileBytesMax {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes += buffer[0..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Bytes of a settings file that are read.
    private static let fileBytesMax = 1 << 20
}
