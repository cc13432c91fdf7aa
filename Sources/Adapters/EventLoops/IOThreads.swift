import Glibc

/// A few threads for work that blocks: fsync, cold reads, compression of large batches. Never run such work on a loop.
///
/// The queue is bounded; a full one refuses, and the caller answers its client instead of piling up memory.
public final class IOThreads: @unchecked Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var head = 0
        var isStopping = false

        var count: Int { jobs.count - head }

        mutating func pop() -> (@Sendable () -> Void)? {
            guard head < jobs.count else { return nil }
            let job = jobs[head]
            head += 1
            if head == jobs.count || head >= 1_024 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    // Guarded by `mutex`.
    private var state = State()
    private var threads: [WorkerThread] = []
    private let jobsMax: Int

    /// - Parameters:
    ///   - count: threads to start.
    ///   - jobsMax: jobs that may wait; more are refused.
    public init(name: String, count: Int, jobsMax: Int = 65_536) throws(SocketError) {
        precondition(count > 0 && jobsMax > 0, "no threads or no room for jobs")
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
        self.jobsMax = jobsMax
        for index in 0..<count {
            threads.append(try WorkerThread(name: "\(name)-\(index)") { [self] in work() })
        }
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Queues `job`. False when the queue is full or the pool is stopping: the job will not run.
    public func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !state.isStopping, state.count < jobsMax else { return false }
        state.jobs.append(job)
        pthread_cond_signal(condition)
        return true
    }

    /// Runs what is queued, then ends the threads. Call once, from none of them.
    public func stop() {
        pthread_mutex_lock(mutex)
        state.isStopping = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
        for thread in threads { thread.join() }
        threads = []
    }

    private func work() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let job = state.pop() { return job }
            if state.isStopping { return nil }
            pthread_cond_wait(condition, mutex)
        }
    }
}
