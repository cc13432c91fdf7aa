import Glibc
import Synchronization
import Telemetry

/// One bounded log of all parts: their standard error, each line with the part's name before it. At its limit the file
/// becomes `NAME.1`, and the one before that is dropped.
final class PartLog: Sendable {
    private struct State {
        var descriptor: Int32
        var size: Int
    }

    let path: String
    private let bytesMax: Int
    private let state: Mutex<State>

    init(_ path: String, bytesMax: Int) throws(PipelineFailure) {
        self.path = path
        // Two files share the limit.
        self.bytesMax = max(4096, bytesMax / 2)
        let descriptor = PartLog.open(path)
        guard descriptor >= 0 else { throw .configuration("cannot write \(path): \(String(cString: strerror(errno)))") }
        state = Mutex(State(descriptor: descriptor, size: Int(max(0, lseek(descriptor, 0, SEEK_END)))))
    }

    private static func open(_ path: String) -> Int32 {
        Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    }

    /// Adds a line; a disk that is full costs log lines, nothing else.
    func add(_ part: String, _ line: some StringProtocol) {
        let text = "part=\(part) \(line)\n"
        state.withLock { state in
            if state.size + text.utf8.count > bytesMax {
                close(state.descriptor)
                rename(path, path + ".1")
                state = State(descriptor: PartLog.open(path), size: 0)
            }
            state.size += text.utf8.count
            StandardStreams.write(text, to: state.descriptor)
        }
    }
}
