import Glibc
import Synchronization

/// Who asked the program to end, and why: signals come through the main thread, requests from any.
final class ProgramEnding: Sendable {
    private struct State {
        var isRequested = false
        var failure: ProgramFailure?
        var isDrained = false
    }

    private let state = Mutex(State())

    /// Wakes the main thread, which waits for signals and nothing else.
    static let wakeSignal = SIGUSR2

    var isRequested: Bool { state.withLock { $0.isRequested } }
    var isDrained: Bool { state.withLock { $0.isDrained } }
    var failure: ProgramFailure? { state.withLock { $0.failure } }

    /// The first failure counts.
    func request(_ failure: ProgramFailure?) {
        state.withLock { state in
            state.isRequested = true
            state.failure = state.failure ?? failure
        }
        kill(getpid(), ProgramEnding.wakeSignal)
    }

    func noteSignal() { state.withLock { $0.isRequested = true } }

    func noteDrained() {
        state.withLock { $0.isDrained = true }
        kill(getpid(), ProgramEnding.wakeSignal)
    }
}

/// The signals a program answers to. They are blocked in every thread and taken by the main thread with sigwait.
struct EndingSignals {
    private var set = sigset_t()

    /// Blocks them. Must run before there is a second thread.
    init() {
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT] where !EndingSignals.isIgnored(number) { sigaddset(&set, number) }
        sigaddset(&set, ProgramEnding.wakeSignal)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Whether the parent wants the signal ignored: `millrace up` takes the terminal's Ctrl-C and stops its parts in order.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The next of them.
    func next() -> Int32 {
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return number
    }
}
