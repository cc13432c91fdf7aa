import Foundation

/// A small HTTP client for tests: one request for each connection.
public enum TestHTTP {
    public struct Answer: Sendable {
        public let status: Int
        /// Names in lower case.
        public let headers: [String: String]
        public let body: String
    }

    /// GETs `path` from `address` (HOST:PORT with a literal IPv4 host). HTTP/1.0, so that no body comes in chunks.
    public static func get(_ address: String, _ path: String, headers: [String] = [], seconds: Int = 20) throws -> Answer {
        let descriptor = try connect(address, seconds: seconds)
        defer { close(descriptor) }
        let request = (["GET \(path) HTTP/1.0", "Host: \(address)"] + headers + ["", ""]).joined(separator: "\r\n")
        _ = Array(request.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            received += buffer[0..<count]
        }
        return try parse(String(decoding: received, as: UTF8.self), address + path)
    }

    /// GETs `path` and reads until `stop` has come: for answers without an end, such as server-sent events.
    public static func read(_ address: String, _ path: String, until stop: String, seconds: Int = 20) throws -> String {
        try Stream(address, path, seconds: seconds).read(until: stop)
    }

    /// An answer that is read piece by piece.
    public final class Stream {
        private let descriptor: Int32
        private let path: String

        public init(_ address: String, _ path: String, seconds: Int = 20) throws {
            self.path = path
            descriptor = try TestHTTP.connect(address, seconds: seconds)
            let request = "GET \(path) HTTP/1.1\r\nHost: \(address)\r\n\r\n"
            _ = Array(request.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }

        deinit { close(descriptor) }

        /// What comes until all of `stops` stand in it.
        public func read(until stops: String...) throws -> String {
            var received: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let text = String(decoding: received, as: UTF8.self)
                if stops.allSatisfy({ text.contains($0) }) { return text }
                let count = Foundation.read(descriptor, &buffer, buffer.count)
                guard count > 0 else { throw TestProgramFailure(description: "\(path) ended without \(stops): \(text)") }
                received += buffer[0..<count]
            }
        }
    }

    private static func connect(_ address: String, seconds: Int) throws -> Int32 {
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else {
            throw TestProgramFailure(description: "\(address) is not HOST:PORT")
        }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = inet_addr(String(parts[0]))
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw TestProgramFailure(description: "\(address) refuses connections")
        }
        return descriptor
    }

    private static func parse(_ text: String, _ what: String) throws -> Answer {
        guard let end = text.range(of: "\r\n\r\n") else { throw TestProgramFailure(description: "\(what) gave \(text)") }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let first = lines.first?.split(separator: " "), first.count >= 2, let status = Int(first[1]) else {
            throw TestProgramFailure(description: "\(what) gave \(text)")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        return Answer(status: status, headers: headers, body: String(text[end.upperBound...]))
    }
}
