import Bytes
import CommitLog
import Identifiers
import RecordBatches
import SimulatedDisk
import Testing

/// A moment shortly after Kafka wrote the recorded folders, so that no producer has expired: ms since 1970.
let recordedNow: Int64 = 1_795_261_100_000

/// Opens a log on a simulated disk.
func openLog(
    _ disk: any LogFileSystem, folder: String = "data/t-0", clean: Bool = false, recoveryPoint: Offset = 0,
    start: Offset? = nil, now: Int64 = 1_000_000, configure: (inout LogConfiguration) -> Void = { _ in }
) throws -> PartitionLog {
    var configuration = LogConfiguration()
    configure(&configuration)
    return try PartitionLog.open(
        disk, folder: folder, configuration: configuration,
        context: LogOpenContext(
            wasCleanShutdown: clean, recoveryPoint: recoveryPoint, logStartOffset: start,
            tailMemory: TailMemory(limitBytes: 1 << 24), now: now))
}

/// A batch of records `key<n>`/value, ready to append.
func batch(
    _ values: [String], timestamp: Int64 = 1_000_000, producer: ProducerID = .none, epoch: ProducerEpoch = .none,
    sequence: Int32 = -1, transactional: Bool = false
) throws -> ValidatedBatch {
    var builder = RecordBatchBuilder(
        producerID: producer, producerEpoch: epoch, baseSequence: sequence, isTransactional: transactional)
    for (index, value) in values.enumerated() {
        builder.append(timestamp: timestamp + Int64(index), key: ByteSlice(utf8: "key"), value: ByteSlice(utf8: value))
    }
    return try ValidatedBatch(trusted: try builder.build())
}

struct NothingToDo: Error {}

extension PartitionLog {
    /// The plan that must be there.
    mutating func nextPlan() throws -> IOPlan {
        guard let plan = planIO() else { throw NothingToDo() }
        return plan
    }

    /// Whether a plan would be given out now; one that is, is run.
    var hasPlan: Bool {
        mutating get {
            guard let plan = planIO() else { return false }
            complete(plan.run())
            return true
        }
    }

    /// Appends one batch and writes it out.
    @discardableResult
    mutating func add(
        _ batch: ValidatedBatch, epoch: LeaderEpoch = 0, durability: AppendDurability = .written, now: Int64 = 1_000_000,
        origin: AppendOrigin = .client(startsAtZero: false)
    ) throws -> AppendResult {
        let result = try append(batch, leaderEpoch: epoch, origin: origin, durability: durability, now: now)
        try writeOut(syncing: false)
        return result
    }

    /// All batches from `offset` on that `limit` lets be seen, from memory and from files.
    func readAll(from offset: Offset? = nil, limit: Offset? = nil, maxBytes: Int = 1 << 20) throws -> [RecordBatch] {
        var next = offset ?? logStartOffset
        let limit = limit ?? highWatermark
        var batches: [RecordBatch] = []
        while next < limit {
            let bytes: [ByteSlice]
            switch try read(from: next, limit: limit, maxBytes: maxBytes, givesFirstBatch: true) {
            case .empty: return batches
            case .memory(let slices): bytes = slices
            case .segment(let read): bytes = [try read.load()]
            }
            var reader = RecordBatchReader(joined(bytes))
            let before = batches.count
            while let batch = try reader.next() {
                if batch.header.lastOffset >= next { batches.append(batch) }
            }
            guard batches.count > before, let last = batches.last else { return batches }
            next = last.header.nextOffset
        }
        return batches
    }

    /// The values of all records, for short comparisons.
    func values(from offset: Offset? = nil, limit: Offset? = nil) throws -> [String] {
        try readAll(from: offset, limit: limit).filter { !$0.header.attributes.isControl }
            .flatMap { try $0.records() }.map { $0.value?.utf8Text ?? "null" }
    }
}

func joined(_ slices: [ByteSlice]) -> ByteSlice {
    var writer = ByteWriter()
    for slice in slices { writer.bytes(slice) }
    return writer.finish()
}
