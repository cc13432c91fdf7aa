import Bytes
import Foundation
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesRecords
import KafkaProtocol
import KafkaSchemas

/// The few steps that the oracle describes in words, because their requests share one write or come in pieces.
enum ReplayWords {
    static func play(_ step: JSONValue, on connection: ReplayConnection) throws {
        switch step["send"]?.text ?? step["then"]?.text ?? "" {
        case "ApiVersions 0 byte by byte":
            for byte in try apiVersions(1).array { connection.send(ByteSlice([byte])) }
            try expectAnswers([1], on: connection)
        case let text where text.hasPrefix("one write: Fetch with 600 ms wait"):
            try playPipeline(on: connection)
        case let text where text.hasPrefix("one write: ApiVersions 0, then unknown key 500"):
            var writer = ByteWriter()
            writer.bytes(try apiVersions(1))
            writer.bytes(ByteSlice(hex: "0000000b01f4000000000007000178") ?? ByteSlice())
            connection.send(writer.finish())
            // Kafka answers the good request first.
            try expectAnswers([1], on: connection)
            try expectClosed(connection)
        case let text where text.hasPrefix("one write: Produce acks=0 (1)"):
            try playUnacknowledged(on: connection)
        case "ApiVersions 0 then the client shuts its write side":
            connection.send(try apiVersions(1))
            connection.endSending()
            try expectAnswers([1], on: connection)
        case "closed": try expectClosed(connection)
        default: throw ReplayPlayer.Difference(text: "a step in words is not played: \(step)")
        }
    }

    private static func apiVersions(_ correlationID: Int32) throws -> ByteSlice {
        try KafkaFrame.request(ApiVersionsRequest(), version: 0, correlationID: correlationID, clientID: "x")
    }

    /// Four requests in one write; the first waits, and the others' answers wait behind it.
    private static func playPipeline(on connection: ReplayConnection) throws {
        let fetch = FetchRequest(
            maxWaitMs: 600, minBytes: 1, topics: [.init(topic: "warm", partitions: [.init(partitionMaxBytes: 1_000)])])
        var writer = ByteWriter()
        writer.bytes(try KafkaFrame.request(fetch, version: 12, correlationID: 1, clientID: "x"))
        writer.bytes(try apiVersions(2))
        writer.bytes(try KafkaFrame.request(MetadataRequest(topics: []), version: 12, correlationID: 3, clientID: "x"))
        writer.bytes(try KafkaFrame.request(ListOffsetsRequest(replicaID: -1), version: 7, correlationID: 4, clientID: "x"))
        let start = Date()
        connection.send(writer.finish())
        try expectAnswers([1], on: connection)
        if Date().timeIntervalSince(start) < 0.5 { throw ReplayPlayer.Difference(text: "the first answer did not wait") }
        try expectAnswers([2, 3, 4], on: connection)
    }

    /// Three requests in one write, of which the first wants no answer.
    private static func playUnacknowledged(on connection: ReplayConnection) throws {
        let batch = ByteSlice(
            hex: "00000000000000000000003c00000000022944e1590000000000000000019b76daa8000000019b76daa800"
                + "ffffffffffffffffffffffffffff0000000114000000046b3004763000")
        func produce(_ acks: Int16) -> ProduceRequest {
            ProduceRequest(
                acks: acks, timeoutMs: 5_000, topicData: [.init(name: "warm", partitionData: [.init(index: 0, records: batch)])])
        }
        var writer = ByteWriter()
        writer.bytes(try KafkaFrame.request(produce(0), version: 11, correlationID: 1, clientID: "x"))
        writer.bytes(try KafkaFrame.request(produce(-1), version: 11, correlationID: 2, clientID: "x"))
        writer.bytes(try KafkaFrame.request(ListOffsetsRequest(replicaID: -1), version: 7, correlationID: 3, clientID: "x"))
        connection.send(writer.finish())
        try expectAnswers([2, 3], on: connection)
    }

    private static func expectAnswers(_ correlationIDs: [Int32], on connection: ReplayConnection) throws {
        for id in correlationIDs {
            guard case .frame(let frame) = connection.receive(withinMs: 5_000) else {
                throw ReplayPlayer.Difference(text: "request \(id) was not answered")
            }
            var reader = ByteReader(frame)
            let actual = try reader.integer(Int32.self)
            if actual != id { throw ReplayPlayer.Difference(text: "answer \(actual) where \(id) was due") }
        }
    }

    private static func expectClosed(_ connection: ReplayConnection) throws {
        guard connection.receive(withinMs: 5_000) == .closed else { throw ReplayPlayer.Difference(text: "not closed") }
    }
}
