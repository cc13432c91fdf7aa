import Bytes
import Foundation

/// One client connection of a replayed scenario, without any client library in between.
final class ReplayConnection {
    /// What came, or did not.
    enum Received: Equatable {
        /// A frame without its length.
        case frame(ByteSlice)
        case nothing
        case closed
    }

    private let descriptor: Int32
    private var isOpen = true
    private(set) var correlationID: Int32 = 0

    struct Refused: Error {}

    init(host: String, port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = inet_addr(host)
        let status = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            Foundation.close(descriptor)
            throw Refused()
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { Foundation.close(descriptor) }

    func nextCorrelationID() -> Int32 {
        correlationID += 1
        return correlationID
    }

    /// Sends bytes as they are. A connection that the broker closed takes none, which the next receive shows.
    func send(_ bytes: ByteSlice) {
        var sent = 0
        while sent < bytes.count {
            let rest = bytes[sent..<bytes.count]
            let count = rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Says that nothing more will be sent.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    func close() {
        if isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) }
        isOpen = false
    }

    /// The next frame, waiting at most `ms` for its first byte.
    func receive(withinMs ms: Int32) -> Received {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, ms) > 0 else { return .nothing }
        guard let prefix = read(4) else { return .closed }
        var reader = ByteReader(prefix)
        guard let length = try? reader.integer(Int32.self), length >= 0, let frame = read(Int(length)) else { return .closed }
        return .frame(frame)
    }

    private func read(_ count: Int) -> ByteSlice? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while bytes.count < count {
            let got = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
            guard got > 0 else { return nil }
            bytes += buffer[0..<got]
        }
        return ByteSlice(bytes)
    }
}
