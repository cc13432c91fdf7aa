public import Bytes
import Compression
import Identifiers

/// The checks of a produced records field, in the order in which Kafka 4.3 makes them.
///
/// Two steps: ``batch(from:rules:)`` looks at the field as a request carries it, ``validate(_:rules:now:)`` at the
/// batch as a topic takes it. Both are pure and meant to run outside the partition's lock.
public enum ProduceValidation {
    /// Both steps: the records field of a Produce request, to what the log appends.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: ``ProduceRejection`` naming the Kafka error code.
    public static func validateForProduce(
        _ records: ByteSlice, rules: ProduceRules, now: Int64
    ) throws(ProduceRejection) -> ValidatedBatch {
        try validate(try batch(from: records, rules: rules), rules: rules, now: now)
    }

    /// The one batch of a records field. Bytes behind it that are no whole batch are ignored, as Kafka does.
    ///
    /// - Throws: ``ProduceRejection``: 87 for no, a cut, a second or an old-format batch; 2 for unknown magic or a length
    ///   that is none; 76 for zstd below Produce version 7 and for codecs that do not exist.
    public static func batch(from records: ByteSlice, rules: ProduceRules) throws(ProduceRejection) -> RecordBatch {
        guard let size = try wholeBatchSize(records, at: 0) else {
            throw framing(.invalidRecord, "the records field of \(records.count) bytes holds no whole batch")
        }
        guard records[RecordBatchHeader.magicOffset] == 2 else {
            throw framing(.invalidRecord, "message format \(records[RecordBatchHeader.magicOffset])")
        }
        let batch: RecordBatch
        do {
            batch = try RecordBatch(records[0..<size])
        } catch {
            throw ProduceRejection(.corruptMessage, "batch header: \(error)")
        }
        guard let codec = batch.header.attributes.codec else {
            throw framing(.unsupportedCompressionType, "codec number \(batch.header.attributes.rawValue & 7)")
        }
        guard codec != .zstd || rules.allowsZstd else {
            throw framing(.unsupportedCompressionType, "zstd below Produce version 7")
        }
        guard try wholeBatchSize(records, at: size) == nil else {
            throw framing(.invalidRecord, "more than one batch for the partition")
        }
        return batch
    }

