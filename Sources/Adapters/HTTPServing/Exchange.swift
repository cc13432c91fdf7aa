import Bytes
import CMicroHTTPD
import Glibc

/// One request from its first byte to the end of its answer. Belongs to the connection's thread, but for `reply`.
final class Exchange: @unchecked Sendable {
    let reply: HTTPReply
    private let bodyBytesMax: Int
    private var body: [UInt8] = []
    private var isTooLarge = false
    private var isHandled = false

    init(_ configuration: HTTPServer.Configuration) {
        reply = HTTPReply(streamPendingBytesMax: configuration.streamPendingBytesMax)
        bodyBytesMax = configuration.requestBodyBytesMax
    }

    /// Takes a piece of the body; what exceeds the limit is dropped, and the request refused when it is complete.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        if body.count + bytes.count > bodyBytesMax {
            isTooLarge = true
            body = []
        } else if !isTooLarge {
            body.append(contentsOf: bytes)
        }
    }

    /// The request is complete, or its answer has come.
    func proceed(_ core: ServerCore, _ connection: ConnectionHandle, method: String, path: String) -> MHD_Result {
        if !isHandled {
            isHandled = true
            if isTooLarge {
                reply.send(
                    .problem(413, title: "The request body is too large", detail: "At most \(bodyBytesMax) bytes are taken."))
            } else {
                core.handle(Exchange.request(connection, method: method, path: path, body: ByteSlice(body)), reply)
            }
            body = []
        }
        let answer = reply.takeOrWait(
            suspend: { MHD_suspend_connection(connection.pointer) },
            wake: { MHD_resume_connection(connection.pointer) })
        guard let answer else { return MHD_Result.YES }
        return AnswerSending.queue(answer, on: connection)
    }

    private static func request(
        _ connection: ConnectionHandle, method: String, path: String, body: ByteSlice
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, path: path, query: values(connection, MHD_ValueKind.GET_ARGUMENT_KIND),
            headers: values(connection, MHD_ValueKind.HEADER_KIND).map { ($0.name.lowercased(), $0.value) }, body: body)
    }

    private static func values(_ connection: ConnectionHandle, _ kind: MHD_ValueKind) -> [(name: String, value: String)] {
        var values: [(name: String, value: String)] = []
        withUnsafeMutablePointer(to: &values) { values in
            _ = MHD_get_connection_values_n(
                connection.pointer, kind,
                { context, _, name, nameLength, value, valueLength in
                    let values = context?.assumingMemoryBound(to: [(name: String, value: String)].self)
                    values?.pointee.append((text(name, nameLength), text(value, valueLength)))
                    return MHD_Result.YES
                }, values)
        }
        return values
    }
}

/// `length` bytes as text; what is not UTF-8 is replaced.
private func text(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> String {
    guard let bytes else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
}

/// MHD_AccessHandlerCallback: called when the headers have come, for each piece of the body, when the request is
/// complete, and after each resumption.
let accessCallback: MHD_AccessHandlerCallback = { own, connection, url, method, _, upload, uploadSize, context in
    guard let own, let connection, let url, let method, let uploadSize, let context else { return MHD_Result.NO }
    let core = Unmanaged<ServerCore>.fromOpaque(own).takeUnretainedValue()
    guard let held = context.pointee else {
        let exchange = Exchange(core.configuration)
        context.pointee = Unmanaged.passRetained(exchange).toOpaque()
        core.admit(exchange)
        return MHD_Result.YES
    }
    let exchange = Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
    if uploadSize.pointee > 0 {
        exchange.receive(UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee))
        uploadSize.pointee = 0
        return MHD_Result.YES
    }
    return exchange.proceed(
        core, ConnectionHandle(pointer: connection), method: String(cString: method), path: String(cString: url))
}

/// MHD_RequestCompletedCallback: the answer was sent, or the connection broke.
let completedCallback: MHD_RequestCompletedCallback = { own, _, context, _ in
    guard let own, let context, let held = context.pointee else { return }
    context.pointee = nil
    let exchange = Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue()
    Unmanaged<ServerCore>.fromOpaque(own).takeUnretainedValue().dismiss(exchange)
}

/// Hands answers to libmicrohttpd.
enum AnswerSending {
    /// Bytes asked of a stream at a time.
    private static let streamBlockBytes = 16 << 10

    private final class Body: Sendable {
        let bytes: ByteSlice
        init(_ bytes: ByteSlice) { self.bytes = bytes }
    }

    private final class StreamReading: Sendable {
        let stream: HTTPStream
        let connection: ConnectionHandle
        init(_ stream: HTTPStream, _ connection: ConnectionHandle) {
            self.stream = stream
            self.connection = connection
        }
    }

    static func queue(_ answer: HTTPReply.Answer, on connection: ConnectionHandle) -> MHD_Result {
        let head: HTTPResponse
        let response: OpaquePointer?
        switch answer {
        case .whole(let whole): (head, response) = (whole, make(whole.body))
        case .stream(let begun, let stream): (head, response) = (begun, make(stream, connection))
        }
        guard let response else { return MHD_Result.NO }
        defer { MHD_destroy_response(response) }
        for (name, value) in head.headers { _ = MHD_add_response_header(response, name, value) }
        return MHD_queue_response(connection.pointer, UInt32(head.status), response)
    }

    private static func make(_ bytes: ByteSlice) -> OpaquePointer? {
        let body = Unmanaged.passRetained(Body(bytes))
        // The storage does not move, and the retained body keeps it until the callback.
        let start = bytes.withUnsafeBytes { UnsafeMutableRawPointer(mutating: $0.baseAddress) }
        return MHD_create_response_from_buffer_with_free_callback_cls(
            bytes.count, start, { body in if let body { Unmanaged<Body>.fromOpaque(body).release() } }, body.toOpaque())
    }

    private static func make(_ stream: HTTPStream, _ connection: ConnectionHandle) -> OpaquePointer? {
        let reading = Unmanaged.passRetained(StreamReading(stream, connection))
        return MHD_create_response_from_callback(
            .max, streamBlockBytes,
            { reading, _, target, capacity in
                guard let reading, let target else { return -1 }
                let held = Unmanaged<StreamReading>.fromOpaque(reading).takeUnretainedValue()
                let connection = held.connection
                let read = held.stream.read(
                    into: UnsafeMutableRawBufferPointer(start: target, count: capacity),
                    suspend: { MHD_suspend_connection(connection.pointer) },
                    wake: { MHD_resume_connection(connection.pointer) })
                return switch read {
                case .bytes(let count): count
                case .end: -1
                case .asleep: 0
                }
            }, reading.toOpaque(),
            { reading in if let reading { Unmanaged<StreamReading>.fromOpaque(reading).release() } })
    }
}
