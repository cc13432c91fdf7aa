import Glibc

/// Wakes one waiting thread for each time it was raised; raises before the wait are not lost.
public final class Signal: @unchecked Sendable {
    // A sem_t must not move, hence the raw memory.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    public init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    public func raise() { sem_post(semaphore) }

    /// Waits until the signal is raised.
    public func wait() {
        while sem_wait(semaphore) != 0, errno == EINTR {}
    }
}
