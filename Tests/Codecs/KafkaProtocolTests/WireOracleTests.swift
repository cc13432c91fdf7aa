import Bytes
import KafkaPrimitives
import KafkaProtocol
import Testing

/// Every exchange that Apache Kafka 4.3.1 had with the oracle's recorder.
@Suite struct WireOracleTests {
    static let exchanges = Result { try WireExchange.load() }

    @Test func everyExchangeIsReadAndWrittenBackToTheSameBytes() throws {
        let exchanges = try Self.exchanges.get()
        #expect(exchanges.count == 3907)
        var refused = 0
        for exchange in exchanges {
            let codecs = try #require(FrameCodec.both(key: exchange.key, version: exchange.version))
            if exchange.key == ApiKey.produce.rawValue, exchange.version < 3 {
                #expect(throws: DecodeError.self) { try codecs.request.decode(exchange.request) }
                refused += 1
                continue
            }
            check(codecs.request, exchange.request, "request of \(exchange.label)")
            if let response = exchange.response { check(codecs.response, response, "answer of \(exchange.label)") }
        }
        #expect(refused == 4)
    }

    private func check(_ codec: FrameCodec, _ bytes: ByteSlice, _ label: String) {
        do {
            let again = try codec.roundTrip(bytes)
            #expect(again == bytes, "\(label): \(again.hex) from \(bytes.hex)")
        } catch {
            Issue.record("\(label): \(error)")
        }
    }

    @Test func headersSayWhatWasRecorded() throws {
        for exchange in try Self.exchanges.get() {
            var reader = ByteReader(exchange.request)
            let header = try RequestHeader(from: &reader)
            #expect(header.apiKey.rawValue == exchange.key)
            #expect(header.apiVersion == exchange.version)
            #expect(header.correlationID == exchange.correlationID)
            #expect(header.clientID == exchange.clientID)
            let schema = try #require(header.apiKey.schema)
            #expect(schema.name == exchange.api)
            #expect(schema.requestHeaderVersion(exchange.version) == exchange.requestHeaderVersion)
            #expect(schema.responseHeaderVersion(exchange.version) == exchange.responseHeaderVersion)
            if let response = exchange.response {
                var reader = ByteReader(response)
                #expect(
                    try ResponseHeader(from: &reader, version: exchange.responseHeaderVersion).correlationID
                        == exchange.correlationID)
            }
        }
    }

    @Test func everyVersionOfTheSchemasWasRecordedOrIsBetweenBrokers() throws {
        let seen = Set(try Self.exchanges.get().map { [$0.key, $0.version] })
        for schema in ApiSchema.all where schema.isForClients {
            for version in schema.versions.lowerBound...schema.newestStable {
                #expect(seen.contains([schema.key.rawValue, version]), "\(schema.name) \(version)")
            }
        }
    }
}
