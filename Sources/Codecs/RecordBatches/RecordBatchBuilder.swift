public import Bytes
public import Compression
public import Identifiers

/// Builds one batch of magic 2, record by record.
public struct RecordBatchBuilder: ~Copyable {
    /// What the header takes over; counts, lengths, timestamps and the checksum are filled in by ``build()``.
    private var header: RecordBatchHeader
    private let codec: CompressionCodec
    private let level: Int?
    private var records: ByteWriter
    private var firstTimestamp: Int64?

    /// - Parameters:
    ///   - level: of the codec; nil for Kafka's default.
    ///   - baseSequence: of an idempotent producer's first record, else -1.
    public init(
        baseOffset: Offset = 0, codec: CompressionCodec = .none, level: Int? = nil,
        timestampType: TimestampType = .createTime, producerID: ProducerID = .none, producerEpoch: ProducerEpoch = .none,
        baseSequence: Int32 = -1, isTransactional: Bool = false, isControl: Bool = false,
        partitionLeaderEpoch: LeaderEpoch = .unknown
    ) {
        self.codec = codec
        self.level = level
        self.records = ByteWriter(capacity: 1024)
        self.header = RecordBatchHeader(
            baseOffset: baseOffset, partitionLeaderEpoch: partitionLeaderEpoch,
            attributes: BatchAttributes(
                codec: codec, timestampType: timestampType, isTransactional: isTransactional, isControl: isControl),
            producerID: producerID, producerEpoch: producerEpoch, baseSequence: baseSequence)
    }

    /// Number of records so far.
    public var count: Int { Int(header.recordsCount) }
    /// Bytes of the batch so far, uncompressed.
    public var sizeInBytes: Int { RecordBatchHeader.size + records.count }

    /// Appends a record; its offset delta is its place in the batch.
    /// - Parameter timestamp: milliseconds since 1970.
    public mutating func append(
        timestamp: Int64, key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader] = []
    ) {
        let base = firstTimestamp ?? timestamp
        if firstTimestamp == nil {
            firstTimestamp = timestamp
            header.baseTimestamp = timestamp
        }
        header.maxTimestamp = max(header.maxTimestamp, timestamp)
        records.record(
            timestampDelta: timestamp &- base, offsetDelta: header.recordsCount, key: key, value: value, headers: headers)
        header.recordsCount += 1
        header.lastOffsetDelta = header.recordsCount - 1
    }

    /// The finished batch, compressed and with its checksum.
    /// - Throws: ``CompressionError`` when the codec's library fails.
    public consuming func build() throws(CompressionError) -> ByteSlice {
        let codec = codec
        let level = level
        var header = header
        let plain = records.finish()
        let payload = try Compression.compress(plain, codec: codec, level: level)
        header.batchLength = Int32(RecordBatchHeader.size - RecordBatchHeader.lengthOverhead + payload.count)
        header.crc = header.checksum(over: payload)
        var writer = ByteWriter(capacity: header.sizeInBytes)
        header.encode(into: &writer)
        writer.bytes(payload)
        return writer.finish()
    }

    /// A control batch that ends a transaction: one record, no sequence number.
    public static func endTransactionMarker(
        _ marker: ControlRecord, producerID: ProducerID, producerEpoch: ProducerEpoch, timestamp: Int64
    ) throws(CompressionError) -> ByteSlice {
        var builder = RecordBatchBuilder(
            producerID: producerID, producerEpoch: producerEpoch, isTransactional: true, isControl: true)
        let parts = marker.encoded
        builder.append(timestamp: timestamp, key: parts?.key, value: parts?.value)
        return try builder.build()
    }
}
