import CSystem
import Glibc
import Synchronization

/// What an ``EventLoop`` watches: one file descriptor's readiness, told on the loop's thread.
protocol EventSource: AnyObject {
    func ready(_ events: UInt32)
}

/// One thread, one epoll set, plain callbacks. Everything registered here runs on this thread, one thing at a time, so
/// what belongs to a loop needs no lock. Nothing on it may block: blocking work goes to ``IOThreads``.
///
/// `@unchecked Sendable`: only `execute`, `stop` and `isCurrent` may be called from other threads; the rest is confined
/// to the loop's own, which is checked.
public final class EventLoop: @unchecked Sendable {
    /// Jobs that may wait in ``execute(_:)`` before it refuses.
    public static let jobsMax = 1 << 20
    private static let eventsPerWait = 256

    private struct Inbox {
        var jobs: [@Sendable () -> Void] = []
        var isWakePending = false
        var isStopping = false
    }

    private struct Slot {
        var source: (any EventSource)?
        var generation: UInt32 = 0
    }

    /// The loop's place among its server's loops, from 0.
    public let index: Int
    private let epoll: Int32
    private let wake: Int32
    private let inbox = Mutex(Inbox())
    private let thread = Mutex<WorkerThread?>(nil)
    private let threadID = Atomic<UInt>(0)
    /// Connections assigned to this loop, counted before they arrive so that a burst of accepts spreads.
    let connectionCount = Atomic<Int>(0)

    // Confined to the loop's thread.
    private var slots: [Slot] = []
    private var freeSlots: [Int] = []
    private var timers = TimerQueue()
    private var dirtyConnections: [Connection] = []
    let readBuffer = SharedReadBuffer()
    /// The monotonic time at which this turn of the loop began.
    public private(set) var turnMs = MonotonicClock.nowMs

    /// Opens the loop; ``start()`` runs it.
    public init(index: Int = 0) throws(SocketError) {
        self.index = index
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw SocketError(operation: "open epoll", errno: errno) }
        wake = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard wake >= 0 else {
            let error = errno
            close(epoll)
            throw SocketError(operation: "open an eventfd", errno: error)
        }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: UInt64.max))
        epoll_ctl(epoll, EPOLL_CTL_ADD, wake, &event)
    }

    deinit {
        close(wake)
        close(epoll)
    }

    /// Starts the loop's thread.
    public func start() throws(SocketError) {
        let worker = try WorkerThread(name: "loop-\(index)") { [self] in run() }
        thread.withLock { $0 = worker }
    }

    /// Ends the loop after what is queued now, and waits for its thread. Not from the loop itself.
    public func stop() {
        inbox.withLock { $0.isStopping = true }
        signal()
        thread.withLock { worker in
            worker?.join()
            worker = nil
        }
    }

    /// Whether the caller runs on this loop's thread.
    public var isCurrent: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Runs `job` on the loop, from any thread; jobs of one thread keep their order. One wake-up serves all jobs that
    /// were queued before the loop got to them.
    /// - Returns: false when the loop has ended or ``jobsMax`` jobs wait: the job will not run.
    @discardableResult
    public func execute(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (accepted, mustWake) = inbox.withLock { inbox -> (Bool, Bool) in
            guard !inbox.isStopping, inbox.jobs.count < Self.jobsMax else { return (false, false) }
            inbox.jobs.append(job)
            let mustWake = !inbox.isWakePending
            inbox.isWakePending = true
            return (true, mustWake)
        }
        if mustWake, !isCurrent { signal() }
        return accepted
    }

    /// Runs `job` on the loop in `delayMs` milliseconds. On the loop only.
    @discardableResult
    public func schedule(afterMs delayMs: Int64, _ job: @escaping @Sendable () -> Void) -> TimerID {
        precondition(isCurrent, "a timer was set from another thread")
        return timers.schedule(atMs: MonotonicClock.nowMs + max(0, delayMs), job)
    }

    /// Forgets a timer; one that ran already is nothing. On the loop only.
    public func cancel(_ timer: TimerID) {
        precondition(isCurrent, "a timer was cancelled from another thread")
        timers.cancel(timer)
    }

    private func signal() {
        var one: UInt64 = 1
        _ = write(wake, &one, 8)
    }

    // MARK: Sources

    /// Watches `descriptor`. The answer names it in ``modify(_:descriptor:events:)`` and ``remove(_:descriptor:)``.
    func add(_ source: any EventSource, descriptor: Int32, events: UInt32) -> Int {
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot()) }
        slots[slot].source = source
        var event = epoll_event(events: events, data: token(slot))
        epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
        return slot
    }

    func modify(_ slot: Int, descriptor: Int32, events: UInt32) {
        var event = epoll_event(events: events, data: token(slot))
        epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
    }

    func remove(_ slot: Int, descriptor: Int32) {
        var event = epoll_event()
        epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
        slots[slot].source = nil
        slots[slot].generation &+= 1
        freeSlots.append(slot)
    }

    /// Generation and slot: an event of a descriptor closed earlier in the same batch finds nobody.
    private func token(_ slot: Int) -> epoll_data_t {
        epoll_data_t(u64: UInt64(slots[slot].generation) << 32 | UInt64(slot))
    }

    /// Has `connection` flushed at the end of this turn, so that answers to all frames of one read leave in one call.
    func flushAtEndOfTurn(_ connection: Connection) { dirtyConnections.append(connection) }

    // MARK: Turning

    private func run() {
        threadID.store(UInt(pthread_self()), ordering: .relaxed)
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventsPerWait) { events in
            while true {
                let count = epoll_wait(epoll, events.baseAddress, Int32(Self.eventsPerWait), waitMs())
                turnMs = MonotonicClock.nowMs
                for index in 0..<max(0, Int(count)) { dispatch(events[index]) }
                runTimers()
                let isStopping = runJobs()
                flushDirty()
                if isStopping { return }
            }
        }
    }

    private func waitMs() -> Int32 {
        // A job queued by the loop itself wakes nobody; it must not wait for the next event.
        if inbox.withLock({ $0.isWakePending || $0.isStopping }) { return 0 }
        guard let due = timers.nextDueMs() else { return -1 }
        return Int32(clamping: max(0, due - MonotonicClock.nowMs))
    }

    private func dispatch(_ event: epoll_event) {
        let data = event.data.u64
        if data == UInt64.max {
            var count: UInt64 = 0
            _ = read(wake, &count, 8)
            return
        }
        let slot = slots[Int(data & 0xFFFF_FFFF)]
        if slot.generation == UInt32(data >> 32) { slot.source?.ready(event.events) }
    }

    private func runTimers() {
        while let job = timers.popDue(nowMs: MonotonicClock.nowMs) { job() }
    }

    private func runJobs() -> Bool {
        let (jobs, isStopping) = inbox.withLock { inbox -> ([@Sendable () -> Void], Bool) in
            inbox.isWakePending = false
            let jobs = inbox.jobs
            inbox.jobs = []
            return (jobs, inbox.isStopping)
        }
        for job in jobs { job() }
        return isStopping
    }

    private func flushDirty() {
        // A flush may close a connection, whose handler may send on another: new entries are served too.
        while !dirtyConnections.isEmpty {
            let connections = dirtyConnections
            dirtyConnections = []
            for connection in connections { connection.flush() }
        }
    }
}
