public import Identifiers

/// Who appends: it decides which checks of the producer's state apply.
public enum AppendOrigin: Hashable, Sendable {
    /// A Produce request.
    /// - Parameter startsAtZero: the producer's transaction is of version 2 (KIP-890): unknown here, it must start with
    ///   sequence 0.
    case client(startsAtZero: Bool)
    /// The broker itself: markers and records of internal topics.
    case coordinator
}

/// What a producer was promised about its batch (DESIGN of durability: acks=0 and 1 are written, acks=all is synced).
public enum AppendDurability: Hashable, Sendable {
    /// In the page cache: survives a killed process.
    case written
    /// On the disk before the answer and before any consumer sees it: survives a power loss.
    case synced
}

/// Where a batch went.
public struct AppendResult: Hashable, Sendable {
    public var baseOffset: Offset
    /// The offset behind the batch: the answer may go out when ``PartitionLog/writtenOffset`` (acks=1) or
    /// ``PartitionLog/highWatermark`` (acks=all) has reached it.
    public var nextOffset: Offset
    /// The answer's LogAppendTimeMs: the broker's time, or -1. A duplicate's is its largest timestamp, as in Kafka.
    public var logAppendTimeMs: Int64
    public var logStartOffset: Offset
    /// The batch was there already: a retry of an idempotent producer.
    public var isDuplicate: Bool
    /// A new segment was begun: parked fetches of the partition look again.
    public var rolled: Bool
}

/// A transaction that was aborted, as Fetch names it to read-committed consumers.
public struct AbortedTransaction: Hashable, Sendable {
    public var producerID: ProducerID
    public var firstOffset: Offset
    /// The offset of its marker.
    public var lastOffset: Offset
    /// The last stable offset when the marker was written.
    public var lastStableOffset: Offset

    public init(producerID: ProducerID, firstOffset: Offset, lastOffset: Offset, lastStableOffset: Offset) {
        self.producerID = producerID
        self.firstOffset = firstOffset
        self.lastOffset = lastOffset
        self.lastStableOffset = lastStableOffset
    }
}

/// What a segment holds, for listings and retention.
public struct SegmentSummary: Hashable, Sendable {
    public var baseOffset: Offset
    public var sizeInBytes: Int
    /// Milliseconds since 1970; -1: none known.
    public var maxTimestamp: Int64
}

/// Segments taken out of a log whose files are still there. First ``markDeleted()``, at once; then, after
/// `file.delete.delay.ms`, ``remove()``.
public struct RemovedFiles: Sendable {
    let fileSystem: any LogFileSystem
    let folder: String
    /// Base offsets, the oldest first.
    public let segments: [Offset]

    public var isEmpty: Bool { segments.isEmpty }

    /// Renames the files to `.deleted`, the oldest segment first, and makes that durable before the next one is touched:
    /// a power loss must not leave a hole between segments. Segments that are not reached come back when the log is opened.
    /// - Throws: ``LogFileError``.
    public func markDeleted() throws(LogFileError) {
        for base in segments {
            for kind in SegmentFile.allCases {
                let path = "\(folder)/\(kind.name(base))"
                do {
                    try fileSystem.rename(path, to: path + ".deleted")
                } catch {
                    // Not every segment has a transaction index or a snapshot.
                    guard error.kind == .notFound else { throw error }
                }
            }
            try fileSystem.syncFolder(folder)
        }
    }

    /// Removes the files.
    /// - Throws: ``LogFileError``; what was not removed goes when the log is next opened.
    public func remove() throws(LogFileError) {
        for base in segments {
            for kind in SegmentFile.allCases { try fileSystem.removeFile("\(folder)/\(kind.name(base)).deleted") }
        }
    }
}

/// What opening a log found and did.
public struct RecoveryReport: Hashable, Sendable {
    /// The segments were read again from the recovery point, since the last stop was not a clean one.
    public var recovered = false
    /// Bytes cut off as a torn tail, over all files.
    public var bytesCut: Int64 = 0
    /// From this offset on records were cut; nil when nothing was.
    public var cutFrom: Offset?
    /// Why, and where, the cut began.
    public var cutReason: String?
    /// Index files built again because they did not fit their segment.
    public var indexesRebuilt = 0
    /// Producer snapshots that could not be read and were removed.
    public var snapshotsDropped = 0
    /// Bytes of batches that were read and checked.
    public var bytesChecked: Int64 = 0
    /// Damage below the recovery point: the partition is read-only.
    public var damage: LogDamage?

    public init() {}
}