    /// The size of the batch or message at `start`; nil when it, or the part of its header up to the magic, is cut.
    private static func wholeBatchSize(_ records: ByteSlice, at start: Int) throws(ProduceRejection) -> Int? {
        guard records.count - start > RecordBatchHeader.magicOffset else { return nil }
        let length = records.withUnsafeBytes { bytes in
            Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: Int32.self))
        }
        // The shortest message of format 0: checksum, magic, attributes, and two lengths.
        guard length >= 14 else { throw ProduceRejection(.corruptMessage, "batch length \(length)") }
        let magic = Int8(bitPattern: records[start + RecordBatchHeader.magicOffset])
        guard (0...2).contains(magic) else {
            throw ProduceRejection(
                .corruptMessage, "magic \(magic)", answerMessage: "Invalid magic found in record: \(magic)")
        }
        let size = RecordBatchHeader.lengthOverhead + Int(length)
        return size <= records.count - start ? size : nil
    }

    /// Checks a batch against its topic's rules, and gives it the form in which it is stored.
    ///
    /// - Throws: ``ProduceRejection``: 10 and 18 for its size, 2 for its checksum or compressed bytes, 32 for timestamps,
    ///   87 for everything a batch must not say.
    public static func validate(
        _ batch: RecordBatch, rules: ProduceRules, now: Int64
    ) throws(ProduceRejection) -> ValidatedBatch {
        let header = batch.header
        guard header.baseOffset == 0 else { throw invalid("base offset \(header.baseOffset)") }
        try checkSize(header.sizeInBytes, rules: rules)
        guard batch.isChecksumRight else { throw ProduceRejection(.corruptMessage, "checksum mismatch") }
        try checkHeader(header)
        let unpacked = try unpack(batch, rules: rules)
        let times = try scan(unpacked, header: header, rules: rules, now: now)
        return try stored(batch, unpacked: unpacked, times: times, rules: rules, now: now)
    }

    private static func checkSize(_ size: Int, rules: ProduceRules) throws(ProduceRejection) {
        guard size <= rules.batchBytesMax else {
            throw ProduceRejection(.messageTooLarge, "\(size) bytes, max.message.bytes is \(rules.batchBytesMax)")
        }
        guard size <= rules.segmentBytes else {
            throw ProduceRejection(.recordListTooLarge, "\(size) bytes, segment.bytes is \(rules.segmentBytes)")
        }
    }

    private static func checkHeader(_ header: RecordBatchHeader) throws(ProduceRejection) {
        guard header.recordsCount > 0, Int64(header.recordsCount) == Int64(header.lastOffsetDelta) + 1 else {
            throw invalid("\(header.recordsCount) records, last offset delta \(header.lastOffsetDelta)")
        }
        guard !header.attributes.isControl else { throw invalid("control batch from a client") }
        // Kafka takes the next two; the cleaner would then misread the base timestamp, and a producer without epoch
        // or with a negative id can never be fenced.
        guard !header.attributes.hasDeleteHorizon else { throw invalid("delete horizon from a client") }
        guard header.producerID >= .none, (header.producerID == .none) == (header.producerEpoch < 0) else {
            throw invalid("producer id \(header.producerID) with epoch \(header.producerEpoch)")
        }
        guard !header.hasProducerID || header.baseSequence >= 0 else {
            throw invalid("producer id \(header.producerID) without a sequence number")
        }
        guard !header.attributes.isTransactional || header.hasProducerID else {
            throw invalid("transactional without a producer id")
        }
    }

    private static func unpack(_ batch: RecordBatch, rules: ProduceRules) throws(ProduceRejection) -> ByteSlice {
        guard let codec = batch.header.attributes.codec else {
            throw framing(.unsupportedCompressionType, "codec number \(batch.header.attributes.rawValue & 7)")
        }
        if codec == .none { return batch.payload }
        do {
            return try Compression.decompress(batch.payload, codec: codec, limit: rules.unpackedBytesMax)
        } catch {
            switch error.code {
            case .limitExceeded: throw ProduceRejection(.messageTooLarge, error.description)
            case .unsupported: throw invalid(error.description)
            case .corrupt, .libraryFailure: throw ProduceRejection(.corruptMessage, error.description)
            }
        }
    }

    /// The largest timestamp of a batch and the first record that has it.
    private struct Times {
        var maxTimestamp: Int64 = -1
        var offsetDelta: Int32 = 0
    }

    private static func scan(
        _ unpacked: ByteSlice, header: RecordBatchHeader, rules: ProduceRules, now: Int64
    ) throws(ProduceRejection) -> Times {
        var times = Times()
        var faults = RecordFaults(rules: rules, now: now, batchTimestampType: header.attributes.timestampType)
        do {
            try unpacked.withUnsafeBytes { bytes throws(DecodeError) in
                var scanner = RecordScanner(bytes)
                for index in 0..<header.recordsCount {
                    let record = try scanner.next()
                    guard record.offsetDelta == index else { throw DecodeError(.badValue, at: scanner.offset) }
                    let timestamp = header.baseTimestamp &+ record.timestampDelta
                    faults.check(index: index, timestamp: timestamp, hasKey: record.hasKey)
                    if timestamp > times.maxTimestamp {
                        times = Times(maxTimestamp: timestamp, offsetDelta: index)
                    }
                }
                guard scanner.isAtEnd else { throw DecodeError(.trailingBytes, at: scanner.offset) }
            }
        } catch {
            throw invalid("records: \(error)")
        }
        if let rejection = faults.rejection { throw rejection }
        return times
    }

    /// The batch as it is stored: the request's own bytes wherever the topic's rules allow it.
    private static func stored(
        _ batch: RecordBatch, unpacked: ByteSlice, times: Times, rules: ProduceRules, now: Int64
    ) throws(ProduceRejection) -> ValidatedBatch {
        var header = batch.header
        var payload = batch.payload
        header.attributes.timestampType = rules.timestampType
        header.maxTimestamp = rules.timestampType == .logAppendTime ? now : times.maxTimestamp
        if case .codec(let codec, let level) = rules.compression, codec != header.attributes.codec {
            do {
                payload = try Compression.compress(unpacked, codec: codec, level: level)
            } catch {
                throw ProduceRejection(.unknownServerError, error.description)
            }
            header.attributes.setCodec(codec)
            let length = RecordBatchHeader.size - RecordBatchHeader.lengthOverhead + payload.count
            guard let batchLength = Int32(exactly: length) else {
                throw ProduceRejection(.messageTooLarge, "\(length) bytes once stored")
            }
            header.batchLength = batchLength
            try checkSize(header.sizeInBytes, rules: rules)
        }
        if header != batch.header { header.crc = header.checksum(over: payload) }
        let last = rules.timestampType == .logAppendTime ? header.lastOffsetDelta : times.offsetDelta
        return ValidatedBatch(header: header, payload: payload, offsetDeltaOfMaxTimestamp: last)
    }

    private static func invalid(_ detail: String) -> ProduceRejection { ProduceRejection(.invalidRecord, detail) }

    private static func framing(_ code: KafkaErrorCode, _ detail: String) -> ProduceRejection {
        var rejection = ProduceRejection(code, detail)
        rejection.isFramingFault = true
        return rejection
    }
}

