import Bytes
import CZlib
import CZstd
import Glibc

/// Bytes from a file, a pipe or a compressed form of either.
protocol ByteInput: AnyObject {
    /// Fills the beginning of `target`.
    ///
    /// - Returns: how many bytes; 0 at the end.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ProducerFailure) -> Int
}

/// An open file or pipe.
final class FileInput: ByteInput {
    let name: String
    /// Bytes read so far, before decompression.
    private(set) var bytesRead = 0
    /// Size of the file; nil for a pipe.
    let size: Int?
    private let descriptor: Int32
    private let mustEnd: () -> Bool
    private var peeked: [UInt8] = []

    /// How long a pipe without bytes is waited for before asking again whether the run is cancelled.
    private static let pollMs: Int32 = 100

    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - mustEnd: asked while a pipe has nothing: whether to end it, whatever may still come.
    init(_ path: String, mustEnd: @escaping () -> Bool) throws(ProducerFailure) {
        self.mustEnd = mustEnd
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .missingInput("cannot read \(path): \(String(cString: strerror(errno)))") }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(status.st_size) : nil
    }

    deinit { close(descriptor) }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ProducerFailure) -> Int {
        if !peeked.isEmpty {
            let count = min(peeked.count, target.count)
            target.copyBytes(from: peeked[0..<count])
            peeked.removeFirst(count)
            return count
        }
        return try readFile(into: target)
    }

    private func readFile(into target: UnsafeMutableRawBufferPointer) throws(ProducerFailure) -> Int {
        while true {
            if size == nil {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                if poll(&waiting, 1, Self.pollMs) <= 0 {
                    if mustEnd() { return 0 }
                    continue
                }
            }
            let count = Glibc.read(descriptor, target.baseAddress, target.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .brokenInput("reading \(name): \(String(cString: strerror(errno)))") }
            bytesRead += count
            return count
        }
    }

    /// The first bytes, which stay to be read.
    func peek(_ count: Int) throws(ProducerFailure) -> [UInt8] {
        while peeked.count < count {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count - peeked.count, alignment: 1)
            defer { buffer.deallocate() }
            let got = try readFile(into: buffer)
            guard got > 0 else { break }
            peeked += buffer[0..<got]
        }
        return peeked
    }

    /// This file, unpacked when its first bytes are those of gzip or zstd.
    func unpacked() throws(ProducerFailure) -> any ByteInput {
        let start = try peek(4)
        if start.starts(with: [0x1F, 0x8B]) { return try GzipInput(self) }
        if start == [0x28, 0xB5, 0x2F, 0xFD] { return try ZstdInput(self) }
        return self
    }
}

/// A gzip stream, of one or several members (RFC 1952).
private final class GzipInput: ByteInput {
    private let source: FileInput
    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    private var isBetweenMembers = true
    private var isAtEnd = false

    init(_ source: FileInput) throws(ProducerFailure) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 window bits, plus 16: gzip only.
        let status = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .brokenInput("reading \(source.name): zlib did not start (\(status))") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ProducerFailure) -> Int {
        stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(target.count)
        while !isAtEnd, Int(stream.pointee.avail_out) == target.count {
            if stream.pointee.avail_in == 0 {
                let count = try source.read(into: buffer)
                stream.pointee.next_in = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_in = UInt32(count)
                if count == 0 {
                    guard isBetweenMembers else { throw .brokenInput("reading \(source.name): the gzip stream is cut off") }
                    isAtEnd = true
                    break
                }
            }
            isBetweenMembers = false
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END {
                isBetweenMembers = true
                inflateReset(stream)
            } else if status != Z_OK && status != Z_BUF_ERROR {
                throw .brokenInput("reading \(source.name): damaged gzip data (\(status))")
            }
        }
        return target.count - Int(stream.pointee.avail_out)
    }
}

/// A zstd stream, of one or several frames (RFC 8878).
private final class ZstdInput: ByteInput {
    /// Memory a frame may ask for: 2^27 bytes, as the zstd tool allows.
    private static let windowLogMax: Int32 = 27

    private let source: FileInput
    private let stream: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    private var input = ZSTD_inBuffer()
    private var isMidFrame = false

    init(_ source: FileInput) throws(ProducerFailure) {
        guard let stream = ZSTD_createDCtx() else { throw .brokenInput("reading \(source.name): zstd did not start") }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, ZstdInput.windowLogMax)
        self.source = source
        self.stream = stream
        input.src = UnsafeRawPointer(buffer.baseAddress)
    }

    deinit {
        ZSTD_freeDCtx(stream)
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ProducerFailure) -> Int {
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        while output.pos == 0 {
            if input.pos == input.size {
                input.size = try source.read(into: buffer)
                input.pos = 0
                if input.size == 0 {
                    guard !isMidFrame else { throw .brokenInput("reading \(source.name): the zstd stream is cut off") }
                    return 0
                }
            }
            let left = ZSTD_decompressStream(stream, &output, &input)
            guard ZSTD_isError(left) == 0 else {
                throw .brokenInput("reading \(source.name): \(String(cString: ZSTD_getErrorName(left)))")
            }
            isMidFrame = left != 0
        }
        return output.pos
    }
}

/// The files that paths stand for: a folder's files in order of their names, folders within included.
enum InputListing {
    /// Files of one run at most: their number is kept beside each record that is under way.
    static let filesMax = 1 << 20

    static func files(_ paths: [String]) throws(ProducerFailure) -> [String] {
        var files: [String] = []
        for path in paths { try add(path, isNamed: true, to: &files) }
        return files
    }

    private static func add(_ path: String, isNamed: Bool, to files: inout [String]) throws(ProducerFailure) {
        guard files.count < filesMax else { throw .badConfiguration("more than \(filesMax) files") }
        if path == "-" {
            files.append(path)
            return
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .missingInput("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            // Names that begin with a dot are hidden from whoever gave the folder.
            for name in try names(in: path) where !name.hasPrefix(".") { try add("\(path)/\(name)", isNamed: false, to: &files) }
        case S_IFREG: files.append(path)
        // A pipe or device is read when it is named, and passed over in a folder.
        default: if isNamed { files.append(path) }
        }
    }

    private static func names(in path: String) throws(ProducerFailure) -> [String] {
        guard let folder = opendir(path) else {
            throw .missingInput("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names.sorted()
    }
}
