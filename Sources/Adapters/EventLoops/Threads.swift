import CSystem
import Glibc

/// A monotonic clock: time that only goes forward, whatever happens to the wall clock.
public enum MonotonicClock {
    /// Milliseconds since some fixed point in the past.
    public static var nowMs: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// Wall-clock time, for timestamps that leave the process.
public enum WallClock {
    /// Milliseconds since 1970-01-01 UTC.
    public static var nowMs: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A thread that runs one function and can be waited for.
public final class WorkerThread: @unchecked Sendable {
    private final class Start {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private let handle: pthread_t

    /// Starts the thread. `name` is what `top -H` shows (15 bytes of it).
    /// - Throws: ``SocketError`` when the system refuses another thread.
    public init(name: String, body: @escaping @Sendable () -> Void) throws(SocketError) {
        let start = Unmanaged.passRetained(Start(name: String(name.prefix(15)), body: body))
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                millrace_name_thread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw SocketError(operation: "start a thread", errno: status)
        }
        self.handle = handle
    }

    /// Waits until the function has returned. Call once.
    public func join() { pthread_join(handle, nil) }
}
