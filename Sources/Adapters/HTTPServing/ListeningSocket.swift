import Glibc

/// Why a server could not listen.
public struct ListenFailure: Error, CustomStringConvertible {
    public enum Kind: Sendable { case addressInUse, notPermitted, noSuchAddress, other }
    public let kind: Kind
    public let description: String
}

/// A bound, listening TCP socket.
struct ListeningSocket {
    let descriptor: Int32
    /// The port in force: the one asked for, or what the system chose for 0.
    let port: UInt16

    private static let backlog: Int32 = 511

    /// - Parameter host: a name or literal address.
    init(host: String, port: UInt16) throws(ListenFailure) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, "\(port)", &hints, &found)
        guard status == 0, let first = found else {
            throw ListenFailure(kind: .noSuchAddress, description: "\(host): \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(found) }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(first.pointee.ai_family, type, 0)
        guard descriptor >= 0 else { throw ListeningSocket.failure(host, port) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
            listen(descriptor, ListeningSocket.backlog) == 0
        else {
            let failure = ListeningSocket.failure(host, port)
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        self.port = ListeningSocket.boundPort(of: descriptor) ?? port
    }

    private static func failure(_ host: String, _ port: UInt16) -> ListenFailure {
        let kind: ListenFailure.Kind =
            switch errno {
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .notPermitted
            case EADDRNOTAVAIL: .noSuchAddress
            default: .other
            }
        return ListenFailure(kind: kind, description: "\(host):\(port): \(String(cString: strerror(errno)))")
    }

    private static func boundPort(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> UInt16? in
                guard getsockname(descriptor, generic, &length) == 0 else { return nil }
                // The port stands at the same place in the addresses of both families.
                return generic.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
            }
        }
    }
}
