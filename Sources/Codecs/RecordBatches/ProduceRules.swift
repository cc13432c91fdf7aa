public import Compression
public import Identifiers

/// What `compression.type` of a topic asks of stored batches.
public enum TopicCompression: Hashable, Sendable {
    /// `producer`: kept as they come.
    case producer
    /// Any other value: stored in this codec, at this level (nil: Kafka's default).
    case codec(CompressionCodec, level: Int?)
}

/// What a topic and the request's version ask of a produced batch.
public struct ProduceRules: Sendable {
    /// `message.timestamp.type`.
    public var timestampType = TimestampType.createTime
    /// `message.timestamp.before.max.ms`: how far in the past a record may be, in ms.
    public var timestampBeforeMaxMs = Int64.max
    /// `message.timestamp.after.max.ms`: how far in the future a record may be, in ms. Kafka's default is one hour.
    public var timestampAfterMaxMs: Int64 = 3_600_000
    /// `max.message.bytes`: the most bytes of a batch as it is stored. Kafka's default.
    public var batchBytesMax = 1_048_588
    /// `segment.bytes`: a batch larger than a segment is refused.
    public var segmentBytes = 1_073_741_824
    /// `compression.type`.
    public var compression = TopicCompression.producer
    /// The topic is compacted: a record without a key is refused.
    public var requiresKeys = false
    /// The most bytes that one batch's records may unpack to.
    public var unpackedBytesMax = RecordBatch.defaultUnpackedLimit
    /// Produce before version 7 may not carry zstd.
    public var allowsZstd = true
    /// `topic-partition`, for the answer's messages.
    public var partitionName = ""

    public init() {}
}

/// Why a produced batch is refused, as the answer of Produce says it.
public struct ProduceRejection: Error, Sendable, CustomStringConvertible {
    /// One record that is at fault.
    public struct RecordFault: Hashable, Sendable {
        /// The record's place in its batch, from 0.
        public var batchIndex: Int32
        public var message: String

        public init(batchIndex: Int32, message: String) {
            self.batchIndex = batchIndex
            self.message = message
        }
    }

    /// Faults listed at most; Kafka lists all, which lets a request of tiny records ask for megabytes of text.
    public static let recordFaultsMax = 1_000

    public let code: KafkaErrorCode
    /// What was wrong, for our log.
    public let detail: String
    /// The answer's ErrorMessage: null in most of Kafka's answers.
    public let answerMessage: String?
    /// The answer's RecordErrors (version 8 on).
    public let recordFaults: [RecordFault]

    public init(
        _ code: KafkaErrorCode, _ detail: String, answerMessage: String? = nil, recordFaults: [RecordFault] = []
    ) {
        self.code = code
        self.detail = detail
        self.answerMessage = answerMessage
        self.recordFaults = recordFaults
    }

    /// Whether Kafka's answer carries the log start offset beside this error, or -1: what is refused before the log
    /// looks at its state, and what concerns sizes and checksums, has -1.
    public var answersLogStartOffset: Bool {
        switch code {
        case .corruptMessage, .messageTooLarge, .recordListTooLarge, .kafkaStorageError, .unsupportedCompressionType: false
        default: !isFramingFault
        }
    }

    /// Set for refusals of the records field as such: none, cut, several batches, old formats.
    public var isFramingFault = false

    public var description: String { "\(code): \(detail)" }
}
