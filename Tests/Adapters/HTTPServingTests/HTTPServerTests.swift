import Bytes
import Foundation
import HTTPServing
import Synchronization
import Testing

/// A socket that speaks HTTP by hand, so that what is on the wire is seen.
private struct Client {
    let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
    }

    func send(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }

    /// All that comes until `stop` is in it, or the end.
    func read(until stop: String? = nil) -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            received += buffer[0..<count]
            if let stop, String(decoding: received, as: UTF8.self).contains(stop) { break }
        }
        return String(decoding: received, as: UTF8.self)
    }

    func disconnect() { close(descriptor) }

    static func ask(_ port: UInt16, _ line: String, headers: String = "", body: String = "") throws -> String {
        let client = try Client(port: port)
        defer { client.disconnect() }
        client.send("\(line) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n\(body)")
        return client.read()
    }
}

private func serve(
    _ configure: (inout HTTPServer.Configuration) -> Void, _ routes: HTTPRoutes
) throws -> HTTPServer {
    var configuration = HTTPServer.Configuration()
    configure(&configuration)
    return try HTTPServer(configuration) { routes.handle($0, $1) }
}

@Suite("HTTP server")
struct HTTPServerTests {
    @Test("path, query, headers and body reach the handler decoded; the answer's status, headers and body come back")
    func exchange() throws {
        var routes = HTTPRoutes()
        routes.add("POST", "/things/:name") { request, names, reply in
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            let body = request.body.utf8Text ?? ""
            reply.send(
                HTTPResponse.text("\(names["name"] ?? "")[\(query)]\(request.header("x-one") ?? "")(\(body))", status: 201)
                    .with("X-Two", "2"))
        }
        let server = try serve({ _ in }, routes)
        defer { server.stop() }
        let answer = try Client.ask(
            server.port, "POST /things/a%20b?k=1+2&k=%C3%BC&flag", headers: "X-One: one\r\nContent-Length: 3\r\n", body: "abc")
        #expect(answer.hasPrefix("HTTP/1.1 201 Created\r\n"))
        #expect(answer.contains("X-Two: 2\r\n"))
        #expect(answer.hasSuffix("\r\n\r\na b[k=1 2|k=ü|flag=]one(abc)"))
    }

    @Test("an unknown path is 404, another method 405 with Allow, a large body 413, each a problem of RFC 9457")
    func refusals() throws {
        var routes = HTTPRoutes()
        routes.get("/a") { _, reply in reply.send(.text("x")) }
        routes.add("POST", "/a") { _, _, reply in reply.send(.text("y")) }
        let server = try serve({ $0.requestBodyBytesMax = 4 }, routes)
        defer { server.stop() }
        let unknown = try Client.ask(server.port, "GET /b\"")
        #expect(unknown.hasPrefix("HTTP/1.1 404 "))
        #expect(unknown.contains("Content-Type: application/problem+json\r\n"))
        #expect(
            unknown.hasSuffix(#"{"type":"about:blank","title":"No such path","status":404,"detail":"/b\" is not served here."}"#))
        let wrong = try Client.ask(server.port, "DELETE /a")
        #expect(wrong.hasPrefix("HTTP/1.1 405 ") && wrong.contains("Allow: GET, POST\r\n"))
        let large = try Client.ask(server.port, "POST /a", headers: "Content-Length: 5\r\n", body: "12345")
        #expect(large.hasPrefix("HTTP/1.1 413 "))
        let head = try Client.ask(server.port, "HEAD /a")
        #expect(head.hasPrefix("HTTP/1.1 200 ") && head.hasSuffix("\r\n\r\n"))
    }

    @Test("an answer given later, from another thread, reaches the reader; others are served meanwhile")
    func later() throws {
        let waiting = Mutex<HTTPReply?>(nil)
        let arrived = DispatchSemaphore(value: 0)
        var routes = HTTPRoutes()
        routes.get("/later") { _, reply in
            waiting.withLock { $0 = reply }
            arrived.signal()
        }
        routes.get("/now") { _, reply in reply.send(.text("now")) }
        let server = try serve({ _ in }, routes)
        defer { server.stop() }
        let client = try Client(port: server.port)
        client.send("GET /later HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        arrived.wait()
        #expect(try Client.ask(server.port, "GET /now").hasSuffix("now"))
        let reply = waiting.withLock { $0 }
        reply?.send(.text("late"))
        reply?.send(.text("too late"))
        #expect(client.read().hasSuffix("\r\n\r\nlate"))
        client.disconnect()
    }

    @Test("a stream's pieces come as they are sent; the sender learns that the reader has gone")
    func stream() throws {
        let streams = Mutex<HTTPStream?>(nil)
        let gone = DispatchSemaphore(value: 0)
        var routes = HTTPRoutes()
        routes.get("/events") { _, reply in
            let stream = reply.stream(headers: [("Content-Type", "text/event-stream")], onClose: { gone.signal() })
            stream.send("data: 1\n\n")
            streams.withLock { $0 = stream }
        }
        let server = try serve({ _ in }, routes)
        defer { server.stop() }
        let client = try Client(port: server.port)
        client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.read(until: "data: 1\n\n").contains("Content-Type: text/event-stream\r\n"))
        let stream = try #require(streams.withLock { $0 })
        #expect(stream.send("data: 2\n\n"))
        #expect(client.read(until: "data: 2\n\n").contains("data: 2\n\n"))
        client.disconnect()
        // The reader's going shows at one of the next writes.
        for _ in 0..<1000 where stream.send("data: 3\n\n") { usleep(1000) }
        #expect(!stream.send("data: 4\n\n"))
        #expect(gone.wait(timeout: .now() + 10) == .success)
    }

    @Test("a reader that is too slow is cut off at the limit instead of filling memory")
    func slowReader() throws {
        let outcome = Mutex<Int?>(nil)
        let done = DispatchSemaphore(value: 0)
        var routes = HTTPRoutes()
        routes.get("/flood") { _, reply in
            let stream = reply.stream(headers: [])
            var sent = 0
            while stream.send(ByteSlice([UInt8](repeating: 0x61, count: 1000))) { sent += 1000 }
            outcome.withLock { [sent] in $0 = sent }
            done.signal()
        }
        let server = try serve({ $0.streamPendingBytesMax = 10_000 }, routes)
        defer { server.stop() }
        let answer = try Client.ask(server.port, "GET /flood")
        done.wait()
        #expect(outcome.withLock { $0 } == 10_000)
        #expect(answer.filter { $0 == "a" }.count >= 10_000)
    }

    @Test("stopping ends streams and tells those who wait, and a taken port is named as such")
    func stop() throws {
        let arrived = DispatchSemaphore(value: 0)
        let held = Mutex<[HTTPReply]>([])
        var routes = HTTPRoutes()
        routes.get("/never") { _, reply in
            held.withLock { $0.append(reply) }
            arrived.signal()
        }
        routes.get("/events") { _, reply in
            reply.stream(headers: []).send("one")
            arrived.signal()
        }
        let server = try serve({ _ in }, routes)
        let waiting = try Client(port: server.port)
        waiting.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n")
        let streaming = try Client(port: server.port)
        streaming.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        arrived.wait()
        arrived.wait()
        #expect(streaming.read(until: "one").contains("one"))
        let failure = #expect(throws: ListenFailure.self) { try serve({ $0.port = server.port }, routes) }
        #expect(failure?.kind == .addressInUse)
        server.stop()
        #expect(waiting.read().hasPrefix("HTTP/1.1 503 ") || held.withLock { $0.count } == 1)
        _ = streaming.read()
        waiting.disconnect()
        streaming.disconnect()
    }
}
