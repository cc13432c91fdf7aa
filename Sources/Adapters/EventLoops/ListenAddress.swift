import CSystem
import Glibc

/// `HOST:PORT` to listen on or to be reached at; an IPv6 address stands in brackets.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or numeric address, without brackets.
    public let host: String
    /// 0 asks the system for a free port.
    public let port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Parses `HOST:PORT`; nil when the port is missing or is no number from 0 to 65535, or the host is empty.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Opens a non-blocking listening socket.
    /// - Returns: the socket and the port it has.
    /// - Throws: ``SocketError``: the name does not resolve, or the address is taken or not ours.
    func listen(backlog: Int32) throws(SocketError) -> (socket: Int32, port: UInt16) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_ADDRCONFIG
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let first = found else {
            throw SocketError(operation: "resolve", subject: host, errno: status == EAI_SYSTEM ? Glibc.errno : ENOENT)
        }
        defer { freeaddrinfo(found) }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(first.pointee.ai_family, type, 0)
        guard descriptor >= 0 else { throw SocketError(operation: "open a socket for", subject: description, errno: Glibc.errno) }
        // A restarted server takes its port again at once; another process on the same port is still refused.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0, Glibc.listen(descriptor, backlog) == 0
        else {
            let error = Glibc.errno
            close(descriptor)
            throw SocketError(operation: "listen on", subject: description, errno: error)
        }
        return (descriptor, Self.localPort(of: descriptor))
    }

    private static func localPort(of descriptor: Int32) -> UInt16 {
        withSocketAddress { address, length in
            getsockname(descriptor, address, &length)
            return port(of: address)
        }
    }

    /// Lends room for a socket address of any family.
    static func withSocketAddress<R>(_ body: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> R) -> R {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            guard let base = bytes.baseAddress else { preconditionFailure("a socket address has no room") }
            return body(base.assumingMemoryBound(to: sockaddr.self), &length)
        }
    }

    private static func port(of address: UnsafeMutablePointer<sockaddr>) -> UInt16 {
        // The port follows the family in both address forms, in network order.
        UInt16(bigEndian: UnsafeRawPointer(address).loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    }

    /// The numeric host and the port of a socket address.
    static func numeric(_ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t) -> ListenAddress {
        let hostBytesMax = 64
        var text = [CChar](repeating: 0, count: hostBytesMax)
        let status = getnameinfo(address, length, &text, socklen_t(hostBytesMax), nil, 0, NI_NUMERICHOST)
        let host =
            status == 0 ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "unknown"
        return ListenAddress(host: host, port: port(of: address))
    }
}
