import BrokerCore
import Bytes
import CommitLog
import EventLoops
import Identifiers
import RecordBatches
import Synchronization
import Telemetry
import Compression

/// Every open partition, by topic name and by topic id.
final class PartitionRegistry: Sendable {
    private struct Tables {
        var byID: [UniqueID: [Partition]] = [:]
        var ids: [TopicName: UniqueID] = [:]
    }

    /// What the checkpoints said when the broker started.
    struct Checkpoints: Sendable {
        var wasCleanShutdown = false
        var recoveryPoints: [TopicPartition: Offset] = [:]
        var logStarts: [TopicPartition: Offset] = [:]
    }

    private let tables = Mutex(Tables())
    let folder: LogFolder
    private let checkpoints: Checkpoints
    private let tailMemory: TailMemory
    private let io: IOThreads
    private let counters: BrokerCounters
    private let log: Logger

    init(
        folder: LogFolder, checkpoints: Checkpoints, tailMemory: TailMemory, io: IOThreads, counters: BrokerCounters, log: Logger
    ) {
        self.folder = folder
        self.checkpoints = checkpoints
        self.tailMemory = tailMemory
        self.io = io
        self.counters = counters
        self.log = log
    }

    // MARK: Finding

    func partition(_ topic: TopicName, _ index: PartitionIndex) -> Partition? {
        tables.withLock { tables in tables.ids[topic].flatMap { Self.pick(tables.byID[$0], index) } }
    }

    func partition(id: UniqueID, _ index: PartitionIndex) -> Partition? {
        tables.withLock { Self.pick($0.byID[id], index) }
    }

    private static func pick(_ partitions: [Partition]?, _ index: PartitionIndex) -> Partition? {
        guard let partitions, index.rawValue >= 0, Int(index.rawValue) < partitions.count else { return nil }
        return partitions[Int(index.rawValue)]
    }

    /// The open partitions of a topic, ascending.
    func partitions(of topic: TopicName) -> [Partition] {
        tables.withLock { tables in tables.ids[topic].flatMap { tables.byID[$0] } ?? [] }
    }

    /// Every open partition.
    var all: [Partition] { tables.withLock { $0.byID.values.flatMap { $0 } } }

    // MARK: Opening and removing

    /// Opens those partitions of a topic that are not open yet. Blocks.
    func open(_ topic: TopicDescription, _ settings: TopicSettings) throws(LogError) {
        var partitions = tables.withLock { $0.byID[topic.id] ?? [] }
        for index in topic.partitions where Int(index.rawValue) >= partitions.count {
            partitions.append(try open(TopicPartition(topic.name, index), topic.id, settings))
        }
        tables.withLock { tables in
            tables.byID[topic.id] = partitions
            tables.ids[topic.name] = topic.id
        }
    }

    private func open(_ id: TopicPartition, _ topicID: UniqueID, _ settings: TopicSettings) throws(LogError) -> Partition {
        let context = LogOpenContext(
            wasCleanShutdown: checkpoints.wasCleanShutdown, recoveryPoint: checkpoints.recoveryPoints[id] ?? 0,
            logStartOffset: checkpoints.logStarts[id], topicID: topicID, tailMemory: tailMemory, now: WallClock.nowMs)
        let configuration = settings.logConfiguration
        var opened = try PartitionLog.open(
            folder.fileSystem, folder: folder.path(of: id), configuration: configuration, context: context)
        if let known = opened.topicID, known != topicID {
            // Left by an earlier topic of the name whose removal a crash cut short.
            try setAside(id)
            opened = try PartitionLog.open(
                folder.fileSystem, folder: folder.path(of: id), configuration: configuration, context: context)
        }
        report(opened.recovery, id)
        // After a crash records may be gone: a new epoch lets clients see where their history and ours part.
        let latest = opened.latestLeaderEpoch
        let epoch = latest < 0 ? 0 : checkpoints.wasCleanShutdown ? latest : LeaderEpoch(latest.rawValue + 1)
        return Partition(
            id, topicID: topicID, log: opened, leaderEpoch: epoch, rules: settings.produceRules(id), io: io, counters: counters,
            events: log)
    }

