import EventLoops
import Synchronization
import Testing

/// Collects numbers from other threads and waits for them.
final class Collected: Sendable {
    let numbers = Mutex<[Int]>([])
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    func wait(for count: Int) -> [Int] {
        let untilMs = MonotonicClock.nowMs + 10_000
        while MonotonicClock.nowMs < untilMs, numbers.withLock({ $0.count }) < count {}
        return numbers.withLock { $0 }
    }
}

@Suite struct EventLoopTests {
    @Test func jobsOfAThreadKeepTheirOrder() throws {
        let loop = try EventLoop()
        try loop.start()
        let collected = Collected()
        for number in 0..<1_000 { #expect(loop.execute { collected.add(number) }) }
        #expect(collected.wait(for: 1_000) == Array(0..<1_000))
        loop.stop()
        #expect(!loop.execute {})
    }

    @Test func timersRunWhenDueInOrderUnlessCancelled() throws {
        let loop = try EventLoop()
        try loop.start()
        let collected = Collected()
        loop.execute {
            for delay in [30, 10, 20] { loop.schedule(afterMs: Int64(delay)) { collected.add(delay) } }
            let cancelled = loop.schedule(afterMs: 5) { collected.add(5) }
            loop.cancel(cancelled)
            // Many cancelled timers do not pile up and disturb no other.
            for _ in 0..<1_000 { loop.cancel(loop.schedule(afterMs: 15) { collected.add(15) }) }
        }
        #expect(collected.wait(for: 3) == [10, 20, 30])
        loop.stop()
    }

    @Test func ioThreadsRunAllAndRefuseWhenFull() throws {
        let pool = try IOThreads(name: "io", count: 1, jobsMax: 2)
        let collected = Collected()
        let gate = Mutex(())
        gate.withLock { _ in
            #expect(pool.submit { gate.withLock { _ in collected.add(0) } })
            // The first may be running or waiting; two more at most fit.
            let accepted = (1...3).filter { number in pool.submit { collected.add(number) } }
            #expect(accepted.count <= 2 && accepted.count >= 1)
        }
        pool.stop()
        #expect(collected.numbers.withLock { $0 }.first == 0)
        #expect(!pool.submit {})
    }
}
