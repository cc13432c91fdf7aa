import Glibc
import Synchronization
import Telemetry
import Threads

/// One running program of a pipeline: its ready line, its output and its end.
final class PartProcess: Sendable {
    private struct State {
        var output: [UInt8] = []
        var ready: [String: String]?
        var status: Int32?
        var openStreams = 2
        /// The last lines of standard error, for the message when it ends.
        var lastErrors: [String] = []
        /// What a part that is no server printed.
        var lines: [String] = []
    }

    let name: String
    let processID: Int32
    private let state = Mutex(State())
    private let log: PartLog
    private let showsOutput: Bool

    private static let lastErrorsMax = 5
    private static let linesMax = 100

    /// - Parameters:
    ///   - isServer: its first line is the ready line, and later ones are shown.
    ///   - input: descriptor of its standard input; nil: nothing.
    init(
        _ name: String, program: String, arguments: [String], isServer: Bool, input: Int32?, log: PartLog
    ) throws(PipelineFailure) {
        self.name = name
        self.log = log
        showsOutput = isServer
        let (outputRead, outputWrite) = try PartProcess.pipe()
        let (errorsRead, errorsWrite) = try PartProcess.pipe()
        defer {
            close(outputWrite)
            close(errorsWrite)
        }
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(null) }
        processID = try PartProcess.spawn(program, arguments, [input ?? null, outputWrite, errorsWrite])
        let processID = processID
        do throws(ThreadFailure) {
            try read(outputRead) { [self] in takeOutput($0) }
            try read(errorsRead) { [self] in takeError($0) }
            try Threads.start("wait-\(name)") { [self] in
                var status: Int32 = 0
                while waitpid(processID, &status, 0) < 0, errno == EINTR {}
                let signal = status & 0x7F
                state.withLock { $0.status = signal == 0 ? status >> 8 & 0xFF : 128 + signal }
            }
        } catch {
            kill(processID, SIGKILL)
            throw .failed("\(error)")
        }
    }

    /// The ready line's fields, once it has come.
    var ready: [String: String]? { state.withLock { $0.ready } }
    /// As a shell has it, once the process has ended and all it said was read.
    var status: Int32? { state.withLock { $0.openStreams == 0 ? $0.status : nil } }
    /// What it printed, of a part that is no server.
    var lines: [String] { state.withLock { $0.lines } }

    /// The last thing it said before it ended, without its name.
    var lastError: String {
        let line = state.withLock { $0.lastErrors.last } ?? "it said nothing"
        let prefix = "millrace-\(name): "
        return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line
    }

    func terminate() { signal(SIGTERM) }
    func kill() { signal(SIGKILL) }
    private func signal(_ number: Int32) {
        // Once waited for, the number may be another process's.
        if state.withLock({ $0.status == nil }) { Glibc.kill(processID, number) }
    }

    private func kill(_ processID: Int32, _ number: Int32) { Glibc.kill(processID, number) }

    private func takeOutput(_ line: String) {
        let isReadyLine = state.withLock { state in
            guard showsOutput, state.ready == nil, line.hasPrefix("ready") else {
                if state.lines.count < Self.linesMax { state.lines.append(line) }
                return false
            }
            var fields: [String: String] = [:]
            for word in line.split(separator: " ").dropFirst() {
                let parts = word.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
            }
            state.ready = fields
            return true
        }
        // Rows of `print` sinks come through.
        if !isReadyLine, showsOutput { StandardStreams.write(line + "\n", to: STDOUT_FILENO) }
    }

    private func takeError(_ line: String) {
        log.add(name, line)
        state.withLock { state in
            state.lastErrors.append(line)
            if state.lastErrors.count > Self.lastErrorsMax { state.lastErrors.removeFirst() }
        }
    }

    /// A line longer than this is cut into several.
    private static let lineBytesMax = 64 << 10

    private func read(_ descriptor: Int32, _ take: @escaping @Sendable (String) -> Void) throws(ThreadFailure) {
        try Threads.start("read-\(name)") { [self] in
            var pending: [UInt8] = []
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
            defer { buffer.deallocate() }
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                for byte in buffer[0..<count] {
                    if byte == 0x0A || pending.count >= Self.lineBytesMax {
                        take(String(decoding: pending, as: UTF8.self))
                        pending = []
                    }
                    if byte != 0x0A { pending.append(byte) }
                }
            }
            if !pending.isEmpty { take(String(decoding: pending, as: UTF8.self)) }
            close(descriptor)
            state.withLock { $0.openStreams -= 1 }
        }
    }

    private static func pipe() throws(PipelineFailure) -> (read: Int32, write: Int32) {
        var ends: (Int32, Int32) = (0, 0)
        let status = withUnsafeMutableBytes(of: &ends) { Glibc.pipe($0.bindMemory(to: Int32.self).baseAddress) }
        guard status == 0 else { throw .failed("no pipe: \(String(cString: strerror(errno)))") }
        for end in [ends.0, ends.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends.0, ends.1)
    }

    /// Starts a program with an empty signal mask. It stays in this process group and is told to end with its parent.
    private static func spawn(_ path: String, _ arguments: [String], _ streams: [Int32]) throws(PipelineFailure) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in streams.enumerated() { posix_spawn_file_actions_adddup2(&actions, source, Int32(target)) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = inheritedEnvironment().map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var process = pid_t()
        let status = posix_spawn(&process, path, &actions, &attributes, &words, &variables)
        guard status == 0 else { throw .failed("cannot start \(path): \(String(cString: strerror(status)))") }
        return process
    }

    private static func inheritedEnvironment() -> [String] {
        var variables = ["MILLRACE_STOP_WITH_PARENT=1"]
        var cursor = environ
        while let entry = cursor.pointee {
            variables.append(String(cString: entry))
            cursor += 1
        }
        return variables
    }
}
