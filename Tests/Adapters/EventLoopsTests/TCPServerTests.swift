import Bytes
import EventLoops
import Synchronization
import Testing

/// Reasons for which connections of a test's server ended.
final class CloseReasons: Sendable {
    let seen = Mutex<[CloseReason]>([])
    func add(_ reason: CloseReason) { seen.withLock { $0.append(reason) } }

    func wait(for count: Int) -> [CloseReason] {
        let untilMs = MonotonicClock.nowMs + 10_000
        while MonotonicClock.nowMs < untilMs {
            let reasons = seen.withLock { $0 }
            if reasons.count >= count { return reasons }
        }
        return seen.withLock { $0 }
    }
}

struct RunningEcho {
    let server: TCPServer
    let loops: [EventLoop]
    let reasons = CloseReasons()

    init(loops count: Int = 2, limits: ConnectionLimits = ConnectionLimits()) throws {
        loops = try (0..<count).map { index in try EventLoop(index: index) }
        for loop in loops { try loop.start() }
        let reasons = reasons
        server = try TCPServer(listen: ListenAddress(host: "127.0.0.1", port: 0), loops: loops, limits: limits) { connection in
            EchoHandler(connection) { reasons.add($0) }
        }
        server.start()
    }

    func client() -> TestClient { TestClient(port: server.address.port) }

    func stop() {
        server.drain(graceMs: 5_000)
        for loop in loops { loop.stop() }
    }
}

@Suite struct TCPServerTests {
    @Test(arguments: [0, 1, 511, 512, 65_532, 65_536, 200_000, 3 << 20])
    func everyFrameComesBackWholeAndInOrder(size: Int) throws {
        let echo = try RunningEcho()
        defer { echo.stop() }
        let client = echo.client()
        defer { client.close() }
        let frames = (0..<3).map { seed in frame((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed) }) }
        let all = frames.flatMap { $0 }
        let sender = try WorkerThread(name: "sender") { client.send(all) }
        #expect(client.receive(all.count) == all)
        sender.join()
    }

    @Test func framesCutAnywhereAreJoined() throws {
        let echo = try RunningEcho(loops: 1)
        defer { echo.stop() }
        let client = echo.client()
        defer { client.close() }
        let bytes = frame([1, 2, 3]) + frame([]) + frame([4])
        for cut in 0...bytes.count {
            client.send(Array(bytes[..<cut]))
            client.send(Array(bytes[cut...]))
            #expect(client.receive(bytes.count) == bytes)
        }
    }

    @Test func aFrameAboveTheLimitEndsOnlyItsConnection() throws {
        let echo = try RunningEcho(limits: ConnectionLimits(frameBytesMax: 1_000))
        defer { echo.stop() }
        let good = echo.client()
        let bad = echo.client()
        bad.send([0x7F, 0xFF, 0xFF, 0xFF, 1])
        #expect(bad.receive(1).isEmpty)
        #expect(echo.reasons.wait(for: 1) == [.frameTooLarge])
        good.send(frame([9]))
        #expect(good.receive(5) == frame([9]))
        #expect(echo.server.statistics.failed == 1)
        good.close()
        bad.close()
    }

    @Test func connectionsBeyondTheLimitAreClosedAndCounted() throws {
        let echo = try RunningEcho(limits: ConnectionLimits(connectionsMax: 10, connectionsPerAddressMax: 2))
        defer { echo.stop() }
        let first = [echo.client(), echo.client()]
        for client in first {
            client.send(frame([1]))
            #expect(client.receive(5).count == 5)
        }
        let third = echo.client()
        #expect(third.receive(1).isEmpty)
        #expect(echo.server.statistics.refused == 1)
        first[0].close()
        #expect(echo.reasons.wait(for: 1) == [.byPeer])
        let fourth = echo.client()
        fourth.send(frame([1]))
        #expect(fourth.receive(5).count == 5)
        for client in [first[1], third, fourth] { client.close() }
    }

    @Test func anIdleConnectionIsClosed() throws {
        let echo = try RunningEcho(limits: ConnectionLimits(idleTimeoutMs: 50))
        defer { echo.stop() }
        let client = echo.client()
        #expect(client.receive(1).isEmpty)
        #expect(echo.reasons.wait(for: 1) == [.idle])
        client.close()
    }

    @Test func aClientThatDoesNotReadIsHeldBackNotBuffered() throws {
        let limits = ConnectionLimits(outputPauseBytes: 64 << 10, outputBytesMax: 64 << 20)
        let echo = try RunningEcho(loops: 1, limits: limits)
        defer { echo.stop() }
        let client = echo.client()
        let one = frame([UInt8](repeating: 7, count: 10_000))
        let count = 2_000
        // 20 MB: more than the sockets' buffers, so the sender blocks until the reader below begins.
        let sender = try WorkerThread(name: "sender") { for _ in 0..<count { client.send(one) } }
        let echoed = client.receive(one.count * count)
        sender.join()
        #expect(echoed.count == one.count * count)
        client.close()
        #expect(echo.reasons.wait(for: 1) == [.byPeer])
    }

    @Test func drainAnswersWhatWasReceivedAndClosesTheRest() throws {
        let echo = try RunningEcho()
        let client = echo.client()
        client.send(frame([5]))
        #expect(client.receive(5) == frame([5]))
        echo.stop()
        #expect(client.receive(1).isEmpty)
        #expect(echo.reasons.wait(for: 1) == [.byHandler])
        #expect(echo.server.statistics.open == 0)
        client.close()
    }

    @Test func aTakenPortIsSaidSo() throws {
        let echo = try RunningEcho()
        defer { echo.stop() }
        let loop = try EventLoop()
        #expect {
            try TCPServer(listen: echo.server.address, loops: [loop], limits: ConnectionLimits()) { EchoHandler($0) { _ in } }
        } throws: { error in
            (error as? SocketError)?.isAddressInUse == true
        }
    }

    @Test func addressesParse() {
        #expect(ListenAddress("127.0.0.1:9092") == ListenAddress(host: "127.0.0.1", port: 9092))
        #expect(ListenAddress("[::1]:1")?.host == "::1")
        #expect(ListenAddress("[::1]:1")?.description == "[::1]:1")
        for bad in ["", "host", ":1", "host:", "host:65536", "host:-1", "::1:1", "[::1:1"] { #expect(ListenAddress(bad) == nil) }
    }
}
