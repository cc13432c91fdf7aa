import Bytes
import HTTPServing
import Synchronization
import Telemetry
import Threads

/// Server-sent events: each reader first gets all rows, then every row that is new or has changed, and `gone` for those
/// that are no longer there. Event ids count up; a reader that comes back with `Last-Event-ID` gets all rows again, which for
/// rows that replace each other is what it missed.
final class LiveRows: Sendable {
    private struct Reader {
        let id: Int
        let stream: HTTPStream
        let endpoint: EndpointReading
        let parameters: [(name: String, value: String)]
        var nextDueMs: Int64
        var lastSentMs: Int64
        var eventID: Int
        /// The rows it has, as JSON.
        var rows: Set<String> = []
        var isBusy = false
    }

    private struct State {
        var readers: [Int: Reader] = [:]
        var nextID = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let workers: BlockingWorkers
    private let readersMax: Int
    private let stopped = Latch()

    private static let tickMs: Int64 = 200
    /// A comment keeps proxies from closing a quiet stream, and shows when the reader has gone.
    private static let heartbeatMs: Int64 = 15_000

    init(workers: BlockingWorkers, readersMax: Int) throws(ThreadFailure) {
        self.workers = workers
        self.readersMax = readersMax
        try Threads.start("api-live") { [self] in
            while !stopped.wait(milliseconds: Self.tickMs) { tick() }
        }
    }

    func stop() { stopped.open() }

    /// Takes on a reader, or refuses it when there are too many.
    func add(_ request: HTTPRequest, _ endpoint: EndpointReading, _ reply: HTTPReply) {
        let id = state.withLock { state -> Int? in
            guard state.readers.count < readersMax else { return nil }
            state.nextID += 1
            return state.nextID
        }
        guard let id else {
            reply.send(
                .problem(503, title: "Too many streams", detail: "At most \(readersMax) readers are served.").with(
                    "Retry-After", "10"))
            return
        }
        let stream = reply.stream(
            headers: [("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store")],
            onClose: { [weak self] in self?.remove(id) })
        let lastEventID = request.header("last-event-id").flatMap { Int($0) } ?? 0
        let now = SystemTime.milliseconds()
        state.withLock {
            $0.readers[id] = Reader(
                id: id, stream: stream, endpoint: endpoint, parameters: request.query, nextDueMs: now, lastSentMs: now,
                eventID: max(0, lastEventID))
        }
    }

    private func remove(_ id: Int) { state.withLock { _ = $0.readers.removeValue(forKey: id) } }

    private func tick() {
        let now = SystemTime.milliseconds()
        let due = state.withLock { state -> [Reader] in
            var due: [Reader] = []
            for id in state.readers.keys.sorted() {
                guard var reader = state.readers[id], !reader.isBusy, reader.nextDueMs <= now else { continue }
                reader.isBusy = true
                reader.nextDueMs = now + Int64(reader.endpoint.definition.refreshSeconds) * 1000
                state.readers[id] = reader
                due.append(reader)
            }
            return due
        }
        for reader in due {
            let accepted = workers.run { [self] in update(reader) }
            if !accepted { finish(reader) }
        }
    }

    private func update(_ reader: Reader) {
        var reader = reader
        var text = ""
        do throws(EndpointReading.Failure) {
            let table = try reader.endpoint.read(reader.parameters)
            let rows = table.rows.map { table.object($0) }
            for row in rows where !reader.rows.contains(row) { text += event(&reader, "row", row) }
            let present = Set(rows)
            for row in reader.rows where !present.contains(row) { text += event(&reader, "gone", row) }
            reader.rows = present
        } catch {
            if case .empty = error {
                for row in reader.rows { text += event(&reader, "gone", row) }
                reader.rows = []
            } else {
                text += "event: trouble\ndata: \(reader.endpoint.definition.answer(to: error).body.utf8Text ?? "")\n\n"
            }
        }
        let now = SystemTime.milliseconds()
        if text.isEmpty, now - reader.lastSentMs >= Self.heartbeatMs { text = ": alive\n\n" }
        if !text.isEmpty {
            reader.lastSentMs = now
            guard reader.stream.send(text) else { return remove(reader.id) }
        }
        finish(reader)
    }

    private func event(_ reader: inout Reader, _ name: String, _ data: String) -> String {
        reader.eventID += 1
        return "id: \(reader.eventID)\nevent: \(name)\ndata: \(data)\n\n"
    }

    private func finish(_ reader: Reader) {
        var reader = reader
        reader.isBusy = false
        // Only if it is still there: it may have gone meanwhile.
        state.withLock { if $0.readers[reader.id] != nil { $0.readers[reader.id] = reader } }
    }
}