    /// Renames a folder that belongs to no topic, as Kafka does: nothing is lost if it is the metadata that is wrong.
    func setAside(_ id: TopicPartition) throws(LogError) {
        var generator = SystemRandomNumberGenerator()
        let path = folder.path(of: id)
        let newPath = "\(path).\(UniqueID.random(using: &generator).base64)-stray"
        do throws(LogFileError) {
            try folder.fileSystem.rename(path, to: newPath)
        } catch {
            throw .file(error)
        }
        log.log(.warning, event: "partition.set_aside", ["partition": id, "folder": newPath])
    }

    private func report(_ recovery: RecoveryReport, _ id: TopicPartition) {
        if let damage = recovery.damage {
            log.log(.error, event: "partition.damaged", ["partition": id, "damage": damage])
        }
        if recovery.bytesCut > 0 {
            log.log(
                .warning, event: "partition.tail_cut",
                [
                    "partition": id, "bytes": recovery.bytesCut, "from": recovery.cutFrom ?? .none,
                    "reason": recovery.cutReason ?? "",
                ])
        }
    }

    func reconfigure(_ topic: TopicDescription, _ settings: TopicSettings) {
        for partition in partitions(of: topic.name) {
            partition.reconfigure(settings.logConfiguration, settings.produceRules(partition.id))
        }
    }

    /// Takes a deleted topic's partitions away; their folders are renamed at once and removed in the background.
    func remove(_ topic: TopicDescription) {
        let partitions = tables.withLock { tables -> [Partition] in
            if tables.ids[topic.name] == topic.id { tables.ids[topic.name] = nil }
            return tables.byID.removeValue(forKey: topic.id) ?? []
        }
        for partition in partitions {
            partition.markRemoved()
            do throws(LogFileError) {
                let path = try folder.markForDeletion(partition.id, id: topic.id)
                _ = io.submit { [folder] in try? folder.fileSystem.removeFolder(path) }
            } catch {
                log.log(.error, event: "partition.not_removed", ["partition": partition.id, "reason": error])
            }
        }
    }
}

extension TopicSettings {
    /// What the log is told.
    var logConfiguration: LogConfiguration {
        var configuration = LogConfiguration()
        configuration.segmentBytes = segmentBytes
        configuration.segmentMs = segmentMs
        configuration.indexBytesMax = segmentIndexBytes
        configuration.indexIntervalBytes = indexIntervalBytes
        configuration.retentionMs = retentionMs < 0 ? nil : retentionMs
        configuration.retentionBytes = retentionBytes < 0 ? nil : retentionBytes
        configuration.deletesOldSegments = deletesOldSegments
        configuration.isCompacted = isCompacted
        return configuration
    }

    /// What the check of a produced batch is told.
    func produceRules(_ partition: TopicPartition) -> ProduceRules {
        var rules = ProduceRules()
        rules.timestampType = usesLogAppendTime ? .logAppendTime : .createTime
        rules.timestampBeforeMaxMs = timestampBeforeMaxMs
        rules.timestampAfterMaxMs = timestampAfterMaxMs
        rules.batchBytesMax = messageBytesMax
        rules.segmentBytes = segmentBytes
        rules.requiresKeys = isCompacted
        rules.partitionName = partition.description
        switch compressionType {
        case "uncompressed": rules.compression = .codec(.none, level: nil)
        case "gzip": rules.compression = .codec(.gzip, level: gzipLevel)
        case "snappy": rules.compression = .codec(.snappy, level: nil)
        case "lz4": rules.compression = .codec(.lz4, level: lz4Level)
        case "zstd": rules.compression = .codec(.zstd, level: zstdLevel)
        default: rules.compression = .producer
        }
        return rules
    }
}
