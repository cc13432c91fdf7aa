import Bytes
import Identifiers
import KafkaMessagesCluster
import KafkaMessagesRecords
import KafkaMessagesTopics
import KafkaPrimitives
import KafkaProtocol
import Testing

@Suite struct PrimitivesTests {
    private func encoded(_ message: some KafkaMessage, _ version: Int16) throws(EncodeError) -> ByteSlice {
        var writer = ByteWriter()
        try message.encode(into: &writer, version: version)
        return writer.finish()
    }

    @Test func aCountBeyondTheFrameIsRefusedBeforeAnythingIsReserved() {
        // 2^31 - 1 topics of at least 2 bytes each in a frame of 4 bytes.
        var reader = ByteReader(ByteSlice([0x7F, 0xFF, 0xFF, 0xFF]))
        #expect(throws: DecodeError(.badLength, at: 0)) { try MetadataRequest(from: &reader, version: 0) }
    }

    @Test func unknownTagsComeBackInOrderWhateverOrderTheyCameIn() throws {
        // Metadata 12: no topics, three flags, then tags 9, 2, 9 again.
        var reader = ByteReader(ByteSlice([1, 0, 0, 0x03, 9, 1, 0xAA, 2, 1, 0xBB, 9, 1, 0xCC]))
        let request = try MetadataRequest(from: &reader, version: 12)
        #expect(request.unknownTaggedFields.fields.map(\.tag) == [2, 9])
        #expect(try encoded(request, 12) == ByteSlice([1, 0, 0, 0x02, 2, 1, 0xBB, 9, 1, 0xCC]))
    }

    @Test func tooManyTagsAreRefused() {
        var writer = ByteWriter()
        writer.bytes([1, 0, 0] as [UInt8])
        writer.unsignedVarint(UInt64(TaggedFields.countMax + 1))
        writer.zeros(2 * (TaggedFields.countMax + 1))
        var reader = ByteReader(writer.finish())
        #expect(throws: DecodeError(.badLength, at: 3)) { try MetadataRequest(from: &reader, version: 12) }
    }

    @Test func aKnownTagMustBeAsLongAsItSays() {
        // Fetch 12 ends in its tags: cluster id (0) of 3 bytes, of which the string takes 2.
        var whole = (try? encoded(FetchRequest(), 12).array) ?? []
        whole.removeLast()
        var reader = ByteReader(ByteSlice(whole + [1, 0, 3, 2, 0x61, 0x62]))
        #expect(throws: DecodeError(.badTagSize, at: whole.count + 5)) { try FetchRequest(from: &reader, version: 12) }
    }

    @Test func whatAVersionCannotSayIsAnErrorUnlessIgnorable() throws {
        let byID = FetchRequest(topics: [.init(topicID: UniqueID(high: 1, low: 2))])
        #expect(throws: Never.self) { try encoded(byID, 4) }
        let transactional = ListOffsetsRequest(isolationLevel: 1)
        #expect(throws: EncodeError(.fieldNotInVersion, field: "ListOffsetsRequest.isolationLevel", version: 1)) {
            try encoded(transactional, 1)
        }
        #expect(throws: EncodeError(.unexpectedNull, field: "MetadataRequest.topics", version: 0)) {
            try encoded(MetadataRequest(topics: nil), 0)
        }
        #expect(throws: EncodeError(.unsupportedVersion, field: "MetadataRequest", version: 99)) {
            try encoded(MetadataRequest(), 99)
        }
    }

    @Test func textLongerThanItsLengthFieldIsAnError() {
        let long = String(repeating: "x", count: 40_000)
        let request = CreateTopicsRequest(topics: [.init(name: TopicName(long))])
        #expect(throws: EncodeError(.tooLong)) { try encoded(request, 4) }
        #expect(throws: Never.self) { try encoded(request, 5) }
    }

    @Test func nullWhereTheSchemaHasNoneIsRefused() {
        var reader = ByteReader(ByteSlice([0, 0, 0, 1, 0xFF, 0xFF]))
        #expect(throws: DecodeError(.unexpectedNull, at: 4)) { try MetadataRequest(from: &reader, version: 0) }
    }

    @Test func recordsShareTheFramesMemory() throws {
        let records = ByteSlice(Array(repeating: 7, count: 100))
        let request = ProduceRequest(topicData: [.init(name: "t", partitionData: [.init(records: records)])])
        let frame = try encoded(request, 9)
        var reader = ByteReader(frame)
        let decoded = try ProduceRequest(from: &reader, version: 9)
        let slice = try #require(decoded.topicData.first?.partitionData.first?.records)
        #expect(slice == records && slice.storage === frame.storage)
    }

    @Test func framesCarryTheirLengthAndHeader() throws {
        let frame = try KafkaFrame.request(ApiVersionsRequest(), version: 3, correlationID: 7, clientID: "me")
        #expect(KafkaFrame.length(frame) == Int32(frame.count - 4))
        #expect(KafkaFrame.length(frame[0..<3]) == nil)
        var reader = ByteReader(frame, offset: 4)
        let header = try RequestHeader(from: &reader)
        #expect(header.apiKey == .apiVersions && header.correlationID == 7 && header.clientID == "me")
        // ApiVersions answers with header version 0 in every version, all others with 1 once flexible.
        #expect(ApiKey.apiVersions.schema?.responseHeaderVersion(4) == 0)
        #expect(ApiKey.metadata.schema?.responseHeaderVersion(9) == 1)
        #expect(ApiKey.produce.schema?.advertised == 0...13 && ApiKey.initProducerID.schema?.advertised == 0...5)
        #expect(ApiKey(rawValue: 500).schema == nil && ApiKey(rawValue: -1).schema == nil)
    }
}
