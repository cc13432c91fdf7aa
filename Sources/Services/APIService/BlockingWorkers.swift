import Synchronization
import Threads

/// A few threads for calls that block, with a bounded queue before them.
final class BlockingWorkers: Sendable {
    private struct State {
        var queue: [@Sendable () -> Void] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let work = Signal()
    private let queuedMax: Int

    init(threads: Int, queuedMax: Int) throws(ThreadFailure) {
        self.queuedMax = queuedMax
        for _ in 0..<max(1, threads) {
            try Threads.start("api-worker", stackBytes: 1 << 20) { [self] in
                while let next = take() { next() }
            }
        }
    }

    private func take() -> (@Sendable () -> Void)? {
        work.wait()
        return state.withLock { $0.queue.isEmpty ? nil : $0.queue.removeFirst() }
    }

    /// Queues `job`; false when the queue is full or closed.
    func run(_ job: @escaping @Sendable () -> Void) -> Bool {
        let accepted = state.withLock { state in
            guard !state.isStopped, state.queue.count < queuedMax else { return false }
            state.queue.append(job)
            return true
        }
        if accepted { work.raise() }
        return accepted
    }

    /// Takes no more jobs; those queued still run, then the threads end.
    func stop(threads: Int) {
        state.withLock { $0.isStopped = true }
        for _ in 0..<max(1, threads) { work.raise() }
    }
}
