import CSystem
import Glibc
import Synchronization

/// Plain POSIX threads.
public enum Threads {
    /// Runs `body` on a new detached thread, with every signal blocked: signals are the main thread's.
    ///
    /// - Parameters:
    ///   - name: shown by `ps -L` and debuggers; cut to 15 bytes.
    ///   - stackBytes: memory reserved, not used until touched.
    /// - Throws: ``ThreadFailure`` when the system has no room for another thread.
    public static func start(
        _ name: String, stackBytes: Int = 1 << 20, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadFailure) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, max(stackBytes, 64 << 10))
        let work = Unmanaged.passRetained(ThreadBody(name, body))
        var thread = pthread_t()
        // A thread inherits the mask: blocked here, it never sees a signal, not even in its first instructions.
        var all = sigset_t()
        var held = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &held)
        let status = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        pthread_sigmask(SIG_SETMASK, &held, nil)
        guard status == 0 else {
            work.release()
            throw ThreadFailure(status: status)
        }
    }
}

/// The system refused a thread; `status` is the errno it gave.
public struct ThreadFailure: Error, CustomStringConvertible {
    public let status: Int32
    public var description: String { "no thread could be started: \(String(cString: strerror(status)))" }
}

private final class ThreadBody: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    func run() {
        millrace_name_thread(name)
        body()
    }
}

/// A gate that opens once: threads wait until then, and never after.
public final class Latch: @unchecked Sendable {
    // pthread objects must not move, hence the raw memory.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isOpenLocked = false

    public init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Waiting must not be cut short, or drawn out, by a wall clock that is set.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    public func open() {
        pthread_mutex_lock(mutex)
        isOpenLocked = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    public var isOpen: Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return isOpenLocked
    }

    /// Waits until the latch is open.
    public func wait() {
        pthread_mutex_lock(mutex)
        while !isOpenLocked { pthread_cond_wait(condition, mutex) }
        pthread_mutex_unlock(mutex)
    }

    /// Waits until the latch is open, at most `milliseconds`; false when that passed first.
    @discardableResult
    public func wait(milliseconds: Int64) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let nanoseconds = Int64(deadline.tv_nsec) + max(0, milliseconds) % 1000 * 1_000_000
        deadline.tv_sec += Int(max(0, milliseconds) / 1000 + nanoseconds / 1_000_000_000)
        deadline.tv_nsec = Int(nanoseconds % 1_000_000_000)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isOpenLocked {
            if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return isOpenLocked }
        }
        return true
    }
}
