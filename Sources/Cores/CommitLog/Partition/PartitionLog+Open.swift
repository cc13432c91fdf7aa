public import Identifiers
import Bytes
import RecordBatches

/// What a log must be told when it is opened.
public struct LogOpenContext: Sendable {
    /// The last stop was a clean one (``LogFolder/takeCleanShutdownMarker()``).
    public var wasCleanShutdown: Bool
    /// From the checkpoint: all below was on the disk. A log without an entry begins with 0.
    public var recoveryPoint: Offset
    /// From the checkpoint: where records were deleted up to; nil without an entry.
    public var logStartOffset: Offset?
    /// Written into a new log's folder; an existing one keeps its own.
    public var topicID: UniqueID?
    /// Shared by all logs of a broker.
    public var tailMemory: TailMemory
    /// Milliseconds since 1970.
    public var now: Int64

    public init(
        wasCleanShutdown: Bool, recoveryPoint: Offset = 0, logStartOffset: Offset? = nil, topicID: UniqueID? = nil,
        tailMemory: TailMemory, now: Int64
    ) {
        self.wasCleanShutdown = wasCleanShutdown
        self.recoveryPoint = recoveryPoint
        self.logStartOffset = logStartOffset
        self.topicID = topicID
        self.tailMemory = tailMemory
        self.now = now
    }
}

extension PartitionLog {
    /// Opens the log in `folder`, or makes one. May take long: after a crash everything above the recovery point is read.
    ///
    /// A bad batch at or above the recovery point is a torn tail: it and all behind it are cut, and ``recovery`` says how
    /// much. Below it, it is damage: nothing is dropped, ``refusal`` is set, and the log can be read up to it.
    /// - Throws: ``LogError/file(_:)``.
    public static func open(
        _ fileSystem: any LogFileSystem, folder: String, configuration: LogConfiguration, context: LogOpenContext
    ) throws(LogError) -> PartitionLog {
        do {
            var opener = LogOpener(fileSystem, folder: folder, configuration: configuration, context: context)
            return try opener.open()
        } catch {
            throw .file(error)
        }
    }

    /// Writes and syncs everything, indexes and producers' state too: the last thing before a clean stop.
    ///
    /// - Throws: ``LogError``; the stop is then not a clean one, and the next opening recovers.
    public mutating func close() throws(LogError) {
        if let refusal { throw refusal }
        do {
            try queueForClose()
        } catch {
            throw fail(error)
        }
        try writeOut(syncing: true)
        tail.removeAll()
    }
}

/// The steps of opening a log.
struct LogOpener {
    let fileSystem: any LogFileSystem
    let folder: String
    let configuration: LogConfiguration
    let context: LogOpenContext
    var report = RecoveryReport()
    var epochs = LeaderEpochHistory()
    var closed: [ClosedSegment] = []
    /// Offsets at which the folder has a producer snapshot.
    var snapshots: [Offset] = []
    var damage: LogDamage?

    init(
        _ fileSystem: any LogFileSystem, folder: String, configuration: LogConfiguration, context: LogOpenContext
    ) {
        self.fileSystem = fileSystem
        self.folder = folder
        self.configuration = configuration
        self.context = context
    }

    mutating func open() throws(LogFileError) -> PartitionLog {
        let bases = try prepareFolder()
        let topicID = try readSmallFiles()
        var active = try openSegments(bases)
        let end = lastOffset(of: active)
        if let bytes = try fileSystem.contents(of: path(.txnindex, active.baseOffset)) {
            active.transactions = try fileSystem.open(path(.txnindex, active.baseOffset), mode: .write)
            active.transactionBytes = bytes.count
        }
        let start = min(max(context.logStartOffset ?? 0, closed.first?.baseOffset ?? active.baseOffset), end)
        var log = PartitionLog(
            fileSystem: fileSystem, folder: folder, configuration: configuration, active: active, start: start, end: end,
            tailMemory: context.tailMemory)
        log.topicID = topicID
        log.closed = closed
        log.pending.writtenSegment = (active.baseOffset, active.size)
        epochs.truncate(fromEnd: max(end, 1))
        log.epochs = epochs
        log.queueEpochs()
        try restoreProducers(into: &log)
        if report.recovered { try syncRecovered(&log) }
        report.damage = damage
        log.recovery = report
        if let damage {
            log.refusal = .damaged(damage)
            // The recovery point stays where it was: if it went down to the damage, the next opening would take what lies
            // behind for a torn tail.
            log.syncedOffset = context.recoveryPoint
        }
        return log
    }

    /// Makes the folder, clears what an interrupted deletion or compaction left, and lists the segments.
    private mutating func prepareFolder() throws(LogFileError) -> [Offset] {
        try fileSystem.createFolder(folder)
        var bases: [Offset] = []
        for name in try fileSystem.names(in: folder) {
            if [".deleted", ".cleaned", ".tmp"].contains(where: name.hasSuffix) {
                try fileSystem.removeFile("\(folder)/\(name)")
            } else if name.hasSuffix(".swap") {
                // A finished compaction's file that was not renamed yet: Kafka and we complete the swap.
                try fileSystem.rename("\(folder)/\(name)", to: "\(folder)/\(name.dropLast(5))")
                if let file = SegmentFile.parse(String(name.dropLast(5))), file.kind == .log { bases.append(file.offset) }
            } else if let file = SegmentFile.parse(name) {
                if file.kind == .log { bases.append(file.offset) }
                if file.kind == .snapshot { snapshots.append(file.offset) }
            }
        }
        snapshots.sort()
        return Set(bases).sorted()
    }

    private mutating func readSmallFiles() throws(LogFileError) -> UniqueID? {
        if let bytes = try fileSystem.contents(of: "\(folder)/\(LeaderEpochHistory.fileName)") {
            // A file that cannot be read is built again from the batches, as far as recovery reads them.
            epochs = (try? LeaderEpochHistory(bytes)) ?? LeaderEpochHistory()
        }
        let metadata = "\(folder)/\(PartitionMetadataFile.name)"
        if let bytes = try fileSystem.contents(of: metadata), let id = try? PartitionMetadataFile.decode(bytes) { return id }
        if let id = context.topicID {
            try fileSystem.replace(metadata, with: PartitionMetadataFile.encode(id))
            try fileSystem.syncFolder(parentFolder(of: folder))
        }
        return context.topicID
    }

    func path(_ kind: SegmentFile, _ offset: Offset) -> String { "\(folder)/\(kind.name(offset))" }

    private func lastOffset(of active: ActiveSegment) -> Offset { activeEnd ?? active.baseOffset }

    /// The offset behind the active segment's last batch.
    var activeEnd: Offset?

    /// What recovery kept is made durable before anyone reads it: it may have been in the page cache only.
    private func syncRecovered(_ log: inout PartitionLog) throws(LogFileError) {
        try log.active.file.sync()
        for segment in log.closed where segment.nextOffset > context.recoveryPoint {
            try fileSystem.open(path(.log, segment.baseOffset), mode: .write).sync()
        }
        try fileSystem.syncFolder(folder)
    }
}
