import Bytes
import Compression
import Identifiers
import RecordBatches
import Testing

/// What Kafka 4.3.1 answered to produced batches (recorded scenarios "produce"), and where we deliberately differ.
@Suite struct ProduceValidationTests {
    private static let now: Int64 = 1_700_000_000_000

    private func made(
        codec: CompressionCodec = .none, count: Int = 3, timestamp: Int64 = now,
        change: (inout RecordBatchHeader) -> Void = { _ in }
    ) throws -> ByteSlice {
        var builder = RecordBatchBuilder(codec: codec)
        for index in 0..<count {
            builder.append(
                timestamp: timestamp + Int64(index), key: ByteSlice(utf8: "k"), value: ByteSlice(utf8: "value \(index)"))
        }
        return try changed(try builder.build(), change)
    }

    /// The batch with a changed header and a checksum that fits it.
    private func changed(_ bytes: ByteSlice, _ change: (inout RecordBatchHeader) -> Void) throws -> ByteSlice {
        let batch = try RecordBatch(bytes)
        var header = batch.header
        change(&header)
        header.crc = header.checksum(over: batch.payload)
        var writer = ByteWriter()
        header.encode(into: &writer)
        writer.bytes(batch.payload)
        return writer.finish()
    }

    private func refusal(
        _ bytes: ByteSlice, rules change: (inout ProduceRules) -> Void = { _ in }
    ) -> ProduceRejection? {
        var rules = ProduceRules()
        change(&rules)
        do {
            _ = try ProduceValidation.validateForProduce(bytes, rules: rules, now: Self.now)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: CompressionCodec.allCases) func goodBatchesAreStoredAsTheyCame(_ codec: CompressionCodec) throws {
        let bytes = try made(codec: codec)
        let valid = try ProduceValidation.validateForProduce(bytes, rules: ProduceRules(), now: Self.now)
        #expect(valid.header == (try RecordBatch(bytes)).header && valid.offsetDeltaOfMaxTimestamp == 2)
        // The very memory of the request: nothing was copied.
        #expect(valid.payload.storage === bytes.storage)
    }

    @Test func theRecordsFieldMustBeOneBatch() throws {
        let good = try made()
        #expect(refusal(ByteSlice())?.code == .invalidRecord)
        #expect(refusal(good[0..<16])?.code == .invalidRecord)
        #expect(refusal(good[0..<good.count - 1])?.code == .invalidRecord)
        #expect(refusal(ByteSlice(good.array + good.array))?.code == .invalidRecord)
        #expect(refusal(ByteSlice(good.array + [1, 2, 3])) == nil)
        let empty = refusal(ByteSlice())
        #expect(empty?.answersLogStartOffset == false)
    }

    @Test func magicAndLength() throws {
        var bytes = try made().array
        bytes[16] = 3
        let rejection = refusal(ByteSlice(bytes))
        #expect(rejection?.code == .corruptMessage && rejection?.answerMessage == "Invalid magic found in record: 3")
        bytes[16] = 1
        #expect(refusal(ByteSlice(bytes))?.code == .invalidRecord)
        bytes[16] = 2
        bytes.replaceSubrange(8..<12, with: [0, 0, 0, 5])
        #expect(refusal(ByteSlice(bytes))?.code == .corruptMessage)
        bytes.replaceSubrange(8..<12, with: [0, 0, 0, 20])
        #expect(refusal(ByteSlice(bytes))?.code == .corruptMessage)
    }

    @Test func headersThatSayWhatTheyMayNot() throws {
        #expect(refusal(try made { $0.baseOffset = 1 })?.code == .invalidRecord)
        #expect(refusal(try made { $0.recordsCount = 4 })?.code == .invalidRecord)
        #expect(refusal(try made { $0.recordsCount = 0 })?.code == .invalidRecord)
        #expect(refusal(try made { $0.lastOffsetDelta = 1 })?.code == .invalidRecord)
        #expect(refusal(try made { ($0.recordsCount, $0.lastOffsetDelta) = (2, 1) })?.code == .invalidRecord)
        #expect(refusal(try made { $0.attributes.isControl = true })?.code == .invalidRecord)
        #expect(refusal(try made { ($0.producerID, $0.producerEpoch) = (5, 0) })?.code == .invalidRecord)
        #expect(refusal(try made { ($0.producerID, $0.producerEpoch, $0.baseSequence) = (5, 0, 0) }) == nil)
        // Ours: Kafka takes these four.
        #expect(refusal(try made { $0.attributes.hasDeleteHorizon = true })?.code == .invalidRecord)
        #expect(refusal(try made { $0.producerID = 5 })?.code == .invalidRecord)
        #expect(refusal(try made { $0.producerID = -2 })?.code == .invalidRecord)
        #expect(refusal(try made { $0.attributes.rawValue |= 5 })?.code == .unsupportedCompressionType)
        // Unused bits are kept.
        #expect(refusal(try made { $0.attributes.rawValue |= 0x8000 }) == nil)
    }

    @Test func damageIsCorrupt() throws {
        var bytes = try made(codec: .zstd).array
        bytes[70] ^= 1
        #expect(refusal(ByteSlice(bytes))?.code == .corruptMessage)
        let plain = try made()
        #expect(refusal(try changed(plain) { $0.attributes.setCodec(.gzip) })?.code == .corruptMessage)
        #expect(refusal(try made(codec: .zstd)) { $0.allowsZstd = false }?.code == .unsupportedCompressionType)
    }

    @Test func sizesAreBounded() throws {
        let bytes = try made(codec: .lz4, count: 1_000)
        #expect(refusal(bytes) { $0.batchBytesMax = bytes.count - 1 }?.code == .messageTooLarge)
        #expect(refusal(bytes) { $0.segmentBytes = bytes.count - 1 }?.code == .recordListTooLarge)
        #expect(refusal(bytes) { $0.unpackedBytesMax = 5_000 }?.code == .messageTooLarge)
        #expect(
            refusal(bytes) {
                $0.compression = .codec(.none, level: nil); $0.batchBytesMax = bytes.count
            }?.code == .messageTooLarge)
    }

