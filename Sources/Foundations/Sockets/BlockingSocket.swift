public import Bytes
internal import CSystem
import Glibc

/// A connected TCP socket with blocking reads and writes, for clients with a few connections.
///
/// Sending and receiving may happen on different threads at the same time.
public struct BlockingSocket: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Connects to the first address of `host` that accepts.
    ///
    /// - Parameters:
    ///   - host: a name or an IPv4 or IPv6 address.
    ///   - receiveTimeoutMs: how long a receive waits for bytes; 0: for ever.
    /// - Throws: ``ConnectFailure``.
    public init(
        host: String, port: UInt16, connectTimeoutMs: Int32, receiveTimeoutMs: Int = 0
    ) throws(ConnectFailure) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, "\(port)", &hints, &found)
        guard status == 0 else {
            throw ConnectFailure(reason: "cannot resolve \(host): \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(found) }
        var reason = "no address"
        var next = found
        while let address = next {
            next = address.pointee.ai_next
            let socket = socket(
                address.pointee.ai_family, address.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.ai_protocol
            )
            guard socket >= 0 else { continue }
            if let failure = Self.connect(socket, to: address, timeoutMs: connectTimeoutMs) {
                reason = failure
                Glibc.close(socket)
                continue
            }
            var on: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            var limit = timeval(tv_sec: receiveTimeoutMs / 1000, tv_usec: receiveTimeoutMs % 1000 * 1000)
            setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            descriptor = socket
            return
        }
        throw ConnectFailure(reason: "nothing answers at \(host):\(port): \(reason)")
    }

    deinit { Glibc.close(descriptor) }

    /// Connects within the timeout; what went wrong, or nil.
    private static func connect(_ socket: Int32, to address: UnsafeMutablePointer<addrinfo>, timeoutMs: Int32) -> String? {
        let flags = millrace_fcntl(socket, F_GETFL, 0)
        _ = millrace_fcntl(socket, F_SETFL, flags | O_NONBLOCK)
        defer { _ = millrace_fcntl(socket, F_SETFL, flags) }
        if Glibc.connect(socket, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return String(cString: strerror(errno)) }
        var waiting = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, timeoutMs) == 1 else { return "no answer within \(timeoutMs) ms" }
        var failure: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &failure, &length)
        return failure == 0 ? nil : String(cString: strerror(failure))
    }

    /// Sends all bytes; what went wrong, or nil.
    public func send(_ bytes: ByteSlice) -> String? {
        bytes.withUnsafeBytes { run in
            var rest = run
            while let base = rest.baseAddress, rest.count > 0 {
                let sent = Glibc.send(descriptor, base, rest.count, Int32(MSG_NOSIGNAL))
                if sent < 0, errno == EINTR { continue }
                guard sent > 0 else { return String(cString: strerror(errno)) }
                rest = UnsafeRawBufferPointer(rebasing: rest[sent...])
            }
            return nil
        }
    }

    /// What arrives next, at most `bytesMax` bytes; nil when the connection is over.
    public func receive(bytesMax: Int) -> ByteSlice? {
        let storage = ByteStorage(capacity: bytesMax)
        while true {
            let received = recv(descriptor, storage.base, bytesMax, 0)
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return nil }
            return ByteSlice(storage: storage, range: 0..<received)
        }
    }

    /// Exactly `count` bytes; nil when the connection is over, or the receive timeout passed, before they came.
    public func receive(exactly count: Int) -> ByteSlice? {
        let storage = ByteStorage(capacity: count)
        var filled = 0
        while filled < count {
            let received = recv(descriptor, storage.base + filled, count - filled, 0)
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return nil }
            filled += received
        }
        return ByteSlice(storage: storage, range: 0..<count)
    }

    /// Ends the connection both ways, which wakes a blocked read. The descriptor is closed when the value goes.
    public func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

/// Why no connection was made, for people.
public struct ConnectFailure: Error, CustomStringConvertible {
    public let reason: String
    public var description: String { reason }
}
