/// Names one scheduled job, to cancel it.
public struct TimerID: Hashable, Sendable {
    let number: UInt64
}

/// Jobs by due time: a binary heap with lazy cancellation.
struct TimerQueue {
    private struct Entry {
        let dueMs: Int64
        let number: UInt64
        func isBefore(_ other: Entry) -> Bool { (dueMs, number) < (other.dueMs, other.number) }
    }

    private var heap: [Entry] = []
    private var jobs: [UInt64: @Sendable () -> Void] = [:]
    private var nextNumber: UInt64 = 0

    /// Jobs not yet run or cancelled.
    var count: Int { jobs.count }

    mutating func schedule(atMs dueMs: Int64, _ job: @escaping @Sendable () -> Void) -> TimerID {
        nextNumber += 1
        jobs[nextNumber] = job
        heap.append(Entry(dueMs: dueMs, number: nextNumber))
        siftUp(from: heap.count - 1)
        return TimerID(number: nextNumber)
    }

    mutating func cancel(_ timer: TimerID) {
        guard jobs.removeValue(forKey: timer.number) != nil else { return }
        // Cancelled entries stay in the heap until due; without this, far-off timers that are always cancelled would pile up.
        if heap.count > 64, heap.count > 2 * jobs.count { rebuild() }
    }

    /// When the next job is due, nil when there is none.
    mutating func nextDueMs() -> Int64? {
        dropCancelled()
        return heap.first?.dueMs
    }

    /// The next job due at or before `nowMs`, removed.
    mutating func popDue(nowMs: Int64) -> (@Sendable () -> Void)? {
        dropCancelled()
        guard let first = heap.first, first.dueMs <= nowMs else { return nil }
        removeFirst()
        return jobs.removeValue(forKey: first.number)
    }

    private mutating func dropCancelled() {
        while let first = heap.first, jobs[first.number] == nil { removeFirst() }
    }

    private mutating func rebuild() {
        heap.removeAll { jobs[$0.number] == nil }
        heap.sort { $0.isBefore($1) }
    }

    private mutating func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        heap[0] = last
        siftDown()
    }

    private mutating func siftUp(from start: Int) {
        var at = start
        while at > 0 {
            let parent = (at - 1) / 2
            guard heap[at].isBefore(heap[parent]) else { return }
            heap.swapAt(at, parent)
            at = parent
        }
    }

    private mutating func siftDown() {
        var at = 0
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < heap.count && heap[child].isBefore(heap[least]) { least = child }
            guard least != at else { return }
            heap.swapAt(at, least)
            at = least
        }
    }
}
