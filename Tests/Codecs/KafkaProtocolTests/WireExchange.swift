import Bytes
import FixtureFiles
import Foundation
import KafkaPrimitives
import KafkaProtocol

/// One request and its answer, as Apache Kafka 4.3.1 received and sent them (Tests/Fixtures/kafka-oracle/wire.jsonl.gz).
struct WireExchange: Sendable {
    let api: String
    let key: Int16
    let version: Int16
    let scenario: String
    /// Header and body, without the frame's length.
    let request: ByteSlice
    /// Nil when Kafka closed the connection.
    let response: ByteSlice?
    let correlationID: Int32
    let clientID: String?
    let requestHeaderVersion: Int16
    let responseHeaderVersion: Int16

    var label: String { "\(api) v\(version) \(scenario)" }

    /// All recorded exchanges.
    static func load() throws -> [WireExchange] {
        try FixtureFiles.lines("kafka-oracle/wire.jsonl.gz").map { try WireExchange(line: $0) }
    }

    private struct Line: Decodable {
        let api: String
        let key: Int16
        let version: Int16
        let scenario: String
        let requestHeaderVersion: Int16
        let responseHeaderVersion: Int16
        let correlationId: Int32
        let clientId: String?
        let requestHex: String
        let responseHex: String?
        // `request` and `response`, the decoded bodies, are not read here.
    }

    private struct BadLine: Error {}

    private init(line: Substring) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let fields = try decoder.decode(Line.self, from: Data(line.utf8))
        guard let request = ByteSlice(hex: fields.requestHex) else { throw BadLine() }
        api = fields.api
        key = fields.key
        version = fields.version
        scenario = fields.scenario
        self.request = request
        response = fields.responseHex.flatMap { ByteSlice(hex: $0) }
        correlationID = fields.correlationId
        clientID = fields.clientId
        requestHeaderVersion = fields.requestHeaderVersion
        responseHeaderVersion = fields.responseHeaderVersion
    }
}

/// Reads and writes one kind of frame through the typed messages.
struct FrameCodec: Sendable {
    /// Reads a whole frame without its length and writes it again.
    let roundTrip: @Sendable (ByteSlice) throws -> ByteSlice
    /// Reads only.
    let decode: @Sendable (ByteSlice) throws -> Void

    static func request<Body: KafkaRequest>(_ type: Body.Type, version: Int16) -> FrameCodec {
        FrameCodec(
            roundTrip: { slice in
                var reader = ByteReader(slice)
                let header = try RequestHeader(from: &reader)
                let body = try Body(from: &reader, version: version)
                try reader.expectEnd()
                var writer = ByteWriter()
                try header.encode(into: &writer)
                try body.encode(into: &writer, version: version)
                return writer.finish()
            },
            decode: { slice in
                var reader = ByteReader(slice)
                _ = try RequestHeader(from: &reader)
                _ = try Body(from: &reader, version: version)
            })
    }

    static func response<Body: KafkaResponse>(_ type: Body.Type, version: Int16) -> FrameCodec {
        let headerVersion = ApiSchema.of(Body.apiKey)?.responseHeaderVersion(version) ?? 0
        return FrameCodec(
            roundTrip: { slice in
                var reader = ByteReader(slice)
                let header = try ResponseHeader(from: &reader, version: headerVersion)
                let body = try Body(from: &reader, version: version)
                try reader.expectEnd()
                var writer = ByteWriter()
                header.encode(into: &writer, version: headerVersion)
                try body.encode(into: &writer, version: version)
                return writer.finish()
            },
            decode: { slice in
                var reader = ByteReader(slice)
                _ = try ResponseHeader(from: &reader, version: headerVersion)
                _ = try Body(from: &reader, version: version)
            })
    }

    private static func response<Body: KafkaRequest>(to type: Body.Type, version: Int16) -> FrameCodec {
        response(Body.Response.self, version: version)
    }

    /// The codecs of an API's request and answer; nil for a key that the schemas lack.
    static func both(key: Int16, version: Int16) -> (request: FrameCodec, response: FrameCodec)? {
        guard let type = requestTypes.first(where: { $0.apiKey == key }) else { return nil }
        return (request(type, version: version), response(to: type, version: version))
    }
}
