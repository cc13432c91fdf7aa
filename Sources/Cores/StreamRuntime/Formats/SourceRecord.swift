public import Bytes

/// One record of a source: a Kafka message, or a line of a file.
public struct SourceRecord: Sendable {
    public var partition: Int32
    /// In the partition; of a file, the number of the line from 0.
    public var offset: Int64
    /// Milliseconds since 1970; nil where the source gives none.
    public var timestampMs: Int64?
    public var key: ByteSlice?
    /// nil is a tombstone: it is passed over.
    public var value: ByteSlice?
    public var headers: [(key: String, value: ByteSlice?)]

    public init(
        partition: Int32, offset: Int64, timestampMs: Int64? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: [(key: String, value: ByteSlice?)] = []
    ) {
        self.partition = partition
        self.offset = offset
        self.timestampMs = timestampMs
        self.key = key
        self.value = value
        self.headers = headers
    }
}

/// What a decoder made of records.
public struct DecodedRecords: Sendable {
    /// The records that could be used, in their order, with the columns of the scan and their origins.
    public var batch: Batch
    /// The others, with payload; empty when the format's `ignore-parse-errors` is set.
    public var deadLetters: [DeadLetter]
    /// Records passed over as `ignore-parse-errors` asks.
    public var ignoredCount: Int
}

/// Why one field of a record cannot be used.
struct FieldFault: Error {
    var reason: String
}

/// The decoder of one record format: fills the payload columns of a scan.
protocol PayloadDecoder: AnyObject {
    /// Begins a batch of at most `records` records.
    func begin(records: Int)
    /// Appends a row of values.
    ///
    /// - Throws: ``FieldFault``; the row is then left out by the caller, but every column has it.
    func append(_ payload: ByteSlice) throws(FieldFault)
    /// The columns of the batch, one for each payload column in the order given to the decoder.
    func finish() -> [ColumnVector]
}
