import Bytes
public import Identifiers
import RecordBatches

/// The log of one partition: its segments, producers, leader epochs and offsets.
///
/// A value for one mutex. Nothing here waits for a disk except ``open(_:folder:configuration:context:)``,
/// ``close()`` and the rare calls that say so: appends decide offsets and queue bytes, ``planIO()`` hands out
/// what is to be written and synced, ``read(from:limit:maxBytes:givesFirstBatch:)`` names bytes in memory or a range to be
/// read outside the lock.
///
/// Offsets, in their order:
///
///     logStartOffset <= lastStableOffset <= highWatermark <= writtenOffset <= logEndOffset
///                                                     syncedOffset <= writtenOffset
///
/// The high watermark is the written offset, held back to the first batch whose acks=all sync is pending.
public struct PartitionLog: ~Copyable, Sendable {
    let fileSystem: any LogFileSystem
    /// Path of the partition's folder.
    public let folder: String
    /// The topic's id; nil in folders of old releases.
    public internal(set) var topicID: UniqueID?
    /// The topic's settings; a new value takes effect with the next append.
    public var configuration: LogConfiguration

    /// Oldest first, without gaps except where a compaction left them.
    var closed: [ClosedSegment]
    var active: ActiveSegment
    var producers: ProducerTable
    var epochs: LeaderEpochHistory
    /// In the order of their markers.
    var aborted: [AbortedTransaction]
    var tail: TailCache

    /// The first offset that can be read.
    public internal(set) var logStartOffset: Offset
    /// The offset the next record gets.
    public internal(set) var logEndOffset: Offset
    /// Everything below is in the files.
    public internal(set) var writtenOffset: Offset
    /// Everything below is known to be on the disk: the recovery point.
    public internal(set) var syncedOffset: Offset

    var pending = PendingIO()
    /// What opening found and did.
    public internal(set) var recovery = RecoveryReport()
    /// Why the log takes no writes, nil when it does: an I/O error, or damage found when it was opened.
    public internal(set) var refusal: LogError?

    init(
        fileSystem: any LogFileSystem, folder: String, configuration: LogConfiguration, active: ActiveSegment,
        start: Offset, end: Offset, tailMemory: TailMemory
    ) {
        self.fileSystem = fileSystem
        self.folder = folder
        self.configuration = configuration
        self.active = active
        closed = []
        producers = ProducerTable()
        epochs = LeaderEpochHistory()
        aborted = []
        tail = TailCache(memory: tailMemory)
        logStartOffset = start
        logEndOffset = end
        writtenOffset = end
        syncedOffset = end
    }

    /// What consumers may see, exclusive: written, and not held back by a sync that a producer waits for.
    public var highWatermark: Offset {
        min(writtenOffset, min(pending.syncing?.first ?? writtenOffset, pending.waiting?.first ?? writtenOffset))
    }

    /// What read-committed consumers may see, exclusive.
    public var lastStableOffset: Offset {
        let highWatermark = highWatermark
        guard let unstable = producers.firstUnstableOffset else { return highWatermark }
        return max(logStartOffset, min(highWatermark, unstable))
    }

    /// The newest leader epoch that wrote here; unknown in an empty log.
    public var latestLeaderEpoch: LeaderEpoch { epochs.latest }

    /// Bytes of all segments.
    public var sizeInBytes: Int { closed.reduce(active.size) { $0 + $1.size } }

    /// Bytes that are appended and not yet written: what a broker bounds by not reading more requests.
    public var unwrittenBytes: Int { pending.bytes }

    /// The segments, oldest first, the active one last.
    public var segments: [SegmentSummary] {
        closed.map { SegmentSummary(baseOffset: $0.baseOffset, sizeInBytes: $0.size, maxTimestamp: $0.maxTimestamp) }
            + [
                SegmentSummary(
                    baseOffset: active.baseOffset, sizeInBytes: active.size, maxTimestamp: active.indexes.maxTimestamp)
            ]
    }

    /// The producers known here, for DescribeProducers.
    public var producerStates: [ProducerState] { producers.states.values.sorted { $0.producerID < $1.producerID } }

    /// The epoch of the record at `offset`, for answers that carry it; unknown when none is known.
    public func leaderEpoch(at offset: Offset) -> LeaderEpoch { epochs.epoch(at: offset) }

    /// OffsetForLeaderEpoch: the asked epoch, or the next lower one with records, and the offset behind its last record.
    public func endOffset(of epoch: LeaderEpoch) -> (epoch: LeaderEpoch, endOffset: Offset) {
        epochs.endOffset(of: epoch, logEnd: logEndOffset)
    }

    /// The leader epochs and where they began, for tests and listings.
    public var leaderEpochs: [(epoch: LeaderEpoch, startOffset: Offset)] { epochs.entries.map { ($0.epoch, $0.startOffset) } }

    func path(_ kind: SegmentFile, _ offset: Offset) -> String { "\(folder)/\(kind.name(offset))" }
}

/// What waits to be written and synced, and what is on its way.
struct PendingIO: Sendable {
    /// Batches from `first` up to `end` (exclusive) whose producers wait for a sync.
    struct Range: Sendable {
        var first: Offset
        var end: Offset
    }

    var writes: [IOPlan.Write] = []
    var bytes = 0
    var replacements: [IOPlan.Replacement] = []
    /// Files with bytes that no sync has covered.
    var dirty: [any LogFile] = []
    var isActiveDirty = false
    /// Names in the folder that no sync has covered.
    var isFolderDirty = false
    var wantsFlush = false
    var isRunning = false
    var waiting: Range?
    var syncing: Range?
    /// How far the active segment is written: readers of its file go no further.
    var writtenSegment: (base: Offset, size: Int) = (0, 0)
    var runningSegment: (base: Offset, size: Int) = (0, 0)

    mutating func add(_ slices: [ByteSlice], bytes count: Int, to file: any LogFile, at position: Int64) {
        bytes += count
        if let last = writes.indices.last, writes[last].file === file,
            writes[last].position + Int64(writes[last].bytes) == position
        {
            writes[last].slices += slices
            writes[last].bytes += count
        } else {
            writes.append(IOPlan.Write(file: file, position: position, slices: slices, bytes: count))
        }
    }

    mutating func markDirty(_ file: any LogFile) {
        if !dirty.contains(where: { $0 === file }) { dirty.append(file) }
    }
}
