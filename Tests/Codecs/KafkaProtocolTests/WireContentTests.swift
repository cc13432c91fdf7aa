import Bytes
import FixtureFiles
import KafkaPrimitives
import KafkaProtocol
import KafkaSchemas
import Testing

/// What the recorded bytes mean, by the schemas read at run time, against what the recorder wrote beside them.
@Suite struct WireContentTests {
    @Test func theSchemasReadAndWriteWhatWasRecorded() throws {
        // One line in eight: the generated code sees all of them in WireOracleTests.
        for line in try FixtureFiles.lines("kafka-oracle/wire.jsonl.gz").enumerated().filter({ $0.offset % 8 == 0 }).map(
            \.element)
        {
            let json = try JSONValue.parse(line)
            let api = try #require(json["api"]?.text)
            let version = Int(try #require(json["version"]?.integer))
            if api == "Produce", version < 3 { continue }
            try check(api + "Request", version, json["request_hex"], json["request"], header: json["request_header_version"])
            try check(api + "Response", version, json["response_hex"], json["response"], header: json["response_header_version"])
        }
    }

    private func check(
        _ name: String, _ version: Int, _ hex: JSONValue?, _ body: JSONValue?, header: JSONValue?
    ) throws {
        guard let bytes = hex?.text.flatMap({ ByteSlice(hex: $0) }), let body else { return }
        let schema = try #require(MessageSchema.all[name])
        var reader = ByteReader(bytes)
        if name.hasSuffix("Request") {
            _ = try RequestHeader(from: &reader)
        } else {
            _ = try ResponseHeader(from: &reader, version: Int16(header?.integer ?? 0))
        }
        let start = reader.offset
        let decoded = try schema.decode(&reader, version: version)
        #expect(decoded == body, "\(name) \(version)")
        #expect(try schema.encode(body, version: version) == bytes[start..<bytes.count], "\(name) \(version)")
    }
}