/// Gathers the faults of single records, in the words of Kafka's answers.
private struct RecordFaults {
    private let requiresKeys: Bool
    private let partitionName: String
    private let timestamps: ClosedRange<Int64>?
    private let hasForeignTimestampType: Bool
    private var timeFaults: [ProduceRejection.RecordFault] = []
    private var keyFaults: [ProduceRejection.RecordFault] = []
    private var count = 0

    init(rules: ProduceRules, now: Int64, batchTimestampType: TimestampType) {
        requiresKeys = rules.requiresKeys
        partitionName = rules.partitionName
        hasForeignTimestampType = rules.timestampType == .logAppendTime && batchTimestampType == .logAppendTime
        if rules.timestampType == .createTime {
            // Java's subtraction wraps; ours stops at the ends.
            let (earliest, under) = now.subtractingReportingOverflow(rules.timestampBeforeMaxMs)
            let (latest, over) = now.addingReportingOverflow(rules.timestampAfterMaxMs)
            timestamps = (under ? .min : earliest)...(over ? .max : max(latest, under ? .min : earliest))
        } else {
            timestamps = nil
        }
    }

    mutating func check(index: Int32, timestamp: Int64, hasKey: Bool) {
        if requiresKeys, !hasKey {
            let text = "Compacted topic cannot accept message without key in topic partition \(partitionName)"
            add(index, text, to: \.keyFaults)
        } else if hasForeignTimestampType {
            let text =
                "Invalid timestamp type in message at \(index). Producer should not set timestamp type to LogAppendTime"
            add(index, text, to: \.timeFaults)
        } else if let timestamps, timestamp != -1, !timestamps.contains(timestamp) {
            let range = "[\(timestamps.lowerBound), \(timestamps.upperBound)]"
            let text =
                "Timestamp \(timestamp) of message with offset \(index) is out of range. The timestamp should be within \(range)"
            add(index, text, to: \.timeFaults)
        }
    }

    private mutating func add(
        _ index: Int32, _ text: String, to list: WritableKeyPath<RecordFaults, [ProduceRejection.RecordFault]>
    ) {
        count += 1
        if count <= ProduceRejection.recordFaultsMax {
            self[keyPath: list].append(ProduceRejection.RecordFault(batchIndex: index, message: text))
        }
    }

    /// The refusal, if any record is at fault. One bad timestamp makes it error 32, whatever else there is.
    var rejection: ProduceRejection? {
        if let first = timeFaults.first {
            return ProduceRejection(
                .invalidTimestamp, first.message,
                answerMessage: "One or more records have been rejected due to invalid timestamp",
                recordFaults: (timeFaults + keyFaults).sorted { $0.batchIndex < $1.batchIndex })
        }
        guard let first = keyFaults.first else { return nil }
        let shown = keyFaults.prefix(3)
            .map { "RecordError(batchIndex=\($0.batchIndex), message='\($0.message)')" }.joined(separator: ", ")
        return ProduceRejection(
            .invalidRecord, first.message,
            answerMessage: "One or more records have been rejected due to \(count) record errors in total, "
                + "and only showing the first three errors at most: [\(shown)]",
            recordFaults: keyFaults)
    }
}
