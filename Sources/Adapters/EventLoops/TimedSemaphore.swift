import CSystem
import Glibc

/// A counting semaphore with a time limit, on POSIX alone.
final class TimedSemaphore: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<sem_t>

    init() {
        handle = .allocate(capacity: 1)
        sem_init(handle, 0, 0)
    }

    deinit {
        sem_destroy(handle)
        handle.deallocate()
    }

    func signal() { sem_post(handle) }

    /// Waits for a signal. False when `timeoutMs` passed without one.
    @discardableResult
    func wait(timeoutMs: Int64) -> Bool {
        let untilMs = WallClock.nowMs + timeoutMs
        var until = timespec(tv_sec: Int(untilMs / 1_000), tv_nsec: Int(untilMs % 1_000) * 1_000_000)
        while sem_timedwait(handle, &until) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }
}
