import Bytes
import Foundation
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesGroups
import KafkaMessagesOffsets
import KafkaMessagesRecords
import KafkaMessagesTransactions
import ProgramFixtures
import RecordBatches
import Testing

@Suite struct KeyPathTests {
    @Test(arguments: [4, 7, 11, 12] as [Int16])
    func whatIsProducedIsFetchedAtEveryShapeOfTheAnswer(version: Int16) throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let client = try broker.client()
        let large = String(repeating: "x", count: 300_000)
        let acks: [Int16] = [-1, 1]
        for (index, acks) in acks.enumerated() {
            let answer = try client.ask(produce("t", try batch(["a\(index)", large]), acks: acks), version: 9)
            #expect(answer.responses[0].partitionResponses[0].baseOffset == Offset(Int64(index * 2)))
        }
        let answer = try client.ask(fetch("t", from: 0), version: version)
        #expect(try values(answer) == ["a0", large, "a1", large])
        #expect(answer.responses[0].partitions[0].highWatermark == 4)
    }

    @Test func topicIDsServeProduceAndFetch() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        let id = try broker.makeTopic("t")
        let client = try broker.client()
        var request = produce("t", try batch(["v"]))
        request.topicData[0].topicID = id
        #expect(try client.ask(request, version: 13).responses[0].partitionResponses[0].errorCode == .none)
        var reading = fetch("t", from: 0)
        reading.topics[0].topicID = id
        #expect(try values(try client.ask(reading, version: 18)) == ["v"])
        reading.topics[0].topicID = UniqueID(high: 1, low: 1)
        #expect(try client.ask(reading, version: 18).responses[0].partitions[0].errorCode == .unknownTopicId)
    }

    @Test func aParkedFetchWakesOnProduceAndPipelinedAnswersKeepTheirOrder() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let reader = try broker.client()
        let first = try reader.post(fetch("t", from: 0, maxWaitMs: 15_000), version: 12)
        let second = try reader.post(MetadataRequest(topics: []), version: 12)
        let third = try reader.post(MetadataRequest(topics: []), version: 12)
        let writer = try broker.client()
        _ = try writer.ask(produce("t", try batch(["late"])), version: 9)
        let fetched = try reader.next(FetchResponse.self, version: 12)
        #expect(fetched.correlationID == first)
        #expect(try values(fetched.response) == ["late"])
        #expect(try reader.next(MetadataResponse.self, version: 12).correlationID == second)
        #expect(try reader.next(MetadataResponse.self, version: 12).correlationID == third)
    }

    @Test func ackedRecordsOffsetsGroupsAndProducerIDsSurviveAKill() throws {
        let folder = try TemporaryFolder()
        var broker = try RunningBroker(folder)
        let id = try broker.makeTopic("t")
        var client = try broker.client()
        _ = try client.ask(FindCoordinatorRequest(coordinatorKeys: ["g"]), version: 4)
        let producer = try client.ask(InitProducerIdRequest(transactionalID: nil), version: 4).producerID
        let join = JoinGroupRequest(
            groupID: "g", sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 10_000, protocolType: "other",
            protocols: [.init(name: "p", metadata: ByteSlice(utf8: "m"))])
        let member = try client.ask(join, version: 3).memberID
        let sync = SyncGroupRequest(
            groupID: "g", generationID: 1, memberID: member,
            assignments: [.init(memberID: member, assignment: ByteSlice(utf8: "plan"))])
        #expect(try client.ask(sync, version: 3).assignment.utf8Text == "plan")
        for value in 0..<20 {
            let acks: Int16 = value % 2 == 0 ? -1 : 1
            let answer = try client.ask(produce("t", try batch(["v\(value)"]), acks: acks), version: 9)
            #expect(answer.responses[0].partitionResponses[0].errorCode == .none)
        }
        let commit = OffsetCommitRequest(
            groupID: "g", generationIDOrMemberEpoch: 1, memberID: member,
            topics: [.init(name: "t", partitions: [.init(partitionIndex: 0, committedOffset: 17, committedMetadata: "note")])])
        #expect(try client.ask(commit, version: 8).topics[0].partitions[0].errorCode == .none)

        broker.program.kill()
        _ = try broker.program.awaitExit()
        broker = try RunningBroker(folder)
        client = try broker.client()
        #expect(try broker.makeTopic("t") == id)
        #expect(try values(try client.ask(fetch("t", from: 0), version: 12)) == (0..<20).map { "v\($0)" })
        let offsets = try client.ask(OffsetFetchRequest(groupID: "g", topics: nil), version: 7)
        #expect(offsets.topics[0].partitions[0].committedOffset == 17)
        #expect(offsets.topics[0].partitions[0].metadata == "note")
        let beat = HeartbeatRequest(groupID: "g", generationID: 1, memberID: member)
        #expect(try client.ask(beat, version: 4).errorCode == .none)
        #expect(try client.ask(InitProducerIdRequest(transactionalID: nil), version: 4).producerID > producer)
        // After a crash the leader's epoch is a new one, so that clients can see where histories part.
        let metadata = try client.ask(MetadataRequest(topics: [.init(name: "t")]), version: 12)
        #expect(metadata.topics[0].partitions[0].leaderEpoch == 1)
        broker.program.terminate()
        #expect(try broker.program.awaitExit() == 0)
        broker = try RunningBroker(folder)
        #expect(try values(try broker.client().ask(fetch("t", from: 19), version: 12)) == ["v19"])
    }

    @Test func aRetriedBatchIsStoredOnce() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let client = try broker.client()
        let id = try client.ask(InitProducerIdRequest(transactionalID: nil), version: 4).producerID
        func sequenced(_ sequence: Int32) throws -> ByteSlice {
            var builder = RecordBatchBuilder(producerID: id, producerEpoch: 0, baseSequence: sequence)
            builder.append(timestamp: 1_767_225_600_000, key: nil, value: ByteSlice(utf8: "\(sequence)"))
            return try builder.build()
        }
        func answer(_ sequence: Int32) throws -> ProduceResponse.PartitionProduceResponse {
            try client.ask(produce("t", try sequenced(sequence)), version: 9).responses[0].partitionResponses[0]
        }
        #expect(try answer(0).baseOffset == 0)
        #expect(try answer(1).baseOffset == 1)
        #expect(try answer(0).baseOffset == 0)
        #expect(try answer(5).errorCode == .outOfOrderSequenceNumber)
        #expect(try values(try client.ask(fetch("t", from: 0), version: 12)) == ["0", "1"])
        let transactional = try client.ask(InitProducerIdRequest(transactionalID: "tx", transactionTimeoutMs: 1_000), version: 4)
        #expect(transactional.errorCode == .transactionalIdAuthorizationFailed)
    }

    @Test func aFolderThatBelongsToNoTopicIsSetAsideNotServed() throws {
        let folder = try TemporaryFolder()
        let ghost = "\(folder.path)/data/ghost-0"
        try FileManager.default.createDirectory(atPath: ghost, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: "\(ghost)/00000000000000000000.log", contents: Data("old".utf8))
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("ghost")
        #expect(try values(try broker.client().ask(fetch("ghost", from: 0), version: 12)).isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data")
        #expect(names.contains { $0.hasPrefix("ghost-0.") && $0.hasSuffix("-stray") })
    }

    @Test func aStoppingBrokerAnswersWhatIsParked() throws {
        let folder = try TemporaryFolder()
        let broker = try RunningBroker(folder)
        _ = try broker.makeTopic("t")
        let client = try broker.client()
        try client.post(fetch("t", from: 0, maxWaitMs: 15_000), version: 12)
        _ = try broker.client().ask(MetadataRequest(topics: []), version: 12)
        broker.program.terminate()
        let answer = try client.next(FetchResponse.self, version: 12).response
        #expect(answer.errorCode == .none && answer.responses[0].partitions[0].errorCode == .none)
        #expect(try broker.program.awaitExit() == 0)
    }
}
