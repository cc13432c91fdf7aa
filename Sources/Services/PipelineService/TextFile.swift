import Bytes
import Glibc

/// Small text files.
enum TextFile {
    private static let bytesMax = 16 << 20

    /// The whole text, nil when the file cannot be read (errno says why).
    static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var writer = ByteWriter(capacity: 16 << 10)
        var count = 0
        repeat {
            count = 0
            writer.fill(16 << 10) { target in
                count = max(0, Glibc.read(descriptor, target.baseAddress, target.count))
                return count
            }
        } while count > 0 && writer.count < bytesMax
        return writer.finish().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    static func write(_ path: String, _ text: String) throws(PipelineFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw failure(path) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder and those above it.
    static func makeFolders(_ path: String) throws(PipelineFailure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/\(part)"
            guard mkdir(prefix, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
        }
    }

    /// Removes a folder and all in it; what cannot be removed stays. Links are removed, not followed.
    static func removeFolder(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name == "." || name == ".." { continue }
                let inner = "\(path)/\(name)"
                var status = stat()
                let isFolder = lstat(inner, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
                if isFolder { removeFolder(inner) } else { unlink(inner) }
            }
            closedir(folder)
        }
        rmdir(path)
    }

    private static func failure(_ path: String) -> PipelineFailure {
        .configuration("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
