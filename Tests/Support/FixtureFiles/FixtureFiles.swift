public import Bytes
import CZlib
public import Foundation

/// Finds what tests read: the recorded oracles in Tests/Fixtures, and captures and incumbents outside the project.
public enum FixtureFiles {
    /// The package's folder, from where this file was compiled.
    public static let packageFolder: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }()

    /// The folder of recorded oracles and golden files.
    public static let folder = packageFolder.appendingPathComponent("Tests/Fixtures")

    /// The folder of real captures, when MILLRACE_CAPTURES names one.
    public static let captures = folder(named: "MILLRACE_CAPTURES")
    /// The folder of the incumbents, when MILLRACE_PEERS names one.
    public static let peers = folder(named: "MILLRACE_PEERS")

    private static func folder(named variable: String) -> URL? {
        guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else { return nil }
        return URL(fileURLWithPath: path)
    }

    /// The bytes of `Tests/Fixtures/<path>`, unpacked when the name ends in `.gz`.
    public static func bytes(_ path: String) throws -> ByteSlice {
        try bytes(at: folder.appendingPathComponent(path))
    }

    /// The bytes of any file, unpacked when the name ends in `.gz`.
    public static func bytes(at file: URL) throws -> ByteSlice {
        let data = try Data(contentsOf: file)
        return file.pathExtension == "gz" ? try gunzip(data) : ByteSlice(data)
    }

    /// The lines of `Tests/Fixtures/<path>`, empty ones left out.
    public static func lines(_ path: String) throws -> [Substring] {
        let text = try bytes(path).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        return text.split(separator: "\n")
    }

    private struct BadGzip: Error {}

    private static func gunzip(_ data: Data) throws -> ByteSlice {
        var input = [UInt8](data)
        var writer = ByteWriter(capacity: input.count * 8)
        var stream = z_stream()
        // 15 window bits, plus 32: a gzip or zlib header is recognised.
        guard inflateInit2_(&stream, 47, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw BadGzip() }
        defer { inflateEnd(&stream) }
        let chunk = 1 << 20
        var status = Z_OK
        try input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while status == Z_OK {
                try writer.fill(chunk) { target throws(BadGzip) in
                    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.avail_out = UInt32(chunk)
                    status = inflate(&stream, Z_NO_FLUSH)
                    guard status == Z_OK || status == Z_STREAM_END else { throw BadGzip() }
                    return chunk - Int(stream.avail_out)
                }
            }
        }
        return writer.finish()
    }
}