    @Test func timestampsOutsideTheWindowNameTheirRecords() throws {
        let late = try made(timestamp: Self.now + 3_600_000)
        let rejection = refusal(late)
        #expect(rejection?.code == .invalidTimestamp && rejection?.recordFaults.map(\.batchIndex) == [1, 2])
        #expect(rejection?.answerMessage == "One or more records have been rejected due to invalid timestamp")
        let latest = Self.now + 3_600_000
        #expect(
            rejection?.recordFaults.first?.message.hasPrefix(
                "Timestamp \(latest + 1) of message with offset 1 is out of range. The timestamp should be within [") == true)
        #expect(refusal(try made(timestamp: Self.now - 5_001)) { $0.timestampBeforeMaxMs = 5_000 }?.recordFaults.count == 1)
        #expect(refusal(try made(count: 1, timestamp: -1)) { $0.timestampBeforeMaxMs = 5_000 } == nil)
    }

    @Test func maxTimestampIsNotBelieved() throws {
        let valid = try ProduceValidation.validateForProduce(
            try made { $0.maxTimestamp = 12 }, rules: ProduceRules(), now: Self.now)
        #expect(valid.header.maxTimestamp == Self.now + 2 && valid.header.crc == valid.header.checksum(over: valid.payload))
    }

    @Test func appendTimeIsTheBrokers() throws {
        var rules = ProduceRules()
        rules.timestampType = .logAppendTime
        let valid = try ProduceValidation.validateForProduce(try made(timestamp: 5), rules: rules, now: Self.now)
        let batch = try RecordBatch(valid.stampedHeader(baseOffset: 9, leaderEpoch: 2).appending(valid.payload))
        #expect(batch.isChecksumRight && batch.header.maxTimestamp == Self.now)
        #expect(try batch.records().allSatisfy { $0.timestamp == Self.now })
        let marked = try made { $0.attributes.timestampType = .logAppendTime }
        #expect(refusal(marked) { $0.timestampType = .logAppendTime }?.code == .invalidTimestamp)
        // On a CreateTime topic the bit is cleared.
        let cleared = try ProduceValidation.validateForProduce(marked, rules: ProduceRules(), now: Self.now)
        #expect(cleared.header.attributes.timestampType == .createTime)
    }

    @Test func compactedTopicsNeedKeys() throws {
        var builder = RecordBatchBuilder()
        for key in [ByteSlice(utf8: "a"), nil, nil] { builder.append(timestamp: Self.now, key: key, value: nil) }
        let rejection = refusal(try builder.build()) { rules in
            rules.requiresKeys = true
            rules.partitionName = "t-0"
        }
        #expect(rejection?.code == .invalidRecord && rejection?.recordFaults.map(\.batchIndex) == [1, 2])
        #expect(
            rejection?.answerMessage
                == "One or more records have been rejected due to 2 record errors in total, and only showing the first "
                + "three errors at most: [RecordError(batchIndex=1, message='Compacted topic cannot accept message without "
                + "key in topic partition t-0'), RecordError(batchIndex=2, message='Compacted topic cannot accept message "
                + "without key in topic partition t-0')]")
    }

    @Test(arguments: CompressionCodec.allCases, CompressionCodec.allCases)
    func topicsOfAnotherCodecStoreInTheirs(_ sent: CompressionCodec, _ asked: CompressionCodec) throws {
        let bytes = try changed(try made(codec: sent, count: 50)) {
            ($0.producerID, $0.producerEpoch, $0.baseSequence) = (5, 1, 7)
        }
        var rules = ProduceRules()
        rules.compression = .codec(asked, level: nil)
        let valid = try ProduceValidation.validateForProduce(bytes, rules: rules, now: Self.now)
        let batch = try RecordBatch(valid.stampedHeader(baseOffset: 0, leaderEpoch: 0).appending(valid.payload))
        #expect(batch.isChecksumRight && batch.header.attributes.codec == asked && batch.header.baseSequence == 7)
        #expect(try batch.records() == RecordBatch(bytes).records())
        #expect(sent != asked || valid.payload.storage === bytes.storage)
    }

    @Test func controlRecordsComeBack() throws {
        for record in [ControlRecord.abort(coordinatorEpoch: 3), .commit(coordinatorEpoch: 9)] {
            let bytes = try RecordBatchBuilder.endTransactionMarker(record, producerID: 1, producerEpoch: 2, timestamp: 5)
            let batch = try RecordBatch(bytes)
            #expect(
                batch.header.attributes.isControl && batch.header.attributes.isTransactional && batch.header.baseSequence == -1)
            #expect(try ControlRecord(try #require(try batch.records().first)) == record)
        }
    }
}

extension ByteSlice {
    fileprivate func appending(_ other: ByteSlice) -> ByteSlice { ByteSlice(array + other.array) }
}
