import Bytes
import CSystem
import EventLoops
import Glibc

/// A server of length-prefixed frames (4-byte big-endian length) that sends every frame back, for the tests.
final class EchoHandler: ConnectionHandler, @unchecked Sendable {
    private let connection: Connection
    private let onClose: @Sendable (CloseReason) -> Void

    init(_ connection: Connection, onClose: @escaping @Sendable (CloseReason) -> Void) {
        self.connection = connection
        self.onClose = onClose
    }

    func received(_ input: inout ReceivedBytes) {
        while input.rest.count >= 4 {
            var reader = ByteReader(input.rest)
            guard let length = try? reader.integer(UInt32.self) else { return }
            let whole = 4 + Int(length)
            guard input.rest.count >= whole else { return input.expect(whole) }
            connection.send(input.take(whole))
        }
    }

    func drain() { connection.closeAfterFlush() }
    func connectionClosed(_ reason: CloseReason) { onClose(reason) }
}

/// A blocking client socket.
struct TestClient {
    let descriptor: Int32

    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    /// Up to `count` bytes; fewer when the server closed.
    func receive(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let step = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress.map { $0 + got }, count - got, 0) }
            if step <= 0 { break }
            got += step
        }
        return Array(bytes.prefix(got))
    }

    func close() { _ = Glibc.close(descriptor) }
}

func frame(_ payload: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt32(payload.count).bigEndian) { Array($0) } + payload
}
