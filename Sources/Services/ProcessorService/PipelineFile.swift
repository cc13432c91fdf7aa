internal import Glibc
public import ProgramRunning

/// Reading a pipeline's text.
public enum PipelineFile {
    /// Longer files are refused: a pipeline is written by people.
    static let bytesMax = 16 << 20

    /// The text of the file.
    ///
    /// - Throws: status 2 when it is missing or cannot be read, 5 when it is no text.
    public static func read(_ path: String) throws(ProgramFailure) -> String {
        guard let file = fopen(path, "r") else {
            throw .usage("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[0..<count]
            guard bytes.count <= bytesMax else { throw .configuration("\(path) is longer than \(bytesMax >> 20) MiB") }
        }
        guard ferror(file) == 0 else { throw .usage("cannot read \(path): \(String(cString: strerror(errno)))") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .configuration("\(path) is not UTF-8") }
        return text
    }
}
