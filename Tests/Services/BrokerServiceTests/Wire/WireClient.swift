import Bytes
import Foundation
import KafkaPrimitives
import KafkaProtocol
import ProgramFixtures

/// A blocking connection that speaks Kafka frames, for tests against the real program.
final class WireClient {
    private let descriptor: Int32
    private var correlationID: Int32 = 0

    init(_ address: String) throws {
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else { throw TestProgramFailure(description: "\(address)?") }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = inet_addr(String(parts[0]))
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw TestProgramFailure(description: "cannot connect to \(address)") }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Sends a request without waiting; its correlation id.
    @discardableResult
    func post<Request: KafkaRequest>(_ request: Request, version: Int16) throws -> Int32 {
        correlationID += 1
        send(try KafkaFrame.request(request, version: version, correlationID: correlationID, clientID: "test").array)
        return correlationID
    }

    /// The next answer's correlation id and body reader.
    func next<Response: KafkaResponse>(_: Response.Type, version: Int16) throws -> (correlationID: Int32, response: Response) {
        guard let length = KafkaFrame.length(ByteSlice(receive(4))) else {
            throw TestProgramFailure(description: "the connection ended")
        }
        var reader = ByteReader(ByteSlice(receive(Int(length))))
        let headerVersion = ApiSchema.of(Response.apiKey)?.responseHeaderVersion(version) ?? 0
        let header = try ResponseHeader(from: &reader, version: headerVersion)
        let response = try Response(from: &reader, version: version)
        try reader.expectEnd()
        return (header.correlationID, response)
    }

    func ask<Request: KafkaRequest>(_ request: Request, version: Int16) throws -> Request.Response {
        try post(request, version: version)
        return try next(Request.Response.self, version: version).response
    }

    /// Whether the broker closes the connection without another byte.
    var isClosedByBroker: Bool { receive(1).isEmpty }

    private func receive(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let step = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress.map { $0 + got }, count - got, 0) }
            if step <= 0 { break }
            got += step
        }
        return Array(bytes.prefix(got))
    }
}
