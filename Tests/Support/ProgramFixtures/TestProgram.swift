import Foundation
import Synchronization

/// A built program of this package, running for a test. It is killed when the last reference is gone.
///
/// Programs are found beside the test bundle, so the test target must name them among its dependencies.
public final class TestProgram: Sendable {
    private struct State {
        var output = ""
        var errors = ""
        var openStreams = 2
        /// As a shell has it: the exit status, or 128 + the signal's number.
        var status: Int32?
    }

    public let name: String
    /// The process's number.
    public let processID: Int32
    private let input: Int32
    private let state = Mutex(State())
    private let changed = NSCondition()

    /// The folder the built programs are in.
    public static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

    /// Starts `name` with `arguments`. Standard input stays open until ``closeInput()``.
    ///
    /// - Parameters:
    ///   - environment: set on top of the test's own.
    ///   - ignoringInterrupt: as `millrace up` starts its parts.
    public init(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], workingFolder: String? = nil,
        ignoringInterrupt: Bool = false
    ) throws {
        self.name = name
        let path = name.hasPrefix("/") ? name : "\(TestProgram.folder)/\(name)"
        let (inputRead, inputWrite) = try Self.pipe()
        let (outputRead, outputWrite) = try Self.pipe()
        let (errorsRead, errorsWrite) = try Self.pipe()
        var variables = ProcessInfo.processInfo.environment
        variables.merge(environment) { $1 }
        processID = try Self.spawn(
            path, arguments, variables, workingFolder, ignoringInterrupt, [inputRead, outputWrite, errorsWrite])
        for descriptor in [inputRead, outputWrite, errorsWrite] { close(descriptor) }
        input = inputWrite
        read(outputRead) { $0.output += $1 }
        read(errorsRead) { $0.errors += $1 }
        let processID = processID
        Thread.detachNewThread { [weak self] in
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            self?.change { $0.status = signal == 0 ? status >> 8 & 0xFF : 128 + signal }
        }
    }

    deinit {
        if state.withLock({ $0.status == nil }) { Foundation.kill(processID, SIGKILL) }
        close(input)
    }

    /// All of standard output so far.
    public var output: String { state.withLock { $0.output } }
    /// All of standard error so far.
    public var errors: String { state.withLock { $0.errors } }
    /// Whether the process has not ended yet.
    public var isRunning: Bool { state.withLock { $0.status == nil } }

    /// Sends a signal.
    public func signal(_ number: Int32) { if isRunning { Foundation.kill(processID, number) } }
    /// Ends the process as a power cut would.
    public func kill() { signal(SIGKILL) }
    /// Asks the process to end, as systemd and `docker stop` do.
    public func terminate() { signal(SIGTERM) }

    /// Writes to standard input.
    public func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends standard input.
    public func closeInput() {
        // The descriptor's number stays taken until the end, so that nobody else's file is closed in its place.
        let null = open("/dev/null", O_WRONLY)
        dup2(null, input)
        close(null)
    }

    /// Waits for the ready line.
    ///
    /// - Returns: its fields: `["kafka": "127.0.0.1:9092"]`.
    /// - Throws: ``TestProgramFailure`` with what the program said, when it ends or `seconds` pass first.
    public func awaitReady(seconds: Double = 30) throws -> [String: String] {
        try waitFor("its ready line", seconds: seconds) { state in
            guard let end = state.output.firstIndex(of: "\n") else { return nil }
            let words = state.output[..<end].split(separator: " ")
            guard words.first == "ready" else { return nil }
            var fields: [String: String] = [:]
            for word in words.dropFirst() {
                let parts = word.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
            }
            return fields
        }
    }

    /// Waits until `text` stands in standard output or standard error.
    public func awaitText(_ text: String, seconds: Double = 30) throws {
        _ = try waitFor("\"\(text)\"", seconds: seconds) { state in
            state.output.contains(text) || state.errors.contains(text) ? true : nil
        }
    }

    /// Waits for the process to end, and for all it said.
    ///
    /// - Returns: the exit status; after a signal, 128 + its number.
    @discardableResult
    public func awaitExit(seconds: Double = 60) throws -> Int32 {
        try waitFor("its end", seconds: seconds, needsRunning: false) { state in
            state.openStreams == 0 ? state.status : nil
        }
    }

    /// Starts the program, gives it `input`, and waits for its end.
    public static func run(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], input: String = "", seconds: Double = 60
    ) throws -> (status: Int32, output: String, errors: String) {
        let program = try TestProgram(name, arguments, environment: environment)
        program.write(input)
        program.closeInput()
        let status = try program.awaitExit(seconds: seconds)
        return (status, program.output, program.errors)
    }

    private func waitFor<T>(
        _ what: String, seconds: Double, needsRunning: Bool = true, _ find: (State) -> T?
    ) throws -> T {
        let deadline = Date(timeIntervalSinceNow: seconds)
        changed.lock()
        defer { changed.unlock() }
        while true {
            let now = state.withLock { $0 }
            if let found = find(now) { return found }
            let isOver = now.status != nil && now.openStreams == 0
            if isOver && needsRunning || !changed.wait(until: deadline) {
                let outcome = now.status.map { "ended with \($0)" } ?? "is running after \(seconds) s"
                throw TestProgramFailure(
                    description: "\(name) \(outcome) without \(what)\noutput: \(now.output)\nerrors: \(now.errors)")
            }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        changed.lock()
        state.withLock { body(&$0) }
        changed.broadcast()
        changed.unlock()
    }

    private func read(_ descriptor: Int32, into add: @escaping @Sendable (inout State, String) -> Void) {
        Thread.detachNewThread { [weak self] in
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = Foundation.read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                let text = String(decoding: buffer[0..<count], as: UTF8.self)
                self?.change { add(&$0, text) }
            }
            close(descriptor)
            self?.change { $0.openStreams -= 1 }
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { throw TestProgramFailure(description: "no pipe") }
        // Otherwise a program started meanwhile by another test would hold this one's pipes open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ workingFolder: String?,
        _ ignoringInterrupt: Bool, _ streams: [Int32]
    ) throws -> Int32 {
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
        // A shell changes the folder or ignores the signal, then becomes the program: the process number stays.
        var words = [path] + arguments
        if workingFolder != nil || ignoringInterrupt {
            let trap = ignoringInterrupt ? "trap '' INT; " : ""
            words = ["/bin/sh", "-c", "cd \"$0\" && \(trap)exec \"$@\"", workingFolder ?? "."] + words
        }
        var process = pid_t()
        let status = withCStrings(words) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&process, words[0] ?? strdup(""), &actions, &attributes, words, variables)
            }
        }
        guard status == 0 else {
            throw TestProgramFailure(description: "\(path) did not start: \(String(cString: strerror(status)))")
        }
        return process
    }

    private static func withCStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

/// What a program did not do in time, and what it said instead.
public struct TestProgramFailure: Error, CustomStringConvertible {
    public let description: String
    public init(description: String) { self.description = description }
}

/// A folder of its own for one test, removed when the last reference is gone.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        path = NSTemporaryDirectory() + "millrace-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file in it.
    ///
    /// - Returns: its path.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}
