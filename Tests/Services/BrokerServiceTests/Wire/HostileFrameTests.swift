import Bytes
import Foundation
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesRecords
import KafkaProtocol
import ProgramFixtures
import Testing

@Suite struct HostileFrameTests {
    /// Frames that Kafka 4.3.1 closes the connection for, without an answer (its oracle, topic "connection").
    private static let closing = [
        "ffffffff01020304", "00000000", "0000000100", "06400001", "474554202f20485454502f312e310d0a486f73743a20780d0a0d0a",
        "1603010200010001fc03030000000000", "0000000b01f4000000000007000178", "0000000bffff000000000007000178",
        "0000000f003400000000000700017800000100", "0000000b0003006300000007000178", "0000000b0003ffff00000007000178",
        "000000150000000000000007000178ffff000003e800000000", "0000000b0001000300000007000178",
        "0000000b0003000100000007000178", "00000012000300010000000700017800000002000161",
        "0000000f00030001000000070001787fffffff",
        "0000000f000f000000000007000178ffffffff", "0000000b0012000000000007003261", "000000080012000000000007",
        "000000130003000c000000070001780001000001096401", "000000170003000c0000000700017800ffffffffffffffffffff01",
    ]

    @Test func theyEndTheirOwnConnectionAndHarmNobody() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let good = try broker.client()
        for hex in Self.closing {
            let bad = try broker.client()
            bad.send(try #require(ByteSlice(hex: hex)).array)
            #expect(bad.isClosedByBroker, "\(hex)")
            #expect(
                try good.ask(produce("t", try batch(["v"])), version: 9).responses[0].partitionResponses[0].errorCode == .none)
        }
        #expect(broker.program.isRunning)
    }

    @Test func randomDamageNeverStopsTheBroker() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let frames = [
            try KafkaFrame.request(produce("t", try batch(["v"])), version: 9, correlationID: 1, clientID: "x").array,
            try KafkaFrame.request(fetch("t", from: 0), version: 12, correlationID: 1, clientID: "x").array,
            try KafkaFrame.request(MetadataRequest(topics: [.init(name: "t")]), version: 12, correlationID: 1, clientID: "x")
                .array,
        ]
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix(state: seed)
        for _ in 0..<300 {
            var bytes = frames[Int.random(in: 0..<frames.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                // The length stays, so that the damage is in what is parsed.
                bytes[Int.random(in: 4..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            try broker.client().send(bytes)
        }
        let answer = try broker.client().ask(MetadataRequest(topics: []), version: 12)
        #expect(answer.brokers.count == 1, "seed \(seed)")
        #expect(broker.program.isRunning, "seed \(seed)")
    }

    @Test func refusedBatchesSayWhyAndStoreNothing() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let client = try broker.client()
        func code(_ request: ProduceRequest) throws -> KafkaErrorCode {
            try client.ask(request, version: 9).responses[0].partitionResponses[0].errorCode
        }
        var damaged = try batch(["v"]).array
        damaged[damaged.count - 1] ^= 1
        #expect(try code(produce("t", ByteSlice(damaged))) == .corruptMessage)
        #expect(try code(produce("t", nil)) == .invalidRequest)
        #expect(try code(produce("nope", try batch(["v"]))) == .unknownTopicOrPartition)
        #expect(try code(produce("t", try batch(["v"]), acks: 2)) == .invalidRequiredAcks)
        var twice = produce("t", try batch(["v"]))
        twice.topicData[0].partitionData.append(twice.topicData[0].partitionData[0])
        #expect(try code(twice) == .invalidRequest)
        #expect(try values(try client.ask(fetch("t", from: 0), version: 12)).isEmpty)
    }
}

/// A small seeded generator, so that a failure can be played again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
